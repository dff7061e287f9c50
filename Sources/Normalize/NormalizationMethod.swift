import Definitions
import PanelModel

/// The values of one indicator in one group of rows, from which a method learns.
package struct NormalizationSample: Sendable {
  package var indicator: IndicatorCode
  package var direction: IndicatorDirection
  /// The values present, oriented: of target and interval indicators the distances from the ideal.
  package var values: [Double]
  /// The rows they stand in, as many; empty for methods that do not read them.
  package var keys: [PanelKey]

  package init(
    _ values: [Double], indicator: IndicatorCode = "", direction: IndicatorDirection = .positive, keys: [PanelKey] = []
  ) {
    self.indicator = indicator
    self.direction = direction
    self.values = values
    self.keys = keys
  }

  /// The least and the largest value; of distances the least is 0, the ideal, whether or not a row attains it.
  package var extremes: (low: Double, high: Double) {
    let (low, high) = values.extremes
    return (direction.isDistance ? min(0, low) : low, high)
  }
}

/// How one indicator is brought to the common scale: a few numbers are learnt from a group of rows (`fit`), and each
/// value is then mapped with them (`apply`). What is learnt is a value of its own, so it can come from another vintage.
///
/// Methods work on oriented values: of target and interval indicators the distance from the ideal, of which less is
/// better as of a negative indicator.
package protocol NormalizationMethod: Sendable {
  static var info: MethodInfo { get }

  /// Reads the options; the registry has checked their names.
  init(options: MethodOptions) throws(DefinitionError)

  /// Checks options that name indicators against those there are.
  func check(_ items: [NormalizationItem]) throws(DefinitionError)

  /// How many values a group must have for `fit`: 2, or 1 for methods that learn nothing from them.
  static var smallestSample: Int { get }

  /// The numbers of a group, in the unit of the indicator; nil where the group lacks what the method refers to.
  /// - Precondition: at least one value, all finite and admitted.
  func fit(_ sample: NormalizationSample) -> NormalizationBounds.Pair?

  /// Whether the numbers can be applied: false for a group in which all values are equal. Unless a method says
  /// otherwise, whether the first number is below the second.
  func hasSpread(_ pair: NormalizationBounds.Pair) -> Bool

  /// Whether `fit` looks at the rows values stand in.
  static var readsKeys: Bool { get }

  /// Whether there are values the method cannot take.
  static var refusesValues: Bool { get }

  /// Whether the method can take an oriented value.
  func admits(_ x: Double, direction: IndicatorDirection) -> Bool

  /// What to do where `admits` says no, in one sentence.
  var remedy: String { get }

  /// An oriented value on the common scale, where more is better whatever the direction.
  /// - Precondition: `hasSpread(pair)` and `admits(x)`.
  func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double

  /// `apply` for the values present of a column, all rows with the same numbers; gaps are NaN and stay so.
  func apply(to values: inout [Double], _ pair: NormalizationBounds.Pair, direction: IndicatorDirection)

  /// What the two numbers are called: minimum and maximum, mean and standard deviation.
  static var pairNames: (first: String, second: String) { get }

  /// `apply` with the numbers put in, for explanations; nil if the method cannot say it in one sum.
  func equation(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Arithmetic?
}

extension NormalizationMethod {
  package static var smallestSample: Int { 2 }
  package func hasSpread(_ pair: NormalizationBounds.Pair) -> Bool { pair.first < pair.second }
  package func check(_ items: [NormalizationItem]) throws(DefinitionError) {}
  package static var readsKeys: Bool { false }
  package static var refusesValues: Bool { false }
  package func admits(_ x: Double, direction: IndicatorDirection) -> Bool { true }
  package var remedy: String { "" }

  package func apply(to values: inout [Double], _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) {
    for i in values.indices where !values[i].isNaN {
      values[i] = apply(direction.oriented(values[i]), pair, direction: direction)
    }
  }

  /// The numbers learnt from values of a positive indicator.
  package func fit(_ values: [Double]) -> NormalizationBounds.Pair? { fit(NormalizationSample(values)) }

  package static var pairNames: (first: String, second: String) { ("first", "second") }

  package func equation(
    _ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection
  ) -> Arithmetic? { nil }

  /// One column over one group of rows: missing stays missing; all missing where fewer than two values are present or
  /// all are equal.
  package func normalized(_ values: [Double?], direction: IndicatorDirection = .positive) -> [Double?] {
    let present = values.compactMap { $0.map(direction.oriented) }
    guard present.count >= Self.smallestSample, let pair = fit(NormalizationSample(present, direction: direction)),
      hasSpread(pair)
    else {
      return values.map { _ in nil }
    }
    return values.map { $0.map { x in apply(direction.oriented(x), pair, direction: direction) } }
  }
}

/// A method whose scale runs from the worst value to a reference or a target: without a distance between them there is
/// none, even if the values differ.
package protocol NormalizationMethodWithReference: NormalizationMethod {}

/// The normalisation methods, by name.
package enum NormalizationRegistry {
  /// One line a method; a new file in `Methods/` is added here.
  package static let all: [any NormalizationMethod.Type] = [
    AdjustedMazziottaParetoScale.self,
    Borda.self,
    DistanceToMaximum.self,
    DistanceToReference.self,
    DistanceToTarget.self,
    Goalposts.self,
    Logarithmic.self,
    MinMax.self,
    PercentileRank.self,
    RankScore.self,
    Scaled.self,
    ShareOfMaximum.self,
    ShareOfSum.self,
    VectorScale.self,
    ZScore.self,
  ]

  /// The method a definition names, with its options read.
  /// - Throws: for an unknown name, an unknown option, or a value that is not allowed.
  package static func method(_ choice: MethodChoice) throws(DefinitionError) -> any NormalizationMethod {
    let type = try choice.resolved(among: all, as: "a normalisation method") { $0.info }
    return try type.init(options: choice.options)
  }
}
