import Definitions
import Foundation
import Indices
import PanelModel
import Testing
import _TestSupport

struct SpecializationTests {
  /// s = (0.5, 0.5, 0), x = (0.25, 0.25, 0.5).
  @Test func byHand() {
    let (s, x) = ([0.5, 0.5, 0], [0.25, 0.25, 0.5])
    #expect(Specialization.krugman(s, x) == 1 && Specialization.herfindahl(s) == 0.5)
    #expect(isClose(Specialization.normalizedHerfindahl(s), 0.25) && Specialization.normalizedHerfindahl([1]) == nil)
    #expect(isClose(Specialization.entropy(s), log(2)) && Specialization.rawSpatialGini(s, x) == 0.375)
    // The curve is 0 up to x = 0.5 and rises to 1: twice the area between is 0.5.
    #expect(isClose(Specialization.lorenzGini(s, x), 0.5))
    #expect(Specialization.lorenzGini(x, x) == 0)
    // Quotients 0, 2, 2, mean 4/3: 2 / (9 x 4/3) (-4/3 + 2 x 2/3 + 3 x 2/3).
    #expect(isClose(Specialization.gini(of: [2, 0, 2]), 2.0 / 12 * 2))
    #expect(Specialization.gini(of: []) == nil && Specialization.gini(of: [0, 0]) == nil)
    #expect(Specialization.entropy([1]) == 0)
  }

  private let panel = SmallPanel.make([
    ("food", [10, 10, 30, 30, 0, nil]), ("steel", [30, 0, 10, 0, 0, 5]), ("zone", [1, 1, 1, 1, 2, 2]),
  ])
  private let industries = MeasureRunner.codes(["food", "steel"])

  @Test func areasAndEdges() throws {
    let result = try MeasureRunner.run("specialization", ["industries": industries], panel)
    // 2019: s = (0.25, 0.75), x = (0.5, 0.5); area 3 has no employment. 2020: steel nowhere, area 3 left out.
    #expect(worstDifference(result.values("krugman"), [0.5, 0, 0.5, 0, nil, nil]) < 1e-15)
    #expect(worstDifference(result.values("hoover"), [0.25, 0, 0.25, 0, nil, nil]) < 1e-15)
    #expect(worstDifference(result.values("lq_mean"), [1.25, 1, 1.25, 1, nil, nil]) < 1e-15)
    #expect(result.values("hhi_normalized")[1] == 1 && result.values("quotient_gini")[1] == 0)
    #expect(result.series("krugman")?.statuses[4] == .missingCannotExist)
    #expect(result.series("krugman")?.statuses[5] == .missingNotCollected)
    #expect(result.findings.map(\.code) == [.leftOutOfTotals, .measureUndefined])
    let others = try MeasureRunner.run("specialization", ["industries": industries, "base": .text("others")], panel)
    // Against (0.75, 0.25).
    #expect(worstDifference(others.values("krugman"), [1, 0, 1, 0, nil, nil]) < 1e-15)
  }

  @Test func industriesAndGroups() throws {
    let result = try MeasureRunner.run("concentration", ["industries": industries], panel)
    #expect(result.texts("industries", "industry") == ["food", "steel", "food", "steel"])
    // Food 2019: s = (0.25, 0.75, 0), x = (0.5, 0.5, 0).
    #expect(worstDifference(result.numbers("industries", "krugman"), [0.5, 0.5, 0, nil]) < 1e-15)
    #expect(worstDifference(result.numbers("industries", "spatial_gini"), [0.125, 0.125, 0, nil]) < 1e-15)
    #expect(worstDifference(result.numbers("industries", "locational_gini"), [0.25, 0.25, 0, nil]) < 1e-15)
    #expect(result.findings.map(\.code) == [.leftOutOfTotals, .measureUndefined])
    let parts = try MeasureRunner.run("concentration", ["industries": industries, "within": .text("zone")], panel)
    #expect(parts.numbers("industries", "area_group") == [1, 1, 2, 2, 1, 1])
    #expect(parts.numbers("industries", "krugman")[2] == nil)
  }
}

