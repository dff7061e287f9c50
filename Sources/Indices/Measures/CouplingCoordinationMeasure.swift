import Definitions
import PanelModel

/// Coupling coordination of two or more subsystem scores in each area and year, with its class and imbalance range.
package struct CouplingCoordinationMeasure: Measure {
  let code: IndicatorCode
  let systems: [(name: String, code: IndicatorCode)]
  let model: CouplingCoordination
  let floor: Double?
  let classes: ClassTable?
  let imbalanceBelow: Double?
  let lagging: LaggingRule?
  /// Classes of C.
  let stages: ClassTable?

  /// When a system is said to lag.
  enum LaggingRule: Sendable {
    /// Highest and lowest differ by more than the number.
    case within(Double)
    /// The first over the second of two systems lies outside [low, high].
    case ratio(low: Double, high: Double)
  }

  package static let info = MethodInfo(
    name: "coupling_coordination",
    title: Title(zh: "耦合协调度", en: "Coupling coordination degree"),
    formula:
      "D = sqrt(C T), T = sum a_i U_i; standard C = n [prod U / (sum U)^n]^(1/n); adjusted C = sqrt{[1 - mean |Ui - "
      + "Uj|] [prod U_i / max U]^(1/(n-1))}; fan_2024 C = 1 - 2 sd(U); liao_1999 C = {U1 U2 / [(U1 + U2) / 2]^2}^k",
    source: "adjusted: Wang Shujia et al., 自然资源学报 36(3), 2021, 793-810; fan_2024: Fan, Ke and Cao, 统计与决策 "
      + "40(22), 2024, 41-46; liao_1999: Liao Chongbin, 热带地理, 1999",
    options: [
      .init(
        "systems", allowed: "{name: code, ...}, two or more", default: nil,
        meaning: "The scores of the subsystems, each in [0, 1]: composite indices or min-max values."),
      .init(
        "formula", allowed: "standard | adjusted | fan_2024 | liao_1999 | lost_coefficient | pairwise_sum",
        default: nil,
        meaning: "The form of C. lost_coefficient (C ends at 1/n) and pairwise_sum (three systems, C ends at 1/2) are "
          + "known to be wrong and serve to recompute published figures; a warning says so."),
      .init(
        "weights", allowed: "equal | {name: number >= 0}", default: "equal",
        meaning: "a_i, rescaled to sum to 1. They belong to T alone."),
      .init("k", allowed: "number > 0", default: "2", meaning: "The exponent of liao_1999."),
      .init(
        "floor", allowed: "0 < number < 1", default: "none",
        meaning: "Scores below it are raised to it, because one score of 0 makes D = 0; a finding counts them."),
      .init("classes", allowed: "name of a class table", default: "none", meaning: "Classes of D, as coded integers."),
      .init(
        "imbalance", allowed: "{below: number}", default: "none",
        meaning: "The imbalance range (失调区间): 1 where D is below the number, else 0."),
      .init(
        "coupling_classes", allowed: "name of a class table", default: "none",
        meaning: "Stages of C (low, antagonistic, running-in, high), as coded integers."),
      .init(
        "lagging", allowed: "{within: number >= 0} | {ratio: [low, high]}", default: "none",
        meaning: "Which system lags: the lowest, where highest and lowest differ by more than the number; or, of two "
          + "systems, the first where U1/U2 is below low and the second where it is above high; else none."),
    ],
    edges: [
      "A score outside [0, 1] stops the measure.",
      "All scores 0: C = 0 and D = 0 (fan_2024: C = 1, D = 0). One score 0: C = D = 0 but for fan_2024.",
      "lagging by ratio: both scores 0 is synchronous; a second score of 0 alone means that the second lags.",
      "C is clamped to [0, 1]: rounding may leave 1.0000000000000002, and 1 - 2 sd may fall below 0.",
      "A row without one of the scores is missing.",
    ])

  package static let outputs = [
    MeasureOutput("degree", title: Title(zh: "耦合协调度", en: "Coupling coordination degree"), isMain: true),
    MeasureOutput("coupling", title: Title(zh: "耦合度", en: "Coupling")),
    MeasureOutput("index", title: Title(zh: "综合协调指数", en: "Comprehensive index")),
    MeasureOutput("class", title: Title(zh: "协调等级", en: "Class of coordination"), kind: .classes),
    MeasureOutput("stage", title: Title(zh: "耦合阶段", en: "Stage of coupling"), kind: .classes),
    MeasureOutput("imbalance", title: Title(zh: "失调区间", en: "Imbalance range"), kind: .classes),
    MeasureOutput("lagging", title: Title(zh: "滞后类型", en: "Lagging system"), kind: .classes),
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    systems = try options.namedCodes("systems")
    guard systems.count > 1 else { throw options.error("systems", expected: "a map of two or more names to codes") }
    let formula = try options.requiredChoice("formula", CouplingFormula.self)
    if !formula.isDefined(for: systems.count) {
      throw DefinitionError(
        place: options.places["formula"] ?? options.place,
        message: "\(formula.rawValue) is defined for \(formula == .liao1999 ? "two" : "three") systems, and there are "
          + "\(systems.count)",
        remedy: "Write 'formula: standard', or name as many systems.")
    }
    let exponent = try options.number("k", default: 2)
    guard exponent > 0 else { throw options.error("k", expected: "a number above 0") }
    if formula != .liao1999, options["k"] != nil {
      throw DefinitionError(
        place: options.places["k"] ?? options.place, message: "'k' belongs to 'formula: liao_1999'",
        remedy: "Remove it.")
    }
    model = CouplingCoordination(
      formula: formula, weights: try Self.weights(options, systems.map(\.name)), exponent: exponent)
    floor = options["floor"] == nil ? nil : try options.number("floor", default: 0)
    if let floor, !(floor > 0 && floor < 1) { throw options.error("floor", expected: "a number above 0 and below 1") }
    classes = try Self.classes("classes", options, context)
    stages = try Self.classes("coupling_classes", options, context)
    imbalanceBelow = try options.number("imbalance", under: "below")
    lagging = try Self.lagging(options, systems: systems.count)
  }

  private static func lagging(_ options: MethodOptions, systems: Int) throws(DefinitionError) -> LaggingRule? {
    let expected = "a map of the form {within: number >= 0}, or {ratio: [low, high]} for two systems"
    switch options["lagging"] {
    case nil: return nil
    case .map(let entries)? where entries.count == 1:
      if entries[0].key == "within", case .number(let limit) = entries[0].value, limit >= 0 { return .within(limit) }
      let inner = MethodOptions(["lagging": entries[0].value], places: options.places, place: options.place)
      guard entries[0].key == "ratio", systems == 2, case .list = entries[0].value,
        let ends = try inner.numberList("lagging", count: 2), ends[0] >= 0, ends[0] <= ends[1]
      else { throw options.error("lagging", expected: expected) }
      return .ratio(low: ends[0], high: ends[1])
    default: throw options.error("lagging", expected: expected)
    }
  }

  package var inputs: [IndicatorCode] { systems.map(\.code) }

  package var definedOutputs: [MeasureOutput] {
    Self.outputs.filter { output in
      switch output.name {
      case "class": classes != nil
      case "imbalance": imbalanceBelow != nil
      case "stage": stages != nil
      case "lagging": lagging != nil
      default: true
      }
    }
  }

  /// Equal weights, or those written, each system named once.
  private static func weights(_ options: MethodOptions, _ names: [String]) throws(DefinitionError) -> [Double] {
    guard let given = options["weights"], given != .text("equal") else { return names.map { _ in 1 } }
    guard case .map = given, let numbers = try options.numbers("weights") else {
      throw options.error("weights", expected: "'equal' or a map of names to numbers")
    }
    let place = options.places["weights"] ?? options.place
    if let stranger = numbers.first(where: { !names.contains($0.name) }) {
      throw DefinitionError(
        place: place, message: "'\(stranger.name)' has a weight but is not a system",
        remedy: Suggestions.sentence(for: stranger.name, among: names))
    }
    var weights: [Double] = []
    for name in names {
      guard let weight = numbers.first(where: { $0.name == name })?.value else {
        throw DefinitionError(
          place: place, message: "no weight is given for '\(name)'", remedy: "Name every system under 'weights'.")
      }
      guard weight >= 0 else {
        throw DefinitionError(
          place: place, message: "the weight of '\(name)' is below 0", remedy: "Write a number of 0 or more.")
      }
      weights.append(weight)
    }
    guard weights.contains(where: { $0 > 0 }) else {
      throw DefinitionError(place: place, message: "the weights are all 0", remedy: "Write a number above 0.")
    }
    return weights
  }

  private static func classes(
    _ key: String, _ options: MethodOptions, _ context: MeasureContext
  ) throws(DefinitionError) -> ClassTable? {
    guard let given = options[key] else { return nil }
    guard case .text(let name) = given else { throw options.error(key, expected: "the name of a class table") }
    if let table = context.classTables[name] { return table }
    throw DefinitionError(
      place: options.places[key] ?? options.place, message: "'\(name)' is not a class table",
      remedy: Suggestions.sentence(for: name, among: context.classTables.keys.sorted()))
  }
}
