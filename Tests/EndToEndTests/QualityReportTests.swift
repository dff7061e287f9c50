import Foundation
import PanelModel
import Pipeline
import Testing

/// `quality` on a small table: eight areas, two years, two dimensions of two and one of one.
@Suite struct QualityReportTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("quality-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var csv = "area,year,a,b,c,d,e,flat\n"
    for area in 1...8 {
      for year in 2019...2020 {
        let x = Double((area * 7 + year * 3) % 11)
        let gap = area == 3 && year == 2020
        csv += "\(area),\(year),\(x),\(2 * x + 1),\(area),\(gap ? "" : "\(12 - x)"),\(area % 3),4\n"
      }
    }
    try write(csv, "data.csv")
    try write(Self.index("small", weight: "{method: equal}", second: "[c, d]"), "small.yaml")
  }

  private static func index(_ code: String, weight: String, second: String) -> String {
    "code: \(code)\ntitle: Small\nnormalize: {method: min_max, over: pooled}\nweight: \(weight)\n"
      + "aggregate: {method: weighted_arithmetic}\n"
      + "tree:\n  first: {of: [a, b]}\n  second: {of: \(second)}\n  third: {of: [e]}\n"
  }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  private func report(_ name: String = "small.yaml", _ change: (inout QualityRequest) -> Void = { _ in }) throws
    -> QualityReport
  {
    var request = QualityRequest(index: "\(folder)/\(name)")
    (request.data, request.ids) = ("\(folder)/data.csv", ["area", "year"])
    change(&request)
    return try #require(try request.reports(in: Project(path: folder), progress: SilentProgress()).first)
  }

  private func texts(_ table: DataTable, _ name: String) throws -> [String?] {
    guard case .text(let values) = try #require(table[name]).values else { return [] }
    return values
  }

  private func numbers(_ table: DataTable, _ name: String) throws -> [Double?] {
    switch try #require(table[name]).values {
    case .double(let values): values
    case .int32(let values): values.map { $0.map(Double.init) }
    case .text: []
    }
  }

  @Test func indicatorsThatSayTheSameAreFlagged() throws {
    let report = try report()
    // b = 2 a + 1, and d falls as a rises: the one pair is redundant; c and d may be anything.
    let flags = try #require(report[.flags])
    #expect(try texts(flags, "flag").first == "redundant")
    #expect(try texts(flags, "a").first == "a" && texts(flags, "b").first == "b")
    let alpha = try #require(report[.alpha])
    #expect(try texts(alpha, "group") == ["first", "second", "third", "small"])
    let values = try numbers(alpha, "alpha")
    #expect(abs((values[0] ?? 0) - 1) < 1e-12 && values[2] == nil)
    #expect(try texts(alpha, "note")[2] == "needs two indicators that vary")
    let correlations = try #require(report[.correlations])
    // 10 pairs of indicators; each with its dimension and the index; 3 pairs of dimensions; each with the index.
    #expect(correlations.rowCount == 10 + 10 + 3 + 3)
    let pair = try #require(try texts(correlations, "b").firstIndex(of: "d"))
    #expect(try numbers(correlations, "rows")[pair] == 15)
  }

  @Test func effectiveWeightsSumToOneOnPaperAndInVariance() throws {
    let weights = try #require(try report()[.weights])
    let (elements, shares) = (try texts(weights, "element"), try numbers(weights, "effective"))
    #expect(elements == ["first", "a", "b", "second", "c", "d", "third", "e"])
    let carried = try numbers(weights, "carried")
    let leaves = elements.indices.filter { (elements[$0] ?? "").count == 1 }
    #expect(leaves.count == 5)
    for column in [shares, carried] {
      let known = column.map { $0 ?? .nan }
      let ofLeaves: Double = leaves.map { known[$0] }.reduce(0, +)
      let ofDimensions: Double = known[0] + known[3] + known[6]
      let rest: Double = known[0] - known[1] - known[2]
      #expect(abs(ofLeaves - 1) < 1e-12 && abs(ofDimensions - 1) < 1e-12 && abs(rest) < 1e-12)
    }
    // Equal weights over five leaves.
    #expect(try abs((numbers(weights, "effective")[1] ?? 0) - 0.2) < 1e-15)
  }

  @Test func anIndexAgainstItselfAndAnother() throws {
    let same = try report { $0.against = "\(folder)/small.yaml" }
    let table = try #require(same[.against])
    #expect(try numbers(table, "year") == [nil, 2019, 2020])
    #expect(try numbers(table, "mean_change") == [0, 0, 0])
    #expect(try numbers(table, "spearman").allSatisfy { abs(($0 ?? 0) - 1) < 1e-12 })
    try write(Self.index("other", weight: "{method: equal}", second: "[c]"), "other.yaml")
    let other = try report { $0.against = "\(folder)/other.yaml" }
    let (moved, removed) = (try #require(other[.against]), try #require(other[.removal]))
    // Leaving d out is what the other definition does, but a row without d has a score there only.
    let place = try #require(try texts(removed, "without").firstIndex(of: "d"))
    #expect(try numbers(removed, "mean_change")[place] == numbers(moved, "mean_change")[0])
    #expect(try numbers(moved, "rows")[0] == 15 && (try #require(other[.movers])).rowCount == 15)
    let changes = try numbers(try #require(other[.movers]), "change").map { abs($0 ?? 0) }
    #expect(changes == changes.sorted(by: >) && (changes.first ?? 0) > 0)
  }

  @Test func removalIsWhatTheIndexWithoutTheElementGives() throws {
    let removal = try #require(try report { $0.ranks = .pooled }[.removal])
    #expect(removal.rowCount == 8 * 3)
    #expect(try Set(texts(removal, "weights")) == ["refitted"])
    // b says what a says, so without a the weight of both is b's; weights written down keep their proportions.
    let fixed = "{method: fixed, weights: {a: 1, b: 1, c: 2, d: 2, e: 2}}"
    try write(Self.index("fixed", weight: fixed, second: "[c, d]"), "fixed.yaml")
    let rest = try #require(try report("fixed.yaml")[.removal])
    #expect(try Set(texts(rest, "weights")) == ["rescaled"])
    #expect(try numbers(rest, "mean_change").allSatisfy { ($0 ?? -1) >= 0 })
  }

  @Test func eachYearForItself() throws {
    let report = try report { $0.scope = .year }
    let alpha = try #require(report[.alpha])
    #expect(try numbers(alpha, "year") == [2019, 2019, 2019, 2019, 2020, 2020, 2020, 2020])
    let correlations = try #require(report[.correlations])
    #expect(correlations.rowCount == 52)
    #expect(try numbers(correlations, "rows").compactMap { $0 }.max() == 8)
  }

  @Test func threadsDoNotMatter() throws {
    let (one, two) = (try report(), try report { $0.threads = 2 })
    #expect(one.tables.map(\.table) == two.tables.map(\.table) && one.words == two.words)
  }
}
