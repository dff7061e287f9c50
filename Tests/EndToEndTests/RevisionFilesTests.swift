import Definitions
import Foundation
import PanelModel
import Pipeline
import Testing

/// Revisions and corrections from the definitions to the files beside a panel.
@Suite struct RevisionFilesTests {
  private static let corrections = "indicators/corrections/example.yaml"
  private static let entry = """
    - where: {indicator: gdp, area: 乙市, year: 2019}
      action: scale
      factor: 0.1
      reason: one digit too long
      status: suspected
      expect: {greater_than: 5000, unit: 亿元}

    """

  /// The example with a slip in 乙市's product of 2019.
  private static func slipped(_ text: String = entry) throws -> TemporaryProject {
    let project = try TemporaryProject.example()
    try project.edit("raw/example/2021/cities.csv", "951.2", "9512")
    if !text.isEmpty { try project.write(text, to: corrections) }
    return project
  }

  /// The errors a build ends with.
  private static func errors(_ project: TemporaryProject) throws -> [Finding] {
    do {
      try project.build()
      return []
    } catch PipelineError.data(let errors, _) { return errors }
  }

  @Test func aCorrectionSetsThePanelRightAndIsPublished() throws {
    let (right, project) = (try TemporaryProject.example(), try Self.slipped())
    try right.build()
    try project.build()
    let folder = "output/panels/example"
    let panels = try [right, project].map { try BuiltPanelFile.read($0.project, panel: "example") }
    #expect((panels[0].columns == panels[1].columns) as Bool)
    let errata = try project.text("\(folder)/errata.csv").split(separator: "\n")
    #expect(errata.count == 2)
    let row = """
      2,乙市,2019,gdp,whole_city,scale,9512.0,亿元,2021,raw/example/2021/cities.csv,cities,C6,951.2,one digit too long,\
      suspected,,indicators/corrections/example.yaml:1:3
      """
    #expect(String(errata[1]) == row)
    let codebook = try project.text("\(folder)/codebook.md")
    #expect(codebook.contains("| 乙市 (2) 2019 gdp | raw/example/2021/cities.csv ! cities ! C6 | 9512 亿元 | 951.2 亿元 |"))
    #expect(try project.text("\(folder)/manifest.json").contains(Self.corrections))
    #expect(try right.text("\(folder)/errata.csv").split(separator: "\n").count == 1)
    #expect(try right.text("\(folder)/codebook.md").contains("No printed figure was corrected."))
  }

  @Test func aRepairedSourceStopsTheBuildAndLeavesTheOutput() throws {
    let project = try Self.slipped()
    try project.build()
    let good = project.output()
    try project.edit("raw/example/2021/cities.csv", "9512", "951.2")
    let errors = try Self.errors(project)
    #expect(errors.map(\.code) == [.correctionNotFitting])
    #expect(errors[0].location?.description == "raw/example/2021/cities.csv ! cities ! C6")
    #expect(errors[0].message.contains("\(Self.corrections):6:11 expects a figure greater than 5000 亿元"))
    #expect(project.output() == good)
    // `validate` says the same without a build.
    let catalog = try Validation.load(project.project)
    let reading = Reading.read(
      project.project, catalog: catalog, sources: try Sources.find(project.project), threads: 1,
      progress: SilentProgress())
    #expect(reading.findings(with: catalog).filter { $0.severity == .error } == errors)
  }

  @Test func aCorrectionMakesAnotherVintage() throws {
    let project = try Self.slipped("")
    let first = try project.build()
    try project.write(Self.entry, to: Self.corrections)
    let second = try project.build()
    #expect(!second.wasUpToDate)
    #expect(second.vintage != first.vintage)
    #expect(try project.build().wasUpToDate)
    try project.edit(Self.corrections, "one digit too long", "a digit too many")
    #expect(try !project.build().wasUpToDate)
    try project.edit("indicators/panels/example.yaml", "years:", "revisions: first\nyears:")
    #expect(try !project.build().wasUpToDate)
  }

  @Test func mistakesOfCorrectionsAreDefinitionErrors() throws {
    let project = try Self.slipped(Self.entry.replacing("gdp", with: "gpd"))
    do {
      try project.build()
      Issue.record("built")
    } catch PipelineError.definitions(let errors) {
      #expect(errors.map(\.place?.description) == ["\(Self.corrections):1:3"])
      #expect(errors[0].remedy.contains("Did you mean 'gdp'?"))
    }
  }

  /// Two vintages of the national portal: 155 figures stand in both, told apart by hand with exact decimals.
  @Test func vintagesOfTheNationalPortalAreListed() throws {
    guard TemporaryProject.realTables != nil else { return print(TemporaryProject.absence) }
    let book = try #require(AreaTablesTests.books.first { $0.project == "national" })
    let project = try AreaTablesTests.project(book)
    let result = try project.build()
    let lines = try project.text("output/panels/national/revisions.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(lines.dropFirst().count { $0[5] == "revised" } == 112)
    #expect(lines.dropFirst().count { $0[5] == "re-rounded" } == 38)
    let found = try #require(result.findings.first { $0.code == .supersededValue })
    #expect(found.count == 150)
    #expect(found.message.contains("112 revised, 38 only rounded otherwise, 5 printed again alike; the latest holds"))
    let tianjin = try #require(lines.first { $0[1] == "天津市" && $0[2] == "2016" })
    #expect(Array(tianjin[3...8]) == ["gdp", "whole_city", "revised", "11477.2", "亿元", "2024"])
    #expect(Array(tianjin[12...14]) == ["17885.39", "亿元", "2020"])
    let change = try #require(Double(tianjin[18]))
    let expected: Double = 11_477.2 / 17_885.39 - 1
    #expect(abs(change - expected) < 1e-12)
    // First published: the other print holds.
    try project.edit("indicators/panels/national.yaml", "years:", "revisions: first\nyears:")
    try project.build()
    let first = try project.text("output/panels/national/revisions.csv").split(separator: "\n")
    #expect(first.contains { $0.hasPrefix("120000,天津市,2016,gdp,whole_city,revised,17885.39,亿元,2020,") }, "\(first[1])")
  }

  /// The slip that the sample plants, set right by an entry: the finding goes, the neighbours' product is in reach.
  @Test func theSamplesSlipCanBeCorrected() throws {
    let project = try TemporaryProject()
    try FileManager.default.createSymbolicLink(
      at: project.folder.appending(path: "raw"),
      withDestinationURL: TemporaryProject.repository.appending(path: "raw"))
    try FileManager.default.copyItem(
      at: TemporaryProject.repository.appending(path: "indicators"), to: project.folder.appending(path: "indicators"))
    let manual = try String(
      contentsOf: TemporaryProject.repository.appending(path: "Docs/Definitions.md"), encoding: .utf8)
    let start = try #require(manual.firstRange(of: "- where: {indicator: gdp"))
    let example = manual[start.lowerBound...]
    try project.write(
      String(example.prefix(upTo: try #require(example.firstRange(of: "```")).lowerBound)), to: Self.corrections)
    let result = try project.build()
    #expect(!result.findings.contains { $0.code == .jumpInTime && $0.message.contains("gdp_nominal") })
    let used = try #require(result.findings.first { $0.code == .figureCorrected })
    #expect(used.location?.description == "raw/sample/china-city-yearbook/2015/2-7-gdp.xlsx ! 2-7 ! C211")
    #expect(used.message.contains("461019796 万元 printed, 46101979.6 万元 used"))
  }
}
