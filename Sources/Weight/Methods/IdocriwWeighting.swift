import Definitions
import PanelModel

/// IDOCRIW weights: entropy weights times CILOS weights, rescaled to sum 1.
///
/// w = q e / sum q e, with q the CILOS and e the entropy weights, both after the shift.
/// Source: Zavadskas and Podvezko, International Journal of Information Technology and Decision Making 15 (2016),
/// 267-283.
package struct IdocriwWeighting: WeightingMethod {
  private let entropy: EntropyWeighting
  private let cilos: CilosWeighting

  package static let readsValues = true
  package static let usesCompleteRows = true
  package static let info = MethodInfo(
    name: "idocriw",
    title: Title(zh: "IDOCRIW法", en: "IDOCRIW weights"),
    formula: "w = q e / sum q e, q of cilos, e of entropy",
    source: "Zavadskas and Podvezko, Int. J. Inf. Technol. Decis. Mak. 15, 2016, 267-283",
    options: [ShiftOption.info],
    edges: ["The edges of cilos and entropy hold; a finding says how many rows were left out."])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    _ = try ShiftOption.read(options)
    entropy = try EntropyWeighting(options: options)
    cilos = try CilosWeighting(options: options)
  }

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    let q = try cilos.weights(of: columns).entries
    let e = try entropy.weights(of: columns).entries
    return try .shares(
      Self.info.name, of: zip(q, e).map { $0.weight * $1.weight }, columns.map(\.indicator),
      rows: q.map { $0.rows ?? 0 }, without: "every product of the two weights is 0")
  }
}
