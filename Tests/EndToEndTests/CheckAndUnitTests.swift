import Foundation
import PanelModel
import Pipeline
import Testing

/// Checks, sidecar units, rates of exchange and screening from the definitions to the files beside a panel.
@Suite struct CheckAndUnitTests {
  private func errors(_ project: TemporaryProject) throws -> [Finding] {
    do {
      try project.build()
      return []
    } catch PipelineError.data(let errors, _) { return errors }
  }

  private func values(_ project: TemporaryProject, _ column: String) throws -> [Double?] {
    let table = try BuiltPanelFile.read(project.project, panel: "example")
    guard case .double(let values)? = table[column]?.values else { return [] }
    return values
  }

  @Test func aCheckOfSeverityErrorStopsTheBuild() throws {
    let project = try TemporaryProject.example()
    let check = "checks:\n- {check: range, of: [gdp], range: [400, 5600], unit: 亿元, severity: error}\n"
    try project.write(check, to: "indicators/checks/gdp.yaml")
    let errors = try errors(project)
    #expect(errors.map(\.code) == [.outOfRange])
    #expect(errors.map { $0.location?.description } == ["raw/example/2021/cities.csv ! cities ! C10"])
    try project.write(check.replacing("error", with: "note"), to: "indicators/checks/gdp.yaml")
    #expect(try project.build().findings.contains { $0.code == .outOfRange && $0.severity == .note })
  }

  @Test func theSidecarsUnitHoldsWhereTheTableIsSilent() throws {
    let (plain, project) = (try TemporaryProject.example(), try TemporaryProject.example())
    try plain.build()
    try project.edit("raw/example/2021/cities.csv", "地区生产总值_全市_亿元", "地区生产总值_全市")
    try project.edit("raw/example/2021/cities.source.yaml", "synthetic: true", "synthetic: true\nunit: 万元")
    try project.edit(
      "indicators/units.yaml", "  person:", "  万元: {times: 10000, of: CNY, printed: [万元]}\n  person:")
    try project.edit("indicators/tables/example/cities.yaml", "unit: 亿元", "unit: [亿元, 万元]")
    try project.edit("indicators/base/gdp-per-capita.yaml", "check: {range: [500, 1.0e6], jump: 3}", "note: \"\"")
    try project.build()
    let (inHundredMillions, inTenThousands) = (
      try values(plain, "gdp_per_capita"), try values(project, "gdp_per_capita")
    )
    #expect(inHundredMillions.count == 12)
    for (a, b) in zip(inHundredMillions, inTenThousands) {
      #expect(abs((b ?? 0) * 10_000 / (a ?? 1) - 1) < 1e-12)
    }
    try project.edit("raw/example/2021/cities.source.yaml", "unit: 万元", "unit: 万圆")
    #expect(try project.build().findings.contains { $0.code == .unitNotStated && $0.message.contains("万圆") })
  }

  @Test func constantAndCurrentPricesDoNotMix() throws {
    let project = try TemporaryProject.example()
    try project.edit("indicators/tables/example/cities.yaml", "unit: 亿元}", "unit: 亿元, prices: {constant: 2010}}")
    try project.build()
    try project.edit("indicators/base/income-ratio.yaml", "income_urban / income_rural", "income_urban / gdp")
    do {
      try project.build()
      Issue.record("prices were mixed")
    } catch PipelineError.definitions(let errors) {
      #expect(errors.map(\.message) == ["The formula of 'income_ratio' mixes current prices and constant prices"])
    }
  }

  @Test func screeningLeavesAnIndicatorOutOfItsIndex() throws {
    let project = try TemporaryProject.example()
    try project.edit(
      "indicators/panels/example.yaml", "years: 2018-2020",
      "years: 2018-2020\nscreen: {indicators: {at_least: 0.95, then: drop}}")
    let result = try project.build()
    // One of twelve numbers of doctors is missing.
    #expect(result.findings.contains { $0.code == .leftOutByScreening && $0.indicator == "doctors_per_1000" })
    #expect(try values(project, "doctors_per_1000").allSatisfy { $0 == nil })
    let weights = try project.text("output/panels/example/weights.csv")
    #expect(!weights.contains("doctors_per_1000") && weights.contains("income_ratio"))
    #expect(try values(project, "wellbeing").allSatisfy { $0 != nil })
  }

  @Test func theLedgerCountsEveryCell() throws {
    let project = try TemporaryProject.example()
    try project.build()
    let lines = try project.text("output/panels/example/missing.csv").split(separator: "\n").dropFirst()
    // Three indicators in three years, four areas each.
    #expect(lines.count == 9)
    for line in lines {
      let counts = line.split(separator: ",").dropFirst(2).compactMap { Int($0) }
      #expect(counts[0] == 4 && counts.dropFirst().reduce(0, +) == 4, "\(line)")
    }
    #expect(try project.text("output/panels/example/changes.csv").split(separator: "\n").count == 1)
  }
}
