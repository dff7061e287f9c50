import LinearAlgebra
import PanelModel

/// Principal components of the correlations of columns, over the rows that hold all of them, as the `pca` weights take
/// them: with correlations over pairs eigenvalues could fall below 0.
package struct PrincipalComponents: Sendable, Equatable {
  /// The largest first; they sum to the number of columns.
  package var eigenvalues: [Double]
  /// By component: a unit vector over the columns taken, its sum not negative.
  package var loadings: [[Double]]
  /// Places of columns taken, and of those without variation or values.
  package var taken: [Int]
  package var leftOut: [Int]
  /// Rows with all columns taken.
  package var rows: Int
  package var undefined: Undefined?

  package init(_ columns: [[Double?]]) {
    let usable = UsableColumns(columns)
    (eigenvalues, loadings, taken, leftOut) = ([], [], usable.taken, usable.leftOut)
    let complete = (0..<(columns.first?.count ?? 0)).filter { row in
      usable.taken.allSatisfy { columns[$0][row]?.isFinite == true }
    }
    rows = complete.count
    guard taken.count > 1 else {
      undefined = .oneColumn
      return
    }
    guard rows >= Undefined.fewestRows else {
      undefined = .fewRows(rows)
      return
    }
    let values = taken.map { place in complete.compactMap { columns[place][$0] } }
    let flat = values.indices.filter { values[$0].isConstant }.map { taken[$0] }
    guard flat.isEmpty else {
      undefined = .constant(flat)
      return
    }
    var matrix = values.map { _ in [Double](repeating: 1, count: values.count) }
    for i in values.indices {
      for j in values.indices where j > i {
        matrix[i][j] = Correlations.pearson(values[i], values[j]) ?? .nan
        matrix[j][i] = matrix[i][j]
      }
    }
    guard let eigen = SymmetricEigen(matrix) else {
      undefined = .notSolvable
      return
    }
    // Rounding can leave an eigenvalue of a singular matrix a hair below 0.
    (eigenvalues, loadings) = (eigen.values.map { max(0, $0) }, eigen.vectors)
  }

  /// The share of the variance that a component holds.
  package func share(_ component: Int) -> Double { eigenvalues[component] / Double(eigenvalues.count) }
}
