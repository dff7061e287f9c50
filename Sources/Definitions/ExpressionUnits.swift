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
    let key = SeriesKey(code, scope ?? indicator.scope)
    let columns = catalog.columns(key)
    guard let first = columns.first else {
      let known = catalog.base.map(\.code.rawValue) + catalog.tables.flatMap { $0.columns.map(\.code.rawValue) }
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
    let isMoney = first.unit.dimension.exponents.keys.contains { $0.hasPrefix("money") }
    return Result(dimension: first.unit.dimension, prices: isMoney ? .current : nil)
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
    case .deflate, .atPricesOf:
      let year = Expression.integer("year", in: named) ?? 0
      return Result(dimension: first.dimension, prices: .constant(ReferenceYear(Int32(clamping: year))))
    case .share:
      _ = try same(first, inputs[1])
      return Result(dimension: MeasureDimension(), prices: try common(first.prices, inputs[1].prices))
    case .per: return try binary(.over, first, inputs[1])
    }
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
