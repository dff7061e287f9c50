import Definitions
import PanelModel

/// Virtual agglomeration (虚拟集聚) in the three forms that yearbooks can carry. No measure is agreed on.
package struct VirtualAgglomerationMeasure: Measure {
  private enum Form: String, CaseIterable {
    case quotient = "ict_quotient"
    case interaction
    case composite
  }
  private enum Interaction: String, CaseIterable {
    case product
    case relativeDifference = "A"
    case qualityAndHeight = "B"
    case rootProduct = "C"
  }

  private let code: IndicatorCode
  private let form: Form
  private let interaction: Interaction
  private let information: [IndicatorCode]
  private let partner: [IndicatorCode]
  private let total: [IndicatorCode]
  private let score: IndicatorCode?
  private let base: QuotientBase

  package static let info = MethodInfo(
    name: "virtual_agglomeration",
    title: Title(zh: "虚拟集聚", en: "Virtual agglomeration"),
    formula:
      "ict_quotient: LQ_ict = (e_ict / e)_area / (e_ict / e)_base; interaction: LQ_ict LQ_partner (product), or the "
      + "co-agglomeration A, B or C of the two; composite: the score of an entropy-weighted index of digital indicators",
    source: "Concept: Wang Ruyu, Liang Qi and Li Guangqian, 管理世界 2018(2). No measure is agreed on: the form is part of "
      + "the result",
    options: [
      .init(
        "form", allowed: "ict_quotient | interaction | composite", default: nil, meaning: "Which of the three forms."),
      .init(
        "information", allowed: "code | [codes]", default: "(not with composite)",
        meaning: "Employment in information transmission, software and IT services."),
      .init(
        "partner", allowed: "code | [codes]", default: "(with interaction)",
        meaning: "Employment in manufacturing, or in the real economy."),
      .init(
        "interaction", allowed: "product | A | B | C", default: "(with interaction)",
        meaning: "The product of the quotients, or a variant of the measure coagglomeration."),
      .init("total", allowed: "code | [codes]", default: "(not with composite)", meaning: "All employment of an area."),
      .init(
        "score", allowed: "code", default: "(with composite)",
        meaning: "The composite index of broadband, mobile users, telecom revenue, e-commerce and the like, defined in "
          + "indicators/indices."),
      .init(
        "base", allowed: "sample | national", default: "sample",
        meaning: "What an area is compared with, as for the LQ."
      ),
      .init(
        "national", allowed: "{total: {year: number}, information: {year: number}, partner: {…}}",
        default: "(with base: national)", meaning: "Published national totals by year, in any one unit."),
    ],
    edges: [
      "Quotients are undefined as in location_quotient; A, B and C as in coagglomeration (both quotients 0: missing).",
      "composite passes the index's score on, with its status: weights and normalisation are the index's own.",
      "The forms are not comparable: say which one a figure comes from.",
    ])

  package static let outputs = [
    MeasureOutput("value", title: Title(zh: "虚拟集聚", en: "Virtual agglomeration"), isMain: true),
    MeasureOutput("lq_information", title: Title(zh: "信息业区位熵", en: "Location quotient of information services")),
    MeasureOutput("lq_partner", title: Title(zh: "实体产业区位熵", en: "Location quotient of the partner industry")),
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    form = try options.requiredChoice("form", Form.self)
    let isComposite = form == .composite
    if isComposite {
      for key in ["information", "partner", "interaction", "total", "base", "national"] {
        try options.refuse(key, because: "the composite form takes its score from an index")
      }
    } else {
      try options.refuse("score", because: "it belongs to 'form: composite'")
    }
    if form == .quotient {
      for key in ["partner", "interaction"] { try options.refuse(key, because: "it belongs to 'form: interaction'") }
    }
    score = isComposite ? try options.requiredCode("score") : nil
    information = isComposite ? [] : try options.distinctCodes("information")
    total = isComposite ? [] : try options.distinctCodes("total")
    partner = form == .interaction ? try options.distinctCodes("partner") : []
    interaction = form == .interaction ? try options.requiredChoice("interaction", Interaction.self) : .product
    base = try QuotientBase(options, parts: form == .interaction ? ["information", "partner"] : ["information"])
    if let shared = partner.first(where: information.contains) {
      throw DefinitionError(
        place: options.places["partner"] ?? options.place,
        message: "'\(shared)' stands under both 'information' and 'partner'", remedy: "Keep it in one of them.")
    }
  }

  package var inputs: [IndicatorCode] { distinct(information + partner + total + (score.map { [$0] } ?? [])) }

  package var definedOutputs: [MeasureOutput] {
    Self.outputs.filter { output in
      switch output.name {
      case "lq_information", "lq_partner": form == .interaction
      default: true
      }
    }
  }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    if let score { return MeasureResult(series: [.init("value", try panel.series(score, for: code))]) }
    let whole = try panel.sizes(total, for: code)
    let ict = try panel.sizes(information, for: code)
    let other = partner.isEmpty ? nil : try panel.sizes(partner, for: code)
    let complete = CompleteRows(panel, columns: [ict, whole] + (other.map { [$0] } ?? []), total: whole)
    findings += complete.findings(about: code, needing: "information services, the partner or the total")
    let first = LocationQuotientSeries(ict, of: whole, complete: complete, national: base.ratios("information"))
    guard let other else {
      findings += first.findings(about: code)
      return MeasureResult(series: [.init("value", first.quotients)])
    }
    let second = LocationQuotientSeries(other, of: whole, complete: complete, national: base.ratios("partner"))
    var value = PanelSeries(count: panel.rowCount)
    var undefined = 0
    for i in panel.keys.indices {
      let status = Panel.status([first.quotients, second.quotients], row: i)
      if let a = first.quotients[i], let b = second.quotients[i], let joint = joint(a, b) {
        value.set(i, joint, status)
      } else {
        undefined += first.quotients[i] != nil && second.quotients[i] != nil ? 1 : 0
        value.setMissing(i, status.isMissing ? status : .missingCannotExist)
      }
    }
    findings += first.findings(about: code)
    findings += UndefinedValues.findings(about: code, count: undefined, because: "the area has neither activity")
    return MeasureResult(series: [
      .init("value", value), .init("lq_information", first.quotients), .init("lq_partner", second.quotients),
    ])
  }

  private func joint(_ ict: Double, _ other: Double) -> Double? {
    switch interaction {
    case .product: ict * other
    case .relativeDifference: CityCoagglomeration.relativeDifference.degree(ict, other)
    case .qualityAndHeight: CityCoagglomeration.qualityAndHeight.degree(ict, other)
    case .rootProduct: CityCoagglomeration.product.degree(ict, other)
    }
  }
}
