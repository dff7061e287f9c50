import Definitions
import PanelModel

/// Evaluates formulas over the rows of a panel, in base units. A missing input makes a missing result; the status of a
/// result is the weakest of its inputs'.
struct ExpressionEvaluator {
  let panel: Panel
  /// Looks a series up: a base indicator (in base units) or a source column.
  let series: (IndicatorCode, StatisticalScope?) -> PanelSeries?

  func evaluate(_ expression: Expression) -> PanelSeries {
    switch expression {
    case .number(let x): return PanelSeries(Array(repeating: x, count: panel.rowCount))
    case .reference(let code, let scope): return series(code, scope) ?? PanelSeries(count: panel.rowCount)
    case .negated(let x): return map([evaluate(x)]) { -$0[0] }
    case .binary(let mark, let a, let b): return binary(mark, evaluate(a), evaluate(b))
    case .call(let function, let arguments, let named): return call(function, arguments.map(evaluate), named)
    }
  }

  private func binary(_ mark: Expression.Operator, _ a: PanelSeries, _ b: PanelSeries) -> PanelSeries {
    // 0/0 and x/0 are not finite: the series stores them as "cannot exist".
    switch mark {
    case .plus: pairs(a, b) { $0 + $1 }
    case .minus: pairs(a, b) { $0 - $1 }
    case .times: pairs(a, b) { $0 * $1 }
    case .over: pairs(a, b) { $0 / $1 }
    }
  }

  private func pairs(_ a: PanelSeries, _ b: PanelSeries, _ body: (Double, Double) -> Double) -> PanelSeries {
    var values = [Double?](repeating: nil, count: panel.rowCount)
    var statuses = [ObservationStatus](repeating: .missing, count: panel.rowCount)
    for row in 0..<panel.rowCount {
      statuses[row] = a.statuses[row].combined(with: b.statuses[row])
      if let x = a.values[row], let y = b.values[row] { values[row] = body(x, y) }
    }
    return PanelSeries(values, statuses)
  }

  private func call(
    _ function: Expression.Function, _ inputs: [PanelSeries], _ named: [Expression.NamedArgument]
  ) -> PanelSeries {
    switch function {
    case .sum: return map(inputs) { $0.stableSum() }
    case .mean: return map(inputs) { $0.stableSum() / Double($0.count) }
    case .log: return map(inputs) { $0[0] > 0 ? $0[0].naturalLogarithm : .nan }
    case .share, .per: return binary(.over, inputs[0], inputs[1])
    case .lag: return lagged(inputs[0], by: Expression.integer("years", in: named) ?? 1)
    case .growth: return binary(.minus, binary(.over, inputs[0], lagged(inputs[0], by: 1)), one)
    case .ifMissing: return filled(inputs[0], inputs[1])
    case .exchange:
      return binary(.times, inputs[0], named.first { $0.name == "rate" }.map { evaluate($0.value) } ?? one)
    case .deflate:
      return binary(.over, inputs[0], chained(named, "price_index"))
    case .atPricesOf:
      return atPrices(inputs[0], chained(named, "volume_index"), Expression.integer("year", in: named) ?? 0)
    }
  }

  private var one: PanelSeries { PanelSeries(Array(repeating: 1, count: panel.rowCount)) }

  private func map(_ inputs: [PanelSeries], _ body: ([Double]) -> Double) -> PanelSeries {
    var result = PanelSeries(count: panel.rowCount)
    var values = [Double](repeating: 0, count: inputs.count)
    for row in 0..<panel.rowCount {
      var status = ObservationStatus.normal
      for (i, input) in inputs.enumerated() {
        status = status.combined(with: input.statuses[row])
        values[i] = input[row] ?? 0
      }
      if status.isMissing { result.setMissing(row, status) } else { result.set(row, body(values), status) }
    }
    return result
  }

  private func filled(_ a: PanelSeries, _ b: PanelSeries) -> PanelSeries {
    var result = a
    for row in 0..<panel.rowCount where a.statuses[row].isMissing {
      if let x = b[row] { result.set(row, x, .estimated) }
    }
    return result
  }

  private func lagged(_ x: PanelSeries, by years: Int) -> PanelSeries {
    var result = PanelSeries(count: panel.rowCount, missing: .missingCannotExist)
    for (row, key) in panel.keys.enumerated() {
      let before = PanelKey(area: key.area, year: key.year.advanced(by: Int32(clamping: -years)))
      guard let source = panel.row(of: before) else { continue }
      if let value = x[source] {
        result.set(row, value, x.statuses[source])
      } else {
        result.setMissing(row, x.statuses[source])
      }
    }
    return result
  }

  /// An index against the previous year (上年=100) chained onto the year asked for: 1 in that year, the product of the
  /// yearly ratios after it, one over their product before it.
  private func chained(_ named: [Expression.NamedArgument], _ key: String) -> PanelSeries {
    guard let index = named.first(where: { $0.name == key })?.value else { return PanelSeries(count: panel.rowCount) }
    let yearly = evaluate(index)
    let base = Int32(clamping: Expression.integer("year", in: named) ?? 0)
    var result = PanelSeries(count: panel.rowCount)
    for rows in panel.rowsByArea {
      guard let start = rows.first(where: { panel.keys[$0].year.rawValue == base }) else { continue }
      result.set(start, 1, .normal)
      chain(yearly, rows: Array(rows.suffix(from: start).dropFirst()), from: start, forward: true, &result)
      chain(yearly, rows: Array(rows.prefix(upTo: start).reversed()), from: start, forward: false, &result)
    }
    return result
  }

  private func chain(
    _ yearly: PanelSeries, rows: [Int], from start: Int, forward: Bool, _ result: inout PanelSeries
  ) {
    var level = 1.0
    var status = ObservationStatus.normal
    var last = start
    for row in rows {
      // Forwards the year's own ratio leads to it; backwards the later year's ratio leads away from it.
      let step = forward ? row : last
      let isNext = abs(panel.keys[row].year.rawValue - panel.keys[last].year.rawValue) == 1
      guard isNext, let ratio = yearly[step], ratio > 0 else { return }
      level = forward ? level * ratio : level / ratio
      status = status.combined(with: yearly.statuses[step])
      result.set(row, level, status)
      last = row
    }
  }

  /// A quantity at the prices of one year: its value in that year moved by its volume index.
  private func atPrices(_ x: PanelSeries, _ volume: PanelSeries, _ year: Int) -> PanelSeries {
    var result = PanelSeries(count: panel.rowCount)
    for rows in panel.rowsByArea {
      guard let start = rows.first(where: { Int(panel.keys[$0].year.rawValue) == year }) else { continue }
      for row in rows {
        let status = x.statuses[start].combined(with: volume.statuses[row])
        if let base = x[start], let ratio = volume[row], !status.isMissing {
          result.set(row, base * ratio, status)
        } else {
          result.setMissing(row, status)
        }
      }
    }
    return result
  }
}
