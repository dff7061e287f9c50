import Definitions
import Foundation
import PanelModel

/// The weighted power mean (幂平均): S = (sum w x^p)^(1/p); p = 1 the arithmetic, -1 the harmonic, 0 the geometric mean.
///
/// Its split over children is w x^p S^(1-p) for p > 0, and w S (1 + ((x/S)^p - 1) / p) for p <= 0, where it is the
/// counterpart of the geometric mean's; both sum to S.
/// Source: Hardy, Littlewood and Pólya, Inequalities (1934), chapter II.
package struct PowerMean: AggregationMethod {
  package let p: Double
  /// Children below this are raised to it; nil: a child the power does not take is an error.
  package let floor: Double?

  package static let info = MethodInfo(
    name: "power",
    title: Title(zh: "加权幂平均", en: "Weighted power mean"),
    formula: "S = (sum w x^p)^(1/p); p = 0: exp(sum w ln x)",
    source: "Hardy, Littlewood and Pólya, Inequalities, 1934, chapter II",
    options: [
      .init(
        "p", allowed: "number", default: nil, meaning: "The power: above 1 high children count more, below 1 low ones."),
      FloorOption.info,
    ],
    edges: [
      "p > 0 takes scores of 0 or more, p <= 0 scores above 0 only; others are refused unless a floor is declared.",
      "A missing child: weights are rescaled over those present, if they hold at least the share asked for.",
    ])

  package init(options: MethodOptions) throws(DefinitionError) {
    guard options["p"] != nil else { throw options.missing("p") }
    p = try options.number("p", default: 1)
    guard p.isFinite, abs(p) <= 100 else { throw options.error("p", expected: "a number from -100 to 100") }
    floor = try FloorOption.read(options)
  }

  /// A power mean without options, for other methods.
  init(p: Double, floor: Double?) {
    self.p = p
    self.floor = floor
  }

  package func admitted(_ score: Double) -> Double? {
    if let floor { return max(score, floor) }
    return score > 0 || (p > 0 && score == 0) ? score : nil
  }

  package var remedy: String { "Declare 'floor:' with the method, or normalise with 'to: [1, 100]'." }

  package func score(_ values: [Double], weights: [Double]) -> Double {
    guard p != 0 else {
      var sum = StableSum()
      for i in values.indices { sum.add(weights[i] * log(values[i])) }
      return exp(sum.value)
    }
    // Relative to the largest value for p > 0, the smallest for p < 0: no power leaves the range of a double.
    let scale = p > 0 ? values.reduce(0, max) : values.reduce(Double.infinity, min)
    guard scale > 0 else { return 0 }
    var sum = StableSum()
    for i in values.indices { sum.add(weights[i] * pow(values[i] / scale, p)) }
    return scale * pow(sum.value, 1 / p)
  }

  package func rates(_ values: [Double], weights: [Double], score: Double) -> [Double] {
    guard score > 0 else { return weights }
    return values.indices.map { i in
      let x = values[i]
      if p > 0 { return x > 0 ? weights[i] * pow(x / score, p - 1) : 0 }
      let growth = p == 0 ? log(x / score) : (pow(x / score, p) - 1) / p
      return weights[i] * score * (1 + growth) / x
    }
  }
}

/// The option `floor` of methods that take no zeros.
enum FloorOption {
  static let info = MethodInfo.Option(
    "floor", allowed: "number > 0", default: "none",
    meaning: "Children below this are raised to it, with a finding. Without it a child of 0 or less is an error.")

  static func read(_ options: MethodOptions) throws(DefinitionError) -> Double? {
    guard options["floor"] != nil else { return nil }
    let value = try options.number("floor", default: 0)
    guard value > 0, value.isFinite else { throw options.error("floor", expected: "a number above 0") }
    return value
  }
}
