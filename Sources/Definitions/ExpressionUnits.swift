import PanelModel

/// Infers the dimension and price basis of a formula, so that persons are never added to money and current prices
/// never to constant ones.
struct ExpressionUnits {
  struct Result {
    var dimension: MeasureDimension
    var prices: PriceBasis?
  }

  let catalog: Catalog
  let indicator: BaseIndicatorDefinition

  func infer() throws(DefinitionError) -> Result { try infer(indicator.formula) }

  private func infer(_ expression: Expression) throws(DefinitionError) -> Result {
    switch expression {
    case .number: return Result(dimension: MeasureDimension())
    case .reference(let code, let scope): return try reference(code, scope)
    case .negated(let x): return try infer(x)
    case .binary(let mark, let a, let b): return try binary(mark, try infer(a), try infer(b))
    case .call(let function, let arguments, let named): return try call(function, arguments, named)
    }
  }

  private func reference(_ code: IndicatorCode, _ scope: StatisticalScope?) throws(DefinitionError) -> Result {
    if code != indicator.code, scope == nil, let other = catalog.base(code) {
      let prices = try ExpressionUnits(catalog: catalog, indicator: other).infer().prices
      return Result(dimension: other.unit.dimension, prices: prices)
    }
    if scope == nil, let series = catalog.series.first(where: { $0.code == code }) {
      // A rate of exchange has no prices of its own: it takes those of the money it is multiplied with.
      return Result(dimension: series.unit.dimension)
    }
    let key = SeriesKey(code, scope ?? indicator.scope)
    let columns = catalog.columns(key)
    guard let first = columns.first else {
      let known =
        catalog.base.map(\.code.rawValue) + catalog.series.map(\.code.rawValue)
        + catalog.tables.flatMap { $0.columns.map(\.code.rawValue) }
      throw DefinitionError(
        place: indicator.places["formula"] ?? indicator.place,
        message: "'\(code)' in the formula of '\(indicator.code)' is no table column with scope \(key.scope.rawValue)",
        remedy: Suggestions.nearest(to: code.rawValue, among: known.filter { $0 != code.rawValue }).map {
          "Did you mean '\($0)'?"
        } ?? "Define the column in indicators/tables, or write code@scope.")
    }
    if let other = columns.first(where: { $0.unit.dimension != first.unit.dimension }) {
      throw DefinitionError(
        place: indicator.places["formula"] ?? indicator.place,
        message: "'\(code)' is \(first.unit.symbol) in one table and \(other.unit.symbol) in another",
        remedy: "Give the columns units of one dimension.")
    }
    let bases = Set(columns.map { $0.prices ?? ($0.unit.dimension.isMoney ? .current : nil) })
    guard bases.count == 1, let prices = bases.first else {
      throw DefinitionError(
        place: indicator.places["formula"] ?? indicator.place,
        message: "'\(code)' is at current prices in one table and at constant prices in another",
        remedy: "Give the columns different codes.")
    }
    return Result(dimension: first.unit.dimension, prices: prices)
  }

  private func binary(
    _ mark: Expression.Operator, _ a: Result, _ b: Result
  ) throws(DefinitionError) -> Result {
    let prices = try common(a.prices, b.prices)
    switch mark {
    case .plus, .minus:
      return Result(dimension: try same(a, b), prices: prices)
    case .times: return Result(dimension: a.dimension.times(b.dimension), prices: prices)
    case .over: return Result(dimension: a.dimension.divided(by: b.dimension), prices: prices)
    }
  }

  private func call(
    _ function: Expression.Function, _ arguments: [Expression], _ named: [Expression.NamedArgument]
  ) throws(DefinitionError) -> Result {
    var inputs: [Result] = []
    for argument in arguments { inputs.append(try infer(argument)) }
    for argument in named { _ = try infer(argument.value) }
    let first = inputs[0]
    switch function {
    case .sum, .mean, .ifMissing:
      var result = first
      for next in inputs.dropFirst() {
        result = Result(dimension: try same(result, next), prices: try common(result.prices, next.prices))
      }
      return result
    case .log, .growth: return Result(dimension: MeasureDimension())
    case .lag: return first
    case .exchange: return try exchanged(first, named)
    case .deflate, .atPricesOf:
      let year = Expression.integer("year", in: named) ?? 0
      return Result(dimension: first.dimension, prices: .constant(ReferenceYear(Int32(clamping: year))))
    case .share:
      _ = try same(first, inputs[1])
      return Result(dimension: MeasureDimension(), prices: try common(first.prices, inputs[1].prices))
    case .per: return try binary(.over, first, inputs[1])
    }
  }

  /// Money of one currency times a rate of another currency per unit of it: CNY/USD takes dollars to yuan.
  private func exchanged(
    _ x: Result, _ named: [Expression.NamedArgument]
  ) throws(DefinitionError) -> Result {
    guard let rate = named.first(where: { $0.name == "rate" })?.value else { return x }
    let dimension = try infer(rate).dimension
    let from = dimension.exponents.filter { $0.value == -1 }.keys.first
    let to = dimension.exponents.filter { $0.value == 1 }.keys.first
    guard let from, let to, dimension.exponents.count == 2, from.hasPrefix("money"), to.hasPrefix("money") else {
      throw DefinitionError(
        place: indicator.places["formula"] ?? indicator.place,
        message: "The rate of exchange in the formula of '\(indicator.code)' is \(dimension)",
        remedy: "A rate is money over other money, such as CNY/USD.")
    }
    guard x.dimension.exponents[from] == 1 else {
      throw DefinitionError(
        place: indicator.places["formula"] ?? indicator.place,
        message: "exchange in the formula of '\(indicator.code)' takes \(from), and is given \(x.dimension)",
        remedy: "Exchange \(from) only; to go the other way divide by the rate.")
    }
    return Result(dimension: x.dimension.times(dimension), prices: x.prices ?? .current)
  }

  private func same(_ a: Result, _ b: Result) throws(DefinitionError) -> MeasureDimension {
    if a.dimension == b.dimension { return a.dimension }
    throw DefinitionError(
      place: indicator.places["formula"] ?? indicator.place,
      message: "The formula of '\(indicator.code)' adds \(a.dimension) and \(b.dimension)",
      remedy: "Only like quantities add up; mend the formula.")
  }

  private func common(_ a: PriceBasis?, _ b: PriceBasis?) throws(DefinitionError) -> PriceBasis? {
    guard let a, let b else { return a ?? b }
    if a == b { return a }
    throw DefinitionError(
      place: indicator.places["formula"] ?? indicator.place,
      message: "The formula of '\(indicator.code)' mixes current prices and constant prices",
      remedy: "Bring both to one year with deflate(…) or at_prices_of(…).")
  }
}
