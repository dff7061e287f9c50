import PanelModel

/// How far ranks lie from other ranks of the same rows.
package struct RankShift: Sendable, Equatable {
  /// The mean of |shift|; nil where no row has both ranks.
  package var mean: Double?
  /// The largest |shift|, and the first row that has it.
  package var largest: Int32
  package var row: Int?
  /// Rows with both ranks.
  package var rows: Int

  /// - Parameters:
  ///   - ranks: 1 the best, 0 for none.
  ///   - nominal: the ranks compared with, as many.
  ///   - places: the rows that count.
  package init(_ ranks: [Int32], from nominal: [Int32], over places: [Int]) {
    var sum = 0
    (largest, rows) = (0, 0)
    for i in places where ranks[i] > 0 && nominal[i] > 0 {
      let shift = abs(ranks[i] - nominal[i])
      if row == nil || shift > largest { (largest, row) = (shift, i) }
      sum += Int(shift)
      rows += 1
    }
    mean = rows > 0 ? Double(sum) / Double(rows) : nil
  }

  /// Rows with both ranks, those that moved furthest first; of equal shifts the earlier row.
  package static func movers(_ ranks: [Int32], from nominal: [Int32]) -> [Int] {
    let rows = ranks.indices.filter { ranks[$0] > 0 && nominal[$0] > 0 }
    return rows.sorted { a, b in
      let (x, y) = (abs(ranks[a] - nominal[a]), abs(ranks[b] - nominal[b]))
      return x != y ? x > y : a < b
    }
  }
}
