import Foundation
import PanelModel
import Pipeline
import Testing
import _TestSupport

/// 563 areas x 19 industries x 3 years: location quotients, co-agglomeration, all pairs; a 20th industry has no name.
@Suite struct IndustryTests {
  private static func project() throws -> TemporaryProject? {
    guard let real = TemporaryProject.realTables else {
      print(TemporaryProject.absence)
      return nil
    }
    let project = try TemporaryProject("au-industry")
    let csv = "au-industry/LGA__Year_IndustryOfEmployment.csv"
    try project.link(csv, to: "raw/census/employment.csv")
    let text = try String(contentsOf: real.appending(path: csv), encoding: .utf8)
    let names = Set(DelimitedText.rows(text).dropFirst().map { $0.fields[0] }).sorted()
    #expect(names.count == 563)
    let lines = names.enumerated().map { "\($0 + 1),\"\($1)\"\n" }
    try project.write("code,name_en\n" + lines.joined(), to: "indicators/areas/areas.csv")
    return project
  }

  @Test func everyQuotientDegreeAndPairIsWhatNumpyComputes() throws {
    guard let project = try Self.project() else { return }
    let result = try project.build()
    #expect(result.figures == 563 * 19 * 3)
    let pairs = try BuiltPanelFile.read(project.project, panel: "areas", file: "egk_pairs.csv.zst")
    // Every pair in every year of the panel, 2006 to 2016; three of them have figures.
    #expect(pairs.rowCount == 19 * 18 / 2 * 11)
    #expect(pairs.columns.last.map { $0.count - $0.missingCount } == 19 * 18 / 2 * 3)
    try PanelCheck.expect("agglomeration", project)
  }

  @Test func theUnnamedIndustryIsInNoTotalAndIsReported() throws {
    guard let project = try Self.project() else { return }
    let left = try project.build().findings.filter { $0.code == .valueLeftOut }
    #expect(left.map(\.count) == [563 * 3])
    #expect(left.first?.message.contains("of a blank category, together ") == true)
    #expect(left.first?.location?.cell == "C2")
  }
}
