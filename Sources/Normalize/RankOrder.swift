import Definitions
import PanelModel

/// Places of values in the order of a group, shared by the methods that rank.
enum RankOrder {
  /// Which rank values of equal size take.
  enum Ties: String, Sendable, CaseIterable {
    case lowest, average, highest
  }

  static let tiesOption = MethodInfo.Option(
    "ties", allowed: "lowest | average | highest", default: "lowest",
    meaning: "The rank of equal values: the lowest of their run, its mean or its highest.")

  static let edges = [
    "An indicator with one value only in a group is missing there, with a finding.",
    "With bounds of another vintage a value takes the place it would have had among the old values.",
  ]

  /// The group's values in rising order.
  static func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? {
    let order = sample.values.sorted()
    guard let low = order.first, let high = order.last else { return nil }
    return NormalizationBounds.Pair(low, high, order: order)
  }

  /// How many values of the group are worse, where equal ones count not at all, by half (less one's own half) or all
  /// but oneself.
  static func worse(
    than x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection, ties: Ties
  ) -> Double {
    let below = place(in: pair.order) { $0 < x }
    let notAbove = place(in: pair.order) { $0 <= x }
    let worse = direction.isReversed ? pair.order.count - notAbove : below
    // A value that is not among those ranked has no run of equals.
    let others = max(0, notAbove - below - 1)
    switch ties {
    case .lowest: return Double(worse)
    case .average: return Double(worse) + Double(others) / 2
    case .highest: return Double(worse + others)
    }
  }

  /// The number of leading elements that meet a condition, by bisection.
  private static func place(in order: [Double], where holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, order.count)
    while low < high {
      let middle = (low + high) / 2
      if holds(order[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The methods that take a value's place among those of its group.
protocol RankingMethod: NormalizationMethod {
  var ties: RankOrder.Ties { get }
}

extension RankingMethod {
  package func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair? { RankOrder.fit(sample) }

  /// How many values of the group are worse.
  func worse(than x: Double, _ pair: NormalizationBounds.Pair, _ direction: IndicatorDirection) -> Double {
    RankOrder.worse(than: x, pair, direction: direction, ties: ties)
  }
}
