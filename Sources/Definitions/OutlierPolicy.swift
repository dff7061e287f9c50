import PanelModel

/// What is done about outliers of a series, in each group of rows. Formulas: Docs/Methods/treatment.md.
package struct OutlierPolicy: Sendable, Equatable {
  package enum Rule: Sendable, Equatable {
    /// Values beyond two percentiles, 0 <= low < high <= 100, are set to them.
    case winsorize(low: Double, high: Double, type: PercentileType)
    case skewKurtosis(SkewKurtosisRule)
    /// Every value is transformed.
    case transform(ValueTransform)
  }

  package var rule: Rule
  package var over: NormalizationScope

  package init(rule: Rule, over: NormalizationScope) {
    self.rule = rule
    self.over = over
  }

  /// Whether values may leave their unit: logarithms and powers have none.
  package var mayTransform: Bool {
    switch rule {
    case .winsorize: false
    case .skewKurtosis(let rule): rule.otherwise != nil
    case .transform: true
    }
  }
}

/// The nine sample quantiles of Hyndman and Fan (1996), as R numbers them. 7 is the default of R and NumPy, 2 that of
/// SAS and of Stata's `_pctile`, 6 that of SPSS and Excel's PERCENTILE.EXC.
package enum PercentileType: Int, Sendable, CaseIterable {
  case invertedDistribution = 1
  case averagedInverted, closestObservation, linearDistribution, hazen, weibull, linear, medianUnbiased, normalUnbiased
}

/// Outermost values are pulled in, one after the other, until the distribution is no longer lopsided with heavy tails
/// (the rule of the composite-indicator literature: |skewness| > 2 and kurtosis > 3.5).
package struct SkewKurtosisRule: Sendable, Equatable {
  package var skew = 2.0
  package var kurtosis = 3.5
  /// How many points may be pulled in.
  package var points = 5
  /// What is done with the values as they were if that is not enough; nil: they stay pulled in.
  package var otherwise: ValueTransform?

  package init() {}
}

/// A rising function of all values of a group of rows.
package enum ValueTransform: Sendable, Equatable {
  /// ln x.
  case log
  /// ln(x - min + 0.01 (max - min)).
  case logCT
  /// The same, or -ln(max - x + 0.01 (max - min)) where the skewness is negative.
  case logCTPlus
  /// ln(x - min + 1).
  case logCTOriginal
  /// (x^lambda - 1) / lambda, or ln x for lambda 0. nil: fitted by maximum likelihood. `shifts`: of x - min + 1.
  case boxCox(lambda: Double?, shifts: Bool)

  /// As definitions write it.
  package var name: String {
    switch self {
    case .log: "log"
    case .logCT: "log_ct"
    case .logCTPlus: "log_ct_plus"
    case .logCTOriginal: "log_ct_orig"
    case .boxCox: "box_cox"
    }
  }
}

extension OutlierPolicy {
  init(_ value: YAMLValue) throws(DefinitionError) {
    let map = try value.map()
    let rules = ["winsorize", "skew_kurtosis", "transform"].filter { map.optional($0) != nil }
    guard rules.count == 1 else {
      throw value.error(
        rules.isEmpty ? "No treatment is named" : "\(rules.joined(separator: " and ")) stand together",
        "Write one of winsorize: [1, 99], skew_kurtosis: {…} or transform: log.")
    }
    if let limits = map.optional("winsorize") {
      rule = try Self.winsorize(limits, type: map.optional("percentile_type"))
    } else if let body = map.optional("skew_kurtosis") {
      rule = .skewKurtosis(try SkewKurtosisRule(body))
    } else {
      rule = .transform(try ValueTransform(map, "transform"))
    }
    let scope = try map.required("over")
    over = try scope.scope()
    if case .skewKurtosis(let skew) = rule, skew.otherwise != nil, over != .pooled {
      throw scope.error(
        "A transformation where the rule fails would put the groups of rows on different scales",
        "Write over: pooled, or otherwise: leave.")
    }
    try map.finish()
  }

  private static func winsorize(_ limits: YAMLValue, type: YAMLValue?) throws(DefinitionError) -> Rule {
    let numbers = try limits.list()
    guard numbers.count == 2 else { throw limits.error("Two percentiles are expected", "Write [1, 99].") }
    let low = try numbers[0].number()
    let high = try numbers[1].number()
    guard 0 <= low, low < high, high <= 100 else {
      throw limits.error("Percentiles must rise from 0 to 100", "Write [1, 99].")
    }
    guard let type else { return .winsorize(low: low, high: high, type: .linear) }
    guard let chosen = PercentileType(rawValue: try type.integer()) else {
      throw type.error("Percentile types run from 1 to 9", "Write 7, the default of R and NumPy.")
    }
    return .winsorize(low: low, high: high, type: chosen)
  }
}

extension SkewKurtosisRule {
  init(_ value: YAMLValue) throws(DefinitionError) {
    self.init()
    let map = try value.map()
    skew = try map.optional("skew")?.number() ?? skew
    kurtosis = try map.optional("kurtosis")?.number() ?? kurtosis
    if let limit = map.optional("points") {
      points = try limit.integer()
      if points < 0 { throw limit.error("'points' is a number of values", "Write 5, or 0 for none.") }
    }
    if let text = map.optional("otherwise"), try text.text() != "leave" {
      otherwise = try ValueTransform(map, "otherwise")
    }
    try map.finish()
  }
}

extension ValueTransform {
  private static let names = ["log", "log_ct", "log_ct_plus", "log_ct_orig", "box_cox"]

  /// Reads the name at a key, and beside it `lambda` and `shift` for Box-Cox.
  init(_ map: YAMLMap, _ key: String) throws(DefinitionError) {
    let value = try map.required(key)
    switch try value.text() {
    case "log": self = .log
    case "log_ct": self = .logCT
    case "log_ct_plus": self = .logCTPlus
    case "log_ct_orig": self = .logCTOriginal
    case "box_cox": self = .boxCox(lambda: try Self.lambda(map.required("lambda")), shifts: try Self.shift(map))
    case let text:
      throw value.error("'\(text)' is not a transformation", Suggestions.sentence(for: text, among: Self.names))
    }
  }

  private static func lambda(_ value: YAMLValue) throws(DefinitionError) -> Double? {
    if let text = try? value.text(), text == "fitted" { return nil }
    return try value.number()
  }

  private static func shift(_ map: YAMLMap) throws(DefinitionError) -> Bool {
    guard let value = map.optional("shift") else { return false }
    switch try value.text() {
    case "none": return false
    case "min_to_one": return true
    case let text: throw value.error("'\(text)' is not a shift", "Write none, or min_to_one for x - min + 1.")
    }
  }
}