@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct SpecializationGoldenTests {
  private func record(_ method: String, _ file: String, _ worst: Double) -> Double {
    GoldenReport.record(method: method, file: file, worst: worst)
    return worst
  }

  /// The table of five regions and industries of EconGeo's help pages.
  private func five() throws -> Panel {
    let csv = try GoldenCSV("spatial/inputs/econgeo_5x5.csv")
    var panel = Panel(keys: (1...5).map { PanelKey(area: AreaCode($0), year: ReferenceYear(1)) })
    for name in csv.header.dropFirst() { panel[IndicatorCode(name.lowercased())] = PanelSeries(try csv.numbers(name)) }
    return panel
  }

  private let industries = MeasureRunner.codes((1...5).map { "i\($0)" })

  @Test func reatAndEconGeoRegions() throws {
    let result = try MeasureRunner.run("specialization", ["industries": industries], try five())
    let reat = try GoldenCSV(padded: "spatial/expected/REAT_spec_5x5.csv")
    var worst = 0.0
    for (output, column) in [("krugman", "krugman_spec"), ("quotient_gini", "gini_spec"), ("hhi", "herf")] {
      worst = max(worst, worstDifference(result.values(output), try reat.numbers(column)))
    }
    #expect(record("specialization", reat.path, worst) <= 1e-12)
    let econgeo = try GoldenCSV(padded: "spatial/expected/EconGeo_region_5x5.csv")
    worst = 0
    for (output, column) in [
      ("lq_mean", "lq_avg"), ("hhi", "herfindahl"), ("krugman", "krugman"), ("hoover", "spec_coeff"),
      ("hachman", "hachman"),
    ] { worst = max(worst, worstDifference(result.values(output), try econgeo.numbers(column))) }
    #expect(record("specialization", econgeo.path, worst) <= 1e-12)
    // EconGeo's entropy is in bits, with 1e-9 inside the logarithm, and rounded to three digits.
    for (ours, theirs) in zip(result.values("entropy"), try econgeo.numbers("entropy")) {
      #expect(abs((ours ?? .nan) / log(2) - (theirs ?? .nan)) <= 0.0005001)
    }
  }

  @Test func reatAndEconGeoIndustries() throws {
    let result = try MeasureRunner.run("concentration", ["industries": industries], try five())
    let reat = try GoldenCSV(padded: "spatial/expected/REAT_conc_5x5.csv")
    let worst = max(
      worstDifference(result.numbers("industries", "krugman"), try reat.numbers("krugman_conc")),
      worstDifference(result.numbers("industries", "quotient_gini"), try reat.numbers("gini_conc")))
    #expect(record("concentration", reat.path, worst) <= 1e-12)
    let econgeo = try GoldenCSV(padded: "spatial/expected/EconGeo_locational_gini_5x5.csv")
    let half = worstDifference(result.numbers("industries", "locational_gini_half"), try econgeo.numbers("Loc_gini"))
    #expect(record("concentration", econgeo.path, half) <= 1e-12)
  }

  @Test(arguments: ["fk2014", "fk2014_xregion", "small", "medium"]) func reference(name: String) throws {
    let plants = try EllisonGlaeserGoldenTests.plants(name.hasPrefix("fk") ? "FK2014" : name)
    let shares = plants.shares(totals: name.hasSuffix("xregion") ? try EllisonGlaeserGoldenTests.totals(plants) : nil)
    let csv = try GoldenCSV("spatial/expected/ref_eg_\(name).csv")
    let rows = try csv.text("industry").map { name in try #require(plants.industries.firstIndex(of: name ?? "")) }
    let s = rows.map { i in plants.employment[i].map { $0 / shares.employment[i] } }
    let sizes = try rows.map { try #require(PlantSizes(employment: plants.plants[$0])) }
    let krugman = worstDifference(s.map { Specialization.krugman($0, shares.reference) }, try csv.numbers("krugman"))
    let gini = worstDifference(
      s.map { Specialization.lorenzGini($0, shares.reference) }, try csv.numbers("gini_lorenz"))
    #expect(record("concentration", csv.path, max(krugman, gini)) <= 1e-12)
    let sedillot = worstDifference(
      zip(rows, sizes).map { EllisonGlaeserIndex.maurelSedillot(shares, industry: $0, plants: $1) },
      try csv.numbers("gamma_MS"))
    let alpha = worstDifference(
      zip(rows, sizes).map { DevereuxIndex.alpha(employment: plants.employment[$0], plants: $1) },
      try csv.numbers("alpha_DGS"))
    #expect(record("ellison_glaeser", "\(csv.path) gamma_MS, alpha_DGS", max(sedillot, alpha)) <= 1e-12)
  }

  @Test func cities() throws {
    let input = try GoldenCSV("spatial/inputs/city_sector_emp.csv")
    let sectors = input.header.filter { $0.hasPrefix("s") }
    let data = try GoldenPanel(input, columns: sectors, unit: "city", time: "year")
    let result = try MeasureRunner.run("specialization", ["industries": MeasureRunner.codes(sectors)], data.panel)
    let csv = try GoldenCSV("spatial/expected/ref_city_coagg.csv")
    var worst = 0.0
    for (output, column) in [("entropy", "entropy_spec"), ("krugman", "krugman_spec"), ("hhi", "hhi")] {
      worst = max(
        worst, worstDifference(data.inFileOrder(try #require(result.series(output))), try csv.numbers(column)))
    }
    #expect(record("specialization", csv.path, worst) <= 1e-12)
  }
}
