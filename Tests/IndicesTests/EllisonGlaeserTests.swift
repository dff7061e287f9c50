import Indices
import PanelModel
import Testing
import _TestSupport

struct EllisonGlaeserTests {
  /// A random table of industries over regions, with zeros.
  static func table(seed: UInt64, industries: Int, regions: Int) -> [[Double]] {
    var random = SplitMix64(seed: seed)
    return (0..<industries).map { _ in
      (0..<regions).map { _ in random.unit() < 0.3 ? 0 : (random.number(1, 500)).rounded() }
    }
  }

  /// Worked by hand: two regions, x = (0.75, 0.25), industry 1 all in region 2 with two plants of 60 and 40.
  @Test func workedExample() throws {
    let shares = IndustryShares(employment: [[0, 100], [300, 0]])
    #expect(shares.reference == [0.75, 0.25] && shares.concentration == 0.625)
    let plants = try #require(PlantSizes(employment: [60, 40]))
    #expect(isClose(plants.herfindahl, 0.52) && isClose(plants.fourthPowers, 0.1552))
    let index = try #require(EllisonGlaeserIndex(shares, industry: 0, plants: plants))
    // G = 0.75^2 + 0.75^2 = 1.125; gamma = (1.125 - 0.375 * 0.52) / (0.375 * 0.48) = 0.93 / 0.18.
    #expect(isClose(index.rawConcentration, 1.125))
    #expect(isClose(index.gamma, 0.93 / 0.18))
    // Sum x^3 = 0.4375: 2 {0.2704 [0.625 - 0.875 + 0.390625] - 0.1552 [0.625 - 1.75 + 1.171875]} = 0.0615.
    #expect(isClose(index.variance, 0.0615))
    #expect(isClose(index.zScore, 0.93 / 0.0615.squareRoot()))
  }

  @Test func gammaHasNoUpperBound() throws {
    let shares = IndustryShares(employment: [[0, 1]], regionTotals: [90, 10])
    let plants = try #require(PlantSizes(equal: 1_000_000))
    let index = try #require(EllisonGlaeserIndex(shares, industry: 0, plants: plants))
    // G / (1 - X) = 1.62 / 0.18 = 9.
    #expect(isClose(index.gamma, 9, relative: 1e-4))
  }

  @Test func undefinedAtTheEdges() throws {
    let two = IndustryShares(employment: [[10, 30], [0, 0], [5, 5]])
    let one = try #require(PlantSizes(employment: [40]))
    let index = try #require(EllisonGlaeserIndex(two, industry: 0, plants: one))
    #expect(index.gamma == nil && index.plants.herfindahl == 1)
    #expect(EllisonGlaeserIndex(two, industry: 1, plants: one) == nil)
    let everything = IndustryShares(employment: [[10, 0], [7, 0]])
    #expect(everything.concentration == 1)
    #expect(EllisonGlaeserIndex(everything, industry: 0, plants: one) == nil)
    #expect(GroupCoagglomeration.value(everything, members: [0, 1]) == nil)
    #expect(GroupCoagglomeration.value(two, members: [0, 1]) == nil)
    #expect(GroupCoagglomeration.value(two, members: [0]) == nil)
    #expect(PairwiseCoagglomeration(two).pairs.map { $0.value == nil } == [true, false, true])
    #expect(PlantSizes(employment: []) == nil && PlantSizes(employment: [0, 0]) == nil && PlantSizes(equal: 0) == nil)
    #expect(PairwiseCoagglomeration(IndustryShares(employment: [])).pairs.isEmpty)
  }

  /// The definition of the paper, with plants, equals the weighted mean of pairs, which knows none.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5]) func groupsAreWeightedPairs(seed: UInt64) throws {
    let table = Self.table(seed: seed, industries: 6, regions: 37)
    let shares = IndustryShares(employment: table)
    var random = SplitMix64(seed: seed + 100)
    let members = [0, 2, 3, 5]
    let total = members.map { shares.employment[$0] }.stableSum()
    let weights = members.map { shares.employment[$0] / total }
    let squares = weights.map { $0 * $0 }.stableSum()
    // With plants, as printed.
    var group = [Double](repeating: 0, count: 37)
    for (w, j) in zip(weights, members) { for r in 0..<37 { group[r] += w * table[j][r] / shares.employment[j] } }
    var herfindahl = 0.0
    var own = 0.0
    for (w, j) in zip(weights, members) {
      let plants = try #require(PlantSizes(employment: (0..<20).map { _ in random.number(1, 50) }))
      let gamma = try #require(EllisonGlaeserIndex(shares, industry: j, plants: plants)?.gamma)
      herfindahl += w * w * plants.herfindahl
      own += gamma * w * w * (1 - plants.herfindahl)
    }
    let g = zip(group, shares.reference).map { ($0 - $1) * ($0 - $1) }.stableSum()
    let printed = (g / (1 - shares.concentration) - herfindahl - own) / (1 - squares)
    // By pairs.
    var sum = StableSum()
    for pair in PairwiseCoagglomeration(shares).pairs {
      guard let a = members.firstIndex(of: pair.first), let b = members.firstIndex(of: pair.second) else { continue }
      let value = try #require(pair.value)
      sum.add(2 * weights[a] * weights[b] * value)
    }
    let ours = try #require(GroupCoagglomeration.value(shares, members: members))
    #expect(isClose(ours, sum.value / (1 - squares), floor: 1e-14))
    #expect(isClose(ours, printed, floor: 1e-14))
  }

  /// With the mean share of the same industries as x, the Gram matrix sums to 0.
  @Test func meanShareSumsToZero() throws {
    let shares = IndustryShares(employment: Self.table(seed: 9, industries: 7, regions: 50), reference: .meanShare)
    let diagonal = (0..<7).map { i in
      shares.deviations(of: i).map { $0 * $0 }.stableSum() / (1 - shares.concentration)
    }
    let pairs = PairwiseCoagglomeration(shares).pairs.compactMap(\.value)
    #expect(pairs.count == 21)
    #expect(abs(diagonal.stableSum() + 2 * pairs.stableSum()) < 1e-15)
  }

  @Test func unitsAndOrderDoNotMatter() throws {
    let table = Self.table(seed: 11, industries: 4, regions: 23)
    let shares = IndustryShares(employment: table)
    let inThousands = IndustryShares(employment: table.map { $0.map { $0 / 1000 } })
    let turned = IndustryShares(employment: table.map { Array($0.reversed()) })
    let plants = try #require(PlantSizes(employment: [3, 5, 9]))
    let same = try #require(PlantSizes(employment: [0.009, 0.003, 0.005]))
    for i in 0..<4 {
      let ours = try #require(EllisonGlaeserIndex(shares, industry: i, plants: plants))
      let scaled = try #require(EllisonGlaeserIndex(inThousands, industry: i, plants: same))
      let reversed = try #require(EllisonGlaeserIndex(turned, industry: i, plants: plants))
      #expect(isClose(ours.gamma, scaled.gamma) && isClose(ours.gamma, reversed.gamma))
      #expect(isClose(ours.zScore, scaled.zScore) && isClose(ours.zScore, reversed.zScore))
    }
    let pairs = [shares, inThousands, turned].map { PairwiseCoagglomeration($0).pairs.map(\.value) }
    #expect(worstDifference(pairs[0], pairs[1]) < 1e-12 && worstDifference(pairs[0], pairs[2]) < 1e-12)
    // Never below -H / (1 - H).
    let gamma = try #require(EllisonGlaeserIndex(shares, industry: 0, plants: plants)?.gamma)
    #expect(gamma >= -plants.herfindahl / (1 - plants.herfindahl))
  }
}
