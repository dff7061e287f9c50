import Definitions
import Foundation
import Indices
import PanelModel
import Testing
import _TestSupport

struct HsiehKlenowTests {
  /// Two firms alike but for wedges of capital: PY = 100, wL = 50 each, K = 20 and 80; a = 0.5, sigma = 3.
  /// TFPR = 100 / sqrt(20 x 50) and 100 / sqrt(80 x 50); A = 1000 / the same roots; TFPRbar = 200 / 100 = 2.
  private let firms = [
    HsiehKlenow.Firm(sector: "s", output: 100, capital: 20, wages: 50),
    HsiehKlenow.Firm(sector: "s", output: 100, capital: 80, wages: 50),
  ]

  @Test func byHand() throws {
    let result = HsiehKlenow(firms)
    let figures = try result.firms.map { try #require($0) }
    let roots = [sqrt(1000), sqrt(4000)]
    #expect(worstDifference(figures.map { $0.tfpr }, roots.map { 100 / $0 }) < 1e-14)
    #expect(worstDifference(figures.map { $0.tfpq }, roots.map { 1000 / $0 }) < 1e-14)
    #expect(worstDifference(figures.map { $0.outputWedge }, [1.5, 1.5]) < 1e-14)
    #expect(worstDifference(figures.map { $0.capitalWedge }, [25, 6.25]) < 1e-14)
    // A / Abar squared: (4, 1) / 5; (TFPRbar / TFPR)^2 = 4 x (1000, 4000) / 10000: 0.8 x 0.4 + 0.2 x 1.6 = 0.64.
    #expect(isClose(result.logEfficiency, log(0.8)) && isClose(result.gain, 25))
    #expect(result.sectors.count == 1 && result.sectors[0].firms == 2)
  }

  @Test func equalWedgesGainNothing() throws {
    let even = (1...4).map {
      HsiehKlenow.Firm(sector: "s", output: 10 * Double($0), capital: 3 * Double($0), wages: 5 * Double($0))
    }
    #expect(abs(try #require(HsiehKlenow(even).gain)) < 1e-12)
    #expect(HsiehKlenow([]).gain == nil)
    // Wages as large as output leave no share to capital.
    let odd = HsiehKlenow([.init(sector: "t", output: 5, capital: 1, wages: 5)] + firms)
    #expect(odd.undefined == 1 && odd.firms[0] == nil && isClose(odd.gain, 25))
  }

  @Test func tailsAreTrimmed() {
    var random = SplitMix64(seed: 3)
    let many = (0..<200).map { _ in
      HsiehKlenow.Firm(
        sector: random.unit() < 0.5 ? "a" : "b", output: random.number(50, 100), capital: random.number(10, 90),
        wages: random.number(10, 40))
    }
    let all = HsiehKlenow(many)
    let cut = HsiehKlenow(many, trim: 5)
    #expect(all.trimmed == 0 && cut.trimmed >= 20 && cut.trimmed <= 40)
    #expect((cut.gain ?? 0) < (all.gain ?? 0))
  }

  private func table(_ years: [Int32?]?) -> DataTable {
    var columns = [
      DataColumn("sector", .text(["s", "s", "s", nil])), DataColumn("output", .double([100, 100, 0, 5])),
      DataColumn("capital", .double([20, 80, 1, 5])), DataColumn("wages", .double([50, 50, 1, 5])),
    ]
    if let years { columns.append(DataColumn("year", .int32(years))) }
    return DataTable(columns: columns)
  }

  @Test func measureOverATable() throws {
    let panel = SmallPanel.make([])
    let options: [String: OptionValue] = ["firms": MeasureRunner.map(("table", .text("census")))]
    let result = try MeasureRunner.run(
      "hsieh_klenow", options, panel, context: MeasureContext(firmTables: ["census": table([2019, 2019, 2019, 2019])]))
    #expect(result.numbers("years", "year") == [2019] && isClose(result.numbers("years", "gain_pct")[0], 25))
    #expect(result.numbers("firms", "firm") == [1, 2] && result.findings.map(\.code) == [.leftOutOfTotals])
    #expect(result.findings[0].count == 2)
    let split = try MeasureRunner.run(
      "hsieh_klenow", options, panel, context: MeasureContext(firmTables: ["census": table([2018, 2019, 2019, 2019])]))
    // A firm alone in its sector and year gains nothing.
    #expect(worstDifference(split.numbers("years", "gain_pct"), [0, 0], floor: 1e-12) == 0)
    let missing = try #require(throws: DefinitionError.self) { try MeasureRunner.run("hsieh_klenow", options, panel) }
    #expect(missing.remedy == "Put it at raw/firms/census.csv.")
    let malformed = try #require(throws: MeasureError.self) {
      try MeasureRunner.run(
        "hsieh_klenow", options, panel,
        context: MeasureContext(firmTables: ["census": DataTable(columns: [DataColumn("sector", .text(["s"]))])]))
    }
    #expect(malformed.reason == .tableMalformed)
  }
}

@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct HsiehKlenowGoldenTests {
  @Test func reference() throws {
    let input = try GoldenCSV("spatial/inputs/hk_firms.csv")
    let sizes = try ["PY", "K", "wL"].map { try input.numbers($0).compactMap { $0 } }
    let firms = try input.text("sector").enumerated().map { i, sector in
      HsiehKlenow.Firm(sector: sector ?? "", output: sizes[0][i], capital: sizes[1][i], wages: sizes[2][i])
    }
    let result = HsiehKlenow(firms)
    let csv = try GoldenCSV("spatial/expected/ref_hk_firms.csv")
    let columns: [(String, (HsiehKlenow.FirmFigures) -> Double)] = [
      ("alpha", { $0.capitalShare }), ("one_minus_tauY", { $0.outputWedge }), ("one_plus_tauK", { $0.capitalWedge }),
      ("TFPR", { $0.tfpr }), ("TFPQ", { $0.tfpq }), ("A", { $0.tfpq }),
    ]
    var worst = 0.0
    for (name, figure) in columns {
      worst = max(worst, worstDifference(result.firms.map { $0.map(figure) }, try csv.numbers(name)))
    }
    GoldenReport.record(method: "hsieh_klenow", file: csv.path, worst: worst)
    #expect(worst <= 1e-12)
    let gain = try GoldenCSV("spatial/expected/ref_hk_gain.csv")
    let whole = max(
      relativeDifference(result.logEfficiency, try gain.numbers("ln_Y_over_Yeff")[0]),
      relativeDifference(result.gain, try gain.numbers("gain_pct")[0]))
    GoldenReport.record(method: "hsieh_klenow", file: gain.path, worst: whole)
    #expect(whole <= 1e-12)
  }
}
