import Definitions
import PanelModel

/// Concentration and co-agglomeration of industries over the panel's areas: tables of one row an industry, group or pair
/// in each year.
package struct EllisonGlaeserMeasure: Measure {
  /// Where the plants' sizes come from.
  enum Plants: Sendable {
    /// Nowhere: only what needs no plants is computed.
    case none
    /// As many plants of equal size as these columns count, in the order of the industries.
    case equal(counts: [IndicatorCode])
    /// Each plant is a row of a table.
    case table(DataTable, name: String)
  }

  let code: IndicatorCode
  /// In order of code.
  let industries: [IndicatorCode]
  /// Nil: the sum of the industries.
  let total: [IndicatorCode]?
  let reference: IndustryShares.Reference
  let plants: Plants
  let groups: [NamedSum]
  let grouping: RowGrouping?

  package static let info = MethodInfo(
    name: "ellison_glaeser",
    title: Title(zh: "EG指数", en: "Ellison-Glaeser concentration and co-agglomeration"),
    formula:
      "gamma_i = [G_i - (1 - X) H_i] / [(1 - X)(1 - H_i)], G_i = sum_r (s_ri - x_r)^2, X = sum_r x_r^2; gamma_ij = "
      + "sum_r (s_ri - x_r)(s_rj - x_r) / (1 - X); group: sum_{i != j} w_i w_j gamma_ij / (1 - sum w^2); Var(G) = 2 {H^2 [X - 2 sum x^3 + X^2] - sum z^4 [X - 4 sum x^3 + "
      + "3 X^2]}; gamma_ms = [(sum s^2 - X) / (1 - X) - H] / (1 - H); alpha = sum s^2 - 1/min(N, R) - H + 1/N",
    source:
      "Ellison and Glaeser, Journal of Political Economy 105 (1997), 889-927; Ellison, Glaeser and Kerr, American "
      + "Economic Review 100 (2010), 1195-1213; gamma_ms: Maurel and Sedillot, Regional Science and Urban Economics 29 "
      + "(1999), 575-604; alpha: Devereux, Griffith and Simpson, the same 34 (2004), 533-564",
    options: [
      .init(
        "industries", allowed: "[codes]", default: nil, meaning: "Employment of each industry, a column an industry."),
      .init(
        "total", allowed: "code | [codes]", default: "the sum of the industries",
        meaning: "What x is an area's share of."),
      .init(
        "x", allowed: "aggregate_share | mean_share", default: "aggregate_share",
        meaning: "The reference: an area's share of the total (1997), or the mean of its industry shares (2010)."),
      .init(
        "plants", allowed: "{table: NAME} | equal", default: "none",
        meaning: "Sizes of plants, for gamma: a table of them, or equal plants of a known number (an approximation). "
          + "Groups and pairs need none."),
      .init(
        "plant_counts", allowed: "{industry: code}", default: "(with plants: equal)",
        meaning: "For each industry the column that counts its plants."),
      .init(
        "groups", allowed: "{name: [codes]}", default: "{all: the industries}",
        meaning: "Groups of industries whose common co-agglomeration is computed."),
      .init(
        "within", allowed: "grouping or code", default: "none",
        meaning:
          "Each group of areas by itself (province, region3, or a column of whole numbers): x and R are the group's."
      ),
    ],
    edges: [
      "One plant (H = 1), one area with all activity (X = 1), or an industry without employment: missing.",
      "gamma has no upper bound and is not clamped; it exceeds 1 for an industry in an area with a small x.",
      "An area without the industry is a zero and stays in the sum; an area without a figure is left out of the year.",
      "With mean_share over the same industries the pairs, each counted twice, and the diagonal sum to 0.",
    ])

  package static let outputs = [
    MeasureOutput(
      "industries", title: Title(zh: "行业集聚", en: "Concentration by industry"), kind: .table, isMain: true),
    MeasureOutput("groups", title: Title(zh: "行业组协同集聚", en: "Co-agglomeration of groups"), kind: .table),
    MeasureOutput("pairs", title: Title(zh: "行业两两协同集聚", en: "Co-agglomeration of pairs"), kind: .table),
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    industries = try options.distinctCodes("industries").sorted()
    reference = try options.choice("x", default: IndustryShares.Reference.aggregateShare)
    total = options["total"] == nil ? nil : try options.distinctCodes("total")
    if total != nil, reference == .meanShare {
      throw DefinitionError(
        place: options.places["total"] ?? options.place, message: "'total' has no meaning with 'x: mean_share'",
        remedy: "Remove it, or write 'x: aggregate_share'.")
    }
    plants = try Self.plants(options, industries, context)
    grouping = try RowGrouping.option("within", options, context)
    let names = industries.map(\.rawValue)
    groups = try options.namedSums("groups") ?? [NamedSum(name: "all", codes: industries)]
    for code in groups.flatMap(\.codes) where !industries.contains(code) {
      throw DefinitionError(
        place: options.places["groups"] ?? options.place, message: "'\(code)' in a group is not one of the industries",
        remedy: Suggestions.sentence(for: code.rawValue, among: names))
    }
  }

  package var inputs: [IndicatorCode] {
    let codes = industries + (total ?? []) + (grouping?.inputs ?? [])
    guard case .equal(let counts) = plants else { return distinct(codes) }
    return distinct(codes + counts)
  }

  private static func plants(
    _ options: MethodOptions, _ industries: [IndicatorCode], _ context: MeasureContext
  ) throws(DefinitionError) -> Plants {
    let place = options.places["plants"] ?? options.place
    switch options["plants"] {
    case .text("equal")?: return .equal(counts: try counts(options, industries))
    case .map(let entries)? where entries.count == 1 && entries[0].key == "table":
      guard case .text(let name) = entries[0].value else { break }
      if let table = context.plantTables[name] { return .table(table, name: name) }
      throw DefinitionError(
        place: place, message: "'\(name)' is not a table of plants",
        remedy: Suggestions.sentence(for: name, among: context.plantTables.keys.sorted()))
    case nil:
      if options["plant_counts"] == nil { return .none }
      throw DefinitionError(
        place: options.places["plant_counts"] ?? options.place,
        message: "'plant_counts' stands without 'plants: equal'",
        remedy: "Add 'plants: equal', which says that plants are taken as equal.")
    default: break
    }
    throw DefinitionError(
      place: place, message: "'plants' is neither 'equal' nor {table: NAME}", remedy: "Write one of them.")
  }

  private static func counts(
    _ options: MethodOptions, _ industries: [IndicatorCode]
  ) throws(DefinitionError) -> [IndicatorCode] {
    let given = try options.namedCodes("plant_counts")
    let place = options.places["plant_counts"] ?? options.place
    if let stranger = given.first(where: { !industries.contains(IndicatorCode($0.name)) }) {
      throw DefinitionError(
        place: place, message: "'\(stranger.name)' under 'plant_counts' is not one of the industries",
        remedy: Suggestions.sentence(for: stranger.name, among: industries.map(\.rawValue)))
    }
    var counts: [IndicatorCode] = []
    for industry in industries {
      guard let count = given.first(where: { $0.name == industry.rawValue })?.code else {
        throw DefinitionError(
          place: place, message: "no column counts the plants of '\(industry)'",
          remedy: "Name every industry under 'plant_counts'.")
      }
      counts.append(count)
    }
    return counts
  }
}
