import PanelModel

/// Pearson's r, Spearman's rho and Kendall's tau-b of two columns over the rows that hold both.
///
/// Ties have mean ranks in rho; tau-b takes them out of both totals. Sources: Kendall, Rank Correlation Methods (1948);
/// Knight, A Computer Method for Calculating Kendall's Tau with Ungrouped Data, JASA 61 (1966).
package struct Correlations: Sendable, Equatable {
  /// In [-1, 1]; all three nil where `undefined` says why.
  package var pearson: Double?
  package var spearman: Double?
  package var kendall: Double?
  /// Rows with both values.
  package var rows: Int
  package var undefined: Undefined?

  /// - Parameter a, b: of equal length; nil for missing, as are numbers that are not finite.
  package init(_ a: [Double?], _ b: [Double?]) {
    let (x, y) = Self.pairs(a, b)
    rows = x.count
    guard rows >= Undefined.fewestRows else {
      undefined = .fewRows(rows)
      return
    }
    let flat = [x, y].enumerated().filter { $0.element.isConstant }.map(\.offset)
    guard flat.isEmpty else {
      undefined = .constant(flat)
      return
    }
    pearson = Self.pearson(x, y)
    let (ranksX, ranksY) = (x.meanRanks, y.meanRanks)
    spearman = Self.pearson(ranksX, ranksY)
    kendall = Self.kendall(ranksX, ranksY)
  }

  /// The values of rows that hold both.
  static func pairs(_ a: [Double?], _ b: [Double?]) -> ([Double], [Double]) {
    var (x, y): ([Double], [Double]) = ([], [])
    for (p, q) in zip(a, b) {
      guard let p, let q, p.isFinite, q.isFinite else { continue }
      x.append(p)
      y.append(q)
    }
    return (x, y)
  }

  /// Of columns that are not constant. nil where squares underflow.
  static func pearson(_ x: [Double], _ y: [Double]) -> Double? {
    let (u, v) = (x.centered, y.centered)
    let (uu, vv) = (StableSum.ofProducts(u, u), StableSum.ofProducts(v, v))
    // One root keeps columns that are equal at exactly 1; two keep extreme ones in range.
    let squared = uu * vv
    let scale = squared.isNormal ? squared.squareRoot() : uu.squareRoot() * vv.squareRoot()
    guard scale > 0, scale.isFinite else { return nil }
    return min(1, max(-1, StableSum.ofProducts(u, v) / scale))
  }

  /// tau-b = (pairs in order - pairs against it) / sqrt((n0 - ties in x) (n0 - ties in y)), by sorting.
  static func kendall(_ x: [Double], _ y: [Double]) -> Double? {
    let order = x.indices.sorted { (x[$0], y[$0]) < (x[$1], y[$1]) }
    var (tiesX, tiesBoth) = (0, 0)
    var (runX, runBoth) = (0, 0)
    for (place, i) in order.enumerated() {
      let before = place > 0 ? order[place - 1] : i
      runX = place > 0 && x[before] == x[i] ? runX + 1 : 0
      runBoth = runX > 0 && y[before] == y[i] ? runBoth + 1 : 0
      tiesX += runX
      tiesBoth += runBoth
    }
    var sorted = order.map { y[$0] }
    let swaps = sorted.mergeSortCountingSwaps()
    var (tiesY, runY) = (0, 0)
    for i in sorted.indices.dropFirst() {
      runY = sorted[i] == sorted[i - 1] ? runY + 1 : 0
      tiesY += runY
    }
    let all = x.count * (x.count - 1) / 2
    let surplus = all - tiesX - tiesY + tiesBoth - 2 * swaps
    let scale = (Double(all - tiesX) * Double(all - tiesY)).squareRoot()
    return scale > 0 ? Double(surplus) / scale : nil
  }
}

extension [Double] {
  var isConstant: Bool { allSatisfy { $0 == first } }

  /// Less the mean.
  var centered: [Double] {
    let mean = stableSum() / Double(count)
    return map { $0 - mean }
  }

  /// Sorts upwards and counts the pairs that stood against the order; equal values are in order.
  mutating func mergeSortCountingSwaps() -> Int {
    var (from, to) = (self, self)
    var (swaps, width) = (0, 1)
    while width < count {
      for start in stride(from: 0, to: count, by: 2 * width) {
        let (middle, end) = (Swift.min(start + width, count), Swift.min(start + 2 * width, count))
        var (left, right) = (start, middle)
        for place in start..<end {
          if left < middle && (right >= end || from[left] <= from[right]) {
            to[place] = from[left]
            left += 1
          } else {
            to[place] = from[right]
            swaps += middle - left
            right += 1
          }
        }
      }
      swap(&from, &to)
      width *= 2
    }
    self = from
    return swaps
  }
}
