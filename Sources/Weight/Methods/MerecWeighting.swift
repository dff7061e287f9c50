import Definitions
import Foundation
import PanelModel

/// MEREC weights: an indicator weighs the more, the more the scores change when it is removed.
///
/// n = min / x; S_i = ln(1 + mean_j |ln n_ij|), S'_ij the same without j, still over k; E_j = sum_i |S'_ij - S_i|,
/// w = E / sum E. Normalised values are all of the positive direction.
/// Source: Keshavarz-Ghorabaee et al., Symmetry 13 (2021), 525.
package struct MerecWeighting: WeightingMethod {
  private let shift: Double

  package static let readsValues = true
  package static let usesCompleteRows = true
  package static let info = MethodInfo(
    name: "merec",
    title: Title(zh: "MEREC法", en: "MEREC weights"),
    formula:
      "n = min / x; S_i = ln(1 + mean_j |ln n_ij|), S'_ij the same without j; E_j = sum_i |S'_ij - S_i|, w = E / sum E",
    source: "Keshavarz-Ghorabaee et al., Symmetry 13, 2021, 525",
    options: [ShiftOption.info],
    edges: [
      "Values of 0 or less are refused: give a shift, or normalise to [0.01, 1].",
      "A constant indicator has weight 0, with a finding; if all are constant the weights are refused.",
      "Only rows with a value of every indicator count; a finding says how many were left out.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    shift = try ShiftOption.read(options)
  }

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    let rows = try CompleteRows(columns, for: Self.info.name).shifted(by: shift)
    try rows.refuseNotPositive(for: Self.info.name)
    let k = Double(rows.columns.count)
    let distances = rows.columns.map { column in
      let low = column.reduce(Double.infinity, min)
      return column.map { abs(log(low / $0)) }
    }
    var effects = [StableSum](repeating: StableSum(), count: rows.columns.count)
    for i in 0..<rows.rowCount {
      let total = distances.map { $0[i] }.stableSum()
      let whole = log1p(total / k)
      for j in effects.indices { effects[j].add(abs(log1p((total - distances[j][i]) / k) - whole)) }
    }
    return try .shares(
      Self.info.name, of: effects.map(\.value), rows.indicators, rows: rows.indicators.map { _ in rows.rowCount },
      without: "every indicator is constant")
  }
}

/// The option `shift` of methods that need values above 0.
enum ShiftOption {
  static let info = MethodInfo.Option(
    "shift", allowed: "number >= 0", default: "0",
    meaning: "Added to every normalised value before the weights are found (非负平移).")

  static func read(_ options: MethodOptions) throws(DefinitionError) -> Double {
    let shift = try options.number("shift", default: 0)
    guard shift >= 0, shift.isFinite else { throw options.error("shift", expected: "a number of 0 or more") }
    return shift
  }
}
