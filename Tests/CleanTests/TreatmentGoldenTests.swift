import Clean
import Definitions
import PanelModel
import Testing
import _TestSupport

/// The treatment functions against COINr 1.1.14 on its example data (51 units, 49 indicators).
@Suite struct TreatmentGoldenTests {
  private static let folder = "composite/coinr/"
  private static let imputed = "step2_imputed_mean_grp_GDP.csv"

  private func columns(_ name: String) throws -> (names: [String], values: [String: [Double]]) {
    let file = try GoldenCSV(Self.folder + name)
    let names = file.header.filter { $0 != "uCode" }
    var values: [String: [Double]] = [:]
    for column in names { values[column] = try file.numbers(column).map { $0 ?? .nan } }
    return (names, values)
  }

  private func worst(_ name: String, _ body: ([Double]) -> [Double]?) throws -> Double {
    let (names, input) = try columns(Self.imputed)
    let expected = try columns(name).values
    #expect(names.count == 49)
    return names.reduce(0) { worst, column in
      guard let x = input[column], let y = expected[column] else { return .infinity }
      // The package gives no numbers where there are none: a column all alike.
      guard let found = body(x) else { return y.allSatisfy(\.isFinite) ? .infinity : worst }
      return zip(found, y).reduce(worst) { max($0, relativeDifference($1.0, $1.1, floor: 1e-13)) }
    }
  }

  @Test(.enabled(if: SharedFolder.hasGolden, "\(SharedFolder.absence)")) func skewnessAndKurtosis() throws {
    let file = try GoldenCSV(Self.folder + "skew_kurt_imputed.csv")
    let (codes, skews, kurts) = (try file.text("iCode"), try file.numbers("Skew"), try file.numbers("Kurt"))
    let passes = try file.text("Pass")
    let input = try columns(Self.imputed).values
    var count = 0
    for (i, code) in codes.enumerated() {
      guard let code, let x = input[code], let moments = Moments(x) else { continue }
      #expect(relativeDifference(moments.skew, skews[i]) < 1e-12, "\(code)")
      #expect(relativeDifference(moments.kurtosis, kurts[i]) < 1e-12, "\(code)")
      #expect(SkewKurtosisRule().fails(x) == (passes[i] == "FALSE"), "\(code)")
      count += 1
    }
    #expect(count == 49)
  }

  @Test(.enabled(if: SharedFolder.hasGolden, "\(SharedFolder.absence)")) func outermostPointsPulledIn() throws {
    #expect(try worst("step3_treated_default.csv") { SkewKurtosisRule().pulledIn($0).values } < 1e-12)
    var unlimited = SkewKurtosisRule()
    unlimited.points = .max
    #expect(try worst("winsorise_nolimit.csv") { unlimited.pulledIn($0).values } < 1e-12)
    let details = try GoldenCSV(Self.folder + "step3_treated_details.csv")
    let (codes, points) = (try details.text("iCode"), try details.numbers("winsorise.nwin"))
    let input = try columns(Self.imputed).values
    for (i, code) in codes.enumerated() {
      guard let code, let x = input[code] else { continue }
      #expect(SkewKurtosisRule().pulledIn(x).points.count == Int(points[i] ?? 0), "\(code)")
    }
  }

  @Test(.enabled(if: SharedFolder.hasGolden, "\(SharedFolder.absence)")) func transformations() throws {
    #expect(try worst("log_CT.csv") { ValueTransform.logCT.apply($0)?.values } < 1e-12)
    #expect(try worst("log_CT_plus.csv") { ValueTransform.logCTPlus.apply($0)?.values } < 1e-12)
    #expect(try worst("log_CT_orig.csv") { ValueTransform.logCTOriginal.apply($0)?.values } < 1e-12)
    #expect(try worst("boxcox_0.csv") { ValueTransform.boxCox(lambda: 0, shifts: true).apply($0)?.values } < 1e-12)
    #expect(try worst("boxcox_0.5.csv") { ValueTransform.boxCox(lambda: 0.5, shifts: true).apply($0)?.values } < 1e-12)
  }
}

