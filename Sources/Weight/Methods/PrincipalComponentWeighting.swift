import Definitions
import LinearAlgebra
import PanelModel

/// Principal component weights (主成分法): the loadings of the first principal component of the correlations.
///
/// R v = lambda v for the largest lambda, R the correlations of the normalised values; w = v / sum v, or with
/// `loadings: squared` w = v^2. A mixture of signs means that the indicators do not measure one thing; such weights are
/// refused.
/// Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), section 1.6; COINr get_PCA.
package struct PrincipalComponentWeighting: WeightingMethod {
  enum Loadings: String, Sendable, CaseIterable {
    case plain, squared
  }

  private let form: Loadings

  package static let readsValues = true
  package static let usesCompleteRows = true
  package static let info = MethodInfo(
    name: "pca",
    title: Title(zh: "主成分法", en: "Principal component weights"),
    formula: "R v = lambda v for the largest lambda, |v| = 1; w = v / sum v, with `loadings: squared` w = v^2",
    source: "OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.6",
    options: [
      .init(
        "loadings", allowed: "plain | squared", default: "plain",
        meaning: "Weights in proportion to the loadings, or to their squares, which are never negative.")
    ],
    edges: [
      "Loadings of both signs are refused, naming the indicators against the rest; squares are always taken.",
      "A constant indicator is refused: it has no correlation with the others.",
      "Only rows with a value of every indicator count; a finding says how many were left out.",
    ])

  package init(options: MethodOptions = MethodOptions()) throws(DefinitionError) {
    form = try options.choice("loadings", default: .plain)
  }

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    let rows = try CompleteRows(columns, for: Self.info.name)
    let eigen = try Self.components(rows, for: Self.info.name)
    let vector = eigen.vectors[0]
    let amounts: [Double]
    switch form {
    case .squared: amounts = vector.map { $0 * $0 }
    case .plain: amounts = try SignedWeights.refuseNegative(vector, rows.indicators, Self.info.name)
    }
    var set = try WeightSet.shares(
      Self.info.name, of: amounts, rows.indicators, rows: rows.indicators.map { _ in rows.rowCount },
      without: "the first component is empty")
    set.findings.append(Self.finding(eigen, kept: 1, name: Self.info.name))
    return set
  }

  /// Eigenvalues and loadings of the correlations, the largest first.
  static func components(_ rows: CompleteRows, for method: String) throws(WeightingError) -> SymmetricEigen {
    let standardized = try rows.refuseConstants(rows.standardized, for: method)
    guard let eigen = SymmetricEigen(products(standardized)) else {
      throw WeightingError(
        .notSolvable, message: "the correlations have no eigenvectors that can be computed",
        remedy: "Look at the indicators for values of extreme size.")
    }
    return eigen
  }

  static func finding(_ eigen: SymmetricEigen, kept: Int, name: String) -> Finding {
    let share = eigen.values.prefix(kept).reduce(0, +) / Double(eigen.values.count)
    return Finding(
      .componentsKept,
      message: "\(name): \(kept) of \(eigen.values.count) components kept, with"
        + " \((share * 1000).rounded() / 10) % of the variance",
      remedy: "If the share is small the indicators do not measure one thing.", count: kept)
  }

  /// The loadings of the first component of columns, of unit length and with a sum >= 0, for those who want the signs.
  /// - Throws: `WeightingError` as `weights(of:)`.
  package static func loadings(of columns: [WeightingColumn]) throws(WeightingError) -> (
    loadings: [Double], eigenvalues: [Double]
  ) {
    let eigen = try components(try CompleteRows(columns, for: info.name), for: info.name)
    return (eigen.vectors[0], eigen.values)
  }
}

/// Weights from vectors that may hold both signs.
enum SignedWeights {
  /// The vector, if no element is below 0 but by rounding; else an error that names those that are.
  static func refuseNegative(
    _ vector: [Double], _ indicators: [IndicatorCode], _ method: String
  ) throws(WeightingError) -> [Double] {
    let below = zip(indicators, vector).filter { $0.1 < -1e-12 }.map(\.0)
    if let first = below.first {
      throw WeightingError(
        .negativeWeight, indicator: first,
        message: "\(method) gives a weight below 0 to \(below.map(\.rawValue).joined(separator: ", "))",
        remedy: "They move against the rest: check their direction, take them out, or use another method.")
    }
    return vector.map { max($0, 0) }
  }
}
