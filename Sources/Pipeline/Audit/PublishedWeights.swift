import Definitions
import PanelFiles
import PanelModel

/// Weights somebody has printed: a CSV with the columns indicator and weight.
struct PublishedWeights {
  let codes: [IndicatorCode]
  /// In the order of the codes, percentages divided by 100.
  let weights: [Double]
  /// Half a unit of the last digit printed of each: how far a number may be from what was printed.
  let roundings: [Double]
  /// Whether they were printed in per cent.
  let arePercentages: Bool

  /// - Parameter leaves: the indicators of the index, of which all or some are weighed.
  /// - Throws: if a column is absent, a name is no indicator of the index or stands twice, or a weight is no number.
  init(csv path: String, leaves: [IndicatorCode]) throws {
    guard let bytes = FileBytes.read(path) else {
      throw PipelineError.message("\(path) cannot be read", remedy: "Check the path.")
    }
    let table = try CSVReader(types: ["indicator": .text, "weight": .text]).read(bytes, file: path)
    guard case .text(let names)? = table["indicator"]?.values, case .text(let texts)? = table["weight"]?.values else {
      throw PipelineError.message("\(path) has no columns indicator and weight", remedy: "Name its columns so.")
    }
    var codes: [IndicatorCode] = []
    var printed: [(value: Double, rounding: Double)] = []
    for (row, (name, text)) in zip(names, texts).enumerated() {
      let code = leaves.first { $0.rawValue == name }
      guard let name, let code else {
        throw PipelineError.message(
          "\(path) row \(row + 1): '\(name ?? "")' is no indicator of the index",
          remedy: Suggestions.sentence(for: name ?? "", among: leaves.map(\.rawValue)))
      }
      if codes.contains(code) {
        throw PipelineError.message("\(path) row \(row + 1): '\(name)' stands twice", remedy: "Keep one of them.")
      }
      guard let number = text.flatMap({ Self.number($0) }) else {
        throw PipelineError.message(
          "\(path) row \(row + 1): '\(text ?? "")' is no weight", remedy: "Write it as printed: 0.0523 or 5.23%.")
      }
      codes.append(code)
      printed.append(number)
    }
    guard codes.count > 1 else {
      throw PipelineError.message("\(path) holds \(codes.count) weights", remedy: "Give all weights of the index.")
    }
    self.codes = codes
    let total = printed.map(\.value).stableSum()
    arePercentages = total > 50
    let unit = arePercentages ? 100.0 : 1
    weights = printed.map { $0.value / unit }
    roundings = printed.map { $0.rounding / unit }
  }

  /// Whether some of hundreds of conventions would give weights of so few places, or so few weights, by accident.
  var mayAgreeByChance: Bool { codes.count < 5 || (roundings.max() ?? 0) > 0.001 }

  var total: Double { weights.stableSum() }

  /// The furthest any weight is from one computed.
  func worstDifference(from computed: [Double]) -> Double {
    zip(weights, computed).map { abs($0 - $1) }.max() ?? .infinity
  }

  /// Whether every computed weight rounds to the one printed; what a program printed in full may differ in its last digits.
  func isReproduced(by computed: [Double]) -> Bool {
    weights.indices.allSatisfy { abs(weights[$0] - computed[$0]) <= roundings[$0] * (1 + 1e-9) + 1e-12 }
  }

  /// `0.0523` and half of 0.0001; a sign of per cent is left off.
  private static func number(_ text: String) -> (value: Double, rounding: Double)? {
    let plain = text.filter { $0 != "%" && $0 != " " }
    guard let value = DecimalText.parse(plain), value >= 0 else { return nil }
    let digits = plain.split(separator: ".", omittingEmptySubsequences: false)
    if plain.lowercased().contains("e") { return (value, 0) }
    var rounding = 0.5
    for _ in 0..<(digits.count > 1 ? digits[1].count : 0) { rounding /= 10 }
    return (value, rounding)
  }
}
