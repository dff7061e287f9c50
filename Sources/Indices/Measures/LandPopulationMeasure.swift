import Definitions
import PanelModel

/// Whether an area's built-up land and its urban population grow together.
package struct LandPopulationMeasure: Measure {
  private let code: IndicatorCode
  private let land: IndicatorCode
  private let population: IndicatorCode
  private let span: Int

  package static let info = MethodInfo(
    name: "land_population",
    title: Title(zh: "人口城镇化与土地城镇化协调", en: "Growth of built-up land and of urban population"),
    formula: "LR = land_t / land_(t-n) - 1, PR alike; cpli = |LR - PR| / sqrt((LR^2 + PR^2) / 2); elasticity = LR / PR",
    source: "Literature on people-land coordination (人地协调); no single source. An elasticity of 1.12 is the quoted rule",
    options: [
      .init("land", allowed: "code", default: nil, meaning: "Built-up area."),
      .init("population", allowed: "code", default: nil, meaning: "Urban population."),
      .init("years", allowed: "whole number >= 1", default: "1", meaning: "n, the years growth is taken over."),
    ],
    edges: [
      "The first n years of an area, and a year whose base year is absent, are missing (cannot exist).",
      "A base of 0 has no growth: missing. No growth of either: cpli is missing. PR = 0: elasticity is missing.",
      "cpli is 0 where both grow alike and at most 2; it does not say which grows faster: elasticity does, where PR > 0.",
    ])

  package static let outputs = [
    MeasureOutput(
      "cpli", title: Title(zh: "人地城镇化协调指数", en: "Discord of land and population growth"), isMain: true,
      note: "A negative indicator: 0 is growth alike."),
    MeasureOutput("elasticity", title: Title(zh: "城市用地增长弹性", en: "Elasticity of land to population")),
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    land = try options.requiredCode("land")
    population = try options.requiredCode("population")
    span = try options.wholeNumber("years") ?? 1
    guard span >= 1 else { throw options.error("years", expected: "a whole number of 1 or more") }
  }

  package var inputs: [IndicatorCode] { distinct([land, population]) }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let columns = [try panel.sizes([land], for: code), try panel.sizes([population], for: code)]
    var cpli = PanelSeries(count: panel.rowCount)
    var elasticity = cpli
    var undefined = 0
    for (i, key) in panel.keys.enumerated() {
      let base = panel.row(of: PanelKey(area: key.area, year: key.year.advanced(by: Int32(clamping: -span))))
      let status = Panel.status(columns, row: i).combined(
        with: base.map { Panel.status(columns, row: $0) } ?? .missingCannotExist)
      cpli.setMissing(i, status.isMissing ? status : .missingCannotExist)
      elasticity.setMissing(i, status.isMissing ? status : .missingCannotExist)
      guard let base, !status.isMissing else { continue }
      let growth = columns.compactMap { column -> Double? in
        guard let now = column[i], let before = column[base], before > 0 else { return nil }
        return now / before - 1
      }
      guard growth.count == 2, growth[0] != 0 || growth[1] != 0 else {
        undefined += 1
        continue
      }
      let scale = ((growth[0] * growth[0] + growth[1] * growth[1]) / 2).squareRoot()
      cpli.set(i, abs(growth[0] - growth[1]) / scale, status)
      if growth[1] != 0 { elasticity.set(i, growth[0] / growth[1], status) }
    }
    findings += UndefinedValues.findings(
      about: code, count: undefined, because: "the base year has none of one, or neither grew")
    return MeasureResult(series: [.init("cpli", cpli), .init("elasticity", elasticity)])
  }
}
