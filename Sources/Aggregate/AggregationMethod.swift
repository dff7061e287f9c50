import Definitions
import PanelModel

/// How the scores of a node's children become its own score.
package protocol AggregationMethod: Sendable {
  static var info: MethodInfo { get }

  /// Reads the options; the registry has checked their names.
  init(options: MethodOptions) throws(DefinitionError)

  /// The value a child enters with: its score, or one raised to a floor; nil if the method cannot take it.
  func admitted(_ score: Double) -> Double?

  /// What to do where `admitted` gives nil, in one sentence.
  var remedy: String { get }

  /// The score of one row. Weights are those of the children present and sum to 1; values are admitted ones.
  /// - Precondition: at least one child; as many weights as values.
  func score(_ values: [Double], weights: [Double]) -> Double

  /// For each child a rate, such that the sum of rate times value is the score: how the score is split over children.
  func rates(_ values: [Double], weights: [Double], score: Double) -> [Double]

  /// The score with the numbers put in, for explanations; nil if the method cannot say it in one sum.
  func equation(_ values: [Double], weights: [Double]) -> Arithmetic?
}

extension AggregationMethod {
  package func admitted(_ score: Double) -> Double? { score }
  package var remedy: String { "" }
  package func equation(_ values: [Double], weights: [Double]) -> Arithmetic? { nil }
}

/// A method that scores a row by comparing it with others: it sees all rows of a group at once.
package protocol RowComparison: AggregationMethod {
  /// Which rows are compared.
  var scope: NormalizationScope { get }

  /// The scores of the rows of one group, each with a value of every child. Weights sum to 1.
  /// - Returns: nil where nothing tells the rows apart.
  func scores(_ rows: [[Double]], weights: [Double]) -> [Double]?
}

extension RowComparison {
  /// A single row compared with itself: `scores` is what counts.
  package func score(_ values: [Double], weights: [Double]) -> Double {
    scores([values], weights: weights)?.first ?? .nan
  }

  /// Scores of comparisons have no parts that belong to children.
  package func rates(_ values: [Double], weights: [Double], score: Double) -> [Double] { [] }

  static var scopeOption: MethodInfo.Option {
    .init(
      "over", allowed: "pooled | each_year | within_area", default: nil,
      meaning: "Which rows are compared: all, the areas of a year, or the years of an area.")
  }

  static func scope(_ options: MethodOptions) throws(DefinitionError) -> NormalizationScope {
    guard options["over"] != nil else { throw options.missing("over") }
    return try options.choice("over", default: ComparisonScope.pooled).scope
  }
}

/// The names of scopes in options.
enum ComparisonScope: String, Sendable, CaseIterable {
  case pooled
  case eachYear = "each_year"
  case withinArea = "within_area"

  var scope: NormalizationScope {
    switch self {
    case .pooled: .pooled
    case .eachYear: .eachYear
    case .withinArea: .withinArea
    }
  }
}

/// The aggregation methods, by name.
package enum AggregationRegistry {
  /// One line a method; a new file in `Methods/` is added here.
  package static let all: [any AggregationMethod.Type] = [
    AdjustedMazziottaPareto.self,
    Copeland.self,
    MazziottaPareto.self,
    MinimumScore.self,
    PowerMean.self,
    Topsis.self,
    WeightedArithmetic.self,
    WeightedGeometric.self,
    WeightedHarmonic.self,
  ]

  /// The method a definition names, with its options read.
  /// - Throws: for an unknown name, an unknown option, or a value that is not allowed.
  package static func method(_ choice: MethodChoice) throws(DefinitionError) -> any AggregationMethod {
    let type = try choice.resolved(among: all, as: "an aggregation method") { $0.info }
    return try type.init(options: choice.options)
  }
}
