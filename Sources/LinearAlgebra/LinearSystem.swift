import CLapacke

/// Systems of linear equations.
package enum LinearSystem {
  /// Solves A x = b by LAPACK's dgesv (elimination with row exchanges).
  /// - Returns: nil where A is not square, does not fit b, or is singular.
  package static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    let n = right.count
    guard n > 0, matrix.count == n, matrix.allSatisfy({ $0.count == n }) else { return nil }
    var a = [Double](repeating: 0, count: n * n)
    for i in 0..<n { for j in 0..<n { a[j * n + i] = matrix[i][j] } }
    var b = right
    var pivots = [Int32](repeating: 0, count: n)
    let info = LAPACKE_dgesv(
      LAPACK_COL_MAJOR, Int32(n), 1, &a, Int32(n), &pivots, &b, Int32(n))
    return info == 0 && b.allSatisfy(\.isFinite) ? b : nil
  }
}
