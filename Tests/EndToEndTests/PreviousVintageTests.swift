import PanelModel
import Pipeline
import Testing

/// A build beside the panel that stood before it: values that went away or moved by a power of ten are told, once, and
/// leave no trace in the files.
@Suite struct PreviousVintageTests {
  private static let book = "raw/book/2021/cities.csv"

  private func findings(_ project: TemporaryProject, _ code: FindingCode) throws -> [Finding] {
    try project.build().findings.filter { $0.code == code }
  }

  @Test func aValueTenTimesTheLastOneIsNamedWithItsCell() throws {
    let project = try TemporaryProject("explained")
    #expect(try findings(project, .movedByPowerOfTen).isEmpty)
    // 丁市 2019: 105 -> 1050 亿元.
    try project.edit("raw/book/2020/cities.csv", "丁市,2019,105,", "丁市,2019,1050,")
    let found = try findings(project, .movedByPowerOfTen)
    // The treated indicator is held by its percentiles.
    #expect(found.map(\.indicator) == [IndicatorCode("gdp")])
    #expect(found.allSatisfy { $0.area == AreaCode(4) && $0.year == ReferenceYear(2019) })
    #expect(found.allSatisfy { $0.message.contains("10 times the") && $0.severity == .warning })
    #expect(found.allSatisfy { $0.location?.description == "raw/book/2020/cities.csv ! cities ! C12" })
    // What was told of the last build is no part of this one: the files are those of a first build.
    let fresh = try TemporaryProject("explained")
    try fresh.edit("raw/book/2020/cities.csv", "丁市,2019,105,", "丁市,2019,1050,")
    try fresh.build()
    #expect(
      project.output().filter { $0.key != "output/.program" } == fresh.output().filter { $0.key != "output/.program" })
    #expect(try findings(project, .movedByPowerOfTen).isEmpty)
  }

  @Test func aColumnInAnotherUnitIsOneFinding() throws {
    let project = try TemporaryProject("explained")
    try project.build()
    try project.edit(
      "indicators/base/gdp-per-capita.yaml", "formula: gdp / population", "formula: gdp / population * 10000")
    let found = try findings(project, .movedByPowerOfTen)
    #expect(found.count == 1)
    #expect(found.first?.message.contains("10,000 times that of the last build in") == true)
  }

  @Test func valuesThatWentAwayAreCounted() throws {
    let project = try TemporaryProject("explained")
    try project.build()
    try project.edit("raw/book/2020/cities.csv", "乙市,2017,60,40,480\n", "")
    let found = try findings(project, .valuesLost)
    #expect(found.map { $0.indicator }.contains(IndicatorCode("gdp_per_capita")))
    #expect(found.allSatisfy { $0.year == ReferenceYear(2017) && $0.count == 1 })
    #expect(found.first?.message.contains("(2)") == true)
    #expect(found.first?.message.contains("1 of the 3 areas that had one in the last build") == true)
  }

  @Test func validateCleansEveryPanel() throws {
    let project = try TemporaryProject("explained")
    let catalog = try Validation.load(project.project)
    let reading = Reading.read(
      project.project, catalog: catalog, sources: try Sources.find(project.project), threads: 1,
      progress: SilentProgress())
    let found = try Checking(catalog: catalog).findings(reading, threads: 1)
    #expect(found.contains { $0.code == .valuesImputed })
    #expect(found.contains { $0.code == .valuesTreated })
    #expect(!project.project.exists("output"))
    // Panels cleaned together say what each says alone.
    let built = try Build(project.project, options: Build.Options()).run().findings
    #expect(found.filter { finding in !built.contains(finding) } == [])
  }
}
