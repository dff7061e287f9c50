import CLapacke

/// Eigenvalues and unit eigenvectors of a real symmetric matrix, the largest value first.
package struct SymmetricEigen: Sendable {
  package let values: [Double]
  /// `vectors[c]` belongs to `values[c]`; the sum of its elements is not negative.
  package let vectors: [[Double]]

  /// Solves A v = lambda v by LAPACK's dsyev; the reference BLAS gives the same bits on every processor.
  /// - Parameter matrix: rows of a symmetric matrix of finite numbers; its upper triangle is read.
  /// - Returns: nil where the matrix is empty or not square, holds a number that is not finite, or LAPACK does not
  ///   converge.
  package init?(_ matrix: [[Double]]) {
    let n = matrix.count
    guard n > 0, matrix.allSatisfy({ row in row.count == n && row.allSatisfy(\.isFinite) }) else { return nil }
    var a = matrix.flatMap { $0 }
    // Column-major LAPACK sees the transpose; the upper triangle of the rows is its lower one.
    var w = [Double](repeating: 0, count: n)
    let info = LAPACKE_dsyev(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "L")), Int32(n), &a, Int32(n), &w)
    guard info == 0 else { return nil }
    values = w.reversed()
    vectors = (0..<n).reversed().map { c in
      let vector = Array(a[(c * n)..<((c + 1) * n)])
      return vector.reduce(0, +) < 0 ? vector.map { -$0 } : vector
    }
  }
}
