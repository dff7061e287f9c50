import PanelModel

/// Why a measure cannot go on: which measure, which input and row, what is the case, what to do.
package struct MeasureError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Reason: String, Sendable, Hashable {
    /// The panel has no such column.
    case columnMissing
    /// A table beside the panel lacks a column, or holds it in another type.
    case tableMalformed
    /// A subsystem score outside [0, 1].
    case scoreOutsideUnitInterval
    /// The panel holds too little to estimate what the measure needs.
    case notIdentified
    /// A column that must hold one figure a year holds several.
    case figuresContradict
    /// A program of the measure has no solution.
    case noSolution
  }

  package var reason: Reason
  package var measure: IndicatorCode
  package var input: IndicatorCode?
  package var key: PanelKey?
  package var message: String
  package var remedy: String

  package init(
    _ reason: Reason, measure: IndicatorCode, input: IndicatorCode? = nil, key: PanelKey? = nil, message: String,
    remedy: String
  ) {
    self.reason = reason
    self.measure = measure
    self.input = input
    self.key = key
    self.message = message
    self.remedy = remedy
  }

  package var description: String { "\(message). \(remedy)" }
}
