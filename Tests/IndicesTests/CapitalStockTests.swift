import Definitions
import Indices
import PanelModel
import Testing
import _TestSupport

struct CapitalStockTests {
  /// I = 100, 110, 121 grow by a tenth: K_0 = 100 / (0.1 + 0.1) = 500, then 110 + 450 = 560, 121 + 504 = 625.
  @Test func byHand() throws {
    let growth = PerpetualInventory(depreciation: 0.1, initial: .steadyGrowth(years: 5))
    #expect(worstDifference(try #require(growth.stocks([100, 110, 121])).map { $0 }, [500, 560, 625]) < 1e-14)
    let tenth = PerpetualInventory(depreciation: 0.1, initial: .dividedBy(0.1))
    #expect(worstDifference(try #require(tenth.stocks([100, 110])).map { $0 }, [1000, 1010]) < 1e-14)
    #expect(PerpetualInventory(depreciation: 0.1, initial: .stated(7)).stocks([3, 1]) == [7, 7.3])
    #expect(growth.stocks([]) == nil && growth.stocks([100]) == nil && growth.stocks([100, 80]) == nil)
  }

  private func panel(_ investment: [Double?], _ prices: [Double?] = []) -> Panel {
    var panel = Panel(
      keys: (2010..<(2010 + investment.count)).map { PanelKey(area: AreaCode(1), year: ReferenceYear(Int32($0))) })
    panel["i"] = PanelSeries(investment, whenNil: .missingNotCollected)
    if !prices.isEmpty { panel["p"] = PanelSeries(prices, whenNil: .missingNotCollected) }
    return panel
  }

  @Test func chainedOntoABaseYear() throws {
    // Prices 1/1.1, 1, 1.25 around 2011.
    let result = try MeasureRunner.run(
      "capital_stock",
      [
        "investment": .text("i"), "price_index": .text("p"), "base_year": .number(2011), "initial": .number(0.1),
        "depreciation": .number(0.1),
      ], panel([10, 11, 25], [nil, 110, 125]))
    #expect(worstDifference(result.values("real_investment"), [11, 11, 20]) < 1e-14)
    #expect(worstDifference(result.values("stock"), [110, 110, 119]) < 1e-14)
    #expect(result.findings.isEmpty)
  }

  @Test func aGapEndsTheStock() throws {
    let result = try MeasureRunner.run(
      "capital_stock", ["investment": .text("i"), "initial": .number(0.1), "depreciation": .number(0)],
      panel([nil, 10, 10, nil, 10]))
    #expect(result.values("stock") == [nil, 100, 110, nil, nil])
    #expect(result.findings.map(\.code) == [.chainBroken] && result.findings[0].count == 2)
    let undefined = try MeasureRunner.run(
      "capital_stock", ["investment": .text("i"), "initial": .text("steady_growth")], panel([10, 1]))
    #expect(undefined.series("stock")?.statuses == [.missingCannotExist, .missingCannotExist])
    #expect(undefined.findings.map(\.code) == [.measureUndefined])
  }

  @Test func statedStock() throws {
    var given = panel([5, 5, 5])
    given["k"] = PanelSeries([nil, 40, nil], whenNil: .missingNotCollected)
    let result = try MeasureRunner.run(
      "capital_stock", ["investment": .text("i"), "initial": .text("k"), "depreciation": .number(0.5)], given)
    #expect(result.values("stock") == [nil, 40, 25])
  }

  @Test func wrongOptionsAreRefused() throws {
    func refusal(_ options: [String: OptionValue]) throws -> DefinitionError {
      try #require(throws: DefinitionError.self) { try MeasureRunner.run("capital_stock", options, panel([1])) }
    }
    #expect(try refusal(["investment": .text("i")]).message == "'initial' is missing")
    #expect(
      try refusal(["investment": .text("i"), "initial": .number(0.1), "base_year": .number(2010)]).message.contains(
        "belong together"))
    #expect(try refusal(["investment": .text("i"), "initial": .number(0)]).message.contains("steady_growth"))
    #expect(
      try refusal(["investment": .text("i"), "initial": .number(0.1), "depreciation": .number(9.6)]).message.contains(
        "below 1"))
  }
}
