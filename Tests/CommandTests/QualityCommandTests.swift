import Foundation
import Testing

/// `almanac quality`, as a person runs it.
@Suite struct QualityCommandTests {
  private static let index = """
    code: wealth
    title: {zh: 富裕, en: Wealth}
    normalize: {method: min_max, over: pooled}
    weight: {method: equal}
    aggregate: {method: weighted_arithmetic, when_missing: {at_least: 0.5}}
    tree:
      money: {title: {zh: 钱, en: Money}, of: [income, savings, debt]}
      air: {title: {zh: 空气, en: Air}, of: [smoke]}

    """

  private static let figures = """
    city,year,income,savings,debt,smoke
    北京,2019,10,21,3,9
    天津,2019,8,17,3,7
    石家庄,2019,5,11,3,8
    太原,2019,4,9,3,2
    北京,2020,11,23,3,8
    天津,2020,9,19,3,6
    石家庄,2020,7,15,3,7
    太原,2020,4,9,3,1

    """

  private func run(_ arguments: [String]) throws -> CommandRunner.Outcome {
    var outcome: CommandRunner.Outcome?
    try CommandRunner.inTemporaryFolder(withSample: false) { runner in
      try Data(Self.figures.utf8).write(to: runner.folder.appendingPathComponent("data.csv"))
      try Data(Self.index.utf8).write(to: runner.folder.appendingPathComponent("index.yaml"))
      outcome = try runner.run(
        ["quality", "index.yaml", "--data", "data.csv", "--id", "city,year", "--negative", "smoke"] + arguments)
    }
    return try #require(outcome)
  }

  /// A constant indicator has no normalised value under min-max that says anything: what is asked of it is missing, and
  /// named.
  @Test func aConstantIsNamed() throws {
    let result = try run(["--table", "correlations", "--format", "csv"])
    #expect(result.status == 0, "\(result.talk)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.contains("indicators,money,income,savings,1,1,1,8,"))
    #expect(lines.contains { $0 == "indicators,money,income,debt,,,,0,constant: debt" })
    #expect(result.talk.contains("wealth: 4 indicators, 4 areas, 2 years, 8 rows"))
  }

  @Test func theTextFitsAndEveryTableSaysWhatItMeans() throws {
    let result = try run(["--against", "index.yaml"])
    #expect(result.status == 0, "\(result.talk)")
    for heading in [
      "Effective weights (有效权重)", "Correlations within money (钱)", "Flags", "Cronbach's alpha", "Principal components",
      "Loadings", "Without each element", "wealth against wealth", "Largest movers",
    ] {
      #expect(result.output.contains("\n\(heading)"), "\(heading)")
    }
    let widths = result.output.split(separator: "\n").map { line in
      line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
    }
    #expect((widths.max() ?? 0) <= 100)
    #expect(result.output.contains("\nmoney: constant: debt.\nair: needs two indicators that vary.\n"))
    #expect(result.output.contains("\nUndefined: constant: debt.\n"))
  }

  @Test func allTablesAsJSONAndAsOneLongTable() throws {
    let json = try run(["--format", "json", "--by", "year"])
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: [[String: Any]]]
    #expect(
      Set(try #require(object).keys)
        == ["weights", "correlations", "flags", "alpha", "components", "loadings", "removal"])
    #expect(object?["alpha"]?.compactMap { $0["year"] as? Int } == [2019, 2019, 2019, 2020, 2020, 2020])
    let csv = try run(["--format", "csv"])
    #expect(csv.output.hasPrefix("table,row,column,value\nweights,1,element,money\n"))
  }

  @Test func wrongUsageIsRefused() throws {
    #expect(try run(["--table", "movers"]).status == 2)
    #expect(try run(["--redundant", "1.5"]).status == 2)
    #expect(try run(["--in", "some_panel"]).status == 2)
    let stranger = try run(["--against", "elsewhere.yaml"])
    #expect(stranger.status == 3 && stranger.talk.contains("elsewhere.yaml cannot be read"))
  }

  /// The shipped project: 21 indicators of the panel that holds the index, against the same index.
  @Test func aPanelOfTheProjectIsJudged() throws {
    try CommandRunner.inTemporaryFolder(withSample: true) { runner in
      let alpha = try runner.run(
        ["quality", "common_prosperity", "--in", "prosperity_study", "--table", "alpha", "--format", "csv"])
      #expect(alpha.status == 0, "\(alpha.talk)")
      #expect(alpha.talk.contains("common_prosperity in prosperity_study: 21 indicators"))
      let groups = alpha.output.split(separator: "\n").map { $0.split(separator: ",").prefix(1).joined() }
      #expect(groups == ["group", "affluence", "sharing", "sustainability", "common_prosperity"])
      let other = try runner.run(
        ["quality", "common_prosperity", "--against", "human_capital_score", "--table", "against", "--format", "csv"])
      #expect(other.status == 0, "\(other.talk)")
      #expect(other.output.split(separator: "\n").count == 17)
      let stranger = try runner.run(["quality", "common_prosperity", "--in", "no_panel"])
      #expect(stranger.status == 3 && stranger.talk.contains("Panels with it: prosperity_study"))
    }
  }
}
