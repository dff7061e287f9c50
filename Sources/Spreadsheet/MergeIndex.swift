/// The merged ranges of a sheet in order, with a way to find those over a cell without looking at all of them.
struct MergeIndex: Sendable {
  let ranges: [MergedRange]
  /// The lowest row reached by the ranges up to and including each.
  private let reach: [Int32]

  init(_ unordered: [MergedRange]) {
    var ranges: [MergedRange] = []
    for range in unordered.sorted() where range != ranges.last { ranges.append(range) }
    var reach: [Int32] = []
    for range in ranges { reach.append(max(range.last.row, reach.last ?? -1)) }
    self.ranges = ranges
    self.reach = reach
  }

  /// The merged range that covers a cell; the last in order where false workbooks let them overlap.
  func range(containing address: CellAddress) -> MergedRange? {
    var bounds = ranges.indices
    while !bounds.isEmpty {
      let middle = (bounds.lowerBound + bounds.upperBound) / 2
      bounds =
        ranges[middle].first <= address ? (middle + 1)..<bounds.upperBound : bounds.lowerBound..<middle
    }
    var position = bounds.lowerBound - 1
    while position >= 0 && reach[position] >= address.row {
      if ranges[position].contains(address) { return ranges[position] }
      position -= 1
    }
    return nil
  }
}
