import PanelModel

/// A formula of a base indicator: `at_prices_of(gdp, volume_index=gdp_index, year=2006) / population_mean`.
package indirect enum Expression: Sendable, Equatable {
  case number(Double)
  /// A series, by code, in the indicator's own scope unless another is written after `@`.
  case reference(IndicatorCode, scope: StatisticalScope?)
  case negated(Expression)
  case binary(Operator, Expression, Expression)
  case call(Function, [Expression], named: [NamedArgument])

  package enum Operator: Character, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
  }

  package struct NamedArgument: Sendable, Equatable {
    package var name: String
    package var value: Expression

    package init(name: String, value: Expression) {
      self.name = name
      self.value = value
    }
  }

  /// The functions a formula may call; each is explained in Docs/Definitions.md.
  package enum Function: String, Sendable, CaseIterable {
    case sum, mean, log, lag, growth, deflate, share, per, exchange
    case atPricesOf = "at_prices_of"
    case ifMissing = "if_missing"

    /// Positional arguments (nil: one or more) and the names of required named ones.
    package var shape: (positional: Int?, named: [String]) {
      switch self {
      case .sum, .mean: (nil, [])
      case .log, .growth: (1, [])
      case .lag: (1, ["years"])
      case .exchange: (1, ["rate"])
      case .deflate: (1, ["price_index", "year"])
      case .atPricesOf: (1, ["volume_index", "year"])
      case .share, .per, .ifMissing: (2, [])
      }
    }
  }

  /// Every series the formula reads, in order of appearance.
  package var references: [(code: IndicatorCode, scope: StatisticalScope?)] {
    switch self {
    case .number: []
    case .reference(let code, let scope): [(code, scope)]
    case .negated(let x): x.references
    case .binary(_, let a, let b): a.references + b.references
    case .call(_, let arguments, let named): arguments.flatMap(\.references) + named.flatMap(\.value.references)
    }
  }
}

extension Expression {
  /// A named argument that must be a whole number, such as a year.
  package static func integer(_ name: String, in named: [NamedArgument]) -> Int? {
    guard case .number(let x)? = named.first(where: { $0.name == name })?.value else { return nil }
    return Int(exactly: x)
  }
}
