import Definitions
import PanelModel

/// The advancement of an area's human capital from its persons by class of schooling, and of any other ordered structure.
package struct HumanCapitalStructureMeasure: Measure {
  private let code: IndicatorCode
  private let classes: [IndicatorCode]
  private let years: [Double]?

  package static let info = MethodInfo(
    name: "human_capital_structure",
    title: Title(zh: "人力资本结构高级化指数", en: "Advancement of the structure of human capital"),
    formula:
      "W = sum_j (n + 1 - j) theta_j, theta_j = arccos(h_j / |h|), h_j the share of class j, lowest first; scaled = "
      + "(W - W_lowest) / (W_highest - W_lowest); mean_years = sum h_j years_j",
    source: "Liu Zhiyong, Li Haizheng, Hu Yongyuan and Li Chenhua, 经济研究 2018(3); Fu Linghui, 统计研究 27(8), 2010, 79-81",
    options: [
      .init(
        "classes", allowed: "[codes], lowest schooling first, two or more", default: nil,
        meaning: "Persons, or shares of persons, by class of schooling."),
      .init(
        "years", allowed: "[numbers], one a class", default: "none", meaning: "Years of schooling, for mean_years."),
    ],
    edges: [
      "A row without one of the classes is missing; no person at all, or one below 0, is missing.",
      "Shares are taken of the sum of the classes: persons the book counts in no class have no part.",
      "W lies between all in the lowest and all in the highest class, but is not monotone in every shift between.",
    ])

  package static let outputs = [
    MeasureOutput(
      "angle", title: Title(zh: "人力资本结构高级化", en: "Advancement of human capital"), isMain: true, note: "In radians."),
    MeasureOutput("scaled", title: Title(zh: "人力资本结构高级化（0至1）", en: "Advancement of human capital, 0 to 1")),
    MeasureOutput("mean_years", title: Title(zh: "平均受教育年限", en: "Mean years of schooling")),
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    classes = try options.distinctCodes("classes")
    guard classes.count > 1 else { throw options.error("classes", expected: "a list of two or more indicator codes") }
    years = try options.numberList("years", count: classes.count)
  }

  package var inputs: [IndicatorCode] { classes }

  package var definedOutputs: [MeasureOutput] { Self.outputs.filter { $0.name != "mean_years" || years != nil } }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let columns = try classes.map { c throws(MeasureError) in try panel.sizes([c], for: code) }
    let lowest = VectorAngle.pure(0, of: classes.count)
    let highest = VectorAngle.pure(classes.count - 1, of: classes.count)
    var angle = PanelSeries(count: panel.rowCount)
    var (scaled, mean) = (angle, angle)
    var undefined = 0
    for i in panel.keys.indices {
      let status = Panel.status(columns, row: i)
      let amounts = columns.compactMap { $0[i] }
      guard amounts.count == classes.count, let value = VectorAngle.value(amounts) else {
        let isKnown = amounts.count == classes.count
        undefined += isKnown ? 1 : 0
        let reason = isKnown ? ObservationStatus.missingCannotExist : status
        angle.setMissing(i, reason)
        scaled.setMissing(i, reason)
        mean.setMissing(i, reason)
        continue
      }
      angle.set(i, value, status)
      scaled.set(i, (value - lowest) / (highest - lowest), status)
      if let years {
        mean.set(i, zip(amounts, years).lazy.map { $0 * $1 }.stableSum() / amounts.stableSum(), status)
      }
    }
    findings += UndefinedValues.findings(about: code, count: undefined, because: "no class has persons")
    return MeasureResult(
      series: [.init("angle", angle), .init("scaled", scaled)] + (years == nil ? [] : [.init("mean_years", mean)]))
  }
}
