import Definitions
import PanelModel

/// What `sensitivity` varies: the alternatives of each step, and how far weights may move. The first alternative of every
/// step is the index as it is defined.
package struct SensitivitySettings: Sendable {
  /// What becomes of missing base figures.
  package enum Missing: String, Sendable, CaseIterable {
    /// As each base indicator says.
    case defined
    /// Nothing is filled.
    case none
  }

  /// Over which rows ranks are taken.
  package enum RankScope: String, Sendable, CaseIterable {
    case eachYear = "each_year"
    case pooled
  }

  /// Every weight is multiplied by a number drawn from 1 - noise to 1 + noise, and rescaled within its node; 0: none.
  package var noise = 0.0
  /// Alternatives beside the index's own.
  package var normalize: [MethodChoice] = []
  package var weight: [MethodChoice] = []
  package var aggregate: [MethodChoice] = []
  /// Shifts of weighting methods that take one.
  package var shift: [Double] = []
  package var missing: [Missing] = [.defined]
  /// One indicator, or none, is left out of each draw.
  package var dropsOne = false
  package var ranks = RankScope.eachYear
  package var seed: UInt64 = 1

  package init() {}

  /// Weights by a quarter, min-max and z-scores, the index's weights and equal ones.
  package static func standard(of index: IndexDefinition) -> SensitivitySettings {
    var settings = SensitivitySettings()
    settings.noise = 0.25
    settings.normalize = ["min_max", "z_score"].filter { $0 != index.normalize.method.name }.map { MethodChoice($0) }
    settings.weight = ["equal"].filter { $0 != index.weight.method.name }.map { MethodChoice($0) }
    return settings
  }

  /// Reads what is to vary: `weights=0.25`, `normalize=[min_max, {method: z_score, mean: 10, sd: 2}]`, `weight=[equal,
  /// critic]`, `aggregate=[weighted_geometric]`, `shift=[0, 0.001]`, `missing=[none]`, `indicators=drop_one`.
  package init(varying pairs: [String]) throws(DefinitionError) {
    self.init()
    let options = try MethodOptions(parsing: pairs, headers: [:])
    for key in options.values.keys.sorted() {
      guard let value = options.values[key] else { continue }
      switch key {
      case "weights":
        noise = try options.number(key, default: 0)
        guard noise > 0, noise < 1 else { throw options.error(key, expected: "a number between 0 and 1, such as 0.25") }
      case "normalize": normalize = try Self.choices(value, key, options)
      case "weight": weight = try Self.choices(value, key, options)
      case "aggregate": aggregate = try Self.choices(value, key, options)
      case "shift":
        for case .number(let x) in Self.list(value) { shift.append(x) }
        guard !shift.isEmpty, shift.count == Self.list(value).count, shift.allSatisfy({ $0 >= 0 }) else {
          throw options.error(key, expected: "a list of numbers of 0 or more, such as [0, 0.001]")
        }
      case "missing":
        for case .text(let name) in Self.list(value) {
          guard let choice = Missing(rawValue: name) else { throw options.error(key, expected: "defined or none") }
          if choice != .defined { missing.append(choice) }
        }
      case "indicators":
        guard value == .text("drop_one") else { throw options.error(key, expected: "drop_one") }
        dropsOne = true
      default:
        throw DefinitionError(
          place: nil, message: "'\(key)' is nothing that can vary",
          remedy: Suggestions.sentence(
            for: key, among: ["weights", "normalize", "weight", "aggregate", "shift", "missing", "indicators"]))
      }
    }
  }

  private static func list(_ value: OptionValue) -> [OptionValue] {
    if case .list(let items) = value { return items }
    return [value]
  }

  private static func choices(
    _ value: OptionValue, _ key: String, _ options: MethodOptions
  ) throws(DefinitionError) -> [MethodChoice] {
    var result: [MethodChoice] = []
    for item in list(value) { result.append(try Computation.choice(item, key: key, options)) }
    return result
  }
}

extension MethodChoice {
  /// The method with its options on one line, for tables: `z_score {mean: 10, sd: 2}`.
  var label: String {
    if options.values.isEmpty { return name }
    let parts = options.values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }
    return "\(name) {\(parts.joined(separator: ", "))}"
  }
}
