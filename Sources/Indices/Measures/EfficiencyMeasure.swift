import Definitions
import PanelModel

/// Efficiency of areas as producers, by data envelopment: land use with undesirable outputs, for one.
package struct EfficiencyMeasure: Measure {
  private enum Model: String, CaseIterable {
    case slacks
    case radial
  }
  private enum Frontier: String, CaseIterable {
    case eachYear = "each_year"
    case pooled
  }

  private let code: IndicatorCode
  private let columns: [IndicatorCode]
  private let inputCount: Int
  private let wantedCount: Int
  private let model: Model
  private let returns: SlacksBasedEfficiency.Returns
  private let frontier: Frontier
  private let isSuper: Bool

  package static let info = MethodInfo(
    name: "efficiency",
    title: Title(zh: "效率（SBM 数据包络）", en: "Efficiency by data envelopment"),
    formula: "slacks: min [1 - (1/m) sum s-/x] / [1 + (1/(p+q)) (sum sg/y + sum sb/b)], x = X L + s-, y = Y L - sg, "
      + "b = B L + sb; super: the unit left out of X, Y, B; radial: min theta, X L <= theta x, Y L >= y; "
      + "variable returns: sum L = 1",
    source:
      "Tone, European Journal of Operational Research 130 (2001) and 143 (2002); radial: Charnes, Cooper and Rhodes, "
      + "EJOR 2 (1978)",
    options: [
      .init(
        "inputs", allowed: "[codes]", default: nil,
        meaning: "What is used up: built-up land, capital stock, employment."),
      .init("desirable", allowed: "[codes]", default: nil, meaning: "Wanted outputs, such as real value added."),
      .init(
        "undesirable", allowed: "[codes]", default: "none", meaning: "Unwanted outputs, such as waste water, SO2, dust."
      ),
      .init(
        "returns", allowed: "constant | variable", default: nil,
        meaning: "Returns to scale of the frontier (CRS, VRS); papers use both."),
      .init(
        "model", allowed: "slacks | radial", default: "slacks",
        meaning: "slacks (SBM): every slack counts; radial (CCR, BCC): one factor for all inputs."),
      .init(
        "frontier", allowed: "each_year | pooled", default: "each_year",
        meaning: "Areas are compared with those of the same year, or with all areas and years."),
      .init(
        "super", allowed: "true | false", default: "false",
        meaning: "Scores above 1 for areas on the frontier, against the frontier of the others; model slacks."),
    ],
    edges: [
      "An amount of 0 or below is not allowed in a ratio of slacks: the row is missing (cannot exist) and is not in the "
        + "frontier; a finding counts such rows.",
      "A row without one of the amounts is missing and is not in the frontier.",
      "super: under variable returns an area may be out of reach of the others; it is then missing.",
      "Scores compare with the frontier of the panel: dropping areas changes them. With few areas most are efficient.",
    ])

  package static let outputs = [
    MeasureOutput("value", title: Title(zh: "效率值", en: "Efficiency"), isMain: true)
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    let used = try options.distinctCodes("inputs")
    let wanted = try options.distinctCodes("desirable")
    let unwanted = options["undesirable"] == nil ? [] : try options.distinctCodes("undesirable")
    columns = used + wanted + unwanted
    (inputCount, wantedCount) = (used.count, wanted.count)
    model = try options.choice("model", default: Model.slacks)
    returns = try options.requiredChoice("returns", SlacksBasedEfficiency.Returns.self)
    frontier = try options.choice("frontier", default: Frontier.eachYear)
    isSuper = try options.flag("super", default: false)
    if model == .radial {
      for key in ["undesirable", "super"] { try options.refuse(key, because: "it belongs to 'model: slacks'") }
    }
    if let twice = columns.indices.first(where: { columns[..<$0].contains(columns[$0]) }) {
      throw DefinitionError(
        place: options.places[twice < inputCount + wantedCount ? "desirable" : "undesirable"] ?? options.place,
        message: "'\(columns[twice])' stands among inputs and outputs, or among both kinds of outputs",
        remedy: "Keep it in one of them.")
    }
  }

  package var inputs: [IndicatorCode] { columns }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let series = try columns.map { column throws(MeasureError) in try panel.series(column, for: code) }
    var value = PanelSeries(count: panel.rowCount)
    var rows: [Int] = []
    var refused = 0
    for i in panel.keys.indices {
      let status = Panel.status(series, row: i)
      value.setMissing(i, status)
      guard !status.isMissing else { continue }
      if unit(series, i).isAllowed { rows.append(i) } else { refused += 1 }
      value.setMissing(i, .missingCannotExist)
    }
    var unreached = 0
    for group in groups(rows, panel) {
      let model = SlacksBasedEfficiency(group.map { unit(series, $0) }, returns: returns)
      for (position, i) in group.enumerated() {
        if let score = score(model, position) {
          value.set(i, score, Panel.status(series, row: i))
        } else {
          unreached += 1
        }
      }
    }
    findings += UndefinedValues.findings(about: code, count: refused, because: "an amount is 0 or below")
    findings += UndefinedValues.findings(
      about: code, count: unreached, because: "the frontier of the other areas does not reach it")
    return MeasureResult(series: [.init("value", value)])
  }

  /// The rows that make up one frontier.
  private func groups(_ rows: [Int], _ panel: Panel) -> [[Int]] {
    guard frontier == .eachYear else { return [rows] }
    let allowed = Set(rows)
    return panel.rowsByYear.map { $0.rows.filter(allowed.contains) }
  }

  private func score(_ model: SlacksBasedEfficiency, _ position: Int) -> Double? {
    if self.model == .radial { return model.radialScore(position) }
    guard let score = model.score(position) else { return nil }
    return isSuper && score > 1 - 1e-9 ? model.superScore(position) : score
  }

  private func unit(_ series: [PanelSeries], _ row: Int) -> SlacksBasedEfficiency.Unit {
    let amounts = series.map { $0[row] ?? 0 }
    return SlacksBasedEfficiency.Unit(
      inputs: Array(amounts[..<inputCount]), wanted: Array(amounts[inputCount..<(inputCount + wantedCount)]),
      unwanted: Array(amounts[(inputCount + wantedCount)...]))
  }
}
