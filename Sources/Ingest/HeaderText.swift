import Definitions
import PanelModel

/// One printed header cell taken apart: its Chinese and English words without blanks, and the unit in its brackets.
struct HeaderText: Equatable {
  /// Forms a definition may name it by, compact and lower case: the whole, the Chinese lines, the English lines.
  let forms: [String]
  /// The unit printed in brackets, if it is a known one.
  let unit: UnitOfMeasure?
  /// The bracketed text that looks like a unit, as printed.
  let unitText: String?
  let printed: String

  init(_ printed: String, units: UnitDefinitions) {
    self.printed = printed
    let lines = printed.split(whereSeparator: \.isNewline).map { PrintedText.compact(String($0)) }
    let chinese = lines.filter { PrintedText.hasHan($0) }.joined()
    let english = lines.filter { !PrintedText.hasHan($0) }.joined()
    var unit: UnitOfMeasure?
    var unitText: String?
    var forms: [String] = []
    for text in [lines.joined(), chinese, english, Self.leadingChinese(chinese)] where !text.isEmpty {
      let (plain, found, foundText) = Self.withoutUnit(text, units: units)
      unit = unit ?? found
      unitText = unitText ?? foundText
      // A form with its brackets kept is a name too: 第一产业(农.林.牧.渔业).
      for form in [plain.lowercased(), text.lowercased()] where !form.isEmpty && !forms.contains(form) {
        forms.append(form)
      }
    }
    self.forms = forms
    self.unit = unit
    self.unitText = unitText
  }

  func matches(_ candidates: [String]) -> Bool {
    candidates.contains { forms.contains(PrintedText.compact($0).lowercased()) }
  }

  /// 城市City -> 城市: the Chinese part of a one-line bilingual header.
  private static func leadingChinese(_ text: String) -> String {
    var end = text.unicodeScalars.startIndex
    for (i, scalar) in zip(text.unicodeScalars.indices, text.unicodeScalars) where PrintedText.isHan(scalar) {
      end = text.unicodeScalars.index(after: i)
    }
    return String(text.unicodeScalars[..<end])
  }

  /// Takes brackets that hold a known unit out of a text.
  private static func withoutUnit(
    _ text: String, units: UnitDefinitions
  ) -> (plain: String, unit: UnitOfMeasure?, unitText: String?) {
    var rest = Substring(text)
    var plain = ""
    var unit: UnitOfMeasure?
    var unitText: String?
    while let open = rest.firstIndex(of: "(") {
      guard let close = rest[open...].firstIndex(of: ")") else { break }
      let inside = String(rest[rest.index(after: open)..<close])
      plain += rest[..<open]
      if let known = units.unit(printed: inside) {
        unit = unit ?? known
        unitText = unitText ?? inside
      } else {
        plain += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return (plain + rest, unit, unitText)
  }
}

/// The texts over one column from top to bottom.
struct HeaderPath {
  var texts: [HeaderText]

  var isEmpty: Bool { texts.isEmpty }

  /// The unit printed in the lowest header that has one.
  var unit: UnitOfMeasure? { texts.last { $0.unit != nil }?.unit }

  /// As a reader sees it: `地区生产总值 / 全市`.
  var printed: String {
    texts.map { $0.printed.split(whereSeparator: \.isNewline).map(String.init).joined(separator: " ") }
      .joined(separator: " / ")
  }

  var scope: StatisticalScope? {
    for text in texts {
      if text.matches(["全市", "全 市", "Total City", "市"]) { return .wholeCity }
      if text.matches(["市辖区", "Districts under City", "市区"]) { return .municipalDistricts }
    }
    return nil
  }

  /// Whether a column definition is meant: its header stands in the path, `under` above it, in the right scope.
  func matches(_ column: ColumnDefinition) -> Bool {
    guard let position = texts.lastIndex(where: { $0.matches(column.headers) }) else { return false }
    return column.under.isEmpty || texts[..<position].contains { $0.matches(column.under) }
  }
}
