import PanelModel

/// Why a set of weights is not defined: which indicator, what is the case, what to do.
package struct WeightingError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Reason: String, Sendable, Hashable {
    /// Fewer than two rows hold a value.
    case tooFewRows
    /// A value below 0 where shares are taken.
    case negativeValue
    /// The column sums to 0, so that it has no shares.
    case sumIsZero
    /// No indicator has any weight.
    case allZero
    /// No weight is given for an indicator.
    case notNamed
    /// A value of 0 where logarithms or quotients are taken.
    case notPositive
    /// Indicators that move together so closely that nothing tells them apart.
    case noContrast
    /// A weight below 0 came out.
    case negativeWeight
    /// An expert's comparisons contradict each other.
    case inconsistent
    /// No row of the year asked for.
    case yearAbsent
    /// A system of equations without one solution.
    case notSolvable
  }

  package var reason: Reason
  /// The indicator or dimension concerned; nil where it is all of them.
  package var indicator: IndicatorCode?
  package var message: String
  package var remedy: String

  package init(_ reason: Reason, indicator: IndicatorCode? = nil, message: String, remedy: String) {
    self.reason = reason
    self.indicator = indicator
    self.message = message
    self.remedy = remedy
  }

  package var description: String { "\(message). \(remedy)" }
}
