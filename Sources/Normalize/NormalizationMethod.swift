import Definitions
import PanelModel

/// How one indicator is brought to the common scale: two numbers are learnt from a group of rows (`fit`), and each value
/// is then mapped with them (`apply`). What is learnt is a value of its own, so it can come from another vintage.
package protocol NormalizationMethod: Sendable {
  static var info: MethodInfo { get }

  /// Reads the options; the registry has checked their names.
  init(options: MethodOptions) throws(DefinitionError)

  /// The two numbers of a group, in the unit of the indicator.
  /// - Precondition: at least one value, all finite.
  func fit(_ values: [Double]) -> NormalizationBounds.Pair

  /// Whether the numbers can be applied: false for a group in which all values are equal.
  func hasSpread(_ pair: NormalizationBounds.Pair) -> Bool

  /// The value on the common scale, where more is better in both directions. Not clipped.
  /// - Precondition: `hasSpread(pair)`.
  func apply(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Double

  /// What the two numbers are called: minimum and maximum, mean and standard deviation.
  static var pairNames: (first: String, second: String) { get }

  /// `apply` with the numbers put in, for explanations; nil if the method cannot say it in one sum.
  func equation(_ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection) -> Arithmetic?
}

extension NormalizationMethod {
  package static var pairNames: (first: String, second: String) { ("first", "second") }

  package func equation(
    _ x: Double, _ pair: NormalizationBounds.Pair, direction: IndicatorDirection
  ) -> Arithmetic? { nil }

  /// One column over one group of rows: missing stays missing; all missing where fewer than two values are present or
  /// all are equal.
  package func normalized(_ values: [Double?], direction: IndicatorDirection = .positive) -> [Double?] {
    let present = values.compactMap { $0 }
    guard present.count >= 2 else { return values.map { _ in nil } }
    let pair = fit(present)
    guard hasSpread(pair) else { return values.map { _ in nil } }
    return values.map { $0.map { x in apply(x, pair, direction: direction) } }
  }
}

/// The normalisation methods, by name.
package enum NormalizationRegistry {
  /// One line a method; a new file in `Methods/` is added here.
  package static let all: [any NormalizationMethod.Type] = [
    MinMax.self,
    ZScore.self,
  ]

  /// The method a definition names, with its options read.
  /// - Throws: for an unknown name, an unknown option, or a value that is not allowed.
  package static func method(_ choice: MethodChoice) throws(DefinitionError) -> any NormalizationMethod {
    let type = try choice.resolved(among: all, as: "a normalisation method") { $0.info }
    return try type.init(options: choice.options)
  }
}
