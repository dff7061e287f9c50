/// The merged ranges of a sheet in order, with a way to find those over a cell without looking at all of them.
struct MergeIndex: Sendable {
  let ranges: [MergedRange]
  /// The lowest row reached by the ranges below each node of a binary tree: node 1 is the root, node n has the children
  /// 2n and 2n + 1, and range n is the leaf `leaves + n`. Empty without ranges.
  private let reach: [Int32]
  private let leaves: Int

  init(_ unordered: [MergedRange]) {
    var ranges: [MergedRange] = []
    for range in unordered.sorted() where range != ranges.last { ranges.append(range) }
    var leaves = 1
    while leaves < ranges.count { leaves *= 2 }
    var reach = [Int32](repeating: -1, count: ranges.isEmpty ? 0 : leaves * 2)
    for (index, range) in ranges.enumerated() { reach[leaves + index] = range.last.row }
    for node in stride(from: reach.count / 2 - 1, through: 1, by: -1) {
      reach[node] = max(reach[node * 2], reach[node * 2 + 1])
    }
    self.ranges = ranges
    self.reach = reach
    self.leaves = leaves
  }

  /// The merged range that covers a cell; the last in order where false workbooks let them overlap.
  func range(containing address: CellAddress) -> MergedRange? {
    var bounds = ranges.indices
    while !bounds.isEmpty {
      let middle = (bounds.lowerBound + bounds.upperBound) / 2
      bounds =
        ranges[middle].first <= address ? (middle + 1)..<bounds.upperBound : bounds.lowerBound..<middle
    }
    var end = bounds.lowerBound
    while let position = last(before: end, reaching: address.row) {
      if ranges[position].contains(address) { return ranges[position] }
      end = position
    }
    return nil
  }

  /// The last range before `end` that reaches a row, in as many steps as the tree is deep.
  private func last(before end: Int, reaching row: Int32) -> Int? {
    guard end > 0 else { return nil }
    var node = leaves + end - 1
    if reach[node] < row {
      // Up to the first left neighbour with such a range below it, then down to the last one.
      repeat {
        while node % 2 == 0 && node > 1 { node /= 2 }
        if node <= 1 { return nil }
        node -= 1
      } while reach[node] < row
      while node < leaves { node = reach[node * 2 + 1] >= row ? node * 2 + 1 : node * 2 }
    }
    return node - leaves
  }
}
