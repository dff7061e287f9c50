import PanelModel
import Spreadsheet

/// What a printed cell says: a number, a kind of missing, or something a number column should not hold.
package enum CellValue: Equatable {
  case number(Double)
  case missing(ObservationStatus)
  /// An error value of the spreadsheet, such as #DIV/0!.
  case error(String)
  case text(String)

  /// Reads a cell of a number column. `marks` are the printed marks for missing, in compact form.
  init(_ grid: SheetGrid, _ index: Int?, _ row: Int, _ marks: [String: ObservationStatus]) {
    guard let index else {
      self = .missing(marks[""] ?? .missing)
      return
    }
    switch grid.cells.kinds[index] {
    case .number: self = .number(grid.numbers[index])
    case .error: self = .error(grid.text(at: index, row: row))
    case .text: self = CellValue(printed: grid.text(at: index, row: row), marks: marks)
    case .boolean, .date: self = .text(grid.text(at: index, row: row))
    }
  }

  /// Reads a figure kept as text: blanks, thousands separators, full-width digits and footnote marks do not count.
  init(printed text: String, marks: [String: ObservationStatus]) {
    let compact = PrintedText.compact(text)
    if let status = marks[compact] {
      self = .missing(status)
    } else if let x = Self.number(compact) ?? Self.number(Self.withoutFootnote(compact)) {
      self = .number(x)
    } else {
      self = .text(text)
    }
  }

  /// A plain decimal number: digits with an optional sign, point, exponent and well-placed thousands separators.
  package static func number(_ compact: String) -> Double? {
    guard let first = compact.utf8.first,
      (first >= 48 && first <= 57) || first == 45 || first == 43 || first == 46
        || compact.unicodeScalars.first == "\u{2212}"
    else { return nil }
    var text = compact
    if text.contains("\u{2212}") { text = text.replacing("\u{2212}", with: "-") }
    if text.contains(",") {
      guard hasThousandsSeparators(text) else { return nil }
      text = text.replacing(",", with: "")
    }
    let allowed = text.utf8.allSatisfy { byte in
      (byte >= 48 && byte <= 57) || byte == 43 || byte == 45 || byte == 46 || byte == 69 || byte == 101
    }
    guard allowed, let x = Double(text), x.isFinite else { return nil }
    return x
  }

  /// `1,234,567.8`: groups of three after the first comma.
  private static func hasThousandsSeparators(_ text: String) -> Bool {
    let whole = text.split(separator: ".", omittingEmptySubsequences: false)[0]
    let groups = whole.drop { $0 == "-" || $0 == "+" }.split(separator: ",", omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count) else { return false }
    return groups.dropFirst().allSatisfy { $0.count == 3 } && groups.allSatisfy { $0.allSatisfy(\.isNumber) }
  }

  /// A figure without a footnote mark behind it: `123.4①`, `123.4*`.
  private static func withoutFootnote(_ text: String) -> String {
    var scalars = text.unicodeScalars
    while let last = scalars.last, last == "*" || (0x2460...0x2473).contains(last.value) { scalars.removeLast() }
    return String(scalars)
  }
}
