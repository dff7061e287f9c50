import Definitions
import PanelModel

/// Looks for values a power of ten away from what their neighbours in time, moved by the growth of the area's group, lead
/// one to expect. Growth, however fast, is shared by the group or does not hit a power of ten from both sides.
struct DigitSlips {
  struct Slip: Equatable {
    var row: Int
    /// 1 for ten times too large, -4 for a ten-thousandth.
    var power: Int
    /// The value over what was expected.
    var factor: Double
    var expected: Double
    /// The values after it have the same slip: the unit changed here.
    var staysSo: Bool
  }

  /// A whole group that moves by a power of ten from the year before.
  struct GroupStep: Equatable {
    var row: Int
    var power: Int
    var growth: Double
  }

  private let series: PanelSeries
  private let panel: Panel
  private let check: SlipCheck
  private let groups: [Int32?]
  /// Median growth by group and later year.
  private let growth: [Step: Double]
  private(set) var slips: [Slip] = []
  private(set) var groupSteps: [GroupStep] = []

  private struct Step: Hashable {
    var group: Int32
    var year: ReferenceYear
  }

  init(_ series: PanelSeries, _ check: SlipCheck, panel: Panel, groups: [Int32?]) {
    self.series = series
    self.check = check
    self.panel = panel
    self.groups = groups
    var factors: [Step: [Double]] = [:]
    for row in panel.keys.indices.dropFirst() where Self.follows(panel, row) {
      guard let group = groups[row], group == groups[row - 1], let x = series[row], let before = series[row - 1], x > 0,
        before > 0
      else { continue }
      factors[Step(group: group, year: panel.keys[row].year), default: []].append(x / before)
    }
    growth = factors.compactMapValues { $0.count > check.groupAtLeast ? $0.median : nil }
  }

  private static func follows(_ panel: Panel, _ row: Int) -> Bool {
    panel.keys[row].area == panel.keys[row - 1].area
      && panel.keys[row].year.rawValue == panel.keys[row - 1].year.rawValue + 1
  }

  mutating func run() {
    findGroupSteps()
    for rows in panel.rowsByArea {
      var spike: Int?
      for row in rows {
        guard let x = series[row], x > 0 else { continue }
        let before = row > rows.lowerBound ? expectation(of: row, from: row - 1) : nil
        let after = row + 1 < rows.upperBound ? expectation(of: row, from: row + 1) : nil
        guard let slip = slip(row, x, before, after, isAfterSpike: spike == row - 1) else { continue }
        if !slip.staysSo { spike = row }
        slips.append(slip)
      }
    }
  }

  private func slip(_ row: Int, _ x: Double, _ before: Double?, _ after: Double?, isAfterSpike: Bool) -> Slip? {
    switch (before, after) {
    case (let before?, let after?):
      let (a, b) = (power(x / before, check.within), power(x / after, check.within))
      if a == b, a != 0 {
        let expected = (before * after).squareRoot()
        return Slip(row: row, power: a, factor: x / expected, expected: expected, staysSo: false)
      }
      // A new level that stays is a change of unit only where it is almost exactly one.
      let exact = power(x / before, check.within / 3)
      let isLevel = exact != 0 && abs((x / after).naturalLogarithm) <= (1 + check.within).naturalLogarithm
      guard isLevel, !isAfterSpike else { return nil }
      return Slip(row: row, power: exact, factor: x / before, expected: before, staysSo: true)
    case (let expected?, nil), (nil, let expected?):
      if isAfterSpike && before != nil { return nil }
      // With one neighbour nothing tells which of the two is wrong, and growth looks like a slip sooner.
      let power = power(x / expected, check.within / 2)
      // A first value far from the second is told where the second, with two neighbours, is not to blame.
      guard power != 0, before != nil || !isSpike(row + 1) else { return nil }
      return Slip(row: row, power: power, factor: x / expected, expected: expected, staysSo: false)
    case (nil, nil): return nil
    }
  }

  /// Whether a value stands out against both its neighbours.
  private func isSpike(_ row: Int) -> Bool {
    guard row + 1 < panel.rowCount, let x = series[row], x > 0, let before = expectation(of: row, from: row - 1) else {
      return false
    }
    guard let after = expectation(of: row, from: row + 1) else { return true }
    let power = power(x / before, check.within)
    return power != 0 && power == self.power(x / after, check.within)
  }

  /// The value of a neighbour in time, moved to the row's year by its group's median growth; as it is without peers.
  private func expectation(of row: Int, from other: Int) -> Double? {
    let later = max(row, other)
    guard Self.follows(panel, later), let x = series[other], x > 0 else { return nil }
    let factor = groups[later].flatMap { growth[Step(group: $0, year: panel.keys[later].year)] } ?? 1
    return other < row ? x * factor : x / factor
  }

  /// The power of ten, from -4 to 4, a factor is near; 0 for none.
  private func power(_ factor: Double, _ within: Double) -> Int {
    guard factor > 0, factor.isFinite else { return 0 }
    let nearest = (factor.naturalLogarithm / 10.0.naturalLogarithm).rounded()
    guard nearest != 0, abs(nearest) <= 4 else { return 0 }
    let distance = abs(factor.naturalLogarithm - nearest * 10.0.naturalLogarithm)
    return distance <= (1 + within).naturalLogarithm ? Int(nearest) : 0
  }

  private mutating func findGroupSteps() {
    var seen: Set<Step> = []
    for row in panel.keys.indices.dropFirst() where Self.follows(panel, row) {
      guard let group = groups[row] else { continue }
      let step = Step(group: group, year: panel.keys[row].year)
      guard let factor = growth[step], seen.insert(step).inserted else { continue }
      let power = power(factor, check.within)
      if power != 0 { groupSteps.append(GroupStep(row: row, power: power, growth: factor)) }
    }
  }
}
