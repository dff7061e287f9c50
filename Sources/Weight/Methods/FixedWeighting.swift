import Definitions
import PanelModel

/// Weights written in the definition: an expert's, or those of an analytic hierarchy process (层次分析法) done elsewhere.
///
/// w = given / sum of those given, over the children of one set. Every child is named.
package struct FixedWeighting: WeightingMethod {
  /// Weights as written, by code, and the codes in the order written.
  private let given: [IndicatorCode: Double]
  private let order: [IndicatorCode]
  private let places: MethodOptions

  package static let readsValues = false
  package static let info = MethodInfo(
    name: "fixed",
    title: Title(zh: "给定权重", en: "Fixed weights"),
    formula: "w = v / sum v, v as written",
    source: "OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 1.6",
    options: [
      .init(
        "weights", allowed: "{code: number >= 0}, every child named", default: nil,
        meaning: "The weights; they are rescaled to sum 1 within each set.")
    ],
    edges: [
      "A child that is not named, a name that is no child, a negative weight or a set of zeros is refused.",
      "A weight of 0 keeps the indicator out of the score, but for its column.",
    ])

  package init(options: MethodOptions) throws(DefinitionError) {
    guard let numbers = try options.numbers("weights") else { throw options.missing("weights") }
    var given: [IndicatorCode: Double] = [:]
    for (name, value) in numbers {
      guard value >= 0, value.isFinite else {
        throw DefinitionError(
          place: options.places["weights"] ?? options.place, message: "the weight \(value) of '\(name)' is below 0",
          remedy: "Write a number of 0 or more; direction belongs to the base indicator.")
      }
      guard given.updateValue(value, forKey: IndicatorCode(name)) == nil else {
        throw DefinitionError(
          place: options.places["weights"] ?? options.place, message: "'\(name)' has two weights",
          remedy: "Keep one of them.")
      }
    }
    self.given = given
    order = numbers.map { IndicatorCode($0.name) }
    places = options
  }

  package func check(names: [IndicatorCode]) throws(DefinitionError) {
    let place = places.places["weights"] ?? places.place
    if let stranger = order.first(where: { !names.contains($0) }) {
      throw DefinitionError(
        place: place, message: "'\(stranger)' has a weight but is not weighed here",
        remedy: Suggestions.sentence(for: stranger.rawValue, among: names.map(\.rawValue)))
    }
    let absent = names.filter { given[$0] == nil }
    if !absent.isEmpty {
      throw DefinitionError(
        place: place, message: "no weight is given for \(absent.map(\.rawValue).joined(separator: ", "))",
        remedy: "Name every child under 'weights', with 0 for one that should not count.")
    }
  }

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    var entries: [WeightSet.Entry] = []
    for column in columns {
      guard let weight = given[column.indicator] else {
        throw WeightingError(
          .notNamed, indicator: column.indicator, message: "no weight is given for '\(column.indicator)'",
          remedy: "Name every child under 'weights'.")
      }
      entries.append(WeightSet.Entry(indicator: column.indicator, weight: weight))
    }
    let sum = entries.map(\.weight).stableSum()
    guard sum > 0 else {
      throw WeightingError(
        .allZero, message: "the weights of \(entries.map(\.indicator.rawValue).joined(separator: ", ")) are all 0",
        remedy: "Give at least one of them a weight above 0.")
    }
    for i in entries.indices { entries[i].weight /= sum }
    return WeightSet(method: Self.info.name, entries: entries)
  }
}
