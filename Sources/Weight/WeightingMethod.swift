import Definitions
import PanelModel

/// The column of one child, normalised, one value or gap a row; all columns given together have the same rows.
package struct WeightingColumn: Sendable {
  package var indicator: IndicatorCode
  package var values: OptionalDoubles

  package init(_ indicator: IndicatorCode, _ values: OptionalDoubles) {
    self.indicator = indicator
    self.values = values
  }

  package init(_ indicator: IndicatorCode, _ values: [Double?]) {
    self.init(indicator, OptionalDoubles(values))
  }
}

/// How the weights of one set of children are found.
package protocol WeightingMethod: Sendable {
  static var info: MethodInfo { get }

  /// Whether the method reads the columns' values; if not, they may be empty.
  static var readsValues: Bool { get }

  /// Whether only rows with a value of every indicator have a part in the weights.
  static var usesCompleteRows: Bool { get }

  /// Reads the options; the registry has checked their names.
  init(options: MethodOptions) throws(DefinitionError)

  /// What `score: shifted` adds to every normalised value before it is aggregated; 0 for most.
  var scoreShift: Double { get }

  /// Checks options that name children against the children there are.
  func check(names: [IndicatorCode]) throws(DefinitionError)

  /// Weights of the columns in their order, >= 0 and summing to 1.
  /// - Throws: `WeightingError` where they are not defined.
  func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet

  /// The same for methods that must know which area and year a row is; `keys` has a key for every row.
  func weights(of columns: [WeightingColumn], keys: [PanelKey]) throws(WeightingError) -> WeightSet

  /// How many of the rows the method looks at: all but for methods of a single year.
  func rowCount(of keys: [PanelKey]) -> Int
}

extension WeightingMethod {
  package static var usesCompleteRows: Bool { false }
  package var scoreShift: Double { 0 }
  package func check(names: [IndicatorCode]) throws(DefinitionError) {}

  package func rowCount(of keys: [PanelKey]) -> Int { keys.count }

  package func weights(of columns: [WeightingColumn], keys: [PanelKey]) throws(WeightingError) -> WeightSet {
    try weights(of: columns)
  }
}

/// The weighting methods, by name.
package enum WeightingRegistry {
  /// One line a method; a new file in `Methods/` is added here.
  package static let all: [any WeightingMethod.Type] = [
    AnalyticHierarchyProcess.self,
    CilosWeighting.self,
    CombinedWeighting.self,
    CriticWeighting.self,
    EntropyMeanOfYears.self,
    EntropyWeighting.self,
    EqualWeighting.self,
    FactorWeighting.self,
    FixedWeighting.self,
    GiniWeighting.self,
    IdocriwWeighting.self,
    MerecWeighting.self,
    PrincipalComponentWeighting.self,
    StandardDeviationWeighting.self,
    VarianceWeighting.self,
    VariationCoefficientWeighting.self,
    VerticalHorizontalScatter.self,
  ]

  /// The method a definition names, with its options read.
  /// - Throws: for an unknown name, an unknown option, or a value that is not allowed.
  package static func method(_ choice: MethodChoice) throws(DefinitionError) -> any WeightingMethod {
    let type = try choice.resolved(among: all, as: "a weighting method") { $0.info }
    return try type.init(options: choice.options)
  }
}
