import Foundation
import PanelModel
import Pipeline
import Testing

/// The sample the repository ships: fifteen editions of a city yearbook, 309 workbooks, with truths and errors planted.
@Suite struct SampleTests {
  /// A project with the shipped definitions and workbooks whose output is its own.
  private static func project() throws -> TemporaryProject {
    let project = try TemporaryProject()
    for name in ["raw", "indicators"] {
      try FileManager.default.createSymbolicLink(
        at: project.folder.appending(path: name),
        withDestinationURL: TemporaryProject.repository.appending(path: name))
    }
    return project
  }

  private struct Built: Sendable {
    var project: TemporaryProject
    var result: Build.Result
  }

  /// One build serves every test that only looks. A static value is never freed, so its folder goes at exit.
  private static let built: Result<Built, any Error> = Result {
    let project = try SampleTests.project()
    atexit { try? SampleTests.built.get().project.remove("") }
    return Built(project: project, result: try project.build())
  }

  private static func finding(_ code: FindingCode, _ words: String) throws -> Finding? {
    try built.get().result.findings.first { $0.code == code && $0.message.contains(words) }
  }

  private static func panel(_ name: String) throws -> DataTable {
    try BuiltPanelFile.read(built.get().project.project, panel: name)
  }

  private static func integers(_ table: DataTable, _ name: String) throws -> [Int32?] {
    guard case .int32(let values)? = table[name]?.values else { throw MissingColumn(name: name) }
    return values
  }

  private struct MissingColumn: Error { var name: String }

  @Test(arguments: ["upgrading_study", "prosperity_study"]) func panelsAreFull(_ name: String) throws {
    let table = try Self.panel(name)
    #expect(table.rowCount == 337 * 15)
    let cities = try Self.integers(table, "city_id")
    let years = try Self.integers(table, "year")
    #expect(Set(cities).count == 337)
    #expect(Set(years).count == 15)
    #expect(years.compactMap { $0 }.min() == 2006)
    #expect(years.compactMap { $0 }.max() == 2020)
    #expect(Set(zip(cities, years).map { "\($0 ?? 0) \($1 ?? 0)" }).count == 337 * 15)
  }

  @Test(arguments: ["upgrading_study", "prosperity_study"]) func pilotsEnterInThreeBatches(_ name: String) throws {
    let table = try Self.panel(name)
    let first = try Self.integers(table, "first_treat")
    let years = try Self.integers(table, "year")
    let treated = try Self.integers(table, "treat")
    var counts: [Int32: Int] = [:]
    for (year, value) in zip(years, first) where year == 2020 { counts[value ?? -1, default: 0] += 1 }
    #expect(counts == [0: 225, 2014: 39, 2015: 36, 2016: 37])
    for i in years.indices {
      let isLive = (first[i] ?? 0) > 0 && (years[i] ?? 0) >= (first[i] ?? 0)
      #expect(treated[i] == (isLive ? 1 : 0))
    }
  }

