import PanelModel

/// The weighted means of the rows that have all children of a node, four rows at a time; each is the compensated sum of
/// its row in the order of the children.
struct CompleteMeans {
  /// The weakest status of each row's children.
  private(set) var statuses: [ObservationStatus]
  /// NaN where a child is missing.
  private let means: OptionalDoubles

  /// - Parameter total: the sum of the children's weights.
  init(_ children: [ScoredChild], total: Double, count: Int) {
    statuses = Array(repeating: .normal, count: count)
    guard !children.isEmpty, total > 0 else {
      means = OptionalDoubles(gaps: count)
      return
    }
    means = OptionalDoubles(
      packed: Self.means(children.map { (weight: $0.weight / total, values: $0.values.packed) }, count))
    for child in children where !child.statuses.areAllNormal {
      for (i, status) in child.statuses.enumerated() { statuses[i] = statuses[i].combined(with: status) }
    }
  }

  /// The mean of a row; nil if a child is missing.
  func value(_ row: Int) -> Double? { means[row] }

  /// The means as a column, if every row has all children.
  var wholeSeries: PanelSeries? { means.isComplete ? PanelSeries(means, statuses) : nil }

  /// In pieces of rows that stay close at hand while the children go over them.
  private static func means(_ children: [(weight: Double, values: [Double])], _ count: Int) -> [Double] {
    let piece = 256
    return [Double](unsafeUninitializedCapacity: count) { result, filled in
      var sums = [StableLanes](repeating: StableLanes(), count: piece / 4)
      sums.withUnsafeMutableBufferPointer { sums in
        for start in stride(from: 0, to: count, by: piece) {
          let rows = min(piece, count - start)
          let groups = (rows + 3) / 4
          for group in 0..<groups { sums[group] = StableLanes() }
          for child in children {
            child.values.withUnsafeBufferPointer { values in
              for group in 0..<groups {
                sums[group].add(child.weight * values.four(start + 4 * group, filling: 0))
              }
            }
          }
          for group in 0..<groups {
            let lanes = sums[group].lanes
            for lane in 0..<min(4, rows - 4 * group) {
              result.initializeElement(at: start + 4 * group + lane, to: lanes[lane])
            }
          }
        }
      }
      filled = count
    }
  }
}
