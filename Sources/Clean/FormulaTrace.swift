import Definitions
import PanelModel

/// A formula with the numbers of one row put in.
package struct FormulaTrace: Sendable, Equatable {
  /// A series the formula read in one row: of the row's own year, or of another where the formula looks back.
  package struct Reading: Sendable, Equatable {
    package var code: IndicatorCode
    package var scope: StatisticalScope?
    package var row: Int
  }

  /// In base units; nil where something is missing.
  package var arithmetic: Arithmetic?
  /// Everything read, in order, each once.
  package var readings: [Reading]
  /// What keeps the formula from a value, in words: a year that is no row of the panel, a logarithm of 0.
  package var obstacles: [String]
}

/// Puts the numbers of one row into a formula, step for step as `ExpressionEvaluator` computes it.
package struct FormulaTracer {
  private let panel: Panel
  private let series: (IndicatorCode, StatisticalScope?) -> PanelSeries?
  private var trace = FormulaTrace(arithmetic: nil, readings: [], obstacles: [])

  /// - Parameter series: looks a series up in base units, as for the evaluation.
  package init(panel: Panel, series: @escaping (IndicatorCode, StatisticalScope?) -> PanelSeries?) {
    self.panel = panel
    self.series = series
  }

  private var keys: [PanelKey] { panel.keys }

  package func trace(_ formula: Expression, row: Int) -> FormulaTrace {
    var tracer = self
    tracer.trace.arithmetic = tracer.arithmetic(formula, row)
    return tracer.trace
  }

  private mutating func arithmetic(_ formula: Expression, _ row: Int) -> Arithmetic? {
    switch formula {
    case .number(let x): return .number(x)
    case .reference(let code, let scope): return read(code, scope, row)
    case .negated(let x): return arithmetic(x, row).map { .difference(0, $0) }
    case .binary(let mark, let a, let b):
      let (first, second) = (arithmetic(a, row), arithmetic(b, row))
      guard let first, let second else { return nil }
      switch mark {
      case .plus: return .sum([first, second])
      case .minus: return .difference(first, second)
      case .times: return .product([first, second])
      case .over: return over(first, second)
      }
    case .call(let function, let arguments, let named): return call(function, arguments, named, row)
    }
  }

  private mutating func over(_ a: Arithmetic, _ b: Arithmetic) -> Arithmetic? {
    if b.value == 0 { trace.obstacles.append("a division by 0: \(Arithmetic.quotient(a, b).text())") }
    return b.value == 0 ? nil : .quotient(a, b)
  }

  private mutating func read(_ code: IndicatorCode, _ scope: StatisticalScope?, _ row: Int) -> Arithmetic? {
    let reading = FormulaTrace.Reading(code: code, scope: scope, row: row)
    if !trace.readings.contains(reading) { trace.readings.append(reading) }
    return series(code, scope)?[row].map { .number($0) }
  }

  private mutating func call(
    _ function: Expression.Function, _ arguments: [Expression], _ named: [Expression.NamedArgument], _ row: Int
  ) -> Arithmetic? {
    switch function {
    case .sum: return all(arguments, row).map { .sum($0) }
    case .mean: return all(arguments, row).map { .call(.mean, $0) }
    case .log:
      guard let x = arithmetic(arguments[0], row) else { return nil }
      if x.value <= 0 { trace.obstacles.append("a logarithm of \(DecimalText.text(x.value))") }
      return x.value > 0 ? .call(.ln, [x]) : nil
    case .share, .per: return arithmetic(.binary(.over, arguments[0], arguments[1]), row)
    case .lag: return earlier(arguments[0], row, by: Expression.integer("years", in: named) ?? 1)
    case .growth:
      let (now, before) = (arithmetic(arguments[0], row), earlier(arguments[0], row, by: 1))
      guard let now, let before, let ratio = over(now, before) else { return nil }
      return .difference(ratio, 1)
    case .ifMissing: return arithmetic(arguments[0], row) ?? arithmetic(arguments[1], row)
    case .exchange:
      let rate = named.first { $0.name == "rate" }?.value
      let (x, level) = (arithmetic(arguments[0], row), rate.flatMap { arithmetic($0, row) })
      guard let x, let level else { return nil }
      return .product([x, level])
    case .deflate:
      let (x, level) = (arithmetic(arguments[0], row), chained(named, "price_index", row))
      guard let x, let level else { return nil }
      return over(x, level)
    case .atPricesOf: return atPrices(arguments[0], named, row)
    }
  }

  private mutating func all(_ arguments: [Expression], _ row: Int) -> [Arithmetic]? {
    let parts = arguments.map { arithmetic($0, row) }
    return parts.contains(nil) ? nil : parts.compactMap { $0 }
  }

  private mutating func earlier(_ x: Expression, _ row: Int, by years: Int) -> Arithmetic? {
    let year = keys[row].year.advanced(by: Int32(clamping: -years))
    guard let source = self.row(keys[row].area, year) else { return nil }
    return arithmetic(x, source)
  }

  /// The row of an area and year; where the panel has none, that is an obstacle.
  private mutating func row(_ area: AreaCode, _ year: ReferenceYear) -> Int? {
    let found = panel.row(of: PanelKey(area: area, year: year))
    if found == nil { trace.obstacles.append("the panel has no \(year) of this area") }
    return found
  }

  private mutating func atPrices(_ x: Expression, _ named: [Expression.NamedArgument], _ row: Int) -> Arithmetic? {
    let base = ReferenceYear(Int32(clamping: Expression.integer("year", in: named) ?? 0))
    guard let start = self.row(keys[row].area, base) else { return nil }
    let (quantity, level) = (arithmetic(x, start), chained(named, "volume_index", row))
    guard let quantity, let level else { return nil }
    return level == 1 ? quantity : .product([quantity, level])
  }

  /// The yearly ratios from the base year to the row's, multiplied; one over them for a row before the base year.
  private mutating func chained(_ named: [Expression.NamedArgument], _ key: String, _ row: Int) -> Arithmetic? {
    guard let yearly = named.first(where: { $0.name == key })?.value else { return nil }
    let base = Int32(clamping: Expression.integer("year", in: named) ?? 0)
    let (area, year) = (keys[row].area, keys[row].year.rawValue)
    if self.row(area, ReferenceYear(base)) == nil { return nil }
    if year == base { return 1 }
    var ratios: [Arithmetic] = []
    for step in (min(base, year) + 1)...max(base, year) {
      guard let source = self.row(area, ReferenceYear(step)), let ratio = arithmetic(yearly, source) else { return nil }
      guard ratio.value > 0 else {
        trace.obstacles.append("the index of \(step) is \(DecimalText.text(ratio.value)), which cannot be chained")
        return nil
      }
      ratios.append(ratio)
    }
    if year > base { return .product(ratios) }
    // Backwards from the base year, as it is computed: divided by the latest year's ratio first.
    return ratios.reversed().reduce(Arithmetic.number(1)) { .quotient($0, $1) }
  }
}
