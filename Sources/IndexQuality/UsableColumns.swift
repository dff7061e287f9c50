/// Which columns a statistic of many columns can take: those that vary, in rows enough.
struct UsableColumns {
  /// Places of the columns taken, and of those left out: constant, or with fewer than `Undefined.fewestRows` values.
  let taken: [Int]
  let leftOut: [Int]

  init(_ columns: [[Double?]]) {
    let isUsable = columns.map { column in
      let present = column.compactMap { $0 }.filter(\.isFinite)
      return present.count >= Undefined.fewestRows && !present.isConstant
    }
    taken = columns.indices.filter { isUsable[$0] }
    leftOut = columns.indices.filter { !isUsable[$0] }
  }
}
