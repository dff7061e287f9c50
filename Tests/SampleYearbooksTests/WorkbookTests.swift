import Foundation
import SampleYearbooks
import Testing

/// What is written: bytes, names, sidecars.
@Suite struct WorkbookTests {
  private func run(_ project: SmallProject, _ words: [String]) throws -> [String: Data] {
    let arguments = try Arguments(["--project", project.path] + words)
    let bytes = try SampleYearbooksCommand.run(arguments) { _ in }
    let outputs = try project.outputs()
    #expect(bytes == outputs.values.reduce(0) { $0 + $1.count })
    return outputs
  }

  @Test func sameSeedGivesSameBytes() throws {
    let projects = try [SmallProject(), SmallProject()]
    defer { projects.forEach { $0.remove() } }
    let words = ["--editions", "2012-2013", "--tables", "gdp,population,prices"]
    let first = try run(projects[0], words)
    let second = try run(projects[1], words)
    #expect(first.count == 12)
    #expect(first == second)
  }

  @Test func anEditionDoesNotDependOnWhatElseIsWritten() throws {
    let projects = try [SmallProject(), SmallProject()]
    defer { projects.forEach { $0.remove() } }
    let alone = try run(projects[0], ["--editions", "2014", "--tables", "health"])
    let among = try run(projects[1], ["--editions", "2013-2015", "--tables", "fiscal,health"])
    #expect(alone.count == 2)
    for (name, bytes) in alone { #expect(among[name] == bytes) }
  }

  @Test func anotherSeedGivesOtherFigures() throws {
    let projects = try [SmallProject(), SmallProject()]
    defer { projects.forEach { $0.remove() } }
    let words = ["--editions", "2012", "--tables", "gdp"]
    let first = try run(projects[0], words)
    let second = try run(projects[1], words + ["--seed", "7"])
    #expect(first.keys.sorted() == second.keys.sorted())
    #expect(first.allSatisfy { second[$0.key] != $0.value })
  }

  @Test func theLateTableIsInTheNextBookOnly() throws {
    let project = try SmallProject()
    defer { project.remove() }
    let names = try run(project, ["--editions", "2012-2014", "--tables", "environment"]).keys.sorted()
    let folder = "china-city-yearbook/"
    #expect(
      names
        == [
          "2012/2-21-environment.source.yaml", "2012/2-21-environment.xlsx", "2014/2-21-environment-2012.source.yaml",
          "2014/2-21-environment-2012.xlsx", "2014/2-21-environment.source.yaml", "2014/2-21-environment.xlsx",
        ].map { folder + $0 })
    let sidecar = try project.outputs()[folder + "2014/2-21-environment-2012.source.yaml"] ?? Data()
    let text = String(decoding: sidecar, as: UTF8.self)
    #expect(text.contains("edition: 2014\nreference_year: 2012\n"))
  }

  @Test func oneBookLacksATableAndDigitalFinanceBeginsLate() throws {
    let project = try SmallProject()
    defer { project.remove() }
    let names = try run(project, ["--editions", "2011-2016", "--tables", "infrastructure,digital_finance"]).keys
    func editions(_ table: String) -> [Int] {
      names.filter { $0.hasSuffix("\(table).xlsx") }.compactMap { Int($0.split(separator: "/")[1]) }.sorted()
    }
    #expect(editions("infrastructure") == [2011, 2012, 2013, 2014, 2015])
    #expect(editions("digital_finance") == [2012, 2013, 2014, 2015, 2016])
  }

  @Test func sidecarsSayTheyAreSyntheticAndHoldTheHash() throws {
    let project = try SmallProject()
    defer { project.remove() }
    let outputs = try run(project, ["--editions", "2010", "--tables", "savings"])
    let folder = "china-city-yearbook/2010/2-12-savings"
    let text = String(decoding: outputs[folder + ".source.yaml"] ?? Data(), as: UTF8.self)
    let count = outputs[folder + ".xlsx"]?.count ?? 0
    #expect(text.contains("synthetic: true\n"))
    #expect(text.contains("合成数据"))
    #expect(text.contains("file: {name: 2-12-savings.xlsx, bytes: \(count), sha256: "))
    #expect(count > 5_000)
  }

  @Test func missingAreasAreNamed() throws {
    let arguments = try Arguments(["--project", "/nowhere"])
    do {
      _ = try SampleYearbooksCommand.run(arguments) { _ in }
      Issue.record("ran without areas")
    } catch let error as SampleError {
      #expect(error.place == "/nowhere/indicators/areas/prefectures.csv")
    }
  }

  @Test(arguments: [
    ["--tables", "gpd"], ["--editions", "2006-2010"], ["--editions", "2015-2010"], ["--seed", "x"], ["--seed"], ["-v"],
  ])
  func wrongOptionsAreRefused(_ words: [String]) {
    #expect(throws: SampleError.self) { try Arguments(["--project", "p"] + words) }
  }
}
