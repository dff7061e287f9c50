import Definitions
import PanelModel

/// The degree of co-agglomeration of manufacturing and producer services in each city and year, from location quotients.
package struct CityCoagglomerationMeasure: Measure {
  let code: IndicatorCode
  let variant: CityCoagglomeration
  let manufacturing: [IndicatorCode]
  let services: [IndicatorCode]
  let total: [IndicatorCode]

  package static let info = MethodInfo(
    name: "coagglomeration",
    title: Title(zh: "产业协同集聚度", en: "Degree of industrial co-agglomeration of a city"),
    formula: "A = 1 - |LQm - LQs| / (LQm + LQs); B = A + LQm + LQs; C = A sqrt(LQm LQs)",
    source: "A: Yang Renfa, 管理世界 2013(8). B: Chen Jianjun, Liu Yue and Zou Miaomiao, 浙江大学学报 2016",
    options: [
      .init(
        "variant", allowed: "A | B | C", default: nil,
        meaning: "A relative difference, in [0, 1]; B quality and height, >= 0; C product, >= 0."),
      .init("manufacturing", allowed: "code | [codes]", default: nil, meaning: "Employment in manufacturing."),
      .init(
        "services", allowed: "code | [codes]", default: nil,
        meaning: "Employment in producer services; their quotient is that of their sum, not the mean of quotients."),
      .init("total", allowed: "code | [codes]", default: nil, meaning: "All employment of an area."),
      .init(
        "base", allowed: "sample", default: "sample",
        meaning: "What an area is compared with: the sum over the panel's areas in the same year."),
    ],
    edges: [
      "Both quotients 0: missing (cannot exist). One of them 0: A = 0, B = the other quotient, C = 0.",
      "An area without one of the figures is missing and left out of that year's totals; a finding says how many.",
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
    if case .text("D")? = options["variant"] {
      throw DefinitionError(
        place: options.places["variant"] ?? options.place, message: "'D', the coupling form, is a measure of its own",
        remedy: "Write 'measure: coupling_coordination' with the scores of the two systems.")
    }
    variant = try options.requiredChoice("variant", CityCoagglomeration.self)
    manufacturing = try options.distinctCodes("manufacturing")
    services = try options.distinctCodes("services")
    total = try options.distinctCodes("total")
    _ = try options.choice("base", default: Base.sample)
    if let shared = manufacturing.first(where: services.contains) {
      throw DefinitionError(
        place: options.places["services"] ?? options.place,
        message: "'\(shared)' stands under both 'manufacturing' and 'services'", remedy: "Keep it in one of them.")
    }
  }

  package var inputs: [IndicatorCode] { distinct(manufacturing + services + total) }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let whole = try panel.sizes(total, for: code)
    let makers = try panel.sizes(manufacturing, for: code)
    let servers = try panel.sizes(services, for: code)
    let complete = CompleteRows(panel, columns: [makers, servers, whole], total: whole)
    let first = LocationQuotientSeries(makers, of: whole, complete: complete).quotients
    let second = LocationQuotientSeries(servers, of: whole, complete: complete).quotients
    var degree = PanelSeries(count: panel.rowCount)
    var undefined = 0
    for i in panel.keys.indices {
      let status = Panel.status([first, second], row: i)
      if let m = first[i], let s = second[i], let value = variant.degree(m, s) {
        degree.set(i, value, status)
      } else {
        let hasFigures = makers[i] != nil && servers[i] != nil && whole[i] != nil
        undefined += hasFigures ? 1 : 0
        degree.setMissing(i, hasFigures ? .missingCannotExist : status)
      }
    }
    findings += complete.findings(about: code, needing: "manufacturing, services or total")
    findings += UndefinedValues.findings(
      about: code, count: undefined, because: "there is neither manufacturing nor services, or no activity at all")
    return MeasureResult(series: [
      .init("degree", degree), .init("lq_manufacturing", first), .init("lq_services", second),
    ])
  }

  /// What an area is compared with.
  private enum Base: String, CaseIterable {
    case sample
  }
}
