import PanelModel

/// Ordinary least squares by orthogonal columns (modified Gram-Schmidt, each column orthogonalised twice), for the few
/// regressors of the measures. Sums are compensated and in order of the rows.
package struct LeastSquares: Sendable {
  /// Orthonormal columns that span the regressors.
  private var basis: [[Double]] = []
  /// The upper triangle: column j of the regressors in terms of the basis.
  private var triangle: [[Double]] = []

  /// A column that keeps less than this part of its length beside the others is taken as their combination.
  private static let smallest = 1e-10

  /// Nil where a regressor is a combination of those before it, so that no coefficient is determined.
  ///
  /// - Parameter lengths: of the columns before something was taken from them, so that what is left of a column that was
  ///   explained wholly, mere rounding, is not taken for a regressor; their own lengths if nil.
  /// - Precondition: columns of equal length.
  package init?(columns: [[Double]], lengths: [Double]? = nil) {
    for (j, column) in columns.enumerated() {
      var rest = column
      var part = [Double](repeating: 0, count: basis.count + 1)
      let length = lengths?[j] ?? Self.length(column)
      for _ in 0..<2 {
        for (k, q) in basis.enumerated() {
          let along = Self.dot(q, rest)
          part[k] += along
          for i in rest.indices { rest[i] -= along * q[i] }
        }
      }
      let left = Self.dot(rest, rest).squareRoot()
      guard left > Self.smallest * length else { return nil }
      part[basis.count] = left
      basis.append(rest.map { $0 / left })
      triangle.append(part)
    }
  }

  /// The coefficients of the regressors for a response.
  package func coefficients(_ response: [Double]) -> [Double] {
    let (along, _) = split(response)
    var result = along
    for j in basis.indices.reversed() {
      var sum = StableSum()
      sum.add(along[j])
      for k in (j + 1)..<max(basis.count, j + 1) { sum.add(-triangle[k][j] * result[k]) }
      result[j] = sum.value / triangle[j][j]
    }
    return result
  }

  /// What of a column the regressors do not explain.
  package func residual(_ column: [Double]) -> [Double] { split(column).rest }

  private func split(_ column: [Double]) -> (along: [Double], rest: [Double]) {
    var rest = column
    var along = [Double](repeating: 0, count: basis.count)
    for _ in 0..<2 {
      for (k, q) in basis.enumerated() {
        let part = Self.dot(q, rest)
        along[k] += part
        for i in rest.indices { rest[i] -= part * q[i] }
      }
    }
    return (along, rest)
  }

  /// The Euclidean length of a column.
  package static func length(_ column: [Double]) -> Double { dot(column, column).squareRoot() }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = StableSum()
    for i in a.indices { sum.add(a[i] * b[i]) }
    return sum.value
  }
}
