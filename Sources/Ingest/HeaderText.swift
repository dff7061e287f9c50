import Definitions
import PanelModel

/// Texts a definition names a header by, in the form they are compared in.
struct HeaderNames: Sendable {
  let compact: [String]

  init(_ printed: [String]) { compact = printed.map { PrintedText.compact($0).lowercased() } }
}

/// One printed header cell taken apart: its Chinese and English words without blanks, and the unit in its brackets.
struct HeaderText: Sendable {
  /// Forms a definition may name it by, compact and lower case: the whole, the Chinese lines, the English lines, each
  /// also without numbering (一、 or #) or a year in front.
  let forms: [String]
  /// The unit printed in brackets, if it is a known one.
  let unit: UnitOfMeasure?
  /// The bracketed text that looks like a unit, as printed.
  let unitText: String?
  let printed: String

  private let units: UnitDefinitions

  init(_ printed: String, units: UnitDefinitions) {
    self.printed = printed
    self.units = units
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
      for form in [plain, text, Self.withoutNumbering(plain)].map({ $0.lowercased() })
      where !form.isEmpty && !forms.contains(form) {
        forms.append(form)
      }
    }
    self.forms = forms
    self.unit = unit
    self.unitText = unitText
  }

  /// Whether one of the candidates is meant, be it with a unit behind it.
  func matches(_ candidates: [String]) -> Bool { matches(HeaderNames(candidates)) }

  func matches(_ names: HeaderNames) -> Bool {
    names.compact.contains { forms.contains($0) || unit(behind: $0) != nil }
  }

  /// The unit printed in the text if it is read as one of the candidates.
  func unit(for candidates: [String]) -> UnitOfMeasure? {
    if let unit { return unit }
    let names = HeaderNames(candidates).compact
    if names.contains(where: forms.contains) { return nil }
    return names.lazy.compactMap(unit(behind:)).first
  }

  /// A unit that follows a name without brackets: 常住人口万人 is 常住人口 in 万人.
  private func unit(behind name: String) -> UnitOfMeasure? {
    guard unit == nil, PrintedText.hasHan(name) else { return nil }
    return forms.lazy.filter { $0.hasPrefix(name) && $0 != name }
      .compactMap { units.unit(printed: String($0.dropFirst(name.count))) }.first
  }

  /// 一、年末总户数 -> 年末总户数; # 公园绿地面积; 2019年平均人口 -> 平均人口.
  private static func withoutNumbering(_ text: String) -> String {
    var rest = Substring(text)
    if rest.first == "#" { rest = rest.dropFirst() }
    let numeral = rest.prefix { "一二三四五六七八九十".contains($0) }
    if !numeral.isEmpty, rest.dropFirst(numeral.count).first == "、" { rest = rest.dropFirst(numeral.count + 1) }
    let year = rest.prefix { $0.isASCII && $0.isNumber }
    if year.count == 4, rest.dropFirst(4).first == "年", rest.count > 5 { rest = rest.dropFirst(5) }
    return String(rest)
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
