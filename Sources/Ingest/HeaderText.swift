import Definitions
import PanelModel

/// Texts a definition names a header by, in the form they are compared in.
struct HeaderNames: Sendable {
  let compact: [String]

  init(_ printed: [String]) { compact = printed.map { PrintedText.lowercased(PrintedText.compact($0)) } }
}

/// One printed header cell taken apart: its Chinese and English words without blanks, and the unit in its brackets.
struct HeaderText: Sendable {
  /// Forms a definition may name it by, compact and lower case: the whole, the Chinese lines, the English lines, each
  /// also without what `HeaderWords` drops: numbering or a year in front, footnote marks, 其中 and #, points between words.
  let forms: [String]
  /// The Chinese words and the English words, without unit and marks; empty if there are none. Words that books split
  /// over rows are joined within a language.
  let chinese: String
  let english: String
  /// Whether it says that it is a part of what stands before: 其中, # or of which.
  let isPart: Bool
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
    isPart = HeaderWords.isPart(lines.joined())
    self.chinese = Self.bare(Self.leadingChinese(chinese), units)
    self.english = Self.bare(english, units)
    var seen: [String] = []
    for text in [lines.joined(), chinese, english, Self.leadingChinese(chinese)] where !text.isEmpty {
      if seen.contains(where: { PrintedText.areEqual($0, text) }) { continue }
      seen.append(text)
      let (plain, found, foundText) = Self.withoutUnit(text, units: units)
      unit = unit ?? found
      unitText = unitText ?? foundText
      // A form with its brackets kept is a name too: 第一产业(农.林.牧.渔业).
      for form in ([plain, text] + HeaderWords.forms(of: plain)).map(PrintedText.lowercased)
      where !form.isEmpty && !forms.contains(where: { PrintedText.areEqual($0, form) }) {
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
    names.compact.contains { name in isForm(name) || unit(behind: name) != nil }
  }

  /// The unit printed in the text if it is read as one of the candidates.
  func unit(for candidates: [String]) -> UnitOfMeasure? {
    if let unit { return unit }
    let names = HeaderNames(candidates).compact
    if names.contains(where: isForm) { return nil }
    return names.lazy.compactMap(unit(behind:)).first
  }

  private func isForm(_ name: String) -> Bool { forms.contains { PrintedText.areEqual($0, name) } }

  /// A unit that follows a name without brackets: 常住人口万人 is 常住人口 in 万人.
  private func unit(behind name: String) -> UnitOfMeasure? {
    guard unit == nil, PrintedText.hasHan(name) else { return nil }
    return forms.lazy.compactMap { PrintedText.rest(of: $0, behind: name) }
      .compactMap { units.unit(printed: String($0)) }.first
  }

  /// Without unit, marks and numbering, lower case.
  private static func bare(_ text: String, _ units: UnitDefinitions) -> String {
    if text.isEmpty { return "" }
    let plain = withoutUnit(text, units: units).plain
    return PrintedText.lowercased(HeaderWords.forms(of: plain).first ?? plain)
  }

  /// 城市City -> 城市: the Chinese part of a one-line bilingual header.
  private static func leadingChinese(_ text: String) -> String {
    guard let last = text.unicodeScalars.lastIndex(where: PrintedText.isHan) else { return "" }
    return String(text.unicodeScalars[...last])
  }

  /// Takes brackets that hold a known unit out of a text.
  private static func withoutUnit(
    _ text: String, units: UnitDefinitions
  ) -> (plain: String, unit: UnitOfMeasure?, unitText: String?) {
    if !text.utf8.contains(0x28) { return (text, nil, nil) }
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
