import PanelModel
import Pipeline
import Testing

/// Tables as books and portals print them: every figure is read into its area and year, or counted by a finding.
@Suite struct AreaTablesTests {
  struct Book: CustomTestStringConvertible, Sendable {
    var project: String
    /// Real file below shared/real -> place in the project.
    var files: [(real: String, path: String)]
    /// Figures read, and figures findings count as left out.
    var figures: Int
    var leftOut: Int
    var testDescription: String { project }
  }

  private static let converted = "as-xlsx"

  private static let shanghai: [(String, String)] = [2012, 2017].flatMap { year in
    ["0202", "0205", "0206", "0207", "0208", "1105", "1106", "1107", "1117"].compactMap { table in
      year == 2017 && table == "0208"
        ? nil
        : ("\(converted)/shanghai-yearbook__Data__\(year)__C\(table).xlsx", "raw/shanghai/\(year + 1)/C\(table).xlsx")
    }
  }

  static let books: [Book] = [
    Book(
      project: "city-tables",
      files: [
        ("\(converted)/ccsy-converter__cnki_decrypted_VelvetSweatshop.xlsx", "raw/ccsy/population.xlsx"),
        ("\(converted)/ccsy-converter__demo_data__error.xlsx", "raw/ccsy/employment.xlsx"),
      ], figures: 2005, leftOut: 24),
    Book(
      project: "guangzhou",
      files: [
        ("guangdong/广州人口自然变动情况.xlsx", "raw/guangzhou/natural.xlsx"),
        ("guangdong/广州市人口迁移情况.xlsx", "raw/guangzhou/migration.xlsx"),
      ], figures: 2244, leftOut: 168),
    Book(
      project: "huizhou", files: [("guangdong/惠州市人口变动情况.xlsx", "raw/huizhou/population.xlsx")], figures: 1776,
      leftOut: 90),
    Book(
      project: "zhuhai", files: [("guangdong/珠海市人口变动情况.xlsx", "raw/zhuhai/population.xlsx")], figures: 495,
      leftOut: 0),
    Book(project: "shanghai", files: shanghai, figures: 1916, leftOut: 2),
    Book(
      project: "national",
      files: [
        ("\(converted)/guangdong-city-yearbook__wangzhen__分省年度GDP数据.xlsx", "raw/provinces/2024.xlsx"),
        ("\(converted)/nbs-exports-2020di__分省年度数据.xlsx", "raw/provinces/2020.xlsx"),
        ("\(converted)/nbs-exports-2020di__主要城市年度数据.xlsx", "raw/main-cities/2020.xlsx"),
      ], figures: 923, leftOut: 0),
  ]

  static func project(_ book: Book) throws -> TemporaryProject {
    let project = try TemporaryProject(book.project)
    if book.project == "city-tables" { try project.copyAreas() }
    for file in book.files { try project.link(file.real, to: file.path) }
    return project
  }

  /// A check that cannot fail would prove nothing: one figure read is changed, another one forgotten.
  @Test func theCheckSeesAWrongAndAForgottenFigure() throws {
    guard TemporaryProject.realTables != nil, let python = PanelCheck.python else { return print(PanelCheck.skipped) }
    let project = try Self.project(Self.books[3])
    _ = try project.writeReading()
    try project.build()
    var lines = try project.text("reading/observations.csv").split(separator: "\n").map(String.init)
    #expect(lines[1].hasSuffix("\"235359\""))
    lines[1] = lines[1].replacing("235359", with: "235360")
    lines.removeLast()
    try project.write(lines.map { $0 + "\n" }.joined(), to: "reading/observations.csv")
    let result = try PanelCheck.run("cells", project, python)
    #expect(result.code == 1)
    #expect(result.words.contains("read as 235360, printed 235359.0"), "\(result.words)")
    #expect(result.words.contains("1 figures are neither read nor counted by a finding"), "\(result.words)")
  }

  @Test(arguments: books) func everyFigureIsReadOrCounted(_ book: Book) throws {
    guard TemporaryProject.realTables != nil else { return print(TemporaryProject.absence) }
    let project = try Self.project(book)
    let reading = try project.writeReading()
    let present = reading.tables.flatMap(\.observations).count { !$0.status.isMissing }
    #expect(present == book.figures)
    let leftOut: Set<FindingCode> = [
      .tableNotDefined, .headerNotUnderstood, .areaNotMatched, .duplicateAreaYear, .rowNotUnderstood, .yearNotStated,
      .sheetNotUsed, .valueLeftOut, .headerFigures,
    ]
    #expect(reading.findings.filter { leftOut.contains($0.code) }.reduce(0) { $0 + $1.count } == book.leftOut)
    #expect(!reading.findings.contains { $0.severity == .error })
    try project.build()
    try PanelCheck.expect("cells", project)
  }
}
