/// Ranks of the rows of a panel, 1 the highest score; of equal scores each has the best rank they share.
package enum Ranking {
  /// - Parameters:
  ///   - scores: NaN where there is none.
  ///   - groups: rows ranked among themselves; every row stands in one group.
  /// - Returns: 0 where there is no score.
  package static func ranks(_ scores: [Double], groups: [[Int]]) -> [Int32] {
    var ranks = [Int32](repeating: 0, count: scores.count)
    var items: [Item] = []
    for rows in groups {
      items.removeAll(keepingCapacity: true)
      for row in rows where !scores[row].isNaN {
        items.append(Item(key: Item.key(of: scores[row]), row: Int32(truncatingIfNeeded: row)))
      }
      items.sort { $0.key < $1.key }
      var rank: Int32 = 1
      for (i, item) in items.enumerated() {
        if i > 0 && item.key != items[i - 1].key { rank = Int32(truncatingIfNeeded: i + 1) }
        ranks[Int(item.row)] = rank
      }
    }
    return ranks
  }

  /// A score as a whole number that rises as the score falls.
  private struct Item {
    var key: UInt64
    var row: Int32

    static func key(of score: Double) -> UInt64 {
      let bits = (score == 0 ? 0 : score).bitPattern
      return bits >> 63 == 0 ? ~(bits | 1 << 63) : bits
    }
  }

  /// The mean of |rank - nominal rank| over rows that have both; 0 if none has.
  package static func meanChange(_ ranks: [Int32], from nominal: [Int32]) -> Double {
    var (sum, count) = (0, 0)
    for i in ranks.indices where ranks[i] > 0 && nominal[i] > 0 {
      sum += abs(Int(ranks[i]) - Int(nominal[i]))
      count += 1
    }
    return count > 0 ? Double(sum) / Double(count) : 0
  }
}

/// What the ranks of one row were over all draws.
package struct RankSummary: Sendable, Equatable {
  package var mean: Double
  package var median: Double
  /// The percentiles 5 and 95.
  package var low: Double
  package var high: Double
  /// Draws in which the row had a rank.
  package var draws: Int
}

/// The ranks of all rows in all draws.
package struct RankTable: Sendable {
  /// By draw, then row; 0 where there was no score.
  package let draws: [[Int32]]

  package init(_ draws: [[Int32]]) { self.draws = draws }

  /// One summary a row; nil for rows without a rank in any draw.
  package func summaries() -> [RankSummary?] {
    guard let rows = draws.first?.count else { return [] }
    var result: [RankSummary?] = []
    result.reserveCapacity(rows)
    // Some rows at a time, so that each draw is read in runs and not cell by cell.
    let width = 16
    var counts = [[Int32]](repeating: [], count: width)
    for start in stride(from: 0, to: rows, by: width) {
      let block = start..<min(start + width, rows)
      for i in counts.indices { counts[i].removeAll(keepingCapacity: true) }
      for draw in draws { for row in block where draw[row] > 0 { counts[row - start].append(draw[row]) } }
      for row in block { result.append(RankSummary(counts[row - start])) }
    }
    return result
  }
}

extension RankSummary {
  /// Of ranks in any order; nil for none.
  package init?(_ ranks: [Int32]) {
    guard let low = ranks.min(), let high = ranks.max() else { return nil }
    // How often each rank was, up to each rank: ranks of a row lie close together.
    var upTo = [Int](repeating: 0, count: Int(high - low) + 1)
    var sum = 0
    for rank in ranks {
      upTo[Int(rank - low)] += 1
      sum += Int(rank)
    }
    for i in upTo.indices.dropFirst() { upTo[i] += upTo[i - 1] }
    func quantile(_ p: Double) -> Double {
      let place = p * Double(ranks.count - 1)
      let below = Int(place.rounded(.down))
      let first = Self.rank(below, upTo, low)
      let second = Self.rank(min(below + 1, ranks.count - 1), upTo, low)
      return first + (place - Double(below)) * (second - first)
    }
    (draws, mean, median) = (ranks.count, Double(sum) / Double(ranks.count), quantile(0.5))
    (self.low, self.high) = (quantile(0.05), quantile(0.95))
  }

  /// The rank at a place of the sorted ranks.
  private static func rank(_ place: Int, _ upTo: [Int], _ low: Int32) -> Double {
    var range = 0..<upTo.count
    while range.count > 1 {
      let middle = (range.lowerBound + range.upperBound) / 2
      if upTo[middle - 1] > place { range = range.lowerBound..<middle } else { range = middle..<range.upperBound }
    }
    return Double(Int(low) + range.lowerBound)
  }
}
