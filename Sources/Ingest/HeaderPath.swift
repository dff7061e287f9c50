import Definitions
import PanelModel

/// The texts over one column from top to bottom.
struct HeaderPath: Sendable {
  var texts: [HeaderText]

  var isEmpty: Bool { texts.isEmpty }

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

  private static let wholeCity = HeaderNames(["全市", "全 市", "Total City", "市"])
  private static let districts = HeaderNames(["市辖区", "Districts under City", "市区"])

  /// Whether a column definition is meant: its header stands in the path, `under` above it.
  func matches(_ column: ColumnDefinition) -> Bool {
    matches(HeaderNames(column.headers), under: HeaderNames(column.under))
  }

  func matches(_ names: HeaderNames, under: HeaderNames) -> Bool {
    guard let position = position(of: names) else { return false }
    return under.compact.isEmpty || texts[..<position].contains { $0.matches(under) }
  }

  func matches(_ candidates: [String]) -> Bool { position(of: HeaderNames(candidates)) != nil }

  /// Where one of the candidates stands: the lowest text that is it, else the first of several that are it together, as
  /// 已婚育龄 over 妇女人数.
  private func position(of names: HeaderNames) -> Int? {
    if let one = texts.lastIndex(where: { $0.matches(names) }) { return one }
    guard texts.count > 1 else { return nil }
    for first in texts.indices.dropLast() {
      var joined = texts[first].forms.first ?? ""
      for text in texts[(first + 1)...] {
        joined += text.forms.first ?? ""
        if names.compact.contains(joined) { return first }
      }
    }
    return nil
  }
}
