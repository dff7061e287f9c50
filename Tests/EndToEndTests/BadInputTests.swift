import Definitions
import Foundation
import PanelModel
import Pipeline
import Testing

/// Bad input on a copy of the example project: one message with place and remedy, the error that becomes exit code 3,
/// and the last good output as it was.
@Suite struct BadInputTests {
  struct Mistake: CustomTestStringConvertible, Sendable {
    var name: String
    var make: @Sendable (TemporaryProject) throws -> Void
    /// Where the message must point, and what it must say.
    var place: String
    var says: [String]
    var testDescription: String { name }
  }

  private static let csv = "raw/example/2021/cities.csv"
  private static let table = "indicators/tables/example/cities.yaml"

  static let mistakes: [Mistake] = [
    Mistake(
      name: "missing workbook", make: { try $0.remove(csv) }, place: csv,
      says: ["The workbook is not there", "raw/example/2021/cities.source.yaml", "Put the workbook back"]),
    Mistake(
      name: "wrong unit", make: { try $0.edit(csv, "地区生产总值_全市_亿元", "地区生产总值_全市_元") }, place: "\(csv) ! cities ! C1",
      says: ["'gdp' is printed in CNY, the definition says 亿元", "Correct the unit in \(table)"]),
    Mistake(
      name: "unknown header", make: { try $0.edit(csv, "医生数_全市_人", "大夫数_全市_人") }, place: "\(csv) ! cities ! A1",
      says: ["No column has the header '医生数'", "Add the header as printed to \(table)"]),
    Mistake(
      name: "duplicate area and year", make: { try $0.edit(csv, "乙市,2019,", "乙市,2018,") },
      place: "\(csv) ! cities ! C6",
      says: ["乙市", "2018", "twice", "C5", "Remove one"]),
    Mistake(
      name: "text where a number belongs", make: { try $0.edit(csv, "880.4", "八百") }, place: "\(csv) ! cities ! C5",
      says: ["'八百' stands where a number of 'gdp' belongs", "missing_marks of \(table)"]),
    Mistake(
      name: "year that is none", make: { try $0.edit(csv, "乙市,2019,", "乙市,去年,") }, place: "\(csv) ! cities ! B6",
      says: ["states no year", "5 figures"]),
    Mistake(
      name: "typo in a key", make: { try $0.edit(table, "columns:", "colums:") }, place: "\(table):7:1",
      says: ["Unknown key 'colums'", "Did you mean 'columns'?"]),
    Mistake(
      name: "typo in a value", make: { try $0.edit(table, "unit: 亿元", "unit: 亿圆") }, place: "\(table):8:33",
      says: ["'亿圆' is not a known unit", "Did you mean '亿元'?"]),
    Mistake(
      name: "broken YAML", make: { try $0.edit(table, "header: [城市]", "header: [城市") }, place: table, says: []),
    Mistake(
      name: "wrong code in an index",
      make: { try $0.edit("indicators/indices/wellbeing.yaml", "of: [gdp_per_capita]", "of: [gdp_per_captia]") },
      place: "indicators/indices/wellbeing.yaml", says: ["gdp_per_captia", "Did you mean 'gdp_per_capita'?"]),
    Mistake(
      name: "typo in a sidecar", make: { try $0.edit("raw/example/2021/cities.source.yaml", "edition:", "editon:") },
      place: "raw/example/2021/cities.source.yaml", says: ["edition"]),
    Mistake(
      name: "no workbook at all",
      make: { try Data([0x50, 0x4B, 3, 4, 0, 0]).write(to: $0.folder.appending(path: csv)) }, place: csv, says: []),
  ]

  @Test(arguments: mistakes) func isOneClearMessageAndLeavesTheOutput(_ mistake: Mistake) throws {
    let project = try TemporaryProject.example()
    try project.build()
    let good = project.output()
    #expect(good.count > 5)
    try mistake.make(project)
    let error = try #require(throws: PipelineError.self) { try project.build() }
    let message = try #require(Self.messages(error).first)
    #expect(Self.messages(error).count == 1, "\(error)")
    #expect(message.hasPrefix(mistake.place), "\(message)")
    for words in mistake.says { #expect(message.contains(words), "\(message)") }
    #expect(project.output() == good)
    #expect(throws: PipelineError.self) { try project.build(force: true) }
    #expect(project.output() == good)
  }

  /// The messages a person would see, a line each: place, what is wrong, remedy.
  private static func messages(_ error: PipelineError) -> [String] {
    switch error {
    case .definitions(let errors): errors.map(\.description)
    case .data(let errors, _): errors.map { "\($0.location?.description ?? ""): \($0.message). \($0.remedy)" }
    case .message(let message, let remedy): ["\(message). \(remedy)"]
    }
  }
}

extension TemporaryProject {
  /// The project `almanac init` makes.
  static func example() throws -> TemporaryProject {
    let project = try TemporaryProject()
    _ = try ExampleProject.write(to: project.folder.path)
    return project
  }
}
