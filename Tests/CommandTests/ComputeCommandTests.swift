import Foundation
import Testing

/// `almanac methods` and `almanac compute`, as a person runs them.
@Suite struct ComputeCommandTests {
  private func run(_ csv: String, _ arguments: [String]) throws -> CommandRunner.Outcome {
    var outcome: CommandRunner.Outcome?
    try CommandRunner.inTemporaryFolder(withSample: false) { runner in
      try Data(csv.utf8).write(to: runner.folder.appendingPathComponent("data.csv"))
      try Data(Self.index.utf8).write(to: runner.folder.appendingPathComponent("index.yaml"))
      outcome = try runner.run(arguments)
    }
    return try #require(outcome)
  }

  private static let index = """
    code: wealth
    title: Wealth
    normalize: {method: min_max, over: pooled}
    weight: {method: equal}
    aggregate: {method: weighted_arithmetic}
    tree: [income, waste]

    """

  private static let areas = "City,Income,waste\nb,30,1\na,10,3\nc,20,2\n"

  @Test func normalisationKeepsTheOrderOfTheFile() throws {
    let result = try run(
      Self.areas, ["compute", "min_max", "data.csv", "--id", "City", "--negative", "waste"])
    #expect(result.status == 0, "\(result.talk)")
    #expect(result.output == "City,Income,waste\nb,1,1\na,0,0\nc,0.5,0.5\n")
  }

  /// Weights 0.25 and 0.75 of (1, 1), (0, 0), (0.5, 0.5) with waste positive: 0, 1 and 0.5.
  @Test func aggregationTakesWeights() throws {
    let result = try run(
      Self.areas,
      [
        "compute", "weighted_arithmetic", "data.csv", "--id", "City", "-o", "normalize=min_max", "-o",
        "weight={method: fixed, weights: {Income: 0.25, waste: 0.75}}", "--format", "json",
      ])
    #expect(result.status == 0, "\(result.talk)")
    let rows = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
    #expect(rows?.compactMap { $0["score"] as? Double } == [0.25, 0.75, 0.5])
  }

  @Test func measuresTakeOptionsAndHeaders() throws {
    let result = try run(
      "U1,U2\n0.5,0.5\n0.9,0.1\n",
      ["compute", "coupling_coordination", "data.csv", "-o", "systems={a: U1, b: U2}", "-o", "formula=standard"])
    #expect(result.status == 0, "\(result.talk)")
    // C = 1, T = 1/2; C = 2 sqrt(0.09) / 1 = 0.6, T = 1/2.
    let degrees = result.output.split(separator: "\n").dropFirst().compactMap { line in
      line.split(separator: ",").dropFirst().first.flatMap { Double($0) }
    }
    #expect(degrees.count == 2)
    #expect(abs(degrees[0] - 0.5.squareRoot()) < 1e-15 && abs(degrees[1] - 0.3.squareRoot()) < 1e-15)
  }

  @Test func wholeIndexByItsDefinition() throws {
    let arguments = ["compute", "index.yaml", "data.csv", "--id", "City", "--negative", "waste"]
    let scores = try run(Self.areas, arguments)
    #expect(scores.status == 0, "\(scores.talk)")
    #expect(scores.output == "City,wealth\nb,1\na,0\nc,0.5\n")
    let weights = try run(Self.areas, arguments + ["--output", "weights"])
    #expect(weights.output.hasPrefix("indicator,weight\nincome,0.5\n"))
  }

  /// Distances from 20: 10, 10, 0. From [2, 3]: 1, 0, 0. The least distance is best, 0 stands for the ideal.
  @Test func directionsWithAnIdeal() throws {
    let result = try run(
      Self.areas,
      [
        "compute", "min_max", "data.csv", "--id", "City", "--direction", "Income={target: 20}", "--direction",
        "waste={interval: [2, 3]}",
      ])
    #expect(result.status == 0, "\(result.talk)")
    #expect(result.output == "City,Income,waste\nb,0,0\na,0,1\nc,1,1\n")
    let scores = try run(
      Self.areas,
      [
        "compute", "index.yaml", "data.csv", "--id", "City", "--direction", "income={target: 20}", "--direction",
        "waste=negative",
      ])
    #expect(scores.output == "City,wealth\nb,0.5\na,0\nc,0.75\n", "\(scores.talk)")
  }

  @Test func mistakesAreNamed() throws {
    for (arguments, words) in [
      (["compute", "min_max", "data.csv", "--direction", "Income={targt: 20}"], "Did you mean 'target'?"),
      (["compute", "min_max", "data.csv", "--direction", "Income"], "not NAME=DIRECTION"),
      (["compute", "min_max", "data.csv", "--negative", "waste", "--direction", "waste=positive"], "given twice"),
      (["compute", "entropi", "data.csv"], "Did you mean 'entropy'?"),
      (["compute", "min_max", "data.csv", "--id", "city"], "no column 'city'"),
      (["compute", "min_max", "data.csv", "-o", "shift"], "not an option of the form name=value"),
      (["compute", "min_max", "absent.csv"], "absent.csv cannot be read"),
      (["compute", "entropy", "data.csv", "-o", "shft=1"], "'shft' is not an option of entropy"),
      (["methods", "entropi"], "Did you mean 'entropy'?"),
    ] {
      let result = try run(Self.areas, arguments)
      #expect(result.status == 3 && result.talk.contains(words), "\(arguments): \(result.talk)")
      #expect(result.output.isEmpty)
    }
  }

  @Test func methodsSayWhatTheyDo() throws {
    let list = try run("", ["methods", "--format", "csv"])
    #expect(list.output.contains("weight,entropy,") && list.output.contains("measure,efficiency,"))
    let one = try run("", ["methods", "coupling_coordination"])
    for heading in ["Formula", "Source", "Options", "Outputs", "Edges"] {
      #expect(one.output.contains("\n\(heading)\n"))
    }
  }
}
