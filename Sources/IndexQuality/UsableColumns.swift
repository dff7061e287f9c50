/// Which columns a statistic of many columns can take: those that vary.
struct UsableColumns {
  /// Places of the columns taken, and of those left out: constant or empty.
  let taken: [Int]
  let leftOut: [Int]

  init(_ columns: [[Double?]]) {
    let isUsable = columns.map { column in !column.compactMap { $0 }.filter(\.isFinite).isConstant }
    taken = columns.indices.filter { isUsable[$0] }
    leftOut = columns.indices.filter { !isUsable[$0] }
  }
}
