import Definitions
import PanelModel

/// Location quotients by year over the areas of the panel: one of a sum of columns (`of`), or one a part (`each`).
package struct LocationQuotientMeasure: Measure {
  let definition: MeasureDefinition
  let parts: [NamedSum]
  let total: [IndicatorCode]
  let isByPart: Bool
  let base: QuotientBase

  package static let info = MethodInfo(
    name: "location_quotient",
    title: Title(zh: "区位熵", en: "Location quotient"),
    formula:
      "LQ_ri = (e_ri / e_r) / (e_i / e), e_i and e summed over the areas of the panel in the same year, or published "
      + "national totals",
    source: "Hoover, Review of Economic Statistics 18 (1936); Balassa, Manchester School 33 (1965)",
    options: [
      .init(
        "of", allowed: "code | [codes]", default: "(or each)",
        meaning: "The part, such as employment in manufacturing. Several columns are summed before the ratio is taken."),
      .init(
        "each", allowed: "[codes] | {name: code | [codes]}", default: "(or of)",
        meaning: "Several parts, each with a column of its own named CODE_PART."),
      .init(
        "total", allowed: "code | [codes]", default: nil,
        meaning: "All activity of an area, such as total employment. Several columns are summed."),
      .init(
        "base", allowed: "sample | national", default: "sample",
        meaning: "What an area is compared with: the sum over the panel's areas in the same year, or published totals."),
      .init(
        "national", allowed: "{total: {year: number}, NAME: {year: number}}, NAME being part, or those of each",
        default: "(with base: national)",
        meaning: "Published national totals by year; total and parts in one unit, whichever it is."),
    ],
    edges: [
      "0/0, an area without any activity or a part that exists nowhere that year, is missing (cannot exist), never 0.",
      "An area without one of the figures has no quotient and is left out of that year's totals; a finding says how many.",
      "A figure below 0 is treated as excluded.",
      "base: sample: dropping areas from the panel changes the base, and so every other area's quotient.",
      "base: national: a year without national totals is missing, with a warning (MEA-001).",
    ])

  package static let outputs = [
    MeasureOutput("value", title: Title(zh: "区位熵", en: "Location quotient"), isMain: true)
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    self.definition = definition
    total = try options.distinctCodes("total")
    isByPart = options["each"] != nil
    if isByPart, options["of"] != nil {
      throw DefinitionError(
        place: options.places["each"] ?? options.place, message: "'of' and 'each' stand beside each other",
        remedy: "Keep 'of' for one quotient of a sum, or 'each' for a quotient a part.")
    }
    if let parts = try options.namedSums("each") {
      self.parts = parts
      try Self.checkNames(parts, definition)
    } else {
      parts = [NamedSum(name: "value", codes: try options.distinctCodes("of"))]
    }
    base = try QuotientBase(options, parts: isByPart ? parts.map(\.name) : ["part"])
  }

  private static func checkNames(_ parts: [NamedSum], _ definition: MeasureDefinition) throws(DefinitionError) {
    for part in parts where definition.column(of: MeasureOutput(part.name, title: Title())) == nil {
      throw DefinitionError(
        place: definition.options.places["each"] ?? definition.place,
        message: "the column '\(definition.code)_\(part.name)' would have a name of more than 32 characters",
        remedy: "Give the part a short name: each: {short: \(part.codes[0])}.")
    }
  }

  package var inputs: [IndicatorCode] { distinct(parts.flatMap(\.codes) + total) }

  package var definedOutputs: [MeasureOutput] {
    guard isByPart else { return Self.outputs }
    return parts.map { MeasureOutput($0.name, title: Title(zh: $0.name, en: $0.name)) }
  }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let code = definition.code
    let whole = try panel.sizes(total, for: code)
    var result = MeasureResult()
    for (part, output) in zip(parts, definedOutputs) {
      let subject = definition.column(of: output) ?? code
      let sizes = try panel.sizes(part.codes, for: code)
      let complete = CompleteRows(panel, columns: [sizes, whole], total: whole)
      let series = LocationQuotientSeries(
        sizes, of: whole, complete: complete, national: base.ratios(isByPart ? part.name : "part"))
      result.series.append(MeasureResult.Series(part.name, series.quotients))
      findings += complete.findings(about: subject, needing: "the part or the total")
      findings += series.findings(about: subject)
    }
    return result
  }
}
