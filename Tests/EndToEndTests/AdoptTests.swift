import Definitions
import Foundation
import PanelModel
import Pipeline
import Testing
import _TestSupport

/// Sidecars written by the program.
@Suite struct AdoptTests {
  private static let book = TinyWorkbook(sheets: [
    .init(
      "2-7",
      rows: [
        ["(二)综合经济"], ["2-7 地区生产总值及构成（2014年）"], ["Gross Regional Product"], ["城市", "地区生产总值", "第一产业"],
        ["甲市", 1.5, 2.5],
      ])
  ])

  private static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  private static func project(_ path: String = "raw/city-book/2015/2-7.xlsx") throws -> TemporaryProject {
    let project = try TemporaryProject.example()
    let url = project.folder.appending(path: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(book.bytes()).write(to: url)
    return project
  }

  private static func adopt(
    _ project: TemporaryProject, _ path: String = "raw/city-book/2015/2-7.xlsx", force: Bool = false,
    dryRun: Bool = false, today: String = "2016-02-03", _ change: (inout Adoption.Given) -> Void = { _ in }
  ) throws -> Adoption.Outcome {
    var given = Adoption.Given()
    change(&given)
    var adoption = Adoption(project.project, given: given, today: try day(today), force: force, dryRun: dryRun)
    return try adoption.adopt(path)
  }

  private static func message(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch { return "\(error)" }
  }

  @Test func whatNobodySaysIsFound() throws {
    let project = try Self.project()
    let outcome = try Self.adopt(project) { $0.licence = "CC BY 4.0" }
    let bytes = try #require(project.project.bytes("raw/city-book/2015/2-7.xlsx"))
    let text = try project.text("raw/city-book/2015/2-7.source.yaml")
    let hash = try #require(text.firstMatch(of: /sha256: ([0-9a-f]{64})/)?.1)
    let expected = """
      yearbook: city-book
      edition: 2015
      reference_year: 2014
      table: {number: "2-7", title: {zh: 地区生产总值及构成, en: Gross Regional Product}}
      licence: CC BY 4.0
      accessed: 2016-02-03
      file: {name: "2-7.xlsx", bytes: \(bytes.count), sha256: \(hash)}

      """
    #expect(text == expected)
    #expect(outcome.kind == .written)
    #expect(outcome.notes.contains("reference year 2014: from the caption"))
    #expect(outcome.notes.contains { $0.contains("almanac inspect raw/city-book/2015/2-7.xlsx") })
    // What it wrote, the reader of sidecars takes, hash and all.
    let sources = try Sources.find(project.project)
    #expect(sources.findings.isEmpty)
    let source = try #require(sources.entries.map(\.source).first { $0.yearbook == "city-book" })
    #expect(source.workbook == "raw/city-book/2015/2-7.xlsx")
    let reading = Reading.read(
      project.project, catalog: try Validation.load(project.project), sources: sources, threads: 1,
      progress: SilentProgress())
    #expect(!reading.findings.contains { $0.code == .hashDiffers })
    #expect(try Self.leftovers(project) == [])
  }

  /// Files of half a write.
  private static func leftovers(_ project: TemporaryProject) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: project.folder.appending(path: "raw/city-book/2015").path)
      .filter { $0.hasPrefix(".") }
  }

  @Test func aDefinitionThatNamesTheTitleIsNamed() throws {
    let project = try Self.project()
    try project.write(
      "table: grp\nyearbook: city-book\ntitle: T\nfind: {title: [地区生产总值及构成]}\nareas: {header: [城市]}\n"
        + "columns:\n  grp: {header: [地区生产总值], unit: 亿元}\n", to: "indicators/tables/city-book/grp.yaml")
    let notes = try Self.adopt(project).notes
    #expect(
      notes.contains("the table definition 'grp' (indicators/tables/city-book/grp.yaml) names its title"), "\(notes)")
  }

  @Test func dryRunWritesNothing() throws {
    let project = try Self.project()
    let outcome = try Self.adopt(project, dryRun: true)
    #expect(outcome.kind == .shown)
    #expect(outcome.text.hasPrefix("yearbook: city-book\n"))
    #expect(!project.project.exists(outcome.sidecar))
  }

  @Test func aSecondTimeNothingChanges() throws {
    let project = try Self.project()
    let first = try Self.adopt(project)
    let again = try Self.adopt(project, today: "2020-01-01")
    #expect(again.kind == .standing)
    #expect(try project.text(first.sidecar) == first.text)
  }

  @Test func anotherSidecarIsNeverOverwritten() throws {
    let project = try Self.project()
    let sidecar = try Self.adopt(project).sidecar
    let before = try project.text(sidecar)
    let said = try #require(Self.message { _ = try Self.adopt(project) { $0.edition = 2016 } })
    #expect(said.contains("\(sidecar) is there and states another edition. Say --force"), "\(said)")
    try Data(TinyWorkbook(sheets: [.init("x", rows: [["a", "b", "c"]])]).bytes())
      .write(to: project.folder.appending(path: "raw/city-book/2015/2-7.xlsx"))
    let replaced = try #require(Self.message { _ = try Self.adopt(project) })
    #expect(replaced.contains("describes another file (SHA-256 "), "\(replaced)")
    #expect(try project.text(sidecar) == before)
  }

  @Test func forceRenewsTheFactsAndKeepsTheRest() throws {
    let project = try Self.project()
    let sidecar = try Self.adopt(project).sidecar
    try project.edit(
      sidecar, "edition: 2015", "# bought at the fair\nedition: 2015   # second printing\nnote: torn page 12")
    try Data(TinyWorkbook(sheets: [.init("x", rows: [["a", "b", "c"]])]).bytes())
      .write(to: project.folder.appending(path: "raw/city-book/2015/2-7.xlsx"))
    let outcome = try Self.adopt(project, force: true, today: "2017-01-01") { $0.producer = "Bureau" }
    #expect(outcome.kind == .renewed)
    let text = try project.text(sidecar)
    #expect(text.contains("# bought at the fair\nedition: 2015   # second printing\nnote: torn page 12\n"))
    #expect(text.contains("reference_year: 2014\n"))
    #expect(text.contains("accessed: 2017-01-01\n"))
    #expect(text.contains("producer: Bureau\n"))
    #expect(try Self.adopt(project) { $0.producer = "Bureau" }.kind == .standing)
  }

  @Test func aReferenceYearCanBeTakenOut() throws {
    let project = try Self.project()
    _ = try Self.adopt(project)
    let outcome = try Self.adopt(project, force: true) { $0.referenceYear = .some(nil) }
    #expect(outcome.kind == .renewed)
    #expect(outcome.text.hasPrefix("yearbook: city-book\nedition: 2015\ntable: "))
  }

  @Test func aSidecarWithoutAHashGetsOne() throws {
    let project = try TemporaryProject.example()
    let path = "raw/example/2021/cities.csv"
    let said = try #require(Self.message { _ = try Self.adopt(project, path) })
    #expect(said.contains("states no hash"))
    let outcome = try Self.adopt(project, path, force: true)
    #expect(outcome.text.hasPrefix("yearbook: example\nedition: 2021\nproducer: almanac init\n"))
    #expect(outcome.text.contains("synthetic: true\nfile: {name: cities.csv, bytes: "))
    try project.build()
  }

  @Test(arguments: [
    ("raw/2-7.xlsx", "--edition YEAR"),
    ("raw/city-book/2-7.xlsx", "neither a folder nor a caption says of which edition"),
  ]) func whatCannotBeFoundIsAskedFor(_ path: String, _ words: String) throws {
    let project = try Self.project(path)
    let said = try #require(Self.message { _ = try Self.adopt(project, path) })
    #expect(said.contains(words), "\(said)")
    // With it, the only book that is defined is taken where no folder names one.
    let outcome = try Self.adopt(project, path) { $0.edition = 2015 }
    let book = path == "raw/2-7.xlsx" ? "example" : "city-book"
    #expect(outcome.text.hasPrefix("yearbook: \(book)\nedition: 2015\n"))
  }

  @Test func theReferenceYearIsAskedForWhereNothingSaysIt() throws {
    let project = try Self.project()
    let path = "raw/city-book/2015/plain.csv"
    try project.write("城市,人口\n甲市,3\n", to: path)
    let said = try #require(Self.message { _ = try Self.adopt(project, path) })
    #expect(said.contains("--reference-year YEAR, or --reference-year none"))
    let none = try Self.adopt(project, path, dryRun: true) { $0.referenceYear = .some(nil) }
    #expect(!none.text.contains("reference_year"))
    #expect(!none.text.contains("title"))
    // Beside a sidecar of the same edition its year is taken over.
    _ = try Self.adopt(project)
    let beside = try Self.adopt(project, path)
    #expect(beside.text.contains("reference_year: 2014\n"))
    #expect(beside.notes.contains("reference year 2014: as the other sidecars of 'city-book' have it"))
  }

  @Test func theNextEditionFollowsTheUsualDistance() throws {
    let project = try Self.project()
    _ = try Self.adopt(project) { $0.producer = "Bureau" }
    let path = "raw/city-book/2016/2-7.html"
    try project.write("<table><tr><td>城市<td>人口<td>面积</tr><tr><td>甲市<td>3<td>4</tr></table>", to: path)
    let outcome = try Self.adopt(project, path)
    #expect(outcome.text.contains("reference_year: 2015\n"))
    #expect(outcome.text.contains("producer: Bureau\n"))
    #expect(outcome.text.contains("table: {number: \"2-7\"}\n"))
  }

  @Test func twoWorkbooksOfOneStemHaveTwoSidecars() throws {
    let project = try Self.project()
    _ = try Self.adopt(project)
    try project.write("2-7 人口（2014年）\n城市,人口,面积\n甲市,3,4\n", to: "raw/city-book/2015/2-7.csv")
    let other = try Self.adopt(project, "raw/city-book/2015/2-7.csv")
    #expect(other.sidecar == "raw/city-book/2015/2-7.csv.source.yaml")
    #expect(try Sources.find(project.project).findings.isEmpty)
  }

  @Test func workbooksWithoutASidecarAreFound() throws {
    let project = try Self.project()
    try project.write("region,industry,employment\n", to: "raw/plants/p.csv")
    try project.write("notes", to: "raw/city-book/CITATION.md")
    let adoption = Adoption(project.project, given: Adoption.Given(), today: try Self.day("2016-01-01"))
    #expect(adoption.strangers(below: "raw") == ["raw/city-book/2015/2-7.xlsx"])
    let stranger = try #require(try Sources.find(project.project).findings.first)
    #expect(stranger.code == .workbookWithoutSidecar)
    #expect(stranger.remedy == "Run: almanac adopt raw/city-book/2015/2-7.xlsx")
  }

  @Test func twoSidecarsOfOneWorkbookAreAnError() throws {
    let project = try TemporaryProject.example()
    try project.write(try project.text("raw/example/2021/cities.source.yaml"), to: "raw/example/2021/again.source.yaml")
    let found = try Sources.find(project.project).findings
    #expect(found.map(\.code) == [.sidecarRepeated])
    #expect(found[0].message.contains("raw/example/2021/again.source.yaml and raw/example/2021/cities.source.yaml"))
  }

  @Test func anUnreadableWorkbookIsNoSource() throws {
    let project = try Self.project()
    try Data([0x50, 0x4B, 3, 4, 0, 0]).write(to: project.folder.appending(path: "raw/city-book/2015/2-7.xlsx"))
    let said = try #require(Self.message { _ = try Self.adopt(project) })
    #expect(said.contains("readable copy"))
    #expect(!project.project.exists("raw/city-book/2015/2-7.source.yaml"))
  }

  /// Every sidecar of the sample, thrown away and written anew with what only a person knows, is the same but for its
  /// remarks.
  @Test func theSamplesSidecarsAreFoundAgain() throws {
    let repository = TemporaryProject.repository
    let sample = Project(path: repository.path)
    let sources = try Sources.find(sample).entries.map(\.source).filter { $0.edition == EditionYear(2015) }
    #expect(sources.count > 15)
    let project = try TemporaryProject()
    try FileManager.default.createSymbolicLink(
      at: project.folder.appending(path: "indicators"), withDestinationURL: repository.appending(path: "indicators"))
    for source in sources {
      let target = project.folder.appending(path: source.workbook)
      try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: repository.appending(path: source.workbook), to: target)
      let outcome = try Self.adopt(project, source.workbook) { given in
        given.producer = source.producer
        given.licence = source.licence
        given.accessed = source.accessedDay
        given.referenceYear = .some(source.referenceYear?.rawValue)
      }
      let written = try SourceDefinition(
        YAMLDocument.parse(outcome.text, file: outcome.sidecar), folder: "raw/sample/china-city-yearbook/2015")
      #expect(written.yearbook == source.yearbook)
      #expect(written.edition == source.edition)
      #expect(written.sha256 == source.sha256)
      #expect(written.bytes == source.bytes)
      #expect(written.tableNumber == source.tableNumber)
      #expect(written.tableTitle == source.tableTitle, "\(outcome.text)")
      #expect(outcome.notes.contains { $0.hasPrefix("the table definition '") }, "\(outcome.notes)")
    }
  }
}
