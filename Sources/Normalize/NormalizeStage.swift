import Definitions
import PanelModel

/// An indicator to be normalised and whether more of it is better.
package struct NormalizationItem: Sendable, Hashable {
  package var code: IndicatorCode
  package var direction: IndicatorDirection

  package init(_ code: IndicatorCode, _ direction: IndicatorDirection) {
    self.code = code
    self.direction = direction
  }
}

/// Brings the base indicators of an index to one scale, one method and scope for all.
///
/// What is learnt from the data (`fit`) and its use (`apply`) are two steps, so that a panel can be scored with the
/// bounds of an older vintage. Indicators keep their codes; present values keep their statuses.
package struct NormalizeStage: Stage {
  package static let name = "normalize"
  package static let codeVersion = 1

  package struct Input: Sendable {
    package var panel: Panel
    package var items: [NormalizationItem]
    /// Bounds learnt elsewhere; nil: learn them from this panel.
    package var frozen: NormalizationBounds?

    package init(panel: Panel, items: [NormalizationItem], frozen: NormalizationBounds? = nil) {
      self.panel = panel
      self.items = items
      self.frozen = frozen
    }
  }

  package struct Output: Sendable {
    /// The items' columns on the common scale; no other columns.
    package var panel: Panel
    /// The bounds used.
    package var bounds: NormalizationBounds
  }

  package let method: any NormalizationMethod
  package let scope: NormalizationScope
  private let place: DefinitionPlace?

  /// - Throws: if the rule names no known method or holds a wrong option.
  package init(rule: NormalizationRule) throws(DefinitionError) {
    method = try NormalizationRegistry.method(rule.method)
    scope = rule.over
    place = rule.method.options.place
  }

  package func run(_ input: Input, findings: inout [Finding]) throws -> Output {
    let bounds = try input.frozen ?? fit(input.panel, items: input.items)
    let panel = try apply(
      bounds, to: input.panel, items: input.items, isFrozen: input.frozen != nil, findings: &findings)
    return Output(panel: panel, bounds: bounds)
  }

  /// Learns the bounds of every item in every group. A group with too few values for the method gets none.
  /// - Throws: `DefinitionError` if the panel has no column of that code, or options do not fit the items;
  ///   `NormalizationError` for a value the method cannot take.
  package func fit(_ panel: Panel, items: [NormalizationItem]) throws -> NormalizationBounds {
    try method.check(items)
    var bounds = NormalizationBounds(scope: scope)
    let groups = panel.groups(of: scope)
    let smallest = type(of: method).smallestSample
    for item in items {
      let values = try column(item, of: panel).values
      var pairs: [NormalizationBounds.Group: NormalizationBounds.Pair] = [:]
      var sample = NormalizationSample([], indicator: item.code, direction: item.direction)
      for (group, rows) in groups {
        sample.values.removeAll(keepingCapacity: true)
        sample.keys.removeAll(keepingCapacity: true)
        if type(of: method).refusesValues || type(of: method).readsKeys {
          for row in rows {
            guard let x = values[row] else { continue }
            sample.values.append(try admitted(x, item, panel.keys[row]))
            sample.keys.append(panel.keys[row])
          }
        } else if group == .all && !item.direction.isDistance {
          sample.values = values.present
        } else {
          for row in rows { if let x = values[row] { sample.values.append(item.direction.oriented(x)) } }
        }
        if sample.values.count >= smallest, let pair = method.fit(sample) { pairs[group] = pair }
      }
      bounds.pairs[item.code] = pairs
    }
    return bounds
  }

  /// The oriented value, if the method can take it.
  func admitted(_ x: Double, _ item: NormalizationItem, _ key: PanelKey) throws(NormalizationError) -> Double {
    let oriented = item.direction.oriented(x)
    guard method.admits(oriented, direction: item.direction) else {
      let what = item.direction.isDistance ? "is \(oriented) from its ideal" : "is \(x)"
      throw NormalizationError(
        item.code, key: key,
        message: "'\(item.code)' \(what) in area \(key.area), year \(key.year),"
          + " and \(type(of: method).info.name) cannot take it",
        remedy: method.remedy)
    }
    return oriented
  }

  /// The column of an item.
  func column(_ item: NormalizationItem, of panel: Panel) throws(DefinitionError) -> PanelSeries {
    guard let series = panel[item.code] else {
      throw DefinitionError(
        place: place, message: "the panel has no column '\(item.code)' to normalise",
        remedy: "Define the base indicator, or take it out of the index.")
    }
    return series
  }

  /// Refuses bounds that were taken over other groups than the rule says.
  func checkScope(of bounds: NormalizationBounds) throws(DefinitionError) {
    guard bounds.scope != scope else { return }
    throw DefinitionError(
      place: place, message: "the bounds given were taken over other groups of rows than the index's 'over' says",
      remedy: "Use bounds of a build with the same 'over', or change 'over'.")
  }
}

extension Panel {
  /// The groups of rows a statistic is taken over, in order.
  func groups(of scope: NormalizationScope) -> [(group: NormalizationBounds.Group, rows: [Int])] {
    switch scope {
    case .pooled: [(.all, Array(keys.indices))]
    case .eachYear: rowsByYear.map { (.year($0.year), $0.rows) }
    case .withinArea: rowsByArea.map { (.area(keys[$0.lowerBound].area), Array($0)) }
    }
  }
}
