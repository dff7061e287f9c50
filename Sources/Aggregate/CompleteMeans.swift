import PanelModel

/// The weighted means of the rows that have all children of a node, column by column; each is the sum that
/// `WeightedArithmetic` takes of its row, in the same order.
struct CompleteMeans {
  private(set) var isComplete: [Bool]
  /// The weakest status of each row's children.
  private(set) var statuses: [ObservationStatus]
  private var sums: [StableSum]

  /// - Parameter total: the sum of the children's weights.
  init(_ children: [ScoredChild], total: Double, count: Int) {
    isComplete = Array(repeating: !children.isEmpty && total > 0, count: count)
    statuses = Array(repeating: .normal, count: count)
    sums = Array(repeating: StableSum(), count: count)
    for child in children { add(child, weight: child.weight / total) }
  }

  private mutating func add(_ child: ScoredChild, weight: Double) {
    child.values.withUnsafeBufferPointer { values in
      sums.withUnsafeMutableBufferPointer { sums in
        isComplete.withUnsafeMutableBufferPointer { isComplete in
          for i in values.indices {
            if let value = values[i] { sums[i].add(weight * value) } else { isComplete[i] = false }
          }
        }
      }
    }
    for (i, status) in child.statuses.enumerated() where status != .normal {
      statuses[i] = statuses[i].combined(with: status)
    }
  }

  func value(_ row: Int) -> Double { sums[row].value }
}
