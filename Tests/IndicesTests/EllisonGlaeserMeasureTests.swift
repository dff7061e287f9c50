import Definitions
import Indices
import PanelModel
import Testing
import _TestSupport

struct EllisonGlaeserMeasureTests {
  private func run(
    _ options: [String: OptionValue], _ panel: Panel, plants: DataTable? = nil
  ) throws -> ([String: DataTable], [Finding]) {
    let industries: OptionValue = .list([.text("steel"), .text("cloth")])
    let definition = MeasureDefinition(
      code: "eg", measure: "ellison_glaeser",
      options: MethodOptions(options.merging(["industries": industries]) { a, _ in a }))
    let context = MeasureContext(plantTables: plants.map { ["plants": $0] } ?? [:])
    var findings: [Finding] = []
    let output = try IndicesStage(definition: definition, context: context).run(panel, findings: &findings)
    #expect(output.columns.isEmpty)
    return (Dictionary(uniqueKeysWithValues: output.tables.map { ($0.output, $0.table) }), findings)
  }

  private func numbers(_ table: DataTable?, _ name: String) -> [Double?] {
    guard case .double(let values)? = table?[name]?.values else { return [] }
    return values
  }

  private func texts(_ table: DataTable?, _ name: String) -> [String?] {
    guard case .text(let values)? = table?[name]?.values else { return [] }
    return values
  }

  /// Cloth 0, 100 and steel 300, 0 in 2019; 2020 the same with area 3 missing.
  private let panel = SmallPanel.make([
    ("cloth", [0, 0, 100, 100, 0, nil]), ("steel", [300, 300, 0, 0, 0, 7]),
    ("cloth_plants", [0, 0, 4, 4, 0, 0]), ("steel_plants", [1, 1, 0, 0, 0, 0]),
  ])

  @Test func tablesWithoutPlants() throws {
    let (tables, findings) = try run([:], panel)
    #expect(texts(tables["industries"], "industry") == ["cloth", "steel", "cloth", "steel"])
    #expect(numbers(tables["industries"], "gamma") == [nil, nil, nil, nil])
    // d_cloth = (-0.75, 0.75), d_steel = (0.25, -0.25), 1 - X = 0.375: -0.375 / 0.375.
    #expect(worstDifference(numbers(tables["pairs"], "gamma_c"), [-1, -1]) < 1e-15)
    #expect(texts(tables["pairs"], "industry_i") == ["cloth", "cloth"])
    // The group of two is the pair.
    #expect(worstDifference(numbers(tables["groups"], "gamma_c"), [-1, -1]) < 1e-15)
    #expect(texts(tables["groups"], "industry_group") == ["all", "all"])
    #expect(findings.map(\.code) == [.leftOutOfTotals])
  }

  @Test func equalPlantsAreAnApproximation() throws {
    let counts: OptionValue = .map([
      OptionEntry("cloth", .text("cloth_plants")), OptionEntry("steel", .text("steel_plants")),
    ])
    let (tables, findings) = try run(["plants": .text("equal"), "plant_counts": counts], panel)
    // G = 1.125, H = 1/4: (1.125 - 0.375 / 4) / (0.375 * 0.75); steel has one plant.
    let gamma = (1.125 - 0.09375) / 0.28125
    #expect(worstDifference(numbers(tables["industries"], "gamma"), [gamma, nil, gamma, nil]) < 1e-15)
    #expect(findings.map(\.code) == [.leftOutOfTotals, .approximation, .measureUndefined])
    #expect(findings[2].count == 2)
  }

  @Test func plantsOfATable() throws {
    let plants = DataTable(columns: [
      DataColumn("region", .int32([2, 2, 1, 1, 9, 2])),
      DataColumn("industry", .text(["cloth", "cloth", "steel", "steel", "cloth", nil])),
      DataColumn("employment", .double([60, 40, 150, 150, 1000, 5])),
    ])
    let (tables, findings) = try run(["plants": .map([OptionEntry("table", .text("plants"))])], panel, plants: plants)
    // The plant in area 9, which is not in the panel, does not count: H = 0.52.
    #expect(isClose(numbers(tables["industries"], "gamma")[0], 0.93 / 0.18))
    #expect(isClose(numbers(tables["industries"], "h")[1], 0.5))
    #expect(findings.map(\.code) == [.leftOutOfTotals, .approximation, .leftOutOfTotals])
    let malformed = DataTable(columns: [DataColumn("region", .int32([2]))])
    let error = try #require(throws: MeasureError.self) {
      try run(["plants": .map([OptionEntry("table", .text("plants"))])], panel, plants: malformed)
    }
    #expect(error.reason == .tableMalformed)
  }

  @Test func referenceIsAnOption() throws {
    // x is the mean of (0, 1) and (1, 0): d = (-0.5, 0.5) and (0.5, -0.5), 1 - X = 0.5.
    let (tables, _) = try run(["x": .text("mean_share")], panel)
    #expect(worstDifference(numbers(tables["pairs"], "gamma_c"), [-1, -1]) < 1e-15)
    #expect(worstDifference(numbers(tables["industries"], "g"), [0.5, 0.5, 0.5, 0.5]) < 1e-15)
  }

  @Test func wrongOptionsAreRefused() throws {
    func refusal(_ options: [String: OptionValue]) throws -> DefinitionError {
      try #require(throws: DefinitionError.self) { try run(options, panel) }
    }
    #expect(try refusal(["x": .text("mean_share"), "total": .text("all")]).message.contains("no meaning"))
    #expect(try refusal(["plants": .text("equal")]).message == "'plant_counts' is missing")
    #expect(try refusal(["plants": .text("none")]).message.contains("neither"))
    #expect(
      try refusal(["plants": .map([OptionEntry("table", .text("plnts"))])]).message.contains("not a table of plants"))
    let group: OptionValue = .map([OptionEntry("g", .list([.text("cloth"), .text("stel")]))])
    #expect(try refusal(["groups": group]).remedy.hasPrefix("Did you mean 'steel'?"))
    let counts: OptionValue = .map([OptionEntry("cloth", .text("cloth_plants"))])
    #expect(try refusal(["plants": .text("equal"), "plant_counts": counts]).message.contains("'steel'"))
    #expect(try refusal(["plant_counts": counts]).remedy.contains("plants: equal"))
  }
}
