import Compression
import Foundation
import PanelModel
import Pipeline
import Testing

/// 287 names, 2004-2012, 17 indicators with headers 指标_范围_单位, all the way to an entropy-weighted composite.
@Suite struct CityPanelsTests {
  private static func project() throws -> TemporaryProject {
    let project = try TemporaryProject("city-panels")
    try project.copyAreas()
    let book = "1999-2018 Cities data.xlsx"
    try project.link("city-panels/\(book)", to: "raw/city-panels/\(book)")
    return project
  }

  @Test func theCompositeIsWhatNumpyComputes() throws {
    guard TemporaryProject.realTables != nil else { return print(TemporaryProject.absence) }
    let project = try Self.project()
    let result = try project.build()
    #expect(result.figures == 1989 * 17)
    let panel = try BuiltPanelFile.read(project.project, panel: "cities")
    for code in ["sustainability", "economy", "society", "environment", "gdp"] {
      let column = try #require(panel[code])
      #expect(column.count - column.missingCount == 1989, "\(code)")
    }
    try PanelCheck.expect("entropy", project)
  }

  /// A check that cannot fail would prove nothing: one score is changed in its ninth digit.
  @Test func theCheckSeesAWrongScore() throws {
    guard TemporaryProject.realTables != nil, let python = PanelCheck.python else { return print(PanelCheck.skipped) }
    let project = try Self.project()
    try project.build()
    let path = "output/panels/cities/panel.csv.zst"
    let text = String(
      decoding: try Zstd.decompress(try #require(project.project.bytes(path)), maxSize: 1 << 26), as: UTF8.self)
    let score = "0.23905694240263275"
    #expect(text.contains(score))
    let wrong = try Zstd.compress(Array(text.replacing(score, with: "0.23905694340263275").utf8))
    try Data(wrong).write(to: project.folder.appending(path: path))
    let result = try PanelCheck.run("entropy", project, python)
    #expect(result.code == 1)
    #expect(result.words.contains("FAIL score sustainability differs by 4.183e-09"), "\(result.words)")
  }

  @Test func whatIsNotMappedIsSaid() throws {
    guard TemporaryProject.realTables != nil else { return print(TemporaryProject.absence) }
    let findings = try Self.project().build().findings
    let unknown = findings.filter { $0.code == .headerNotUnderstood }
    #expect(unknown.map(\.count) == [1989])
    #expect(unknown.first?.message.contains("'Score'") == true)
    let misprints = findings.filter { $0.code == .areaMatchedByMisprint }
    #expect(misprints.map(\.location?.cell) == ["A443"])
    #expect(misprints.first?.message == "'毫州市' is read as the misprint of '亳州市'")
    #expect(!findings.contains { $0.code == .areaNotMatched || $0.severity == .error })
  }

  /// A name nothing knows is no area: its 17 figures are counted, not guessed at.
  @Test func withoutTheMisprintsTheRowIsLeftOutAndCounted() throws {
    guard TemporaryProject.realTables != nil else { return print(TemporaryProject.absence) }
    let project = try Self.project()
    try project.edit("indicators/areas/prefectures.csv", ",毫州市", ",")
    let result = try project.build()
    let left = result.findings.filter { $0.code == .areaNotMatched }
    #expect(left.map(\.count) == [17])
    #expect(left.first?.location?.cell == "A443")
    #expect(result.figures == 1988 * 17)
  }
}
