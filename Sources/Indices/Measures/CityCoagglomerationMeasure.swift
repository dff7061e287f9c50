import Definitions
import PanelModel

/// The degree of co-agglomeration of manufacturing and producer services in each city and year, from location quotients.
package struct CityCoagglomerationMeasure: Measure {
  let code: IndicatorCode
  /// Nil for D, the coupling of two scores.
  let variant: CityCoagglomeration?
  let manufacturing: [IndicatorCode]
  let services: [IndicatorCode]
  let total: [IndicatorCode]
  let base: QuotientBase

  private enum Variant: String, CaseIterable {
    case relativeDifference = "A"
    case qualityAndHeight = "B"
    case product = "C"
    case coupling = "D"

    var formula: CityCoagglomeration? { CityCoagglomeration(rawValue: rawValue) }
  }

  package static let info = MethodInfo(
    name: "coagglomeration",
    title: Title(zh: "产业协同集聚度", en: "Degree of industrial co-agglomeration of a city"),
    formula: "A = 1 - |LQm - LQs| / (LQm + LQs); B = A + LQm + LQs; C = A sqrt(LQm LQs); D = sqrt(K T), K "
      + "= 2 sqrt(Um Us) / (Um + Us), T = (Um + Us) / 2",
    source: "A: Yang Renfa, 管理世界 2013(8). B: Chen Jianjun, Liu Yue and Zou Miaomiao, 浙江大学学报 2016",
    options: [
      .init(
        "variant", allowed: "A | B | C | D", default: nil,
        meaning: "A relative difference, in [0, 1]; B quality and height, >= 0; C product, >= 0; D coupling of two "
          + "scores, in [0, 1]."),
      .init(
        "manufacturing", allowed: "code | [codes]", default: nil,
        meaning: "Employment in manufacturing; for D the score of the manufacturing system, in [0, 1]."),
      .init(
        "services", allowed: "code | [codes]", default: nil,
        meaning:
          "Employment in producer services; their quotient is that of their sum, not the mean of quotients. For D the "
          + "score of the services system."),
      .init("total", allowed: "code | [codes]", default: "(not with D)", meaning: "All employment of an area."),
      .init(
        "base", allowed: "sample | national", default: "sample",
        meaning: "What an area is compared with: the sum over the panel's areas in the same year, or published totals."),
      .init(
        "national", allowed: "{total: {year: number}, manufacturing: {year: number}, services: {year: number}}",
        default: "(with base: national)",
        meaning: "Published national totals by year; total and parts in one unit, whichever it is."),
    ],
    edges: [
      "Both quotients 0: missing (cannot exist). One of them 0: A = 0, B = the other quotient, C = 0.",
      "An area without one of the figures is missing and left out of that year's totals; a finding says how many.",
      "D: a score outside [0, 1] stops the measure; one score 0, or both: D = 0. The scores come from composite indices.",
      "B is ruled by its level term in cities with one dominant industry; it has no upper bound.",
    ])

  package static let outputs = [
    MeasureOutput("degree", title: Title(zh: "协同集聚度", en: "Degree of co-agglomeration"), isMain: true),
    MeasureOutput("lq_manufacturing", title: Title(zh: "制造业区位熵", en: "Location quotient of manufacturing")),
    MeasureOutput("lq_services", title: Title(zh: "生产性服务业区位熵", en: "Location quotient of producer services")),
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    variant = try options.requiredChoice("variant", Variant.self).formula
    let isCoupling = variant == nil
    manufacturing = try options.distinctCodes("manufacturing")
    services = try options.distinctCodes("services")
    if isCoupling {
      for key in ["total", "base", "national"] { try options.refuse(key, because: "D couples two scores") }
      guard manufacturing.count == 1, services.count == 1 else {
        throw options.error(
          manufacturing.count == 1 ? "services" : "manufacturing",
          expected: "the code of one score, which variant D takes"
        )
      }
    }
    total = isCoupling ? [] : try options.distinctCodes("total")
    base = try QuotientBase(options, parts: ["manufacturing", "services"])
    if let shared = manufacturing.first(where: services.contains) {
      throw DefinitionError(
        place: options.places["services"] ?? options.place,
        message: "'\(shared)' stands under both 'manufacturing' and 'services'", remedy: "Keep it in one of them.")
    }
  }

  package var inputs: [IndicatorCode] { distinct(manufacturing + services + total) }

  package var definedOutputs: [MeasureOutput] { Self.outputs.filter { $0.isMain || variant != nil } }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    guard let variant else { return try coupled(panel) }
    let whole = try panel.sizes(total, for: code)
    let makers = try panel.sizes(manufacturing, for: code)
    let servers = try panel.sizes(services, for: code)
    let complete = CompleteRows(panel, columns: [makers, servers, whole], total: whole)
    let makersQuotients = LocationQuotientSeries(
      makers, of: whole, complete: complete, national: base.ratios("manufacturing"))
    let serversQuotients = LocationQuotientSeries(
      servers, of: whole, complete: complete, national: base.ratios("services"))
    let (first, second) = (makersQuotients.quotients, serversQuotients.quotients)
    var degree = PanelSeries(count: panel.rowCount)
    var undefined = 0
    for i in panel.keys.indices {
      let status = Panel.status([first, second], row: i)
      if let m = first[i], let s = second[i], let value = variant.degree(m, s) {
        degree.set(i, value, status)
      } else {
        let hasFigures =
          makers[i] != nil && servers[i] != nil && whole[i] != nil
          && !makersQuotients.yearsWithoutBase.contains(panel.keys[i].year)
          && !serversQuotients.yearsWithoutBase.contains(panel.keys[i].year)
        undefined += hasFigures ? 1 : 0
        degree.setMissing(i, hasFigures ? .missingCannotExist : status)
      }
    }
    findings += complete.findings(about: code, needing: "manufacturing, services or total")
    findings += UndefinedValues.findings(
      about: code, count: undefined, because: "there is neither manufacturing nor services, or no activity at all")
    findings += makersQuotients.findingsAboutBase(code) + serversQuotients.findingsAboutBase(code)
    return MeasureResult(series: [
      .init("degree", degree), .init("lq_manufacturing", first), .init("lq_services", second),
    ])
  }

  /// Variant D: the coupling coordination of two scores.
  private func coupled(_ panel: Panel) throws(MeasureError) -> MeasureResult {
    let codes = [manufacturing[0], services[0]]
    let columns = try codes.map { c throws(MeasureError) in try panel.series(c, for: code) }
    let model = CouplingCoordination(formula: .standard, weights: [1, 1])
    var degree = PanelSeries(count: panel.rowCount)
    for i in panel.keys.indices {
      let status = Panel.status(columns, row: i)
      let scores = columns.compactMap { $0[i] }
      guard scores.count == 2 else {
        degree.setMissing(i, status)
        continue
      }
      for (score, input) in zip(scores, codes) where score < -1e-9 || score > 1 + 1e-9 {
        throw MeasureError(
          .scoreOutsideUnitInterval, measure: code, input: input, key: panel.keys[i],
          message: "'\(input)' is \(DecimalText.text(score)) in area \(panel.keys[i].area), year \(panel.keys[i].year):"
            + " scores must lie in [0, 1] for variant D of '\(code)'",
          remedy: "Give a composite index of min-max values, or write 'variant: A', B or C for employment.")
      }
      degree.set(i, model.value(scores.map { min(1, max(0, $0)) }).degree, status)
    }
    return MeasureResult(series: [.init("degree", degree)])
  }
}
