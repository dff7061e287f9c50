import Definitions
import LinearAlgebra
import PanelModel

/// Factor weights (因子分析法): an indicator weighs by the share of the variance that the kept factors explain of it.
///
/// l_jc = v_jc sqrt(lambda_c) for the principal components kept, h_j^2 = sum_c l_jc^2, w = h^2 / sum h^2. A rotation of
/// the factors, such as varimax, does not change h.
/// Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 1.6.1, with all loadings of a factor.
package struct FactorWeighting: WeightingMethod {
  private let components: Int?

  package static let readsValues = true
  package static let usesCompleteRows = true
  package static let info = MethodInfo(
    name: "factor",
    title: Title(zh: "因子分析法", en: "Factor weights"),
    formula: "l_jc = v_jc sqrt(lambda_c), h_j^2 = sum over the factors kept of l_jc^2, w = h^2 / sum h^2",
    source: "OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.6.1",
    options: [
      .init(
        "components", allowed: "whole number >= 1", default: "those with an eigenvalue above 1",
        meaning: "How many factors are kept.")
    ],
    edges: [
      "With all components kept every indicator weighs the same.",
      "A constant indicator is refused: it has no correlation with the others.",
      "Only rows with a value of every indicator count; a finding says how many were left out.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    guard options["components"] != nil else {
      components = nil
      return
    }
    guard let count = Int(exactly: try options.number("components", default: 1)), count >= 1 else {
      throw options.error("components", expected: "a whole number of 1 or more")
    }
    components = count
  }

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    let rows = try CompleteRows(columns, for: Self.info.name)
    let eigen = try PrincipalComponentWeighting.components(rows, for: Self.info.name)
    // Uncorrelated indicators have no eigenvalue above 1 but by rounding; the first component is always kept.
    let kept = min(components ?? max(1, eigen.values.count { $0 > 1 }), eigen.values.count)
    let amounts = rows.indicators.indices.map { j in
      (0..<kept).map { eigen.values[$0] * eigen.vectors[$0][j] * eigen.vectors[$0][j] }.stableSum()
    }
    var set = try WeightSet.shares(
      Self.info.name, of: amounts, rows.indicators, rows: rows.indicators.map { _ in rows.rowCount },
      without: "the factors kept are empty")
    set.findings.append(PrincipalComponentWeighting.finding(eigen, kept: kept, name: Self.info.name))
    return set
  }
}
