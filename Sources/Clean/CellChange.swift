import PanelModel

/// A cell of a base indicator that holds another value than its formula gave: what was there, what is, by which rule,
/// from which rows.
package struct CellChange: Sendable, Hashable {
  package var indicator: IndicatorCode
  /// Row of the panel.
  package var row: Int
  /// In the indicator's unit; nil where it was missing.
  package var before: Double?
  package var statusBefore: ObservationStatus
  package var after: Double
  package var rule: Rule
  /// Rows of the panel whose values of this indicator the new one is made from, in order; for a rule over a whole group
  /// of rows (percentiles, transformations) empty.
  package var sources: [Int] = []

  package enum Rule: Sendable, Hashable {
    /// Inside a gap.
    case linear, neighbourMean, carry
    /// Inside a gap, by a group of so many other areas.
    case groupRatio(group: String, areas: Int)
    /// At an end of a series.
    case carryAtEnd, linearAtEnd
    case groupGrowth(group: String, areas: Int)
    /// Set to a percentile, in [0, 100].
    case percentile(Double)
    /// Pulled in to the next value, among so many points of one group of rows.
    case pulledIn(points: Int)
    /// Transformed; lambda for Box-Cox only.
    case transformed(name: String, lambda: Double?)
  }
}

extension CellChange.Rule {
  /// Whether a missing value was filled in; else a value was treated.
  package var isImputation: Bool {
    switch self {
    case .linear, .neighbourMean, .carry, .groupRatio, .carryAtEnd, .linearAtEnd, .groupGrowth: true
    case .percentile, .pulledIn, .transformed: false
    }
  }

  /// As definitions name it.
  package var name: String {
    switch self {
    case .linear: "linear"
    case .neighbourMean: "neighbour_mean"
    case .carry: "carry"
    case .groupRatio: "group_ratio"
    case .carryAtEnd: "carry_at_end"
    case .linearAtEnd: "linear_at_end"
    case .groupGrowth: "group_growth"
    case .percentile: "winsorize"
    case .pulledIn: "skew_kurtosis"
    case .transformed(let name, _): name
    }
  }

  /// The rest of the rule in words; empty where the name says all.
  package var detail: String {
    switch self {
    case .linear, .neighbourMean, .carry, .carryAtEnd, .linearAtEnd: ""
    case .groupRatio(let group, let areas), .groupGrowth(let group, let areas): "\(group), \(areas) other areas"
    case .percentile(let p): "percentile \(p)"
    case .pulledIn(let points): "\(points) point\(points == 1 ? "" : "s") pulled in"
    case .transformed(_, let lambda): lambda.map { "lambda \($0)" } ?? ""
    }
  }

  /// The names of all rules that fill missing values, in the order of the ledger.
  package static let imputations = [
    "linear", "neighbour_mean", "group_ratio", "carry", "carry_at_end", "linear_at_end", "group_growth",
  ]
}
