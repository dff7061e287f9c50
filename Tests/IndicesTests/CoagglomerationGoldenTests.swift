import Indices
import PanelModel
import Testing
import _TestSupport

/// Pairs and groups against the script of Juhasz (EGK), and a reference in double precision.
@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct CoagglomerationGoldenTests {
  private func pairs(_ plants: PlantFile, _ shares: IndustryShares) -> [[String]: Double] {
    var result: [[String]: Double] = [:]
    for pair in PairwiseCoagglomeration(shares).pairs {
      result[[plants.industries[pair.first], plants.industries[pair.second]].sorted()] = pair.value
    }
    return result
  }

  private func compare(_ csv: GoldenCSV, _ column: String, _ ours: [[String]: Double]) throws -> Double {
    let keys = zip(try csv.text("ind1"), try csv.text("ind2")).map { [$0 ?? "", $1 ?? ""].sorted() }
    #expect(keys.count == ours.count)
    return worstDifference(keys.map { ours[$0] }, try csv.numbers(column))
  }

  private func record(_ path: String, _ worst: Double) -> Double {
    GoldenReport.record(method: "ellison_glaeser", file: path, worst: worst)
    return worst
  }

  @Test(arguments: ["fk2014", "fk2014_xregion", "small", "medium"]) func reference(name: String) throws {
    let plants = try EllisonGlaeserGoldenTests.plants(name.hasPrefix("fk") ? "FK2014" : name)
    let totals = name.hasSuffix("xregion") ? try EllisonGlaeserGoldenTests.totals(plants) : nil
    let aggregate = plants.shares(totals: totals)
    let csv = try GoldenCSV("spatial/expected/ref_pairs_\(name).csv")
    let ours = pairs(plants, aggregate)
    let worst = [
      try compare(csv, "gamma_c_EG97", ours), try compare(csv, "gram_x_agg", ours),
      try compare(csv, "gamma_c_EGK2010", pairs(plants, plants.shares(.meanShare))),
    ]
    #expect(record(csv.path, worst.max() ?? .infinity) <= 1e-12)

    let groups = try GoldenCSV("spatial/expected/ref_group_\(name).csv")
    let values = try groups.numbers("first_k_industries").map { k in
      GroupCoagglomeration.value(aggregate, members: Array(0..<Int(try #require(k))))
    }
    let group = [
      worstDifference(values, try groups.numbers("gamma_c")),
      worstDifference(values, try groups.numbers("weighted_pair_mean")),
    ]
    #expect(record(groups.path, group.max() ?? .infinity) <= 1e-12)
  }

  @Test(arguments: ["small", "medium"]) func publicScript(name: String) throws {
    let plants = try EllisonGlaeserGoldenTests.plants(name)
    let csv = try GoldenCSV("spatial/expected/EGKscript_pairs_\(name).csv")
    #expect(record(csv.path, try compare(csv, "egk", pairs(plants, plants.shares(.meanShare)))) <= 1e-12)
  }

  @Test func pairsOfHundredThousandPlants() throws {
    let plants = try PlantFile(try GoldenCSV(gzip: "spatial/inputs/plants_1e5.csv.gz"), employment: "emp")
    let csv = try GoldenCSV(gzip: "spatial/expected/big_1e5_pairs.csv.gz")
    let worst = [
      try compare(csv, "gamma_c_x_aggregate", pairs(plants, plants.shares())),
      try compare(csv, "gamma_c_EGK_x_mean", pairs(plants, plants.shares(.meanShare))),
    ]
    #expect(record(csv.path, worst.max() ?? .infinity) <= 1e-12)
  }

  /// REAT's ellison.c and ellison.c2 add up other things than the paper: 12.07 where the formula gives 0.089.
  @Test func reatGroupsAreNotMatched() throws {
    let plants = try EllisonGlaeserGoldenTests.plants("FK2014")
    let shares = plants.shares(totals: try EllisonGlaeserGoldenTests.totals(plants))
    let theirs = try #require(try GoldenCSV("spatial/expected/REAT_ellison.c_FK2014.csv").numbers("gamma_c")[0])
    for x in [shares, plants.shares(), plants.shares(.meanShare)] {
      let ours = try #require(GroupCoagglomeration.value(x, members: [0, 1, 2, 3]))
      #expect(abs(ours) < 0.1 && theirs > 12)
      let pairsOfTheirs = try GoldenCSV(padded: "spatial/expected/REAT_ellison.c2_FK2014.csv")
      let values = pairs(plants, x)
      for (name, value) in zip(try pairsOfTheirs.text("pair"), try pairsOfTheirs.numbers("gamma_c")) {
        let pair = (name ?? "").split(separator: "-").map(String.init).sorted()
        let number = try #require(value)
        let ours = try #require(values[pair])
        #expect(abs(ours - number) > 0.5)
      }
    }
  }
}
