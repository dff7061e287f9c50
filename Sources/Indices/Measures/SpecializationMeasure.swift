import Definitions
import PanelModel

/// How specialised the industries of each area are in each year.
package struct SpecializationMeasure: Measure {
  private enum Base: String, CaseIterable {
    case all
    case others
  }

  private let code: IndicatorCode
  private let industries: [IndicatorCode]
  private let base: Base

  package static let info = MethodInfo(
    name: "specialization",
    title: Title(zh: "专业化与多样化", en: "Specialisation and diversity of areas"),
    formula:
      "s_i = e_ri / e_r, x_i = e_i / e; krugman = sum |s - x|; hoover = krugman / 2; hhi = sum s^2; hhi_normalized = (hhi "
      + "- 1/n) / (1 - 1/n); entropy = -sum s ln s; quotient_gini = Gini of s_i / x_i; lq_mean = sum s_i^2 / x_i; hachman "
      + "= 1 / lq_mean",
    source: "Krugman, Geography and Trade (1991); Hoover (1936); Hachman (1995); Theil (1967)",
    options: [
      .init("industries", allowed: "[codes], two or more", default: nil, meaning: "Employment, a column an industry."),
      .init(
        "base", allowed: "all | others", default: "all",
        meaning:
          "What an area is compared with in krugman and hoover: all areas of the panel in the year, or all others."
      ),
    ],
    edges: [
      "An area without one of the industries' figures is missing and left out of the year's totals (MEA-004).",
      "An area without any employment is missing (cannot exist). 0 ln 0 counts as 0.",
      "An industry that exists nowhere in a year has no quotient: quotient_gini is over the others.",
      "base: others with one area only: krugman and hoover are missing. lq_mean and hachman compare with all areas.",
      "hhi_normalized counts the n industries of the definition, whether the area has them or not.",
    ])

  package static let outputs = [
    MeasureOutput("krugman", title: Title(zh: "克鲁格曼专业化指数", en: "Krugman specialisation"), isMain: true),
    MeasureOutput("hoover", title: Title(zh: "胡佛专业化系数", en: "Hoover specialisation")),
    MeasureOutput("hhi", title: Title(zh: "赫芬达尔指数", en: "Herfindahl index of industries")),
    MeasureOutput("hhi_normalized", title: Title(zh: "标准化赫芬达尔指数", en: "Herfindahl index, normalised")),
    MeasureOutput("entropy", title: Title(zh: "产业多样化熵指数", en: "Entropy of industries"), note: "Natural logarithm."),
    MeasureOutput("quotient_gini", title: Title(zh: "区位熵基尼系数", en: "Gini of the location quotients")),
    MeasureOutput("lq_mean", title: Title(zh: "平均区位熵", en: "Location quotient, weighted mean")),
    MeasureOutput("hachman", title: Title(zh: "Hachman指数", en: "Hachman index")),
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    code = definition.code
    industries = try definition.options.distinctCodes("industries")
    guard industries.count > 1 else {
      throw definition.options.error("industries", expected: "a list of two or more indicator codes")
    }
    base = try definition.options.choice("base", default: Base.all)
  }

  package var inputs: [IndicatorCode] { industries }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let columns = try industries.map { c throws(MeasureError) in try panel.sizes([c], for: code) }
    let whole = try panel.sizes(industries, for: code)
    let complete = CompleteRows(panel, columns: columns, total: whole)
    let names = Self.outputs.map(\.name)
    var series = Dictionary(uniqueKeysWithValues: names.map { ($0, PanelSeries(count: panel.rowCount)) })
    for name in names {
      for i in panel.keys.indices { series[name]?.setMissing(i, Panel.status(columns, row: i)) }
    }
    var undefined = 0
    for year in complete.years {
      let sums = columns.map { column in year.rows.compactMap { column[$0] }.stableSum() }
      for i in year.rows {
        let own = columns.compactMap { $0[i] }
        let figures = figures(own, sums)
        undefined += figures == nil ? 1 : 0
        for name in names {
          if let value = figures?[name] {
            series[name]?.set(i, value, Panel.status(columns, row: i))
          } else {
            series[name]?.setMissing(i, .missingCannotExist)
          }
        }
      }
    }
    findings += complete.findings(about: code, needing: "an industry")
    findings += UndefinedValues.findings(about: code, count: undefined, because: "the area has no employment")
    return MeasureResult(series: names.compactMap { name in series[name].map { .init(name, $0) } })
  }

  /// The figures of one area by output; nil without any employment.
  private func figures(_ own: [Double], _ sums: [Double]) -> [String: Double]? {
    let total = own.stableSum()
    guard total > 0 else { return nil }
    let s = own.map { $0 / total }
    let all = sums.stableSum()
    let x = sums.map { $0 / all }
    let quotients = zip(s, x).filter { $0.1 > 0 }.map { $0.0 / $0.1 }
    let mean = zip(s, x).lazy.filter { $0.1 > 0 }.map { $0.0 * $0.0 / $0.1 }.stableSum()
    var figures = [
      "hhi": Specialization.herfindahl(s), "entropy": Specialization.entropy(s), "lq_mean": mean, "hachman": 1 / mean,
    ]
    figures["hhi_normalized"] = Specialization.normalizedHerfindahl(s)
    figures["quotient_gini"] = Specialization.gini(of: quotients)
    var reference: [Double]? = x
    if base == .others {
      let rest = zip(sums, own).map { max(0, $0 - $1) }
      let sum = rest.stableSum()
      reference = sum > 0 ? rest.map { $0 / sum } : nil
    }
    if let reference {
      let krugman = Specialization.krugman(s, reference)
      figures["krugman"] = krugman
      figures["hoover"] = krugman / 2
    }
    return figures
  }
}
