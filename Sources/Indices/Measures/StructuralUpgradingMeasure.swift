import Definitions
import PanelModel

/// Industrial upgrading of each area and year from the three industries' value added and employment.
package struct StructuralUpgradingMeasure: Measure {
  private let definition: MeasureDefinition
  let valueAdded: [IndicatorCode]
  let employment: [IndicatorCode]?
  /// Value added is given as printed shares.
  let isShares: Bool
  /// How far the sum of printed shares may be from the whole, as a share of it.
  let largestDeviation: Double
  let extras: [Extra]
  let productivity: Productivity

  package static let info = MethodInfo(
    name: "upgrading",
    title: Title(zh: "产业结构升级", en: "Industrial upgrading"),
    formula:
      "level = y1 + 2 y2 + 3 y3; ts = y3 / y2; tl = sum y_i ln(y_i / l_i); angle = 3 theta1 + 2 theta2 + theta3, "
      + "theta_j = arccos(y_j / |y|); deviation = sum |y_i / l_i - 1|; moore = y_t . y_(t-1) / (|y_t| |y_(t-1)|); lilien = "
      + "sqrt(sum l_i (dln L_i - dln L)^2); quality = sum y_i p_i",
    source: "level: Xu Min and Jiang Yong (2015); ts, tl: Gan Chunhui, Zheng Ruogu and Yu Dianfan, 经济研究 46(5), 2011, "
      + "4-16; angle: Fu Linghui, 统计研究 27(8), 2010, 79-81; moore: Moore, Review of Income and Wealth 24 (1978), 105-118; "
      + "lilien: Lilien, Journal of Political Economy 90 (1982), 777-793; deviation_inverse: Han Yonghui et al. (2017); "
      + "quality: Liu Wei et al. (2008), Yuan Hang and Zhu Chengliang (2018)",
    options: [
      .init(
        "value_added", allowed: "[primary, secondary, tertiary]", default: "(or shares)",
        meaning: "Value added of the three industries; shares are taken of their sum."),
      .init(
        "shares", allowed: "[primary, secondary, tertiary]", default: "(or value_added)",
        meaning: "Printed shares of the three industries, as parts of 1 or of 100; they are rescaled to sum to 1."),
      .init(
        "largest_deviation", allowed: "0 < number < 0.5", default: "0.02",
        meaning: "How far the sum of printed shares may be from the whole, as a part of it, before the row is excluded."
      ),
      .init(
        "employment", allowed: "[primary, secondary, tertiary]", default: "none",
        meaning: "Employment of the three industries, for tl."),
      .init(
        "also",
        allowed: "[tl_inverse, tl_negative, tl_complement, deviation, weighted_deviation, deviation_inverse, moore, "
          + "moore_angle, lilien, quality]", default: "none",
        meaning: "Further outputs. All but moore and moore_angle need employment; quality needs amounts of value added."
      ),
      .init(
        "productivity", allowed: "mean | {start: [3 numbers], end: [3 numbers]}", default: "mean",
        meaning:
          "How quality takes the unit from VA_i / L_i: over its mean over all rows, or (p - start) / (end - start)."
      ),
    ],
    edges: [
      "ts: y2 = 0 is missing (cannot exist). tl: y_i = 0 adds 0; y_i > 0 with l_i = 0 is missing, the sum being infinite.",
      "All value added 0, or one industry below 0: everything is missing.",
      "Printed shares that sum to 99.9 or 100.1 are rescaled, and a finding counts them; sums further off than "
        + "largest_deviation are excluded.",
      "tl is a negative indicator: 0 is balanced, larger is worse.",
      "deviation: y_i = l_i = 0 adds 0; y_i > 0 with l_i = 0 is missing. Inverses of 0 are missing.",
      "moore, moore_angle, lilien: missing in an area's first year and after a gap. lilien: an industry with employment in "
        + "one of the two years only is missing.",
      "quality: y_i > 0 without employment is missing; with productivity: mean, dropping areas moves the mean.",
    ])

  package static let outputs =
    [
      MeasureOutput("level", title: Title(zh: "产业结构层次系数", en: "Structure level coefficient"), isMain: true),
      MeasureOutput("ts", title: Title(zh: "产业结构高级化（三产/二产）", en: "Advancement, tertiary over secondary")),
      MeasureOutput(
        "tl", title: Title(zh: "产业结构合理化（泰尔指数）", en: "Rationalization, Theil index"),
        note: "A negative indicator: 0 is balanced."),
      MeasureOutput("angle", title: Title(zh: "产业结构高级化（夹角）", en: "Advancement by angles"), note: "In radians."),
    ] + Extra.allCases.map { $0.output }

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    self.definition = definition
    let amounts = try options.distinctCodes("value_added", count: 3)
    let shares = try options.distinctCodes("shares", count: 3)
    if shares != nil, amounts != nil {
      throw DefinitionError(
        place: options.places["shares"] ?? options.place, message: "'value_added' and 'shares' stand beside each other",
        remedy: "Keep one of them.")
    }
    guard let given = amounts ?? shares else { throw options.missing("value_added") }
    valueAdded = given
    isShares = shares != nil
    employment = try options.distinctCodes("employment", count: 3)
    largestDeviation = try options.number("largest_deviation", default: 0.02)
    guard largestDeviation > 0, largestDeviation < 0.5 else {
      throw options.error("largest_deviation", expected: "a number above 0 and below 0.5")
    }
    extras = try options.choices("also", Extra.self)
    productivity = try Self.productivity(options)
    try Self.check(extras, options, hasEmployment: employment != nil, isShares: isShares)
    if !isShares, options["largest_deviation"] != nil {
      throw DefinitionError(
        place: options.places["largest_deviation"] ?? options.place,
        message: "'largest_deviation' is about printed shares, and value added is given as amounts",
        remedy: "Remove it, or give 'shares'.")
    }
  }

  private static func check(
    _ extras: [Extra], _ options: MethodOptions, hasEmployment: Bool, isShares: Bool
  ) throws(DefinitionError) {
    let place = options.places["also"] ?? options.place
    if !hasEmployment, let extra = extras.first(where: { $0.needsEmployment }) {
      throw DefinitionError(
        place: place, message: "'\(extra.rawValue)' needs employment", remedy: "Add 'employment:', or leave it out.")
    }
    if isShares, extras.contains(.quality) {
      throw DefinitionError(
        place: place, message: "'quality' needs amounts of value added, and shares are given",
        remedy: "Give 'value_added', or leave it out.")
    }
    if !extras.contains(.quality) { try options.refuse("productivity", because: "'quality' is not asked for") }
  }

  var code: IndicatorCode { definition.code }

  /// The column of an output, for findings.
  func column(of output: MeasureOutput) -> IndicatorCode { definition.column(of: output) ?? code }

  package var inputs: [IndicatorCode] { distinct(valueAdded + (employment ?? [])) }

  package var definedOutputs: [MeasureOutput] {
    Self.outputs.filter { output in
      if let extra = Extra(rawValue: output.name) { return extras.contains(extra) }
      return output.name != "tl" || employment != nil
    }
  }
}
