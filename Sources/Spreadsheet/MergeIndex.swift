/// The merged ranges of a sheet in order, with a way to find those over a cell without looking at all of them.
struct MergeIndex: Sendable {
  /// What the ranges of a part of the tree cover together.
  private struct Extent {
    var lastRow: Int32 = -1
    var firstColumn = Int32.max
    var lastColumn: Int32 = -1

    mutating func include(_ other: Extent) {
      lastRow = max(lastRow, other.lastRow)
      firstColumn = min(firstColumn, other.firstColumn)
      lastColumn = max(lastColumn, other.lastColumn)
    }

    func mayCover(_ address: CellAddress) -> Bool {
      lastRow >= address.row && firstColumn <= address.column && lastColumn >= address.column
    }
  }

  /// Ranges that are looked at one by one.
  private static let leafSize = 8

  let ranges: [MergedRange]
  /// A binary tree over runs of `leafSize` ranges: node 1 is the root, nodes 2n and 2n + 1 are the halves of node n. A
  /// tall or wide range weighs only on the few nodes above it.
  private let extents: [Extent]
  private let leafCount: Int

  init(_ unordered: [MergedRange]) {
    var ranges: [MergedRange] = []
    for range in unordered.sorted() where range != ranges.last { ranges.append(range) }
    var leafCount = 1
    while leafCount * Self.leafSize < ranges.count { leafCount *= 2 }
    var extents = [Extent](repeating: Extent(), count: 2 * leafCount)
    for (position, range) in ranges.enumerated() {
      extents[leafCount + position / Self.leafSize].include(
        Extent(lastRow: range.last.row, firstColumn: range.first.column, lastColumn: range.last.column))
    }
    for node in (1..<leafCount).reversed() {
      extents[node] = extents[2 * node]
      extents[node].include(extents[2 * node + 1])
    }
    self.ranges = ranges
    self.extents = extents
    self.leafCount = leafCount
  }

  /// The merged range that covers a cell; the last in order where false workbooks let them overlap.
  func range(containing address: CellAddress) -> MergedRange? {
    if ranges.isEmpty { return nil }
    var bounds = ranges.indices
    while !bounds.isEmpty {
      let middle = (bounds.lowerBound + bounds.upperBound) / 2
      bounds =
        ranges[middle].first <= address ? (middle + 1)..<bounds.upperBound : bounds.lowerBound..<middle
    }
    return last(below: 1, leaves: 0..<leafCount, before: bounds.lowerBound, containing: address)
  }

  /// The last range that covers a cell among those of a node, and before a position. The tree is at most 20 nodes deep.
  private func last(
    below node: Int, leaves: Range<Int>, before end: Int, containing address: CellAddress
  ) -> MergedRange? {
    let start = leaves.lowerBound * Self.leafSize
    guard start < end, extents[node].mayCover(address) else { return nil }
    if leaves.count == 1 {
      return ranges[start..<min(start + Self.leafSize, end)].last { $0.contains(address) }
    }
    let middle = leaves.lowerBound + leaves.count / 2
    return last(below: 2 * node + 1, leaves: middle..<leaves.upperBound, before: end, containing: address)
      ?? last(below: 2 * node, leaves: leaves.lowerBound..<middle, before: end, containing: address)
  }
}
