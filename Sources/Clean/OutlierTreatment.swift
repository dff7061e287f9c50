import Definitions
import PanelModel

/// Treats the outliers of one indicator as its policy says, in each group of rows by itself.
struct OutlierTreatment {
  /// What was done in one group of rows.
  struct Outcome: Equatable {
    /// Where percentiles were asked for.
    var limits: OutlierPolicy.Limits?
    /// A transformation that has no value there.
    var isImpossible = false
    /// The skewness rule fails even after the treatment.
    var stillFails = false
  }

  private let policy: OutlierPolicy
  private let indicator: IndicatorCode
  private let panel: Panel
  private(set) var series: PanelSeries
  /// What was changed, in order of row.
  private(set) var changes: [CellChange] = []
  private(set) var outcomes: [Outcome] = []

  init(_ policy: OutlierPolicy, of indicator: IndicatorCode, _ series: PanelSeries, panel: Panel) {
    self.policy = policy
    self.indicator = indicator
    self.series = series
    self.panel = panel
  }

  mutating func run() {
    for group in policy.groups(panel) {
      let rows = group.filter { series[$0] != nil }
      let values = rows.compactMap { series[$0] }
      switch policy.rule {
      case .winsorize(let low, let high, let type): winsorize(rows, values, low, high, type)
      case .skewKurtosis(let rule): pullIn(rows, values, rule)
      case .transform(let transform): apply(transform, rows, values)
      }
    }
    changes.sort { $0.row < $1.row }
  }

  private mutating func winsorize(
    _ rows: [Int], _ values: [Double], _ low: Double, _ high: Double, _ type: PercentileType
  ) {
    let sorted = values.sorted()
    var limits = OutlierPolicy.Limits(low: 0, high: 0, changed: 0)
    if let lowest = type.percentile(sorted, low), let highest = type.percentile(sorted, high) {
      limits.low = lowest
      limits.high = highest
      for (row, x) in zip(rows, values) where x < lowest || x > highest {
        set(row, min(max(x, lowest), highest), .percentile(x < lowest ? low : high))
        limits.changed += 1
      }
    }
    outcomes.append(Outcome(limits: limits))
  }

  private mutating func pullIn(_ rows: [Int], _ values: [Double], _ rule: SkewKurtosisRule) {
    guard rule.fails(values) else { return outcomes.append(Outcome()) }
    let (limited, points) = rule.pulledIn(values)
    if rule.fails(limited), let otherwise = rule.otherwise { return apply(otherwise, rows, values, checkedBy: rule) }
    for i in points.sorted() { set(rows[i], limited[i], .pulledIn(points: points.count)) }
    outcomes.append(Outcome(stillFails: rule.fails(limited)))
  }

  private mutating func apply(
    _ transform: ValueTransform, _ rows: [Int], _ values: [Double], checkedBy rule: SkewKurtosisRule? = nil
  ) {
    guard !values.isEmpty else { return }
    guard let result = transform.apply(values), result.values.allSatisfy(\.isFinite) else {
      return outcomes.append(Outcome(isImpossible: true))
    }
    for (i, row) in rows.enumerated() {
      set(row, result.values[i], .transformed(name: transform.name, lambda: result.lambda))
    }
    outcomes.append(Outcome(stillFails: rule?.fails(result.values) ?? false))
  }

  private mutating func set(_ row: Int, _ value: Double, _ rule: CellChange.Rule) {
    changes.append(
      CellChange(
        indicator: indicator, row: row, before: series[row], statusBefore: series.statuses[row], after: value,
        rule: rule))
    series.set(row, value, .treated)
  }
}

extension OutlierPolicy {
  /// What a winsorising did in one group of rows.
  package struct Limits: Sendable, Equatable {
    package var low: Double
    package var high: Double
    package var changed: Int
  }

  /// The groups of rows looked at one by one, in the order of `Limits`.
  package func groups(_ panel: Panel) -> [[Int]] {
    switch over {
    case .pooled: [Array(panel.keys.indices)]
    case .eachYear: panel.rowsByYear.map(\.rows)
    case .withinArea: panel.rowsByArea.map(Array.init)
    }
  }
}
