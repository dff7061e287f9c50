import Compression
import Foundation
import PanelFiles
import PanelModel
import Pipeline
import Testing
import _TestSupport

/// `compute ellison_glaeser` on a file of plants, which is summed while it is read.
@Suite struct PlantFileTests {
  private func output(
    _ csv: String, columns: [String] = [], options: [String] = []
  ) throws -> Computation.Output {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plants-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("plants.csv")
    try Data(csv.utf8).write(to: file)
    var request = ComputationRequest(method: "ellison_glaeser", file: file.path)
    (request.columns, request.options) = (columns, options)
    return try request.computation(in: Project(path: folder.path)).run()
  }

  private func numbers(_ table: DataTable, _ column: String) throws -> [Double?] {
    guard case .double(let values)? = table[column]?.values else { throw TestError(column) }
    return values
  }

  private struct TestError: Error {
    let column: String
    init(_ column: String) { self.column = column }
  }

  private func pairs(_ output: Computation.Output) throws -> [Double?] {
    try numbers(try #require(output.tables.first { $0.name == "pairs" }).table, "gamma_c")
  }

  /// Two industries in two regions. Plants of a: 10 and 30 in r, 60 in s; of b: 100 in s. x = (0.2, 0.8), X = 0.68;
  /// G_a = 0.2^2 + 0.2^2 = 0.08, H_a = 0.46; gamma_a = (0.08 - 0.32 x 0.46) / (0.32 x 0.54). b is a single plant.
  /// The pair: {0.2 x (-0.2) + (-0.2) x 0.2} / 0.32 = -0.25.
  @Test func handWorked() throws {
    let csv = "region,industry,employment\nr,a,10\ns,b,100\nr,a,30\ns,a,60\ns,,5\n,a,NA\n"
    let result = try output(csv)
    let gamma = try numbers(result.table, "gamma")
    #expect(isClose(gamma[0], (0.08 - 0.32 * 0.46) / (0.32 * 0.54), relative: 1e-12) && gamma[1] == nil)
    #expect(isClose(try pairs(result)[0], -0.25, relative: 1e-12))
    #expect(result.table["year"] == nil && result.table["industry"]?.values == .text(["a", "b"]))
    #expect(result.findings.first { $0.code == .leftOutOfTotals }?.count == 2)
    #expect(result.findings.contains { $0.code == .measureUndefined })
  }

  @Test func yearsStandApartAndUnitsAndOrderDoNotMatter() throws {
    let header = "year,region,industry,employment\n"
    var random = SplitMix64(seed: 9)
    let rows = (0..<400).map { _ in
      (2010 + random.next() % 2, random.next() % 7, random.next() % 12, 1 + random.next() % 90)
    }
    func text(_ rows: [(UInt64, UInt64, UInt64, UInt64)], _ unit: Double) -> String {
      header + rows.map { "\($0.0),r\($0.1),\($0.2),\(Double($0.3) * unit)\n" }.joined()
    }
    let first = try output(text(rows, 1))
    #expect(first.table["year"] != nil)
    for other in [text(rows.reversed(), 1), text(rows, 0.1), text(rows, 1e6 / 3)] {
      let second = try output(other)
      #expect(second.table["industry"] == first.table["industry"])
      #expect(worstDifference(try numbers(second.table, "gamma"), try numbers(first.table, "gamma")) <= 1e-12)
      #expect(worstDifference(try pairs(second), try pairs(first), floor: 1e-3) <= 1e-12)
    }
    let only2010 = try output(header + rows.filter { $0.0 == 2010 }.map { "2010,r\($0.1),\($0.2),\($0.3)\n" }.joined())
    let gamma = try numbers(only2010.table, "gamma")
    #expect(Array(try numbers(first.table, "gamma").prefix(gamma.count)) == gamma)
  }

  @Test(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
  func hundredThousandPlants() throws {
    let path = try SharedFolder.golden("spatial/inputs/plants_1e5.csv.gz")
    let csv = String(decoding: try Gzip.decompress([UInt8](try Data(contentsOf: path))), as: UTF8.self)
    let result = try output(csv, columns: ["emp"])
    let expected = try GoldenCSV("spatial/expected/big_1e5_eg.csv")
    for (ours, theirs) in [("g", "G"), ("h", "H"), ("gamma", "gamma")] {
      #expect(worstDifference(try numbers(result.table, ours), try expected.numbers(theirs)) <= 1e-12)
    }
    let packed = try Data(contentsOf: try SharedFolder.golden("spatial/expected/big_1e5_pairs.csv.gz"))
    let pairs = try GoldenCSV(
      path: "big_1e5_pairs", text: String(decoding: try Gzip.decompress([UInt8](packed)), as: UTF8.self))
    #expect(worstDifference(try self.pairs(result), try pairs.numbers("gamma_c_x_aggregate")) <= 1e-12)
    let mean = try output(csv, columns: ["emp"], options: ["x=mean_share"])
    #expect(worstDifference(try self.pairs(mean), try pairs.numbers("gamma_c_EGK_x_mean")) <= 1e-12)
  }

  @Test func mistakesAreNamed() throws {
    let good = "region,industry,employment\n1,a,2\n1,b,3\n"
    for (csv, options, words) in [
      ("region,industry,emp\n1,a,2\n", [], "--columns emp"), ("region,industry,employment\n", [], "holds no plant"),
      ("region,industry,employment\n1,a,two\n", [], "'two' is not a"),
      (good, ["within=province"], "'within' has no meaning"),
      (good, ["groups={g: [a, c]}"], "'c' in the group 'g'"), (good, ["x=mean"], "'mean' is not a value of 'x'"),
    ] {
      do {
        _ = try output(csv, options: options)
        Issue.record("\(words) was accepted")
      } catch { #expect("\(error)".contains(words), "\(error)") }
    }
    let groups = try output(good, options: ["groups={g: [b, a]}"])
    #expect(groups.tables.first { $0.name == "groups" }?.table["industry_group"]?.values == .text(["g"]))
  }
}
