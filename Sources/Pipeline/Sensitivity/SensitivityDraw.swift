import Definitions
import PanelModel
import Sensitivity

/// One way to compute an index: which alternative of each step, and what each weight is multiplied by.
package struct SensitivityDraw: Sendable, Equatable {
  package var missing = 0
  package var normalize = 0
  package var weight = 0
  package var shift = 0
  package var aggregate = 0
  /// The indicator left out; nil for none.
  package var dropped: IndicatorCode?
  /// By child: the factor of its weight in its node, in the order of the tree; empty for 1.
  package var factors: [Double] = []

  /// The index as defined.
  package static let nominal = SensitivityDraw()
}

/// The uncertain factors of an index and the coordinates of the unit cube that decide each.
package struct SensitivitySpace: Sendable {
  package enum Factor: String, Sendable, CaseIterable {
    case missing, normalize, weight, shift, aggregate, indicators, weights
  }

  /// Those that vary.
  package let factors: [Factor]
  let settings: SensitivitySettings
  let leaves: [IndicatorCode]
  /// Every node below the root, in the order of the tree.
  let children: [IndicatorCode]

  package init(_ settings: SensitivitySettings, tree: IndexNode) {
    self.settings = settings
    leaves = tree.leaves
    children = tree.innerNodes.flatMap { $0.children.map(\.code) }
    factors = Factor.allCases.filter { factor in
      switch factor {
      case .missing: settings.missing.count > 1
      case .normalize: !settings.normalize.isEmpty
      case .weight: !settings.weight.isEmpty
      case .shift: !settings.shift.isEmpty
      case .aggregate: !settings.aggregate.isEmpty
      case .indicators: settings.dropsOne
      case .weights: settings.noise > 0
      }
    }
  }

  /// A draw; factors of `other` come from a sample of its own, the counterpart B of a Saltelli design.
  /// - Parameter other: all for B itself, one for AB.
  package func draw(_ number: Int, _ uniform: UniformDraws, other: Set<Factor> = []) -> SensitivityDraw {
    func sample(_ factor: Factor) -> Int { number * 2 + (other.contains(factor) ? 1 : 0) }
    func pick(_ factor: Factor, among count: Int) -> Int {
      guard count > 1, let coordinate = Factor.allCases.firstIndex(of: factor) else { return 0 }
      return uniform.index(below: count, sample: sample(factor), coordinate: coordinate)
    }
    var draw = SensitivityDraw()
    draw.missing = pick(.missing, among: settings.missing.count)
    draw.normalize = pick(.normalize, among: settings.normalize.count + 1)
    draw.weight = pick(.weight, among: settings.weight.count + 1)
    draw.shift = pick(.shift, among: settings.shift.count + 1)
    draw.aggregate = pick(.aggregate, among: settings.aggregate.count + 1)
    if settings.dropsOne {
      let place = pick(.indicators, among: leaves.count + 1)
      draw.dropped = place > 0 ? leaves[place - 1] : nil
    }
    if settings.noise > 0 {
      draw.factors = children.indices.map { i in
        let u = uniform.number(sample: sample(.weights), coordinate: Factor.allCases.count + i)
        return 1 - settings.noise + 2 * settings.noise * u
      }
    }
    return draw
  }
}
