import Foundation
import PanelModel
import Pipeline
import Testing
import _TestSupport

/// What must not change a panel, and what must.
@Suite struct RebuildTests {
  private static let csv = "raw/example/2021/cities.csv"
  private static let table = "indicators/tables/example/cities.yaml"

  @Test func twoBuildsAreTheSameBytes() throws {
    let (first, second) = (try TemporaryProject.example(), try TemporaryProject.example())
    try first.build(threads: 1)
    try second.build(threads: 2)
    #expect(first.output() == second.output())
    let before = first.output()
    #expect(try first.build(force: true).wasUpToDate == false)
    #expect(first.output() == before)
  }

  @Test func theSecondBuildIsUpToDate() throws {
    let project = try TemporaryProject.example()
    let first = try project.build()
    let second = try project.build()
    #expect(!first.wasUpToDate)
    #expect(second.wasUpToDate)
    #expect(second.vintage == first.vintage)
    #expect(second.findings == first.findings)
    // Hashes alone tell that nothing changed: no figure is read again.
    #expect(first.figures == 60)
    #expect(second.figures == nil)
  }

  @Test func outputThatWasTouchedIsBuiltAgain() throws {
    let project = try TemporaryProject.example()
    try project.build()
    let good = project.output()
    try project.write("tampered", to: "output/panels/example/weights.csv")
    #expect(try !project.build().wasUpToDate)
    #expect(project.output() == good)
  }

  @Test(arguments: [
    ("indicators/indices/wellbeing.yaml", "shift: 0.0001", "shift: 0.001"),
    ("indicators/base/income-ratio.yaml", "direction: negative", "direction: positive"),
    (csv, "880.4", "880.5"), ("raw/example/2021/cities.source.yaml", "edition: 2021", "edition: 2022"),
  ]) func anyChangeBuildsAnotherVintage(_ path: String, _ old: String, _ new: String) throws {
    let project = try TemporaryProject.example()
    let first = try project.build()
    try project.edit(path, old, new)
    let second = try project.build()
    #expect(!second.wasUpToDate)
    #expect(second.vintage != first.vintage)
    try project.edit(path, new, old)
    #expect(try project.build().vintage == first.vintage)
  }

  @Test func theOrderOfTheRowsChangesNothing() throws {
    let (project, other) = (try TemporaryProject.example(), try TemporaryProject.example())
    let lines = try project.text(Self.csv).split(separator: "\n")
    let mixed =
      [lines[0]] + lines.dropFirst().enumerated().sorted { ($0.0 * 7 % 12, $0.0) < ($1.0 * 7 % 12, $1.0) }.map(\.1)
    #expect(mixed != lines)
    try other.write(mixed.map { $0 + "\n" }.joined(), to: Self.csv)
    try project.build()
    try other.build()
    for file in ["panel.csv.zst", "status.csv.zst", "weights.csv"] {
      let path = "output/panels/example/\(file)"
      #expect(try #require(project.project.bytes(path)) == other.project.bytes(path), "\(file)")
    }
  }

  /// 万元 for 亿元 with every figure 10,000 times as large is the same product.
  @Test func theUnitOfAFigureDoesNotReachTheIndex() throws {
    let (project, other) = (try TemporaryProject.example(), try TemporaryProject.example())
    var lines = try other.text(Self.csv).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    lines[0][2] = "地区生产总值_全市_万元"
    for i in 1..<lines.count { lines[i][2] = "\((try #require(Double(lines[i][2]))) * 10_000)" }
    try other.write(lines.map { $0.joined(separator: ",") + "\n" }.joined(), to: Self.csv)
    try other.edit(Self.table, "unit: 亿元", "unit: 万元")
    try other.edit(
      "indicators/units.yaml", "  person:", "  万元: {times: 10000, of: CNY, printed: [万元]}\n  person:")
    try project.build()
    try other.build()
    let a = try BuiltPanelFile.read(project.project, panel: "example")
    let b = try BuiltPanelFile.read(other.project, panel: "example")
    #expect(a.columns.map(\.name) == b.columns.map(\.name))
    for column in a.columns {
      guard case .double(let x) = column.values, case .double(let y)? = b[column.name]?.values else { continue }
      #expect(worstDifference(x, y) <= 1e-12, "\(column.name)")
    }
  }
}
