/// Anything about the data or the definitions that a person should know. Errors of the data are findings, not throws:
/// a stage throws only when it cannot go on at all.
package struct Finding: Sendable, Hashable {
  package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    case note, warning, error

    package static func < (a: Severity, b: Severity) -> Bool { a.order < b.order }
    private var order: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  package var code: FindingCode
  package var severity: Severity
  package var location: SourceLocation?
  package var indicator: IndicatorCode?
  package var area: AreaCode?
  package var year: ReferenceYear?
  /// What is the case, in one sentence.
  package var message: String
  /// What to do about it, in one sentence.
  package var remedy: String
  /// How many cells, rows or values it stands for.
  package var count: Int

  package init(
    _ code: FindingCode, severity: Severity? = nil, location: SourceLocation? = nil, indicator: IndicatorCode? = nil,
    area: AreaCode? = nil, year: ReferenceYear? = nil, message: String, remedy: String, count: Int = 1
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.location = location
    self.indicator = indicator
    self.area = area
    self.year = year
    self.message = message
    self.remedy = remedy
    self.count = count
  }
}

extension Finding: Comparable {
  /// Errors first, then by code and place: the one order every report uses.
  package static func < (a: Finding, b: Finding) -> Bool {
    if a.severity != b.severity { return a.severity > b.severity }
    if a.code != b.code { return a.code.rawValue < b.code.rawValue }
    if a.location != b.location { return (a.location ?? .none) < (b.location ?? .none) }
    if a.indicator != b.indicator { return (a.indicator ?? "") < (b.indicator ?? "") }
    if a.area != b.area { return (a.area?.rawValue ?? 0) < (b.area?.rawValue ?? 0) }
    if a.year != b.year { return (a.year?.rawValue ?? 0) < (b.year?.rawValue ?? 0) }
    return a.message < b.message
  }
}

extension SourceLocation {
  /// Sorts before every place; stands for "nowhere in particular".
  fileprivate static var none: SourceLocation { SourceLocation(file: "") }
}
