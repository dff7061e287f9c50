/// Why a statistic has no value.
package enum Undefined: Sendable, Equatable {
  /// Fewer rows than `fewestRows` hold a value of every column concerned.
  case fewRows(Int)
  /// Columns, by place, that are the same in every row that counts.
  case constant([Int])
  /// A statistic of two columns or more, and there is one.
  case oneColumn
  /// The sum of the columns is the same in every row.
  case constantTotal
  /// The matrix has no eigenvectors that can be computed.
  case notSolvable

  /// With two rows every correlation is 1 or -1 and says nothing.
  package static let fewestRows = 3
}