  @Test func thereAreNoErrorsAndNothingIsLeftUnread() throws {
    let findings = try Self.built.get().result.findings
    #expect(!findings.contains { $0.severity == .error })
    #expect(
      !findings.contains { $0.code.rawValue.hasPrefix("ING") },
      "\(findings.first { $0.code.rawValue.hasPrefix("ING") }?.message ?? "")")
  }

  @Test func theSlippedDigitIsNamedWithItsCell() throws {
    let slip = try #require(try Self.finding(.jumpInTime, "gdp_nominal"))
    #expect(slip.location?.file == "raw/sample/china-city-yearbook/2015/2-7-gdp.xlsx")
    #expect(slip.area == AreaCode(420600))
    #expect(slip.year == ReferenceYear(2014))
    #expect(slip.location?.cell == "C211")
    let book = "raw/sample/china-city-yearbook/2015/2-7-gdp.xlsx"
    var lines: [UInt8] = []
    let failures = try CellLines.print(TemporaryProject.repository.appending(path: book).path) { lines += $0 }
    #expect(failures == [])
    let cells = String(decoding: lines, as: UTF8.self).split(separator: "\n")
    let cell = try #require(cells.first { $0.contains("\"C211\"") })
    #expect(cell.contains("461019796"), "\(cell)")
  }

  @Test func everyBookOfTheManualIsThere() throws {
    let result = try Self.built.get().result
    #expect(result.workbooks == 309)
    // The sector shares were printed with one decimal until 2009, so that they need not sum to 100.
    let project = try Self.built.get().project.project
    let reading = Reading.read(
      project, catalog: try Validation.load(project), sources: try Sources.find(project), threads: 2,
      progress: SilentProgress())
    var sums: [String: Double] = [:]
    for table in reading.tables where table.table == "gdp" && table.edition <= EditionYear(2009) {
      for observation in table.observations where !observation.status.isMissing {
        let key = table.series[Int(observation.series)].key
        guard key.indicator.rawValue.hasSuffix("_share"), key.scope == .wholeCity else { continue }
        sums["\(observation.area) \(observation.year)", default: 0] += observation.value
      }
    }
    #expect(sums.count == 1011)
    #expect(sums.values.count { abs($0 - 100) > 0.05 } == 273)
    #expect(sums.values.allSatisfy { abs($0 - 100) < 0.15 })
  }

  @Test func lateAndMissingEditionsAreFound() throws {
    let late = try #require(try Self.finding(.editionLate, "environment"))
    #expect(late.location?.file.contains("/2014/2-21-environment-2012.xlsx") == true)
    #expect(late.year == ReferenceYear(2012))
    let missing = try #require(try Self.finding(.editionMissing, "infrastructure"))
    #expect(missing.year == ReferenceYear(2015))
  }

  @Test func renamedAndMergedAreasAreFound() throws {
    #expect(try Self.finding(.areaRenamed, "襄樊市") != nil)
    let chaohu = try #require(try Self.finding(.areaMerged, "巢湖市"))
    for city in ["合肥市", "芜湖市", "马鞍山市"] { #expect(chaohu.message.contains(city)) }
    let laiwu = try #require(try Self.finding(.areaMerged, "莱芜市"))
    #expect(laiwu.message.contains("济南市"))
    // Under the boundaries of 2020 neither has rows of its own, and 襄阳 has one name.
    let cities = try Self.integers(try Self.panel("upgrading_study"), "city_id")
    #expect(!cities.contains(341400) && !cities.contains(371200))
    #expect(cities.count { $0 == 420600 } == 15)
  }

  @Test func threadsAndRepetitionChangeNoByte() throws {
    let other = try Self.project()
    try other.build(threads: 1)
    let built = try Self.built.get()
    #expect(built.project.output() == other.output())
    let again = try built.project.build()
    #expect(again.wasUpToDate)
    #expect(again.findings == built.result.findings)
  }

  /// Killed at any moment, a build leaves whole panels. (As the inputs are the same, the old ones are the new ones.)
  @Test func aKilledBuildLeavesWholePanels() throws {
    let project = try Self.project()
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "almanac")
    let arguments = ["build", "-C", project.folder.path, "--force"]
    let built = try Self.built.get().project
    try FileManager.default.copyItem(
      at: built.folder.appending(path: "output"), to: project.folder.appending(path: "output"))
    let good = built.output()
    for delay in [0.5, 2.0, 3.0, 4.0, 60] {
      let process = Process()
      process.executableURL = program
      process.arguments = arguments
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      let end = Date(timeIntervalSinceNow: delay)
      while process.isRunning && Date() < end { Thread.sleep(forTimeInterval: 0.01) }
      let wasKilled = process.isRunning
      if wasKilled { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
      #expect(project.output() == good, "killed after \(delay) s")
      if delay == 60 { #expect(!wasKilled) }
    }
    // The next whole build has cleared away what the killed ones left.
    let panels = try FileManager.default.contentsOfDirectory(
      atPath: project.folder.appending(path: "output/panels").path)
    #expect(panels.sorted() == ["prosperity_study", "upgrading_study"])
  }
}
