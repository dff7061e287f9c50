import Definitions
import Foundation
import Normalize
import PanelModel
import Weight

/// The figures conventions are tried on; what several need is computed once.
final class AuditTrials {
  private struct Key: Hashable {
    var scaling: EntropyConvention.Scaling
    var shift: Double
    var rows: EntropyConvention.Rows
  }

  private let panel: Panel
  private let items: [NormalizationItem]
  let years: [ReferenceYear]
  private let areaCount: Int
  private var scaled: [EntropyConvention.Scaling: [WeightingColumn]?] = [:]
  private var entries: [Key: [WeightSet.Entry]?] = [:]

  init(panel: Panel, items: [NormalizationItem]) {
    (self.panel, self.items) = (panel, items)
    years = Set(panel.keys.map(\.year)).sorted()
    areaCount = Set(panel.keys.map(\.area)).count
  }

  /// The weights of a convention; nil where they cannot be computed from the figures.
  func weights(_ convention: EntropyConvention) -> [Double]? {
    if convention.rows == .meanOfYears {
      let sections = years.compactMap { year in
        var one = convention
        one.rows = .year(year)
        return weights(one)
      }
      guard sections.count == years.count else { return nil }
      return items.indices.map { i in sections.map { $0[i] }.stableSum() / Double(years.count) }
    }
    let key = Key(scaling: convention.scaling, shift: convention.shift, rows: convention.rows)
    let known = entries[key]
    let found = known ?? entropies(convention)
    if known == nil { entries[key] = found }
    guard let found else { return nil }
    let divergences = found.map { entry -> Double in
      let divergence = entry.divergence ?? 0
      // Divided by another logarithm, the entropy itself is another one.
      guard let count = count(convention.logarithm) else { return divergence }
      return 1 - (1 - divergence) * log(Double(entry.rows ?? 1)) / log(count)
    }
    let total = divergences.stableSum()
    return total.isFinite && total != 0 ? divergences.map { $0 / total } : nil
  }

  private func count(_ logarithm: EntropyConvention.Logarithm) -> Double? {
    switch logarithm {
    case .rows: nil
    case .years: Double(years.count)
    case .areas: Double(areaCount)
    }
  }

  private func entropies(_ convention: EntropyConvention) -> [WeightSet.Entry]? {
    guard var columns = columns(convention.scaling) else { return nil }
    if case .year(let year) = convention.rows {
      let rows = panel.keys.indices.filter { panel.keys[$0].year == year }
      columns = columns.map { column in WeightingColumn(column.indicator, rows.map { column.values[$0] }) }
    }
    let options = MethodOptions(["shift": .number(convention.shift)])
    return try? EntropyWeighting(options: options).weights(of: columns).entries
  }

  /// The scaled figures; nil where they cannot be scaled so.
  private func columns(_ scaling: EntropyConvention.Scaling) -> [WeightingColumn]? {
    if let known = scaled[scaling] { return known }
    let found =
      switch scaling {
      case .minMax(let lo, let hi): normalized(lo, hi, .pooled, items)
      case .minMaxEachYear: normalized(0, 1, .eachYear, items)
      case .minMaxUndirected: normalized(0, 1, .pooled, items.map { NormalizationItem($0.code, .positive) })
      case .ratio: raw { item, values in Self.ratios(values, isNegative: item.direction.isReversed) }
      case .none: raw { _, values in values }
      }
    scaled[scaling] = found
    return found
  }

  private func normalized(
    _ lo: Double, _ hi: Double, _ scope: NormalizationScope, _ items: [NormalizationItem]
  ) -> [WeightingColumn]? {
    let options = MethodOptions(["to": .list([.number(lo), .number(hi)])])
    var findings: [Finding] = []
    let stage = try? NormalizeStage(rule: NormalizationRule(MethodChoice("min_max", options: options), over: scope))
    guard let output = try? stage?.run(NormalizeStage.Input(panel: panel, items: items), findings: &findings) else {
      return nil
    }
    return items.map { WeightingColumn($0.code, output.panel[$0.code]?.values ?? []) }
  }

  private func raw(_ scale: (NormalizationItem, [Double]) -> [Double]?) -> [WeightingColumn]? {
    var columns: [WeightingColumn] = []
    for item in items {
      let values = panel[item.code]?.values ?? []
      let present = values.compactMap { $0 }
      guard let scaled = scale(item, present) else { return nil }
      var rest = scaled.makeIterator()
      columns.append(WeightingColumn(item.code, values.map { $0 == nil ? nil : rest.next() }))
    }
    return columns
  }

  private static func ratios(_ values: [Double], isNegative: Bool) -> [Double]? {
    guard let low = values.min(), let high = values.max(), high > 0, !isNegative || low > 0 else { return nil }
    return isNegative ? values.map { low / $0 } : values.map { $0 / high }
  }
}
