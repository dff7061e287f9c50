import Definitions
import PanelModel

/// Misallocation of capital and labour between areas in each year, after Chen and Hu.
package struct FactorMisallocationMeasure: Measure {
  enum Source: Sendable {
    case estimated(ProductionFunction.Returns, ProductionFunction.Slopes, yearEffects: Bool)
    case given(ProductionFunction.Elasticities)
  }
  enum Implausible: String, CaseIterable {
    case keep
    case missing
  }

  let code: IndicatorCode
  let sizes: [IndicatorCode]
  let source: Source
  let implausible: Implausible
  /// Percentiles of tau over all rows, beyond which it is set to them.
  let winsorize: (low: Double, high: Double)?

  package static let info = MethodInfo(
    name: "misallocation",
    title: Title(zh: "要素错配指数", en: "Misallocation of capital and labour"),
    formula:
      "gamma_Ki = (K_i / K) / (s_i b_Ki / b_K), s_i = Y_i / Y, b_K = sum s_i b_Ki, labour alike; tau = 1 / gamma - 1; "
      + "b from ln(Y/L) = b_K ln(K/L) + mu_i + lambda_t + e, or ln Y on ln K and ln L",
    source: "Chen Yongwei and Hu Weimin, 经济学（季刊） 10(4), 2011, 1401-1422; |tau|: Bai Junhong and Liu Yuying, "
      + "中国工业经济 2018(1), 60-78",
    options: [
      .init("output", allowed: "code", default: nil, meaning: "Y, real output."),
      .init("capital", allowed: "code", default: nil, meaning: "K, such as a column of the measure capital_stock."),
      .init("labour", allowed: "code", default: nil, meaning: "L, persons employed."),
      .init(
        "returns", allowed: "constant | unrestricted", default: "constant",
        meaning: "constant: b_L = 1 - b_K; unrestricted: both are estimated."),
      .init(
        "slopes", allowed: "common | by_area", default: nil,
        meaning: "One pair of elasticities for all areas, or each area its own (from few years: noisy)."),
      .init("year_effects", allowed: "true | false", default: "true", meaning: "Whether lambda_t is estimated."),
      .init(
        "elasticities", allowed: "{capital: number, labour: number}", default: "estimated",
        meaning: "Elasticities from elsewhere, in place of slopes and returns."),
      .init(
        "implausible", allowed: "keep | missing", default: "keep",
        meaning: "Areas with an elasticity outside (0, 1): kept with a warning, or missing and left out of totals."),
      .init(
        "winsorize", allowed: "[low, high], percentiles", default: "none",
        meaning: "tau beyond these percentiles (type 7) of all rows is set to them, before |tau|."),
    ],
    edges: [
      "A row without Y, K or L, or with one of 0 or below, has no value and no part in estimation or totals (MEA-004).",
      "Totals are sums over the panel's areas in the year: dropping an area moves every other area's tau.",
      "An elasticity outside (0, 1) makes tau change its sign or explode: warning MEA-010.",
      "by_area: an area whose K/L does not vary, or with too few years, has no elasticity; its rows are missing.",
      "One year only, or K/L that moves alike everywhere: the measure stops, as no slope is determined.",
    ])

  package static let outputs = [
    MeasureOutput(
      "abs_tau_k", title: Title(zh: "资本错配程度", en: "Misallocation of capital, absolute"), isMain: true,
      note: "|tau_K|: 0 is undistorted."),
    MeasureOutput("abs_tau_l", title: Title(zh: "劳动力错配程度", en: "Misallocation of labour, absolute")),
    MeasureOutput(
      "tau_k", title: Title(zh: "资本错配指数", en: "Misallocation of capital"), note: "Above 0: too little capital."),
    MeasureOutput(
      "tau_l", title: Title(zh: "劳动力错配指数", en: "Misallocation of labour"), note: "Above 0: too little labour."),
    MeasureOutput("gamma_k", title: Title(zh: "资本价格相对扭曲系数", en: "Relative distortion of capital")),
    MeasureOutput("gamma_l", title: Title(zh: "劳动力价格相对扭曲系数", en: "Relative distortion of labour")),
    MeasureOutput("elasticities", title: Title(zh: "产出弹性", en: "Elasticities of output"), kind: .table),
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    let named = try ["output", "capital", "labour"].map { key throws(DefinitionError) in try options.requiredCode(key) }
    if let twice = named.indices.first(where: { named[..<$0].contains(named[$0]) }) {
      throw DefinitionError(
        place: options.place, message: "'\(named[twice])' is given as two of output, capital and labour",
        remedy: "Name three columns.")
    }
    sizes = named
    implausible = try options.choice("implausible", default: Implausible.keep)
    source = try Self.source(options)
    winsorize = try Self.percentiles(options)
  }

  private static func source(_ options: MethodOptions) throws(DefinitionError) -> Source {
    guard let given = try options.numbers("elasticities") else {
      let returns = try options.choice("returns", default: ProductionFunction.Returns.constant)
      let slopes = try options.requiredChoice("slopes", ProductionFunction.Slopes.self)
      return .estimated(returns, slopes, yearEffects: try options.flag("year_effects", default: true))
    }
    for key in ["returns", "slopes", "year_effects"] {
      try options.refuse(key, because: "'elasticities' are given, and nothing is estimated")
    }
    guard given.count == 2, let capital = given.first(where: { $0.name == "capital" }),
      let labour = given.first(where: { $0.name == "labour" }), capital.value > 0, labour.value > 0
    else { throw options.error("elasticities", expected: "a map {capital: number, labour: number} of numbers above 0") }
    return .given(ProductionFunction.Elasticities(capital: capital.value, labour: labour.value))
  }

  private static func percentiles(_ options: MethodOptions) throws(DefinitionError) -> (low: Double, high: Double)? {
    guard let given = try options.numberList("winsorize", count: 2) else { return nil }
    guard given[0] >= 0, given[0] < given[1], given[1] <= 100 else {
      throw options.error("winsorize", expected: "two rising percentiles from 0 to 100, such as [1, 99]")
    }
    return (given[0], given[1])
  }

  package var inputs: [IndicatorCode] { sizes }
}