@Suite struct TransformTests {
  /// numpy 2.4.6, `percentile(x, p, method=…)` with the nine methods in the order of the types.
  @Test(
    "Percentiles of all nine types",
    arguments: [
      (1, [-50.0, 0.4, 4.9, 8.4], [1.0, 3, 5, 9]), (2, [-50, 0.4, 4.9, 8.4], [1, 3, 5.5, 9.5]),
      (3, [-50, 0.4, 4.9, 8.4], [1, 2, 5, 9]), (4, [-50, -0.19999999999999996, 4, 8.285], [1, 2.5, 5, 9]),
      (5, [-47.599999999999994, 0.8500000000000001, 4.9, 45.04000000000003], [1, 3, 5.5, 9.5]),
      (6, [-50, 0.4, 4.9, 81.68000000000006], [1, 2.75, 5.5, 9.9]), (7, [-26, 1.3, 4.9, 8.4], [1.45, 3.25, 5.5, 9.1]),
      (8, [-50, 0.6999999999999997, 4.9, 57.25333333333332], [1, 2.9166666666666665, 5.5, 9.633333333333333]),
      (9, [-50, 0.7375, 4.9, 54.2], [1, 2.9375, 5.5, 9.6]),
    ] as [(Int, [Double], [Double])])
  func percentiles(type: Int, odd: [Double], even: [Double]) throws {
    let type = try #require(PercentileType(rawValue: type))
    let eleven = [3.1, -2, 8.4, 100, 5.5, 7.25, 0.4, 6.6, 4.9, -50, 2.2].sorted()
    let ten = (1...10).map(Double.init)
    for (i, p) in [5.0, 25, 50, 90].enumerated() {
      #expect(isClose(type.percentile(eleven, p), odd[i]), "\(p)")
      #expect(isClose(type.percentile(ten, p), even[i]), "\(p)")
    }
    #expect(type.percentile([], 50) == nil)
    #expect(type.percentile([3], 99) == 3)
  }

  private static let positive = [1.2, 0.7, 3.4, 2.9, 15.3, 0.45, 6.1, 22.8, 1.9, 4.4, 9.75, 2.05]

  /// The greatest likelihood of Box and Cox (1964), equation 8, found with 60 digits by golden section.
  @Test func lambdaOfGreatestLikelihood() throws {
    let result = try #require(ValueTransform.boxCox(lambda: nil, shifts: false).apply(Self.positive))
    #expect(isClose(result.lambda, -0.0075160845611715157, relative: 1e-10))
    #expect(isClose(result.values[0], 0.18219669218887295))
    #expect(isClose(result.values[1], -0.3571534583670907804))
    // The unit of measure changes nothing.
    let scaled = try #require(ValueTransform.boxCox(lambda: nil, shifts: false).apply(Self.positive.map { $0 * 1e8 }))
    #expect(isClose(scaled.lambda, result.lambda, relative: 1e-8))
  }

  @Test func lambdaNearZeroIsTheLogarithm() {
    #expect(isClose(BoxCox.transformed(7, 1e-13), BoxCox.transformed(7, 0), relative: 1e-12))
    #expect(BoxCox.transformed(7, 1) == 6)
    #expect(isClose(BoxCox.transformed(9, 0.5), 4))
  }

  @Test func whatHasNoLogarithmIsLeft() {
    #expect(ValueTransform.log.apply([1, 0, 2]) == nil)
    #expect(ValueTransform.boxCox(lambda: 0.5, shifts: false).apply([-1, 2]) == nil)
    #expect(ValueTransform.logCT.apply([3, 3, 3]) == nil)
    #expect(BoxCox.fitted([3, 3, 3]) == nil)
  }

  /// Worked by hand: skewness and kurtosis of 0 (ten times), 1 and 1000 stay over the limits with one point pulled in:
  /// then (0 x 10, 1, 1) has skewness 2.055 and kurtosis 2.64, which passes; with no point allowed the logarithm takes
  /// over, of x - 0 + 0.01 * 1000.
  @Test func thenTheTransformation() throws {
    let values = Array(repeating: 0.0, count: 10) + [1, 1000]
    let rule = SkewKurtosisRule()
    #expect(rule.pulledIn(values).values == Array(repeating: 0.0, count: 10) + [1, 1])
    var book = SmallBook(years: "2006-2017", areas: ["1,甲市,,"])
    try book.add("rate", from: 2006, [1: values], edition: 2018)
    book.define("x", "rate", "%", "treat: {skew_kurtosis: {points: 0, otherwise: log_ct}, over: pooled}")
    let cleaned = try book.clean()
    #expect(isClose(cleaned.values("x")[0], 2.302585092994046))
    #expect(isClose(cleaned.values("x")[11], 6.917705609835305))
    #expect(cleaned.letters("x") == "JJJJJJJJJJJJ")
    #expect(cleaned.output.changes.map(\.rule.name) == Array(repeating: "log_ct", count: 12))
    #expect(cleaned.output.changes[11].before == 1000)
  }

  @Test func changesSayWhatAValueWas() throws {
    var book = SmallBook(years: "2006-2009", areas: ["1,甲市,,"])
    try book.add("rate", from: 2006, [1: [1, nil, 3, 50]])
    book.define(
      "x", "rate", "%",
      "missing: {inside_gap: linear, longest_gap: 1}\ntreat: {winsorize: [0, 50], over: pooled, percentile_type: 2}")
    let changes = try book.clean().output.changes
    #expect(changes.map(\.rule) == [.linear, .percentile(50), .percentile(50)])
    #expect(changes.map(\.before) == [nil, 3, 50])
    #expect(changes.map(\.after) == [2, 2.5, 2.5])
    #expect(changes[0].sources == [0, 2])
    #expect(changes[0].statusBefore == .missingNotCollected)
    #expect(try book.clean().letters("x") == "AIJJ")
  }
}
