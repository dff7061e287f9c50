import Definitions
import PanelModel
import Spreadsheet

/// What the lines above a header say: the table's title, its unit and its year.
struct Captions {
  /// The caption cells that hold something.
  private var facts: [TextFact] = []

  init() {}

  /// Collects the texts of rows up to, not including, `row`.
  init(_ grid: SheetGrid, above row: Int, from first: Int = 0) {
    guard row > first else { return }
    for r in first..<row {
      for index in grid.cells(inRow: r) {
        let fact = grid.fact(at: index, row: r)
        if !fact.isBlank { facts.append(fact) }
      }
    }
  }

  /// Whether a caption names the table by one of these titles.
  func name(_ titles: [String]) -> Bool {
    titles.contains { title in
      let compact = PrintedText.compact(title).lowercased()
      return facts.contains { $0.compact.contains(compact) }
    }
  }

  /// The unit after `单位：`, `Unit:` or, in a data portal's caption, in the brackets after the indicator's name.
  var unit: TextFact.CaptionUnit? { facts.lazy.compactMap(\.captionUnit).first }

  /// The unit a compact lower-case text states after `单位:` and the like.
  static func unit(in line: String, _ units: UnitDefinitions) -> TextFact.CaptionUnit? {
    for mark in ["单位:", "计量单位:", "unit:"] {
      guard let range = line.firstRange(of: mark) else { continue }
      let rest = line[range.upperBound...]
      let chinese = rest.firstRange(of: "unit:").map { rest[..<$0.lowerBound] } ?? rest
      let text = String(chinese.prefix { !"()、,;".contains($0) })
      return TextFact.CaptionUnit(unit: units.unit(printed: text), text: text)
    }
    return nil
  }

  /// The first year printed with 年, in brackets, or alone on a line.
  var year: ReferenceYear? { facts.lazy.compactMap(\.year).first }

  /// The year a line says its figures are of. The year beside 年鉴 is that of an edition, and 2023年1-6月 is no year:
  /// they count only if another year stands in brackets of its own.
  static func referenceYear(in text: String, compact: String) -> ReferenceYear? {
    guard let year = year(in: text) else { return nil }
    let isEdition = compact.hasBytes(of: "年鉴") || compact.hasBytes(of: "yearbook")
    if !isEdition && !isPartOfAYear(compact) { return year }
    let groups = compact.split(separator: "(").dropFirst().map { $0.prefix { $0 != ")" } }
    let own = groups.last { group in
      !group.contains("年鉴") && !group.contains("yearbook") && !isPartOfAYear(String(group))
        && Captions.year(in: String(group)) != nil
    }
    return own.flatMap { Captions.year(in: String($0)) }
  }

  /// A month, quarter or half of a year behind the year: 2023年6月, 2023年一季度; not 2023年1-12月 or a day, 2020年11月1日.
  private static func isPartOfAYear(_ compact: String) -> Bool {
    guard let range = compact.firstRange(of: "年") else { return false }
    let rest = compact[range.upperBound...]
    let halves = ["上半年", "下半年", "前三季度", "一季度", "二季度", "三季度", "四季度", "第一季度", "第二季度", "第三季度", "第四季度"]
    if halves.contains(where: rest.hasPrefix) { return true }
    let months = rest.prefix { $0.isNumber || "-–—至~".contains($0) }
    guard !months.isEmpty, rest.dropFirst(months.count).first == "月" else { return false }
    let isDay = rest.dropFirst(months.count + 1).first?.isNumber ?? false
    return !isDay && !["1-12", "1–12", "1—12", "1至12", "1~12"].contains(String(months))
  }

  /// A year 1949-2099 in a text such as `(2022年)`, `2019年` or `2020`.
  /// Blanks part numbers (表1 2022年), unless a year is only seen without them (2 0 2 2 年).
  static func year(in text: String) -> ReferenceYear? {
    if !mayHaveYear(text) { return nil }
    return yearAsPrinted(text) ?? yearAsPrinted(PrintedText.compact(text))
  }

  /// Four digits, of full width (EF BC 90 in UTF-8) or not: a look at the bytes.
  private static func mayHaveYear(_ text: String) -> Bool {
    var digits = 0
    for byte in text.utf8 where (byte >= 0x30 && byte <= 0x39) || byte == 0xEF { digits += 1 }
    return digits >= 4
  }

  private static func yearAsPrinted(_ text: String) -> ReferenceYear? {
    let digits = text.unicodeScalars.map { 0xFF10...0xFF19 ~= $0.value ? Unicode.Scalar($0.value - 0xFEE0) ?? $0 : $0 }
    var i = 0
    while i + 4 <= digits.count {
      let run = digits[i..<(i + 4)]
      let isRun = run.allSatisfy { $0.value >= 48 && $0.value <= 57 }
      let before = i > 0 ? digits[i - 1].value : 0
      let after = i + 4 < digits.count ? digits[i + 4].value : 0
      let isAlone = !(before >= 48 && before <= 57) && !(after >= 48 && after <= 57)
      if isRun, isAlone, let value = Int32(String(String.UnicodeScalarView(run))), (1949...2099).contains(value) {
        return ReferenceYear(value)
      }
      i += 1
    }
    return nil
  }
}
