import Definitions
import PanelModel

/// The texts over one column from top to bottom.
struct HeaderPath: Sendable {
  var texts: [HeaderText]
  /// Where the column is a part (其中, #): the texts over the column it is a part of.
  var parents: [HeaderText] = []

  var isEmpty: Bool { texts.isEmpty }

  /// The name of an area across: the lowest text in Chinese, else the lowest of all. English names of areas may be
  /// those of several (Taizhou).
  var areaText: String? { (texts.last { PrintedText.hasHan($0.printed) } ?? texts.last)?.printed }

  /// The unit printed in the lowest header that has one.
  var unit: UnitOfMeasure? { texts.last { $0.unit != nil }?.unit }

  /// The unit printed if the path is read as a column of a definition.
  func unit(for column: ColumnDefinition) -> UnitOfMeasure? {
    unit ?? texts.last { $0.matches(column.headers) }?.unit(for: column.headers)
  }

  /// As a reader sees it: `地区生产总值 / 全市`.
  var printed: String {
    texts.map { $0.printed.split(whereSeparator: \.isNewline).map(String.init).joined(separator: " ") }
      .joined(separator: " / ")
  }

  var scope: StatisticalScope? {
    for text in texts {
      if text.matches(Self.wholeCity) { return .wholeCity }
      if text.matches(Self.districts) { return .municipalDistricts }
    }
    return nil
  }

  /// Whether one of its texts says that the column is a part of one before it.
  var isPart: Bool { texts.contains(where: \.isPart) }

  private static let wholeCity = HeaderNames(["全市", "全 市", "Total City", "市"])
  private static let districts = HeaderNames([
    "市辖区", "Districts under City", "市区", "市区(不包括市辖县)", "不包括市辖县", "市本级",
  ])

  /// Whether a column definition is meant: its header stands in the path, `under` above it.
  func matches(_ column: ColumnDefinition) -> Bool {
    matches(HeaderNames(column.headers), under: HeaderNames(column.under))
  }

  func matches(_ names: HeaderNames, under: HeaderNames) -> Bool {
    guard let span = Self.span(of: names, in: texts[...]) else { return false }
    return stands(under, above: span.lowerBound)
  }

  /// Whether one of the names stands above a text, or is what the column is a part of.
  private func stands(_ under: HeaderNames, above position: Int) -> Bool {
    under.compact.isEmpty || Self.span(of: under, in: texts[..<position]) != nil
      || Self.span(of: under, in: parents[...]) != nil
  }

  func matches(_ candidates: [String]) -> Bool { Self.span(of: HeaderNames(candidates), in: texts[...]) != nil }

  /// Whether a name is the column's own header, not one it shares with others: nothing but a scope or a unit stands
  /// below it.
  func endsWith(_ names: HeaderNames) -> Bool {
    guard let span = Self.span(of: names, in: texts[...]) else { return false }
    return texts[(span.upperBound + 1)...].allSatisfy { text in
      (text.chinese.isEmpty && text.english.isEmpty) || text.matches(Self.wholeCity) || text.matches(Self.districts)
        || HeaderText.isTranslation(text, of: texts[span.lowerBound...span.upperBound])
    }
  }

  /// Where one of the candidates stands: the lowest text that is it, else the first of several that are it together, as
  /// 已婚育龄 over 妇女人数. Rows of the other language and of units between them do not part them.
  private static func span(of names: HeaderNames, in texts: ArraySlice<HeaderText>) -> ClosedRange<Int>? {
    if let one = texts.lastIndex(where: { $0.matches(names) }) { return one...one }
    guard texts.count > 1 else { return nil }
    for first in texts.indices.dropLast() {
      var joined = (texts[first].forms.first ?? "", texts[first].chinese, texts[first].english)
      for next in (first + 1)..<texts.endIndex {
        let text = texts[next]
        joined = (joined.0 + (text.forms.first ?? ""), joined.1 + text.chinese, joined.2 + text.english)
        let isOne = names.compact.contains { name in
          name == joined.0 || (name == joined.1 && !text.chinese.isEmpty && !texts[first].chinese.isEmpty)
            || (name == joined.2 && !text.english.isEmpty && !texts[first].english.isEmpty)
        }
        if isOne { return first...next }
      }
    }
    return nil
  }
}

extension HeaderText {
  /// Whether a text is in the other language than those above it, as a row of English below one of Chinese.
  static func isTranslation(_ text: HeaderText, of above: ArraySlice<HeaderText>) -> Bool {
    text.chinese.isEmpty && !text.english.isEmpty && above.allSatisfy { !$0.chinese.isEmpty && $0.english.isEmpty }
  }
}
