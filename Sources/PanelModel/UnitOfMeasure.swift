/// A unit of measure: a dimension and an exact multiple of the dimension's base unit.
///
/// 万元 is money x 10,000; `bed/(1000 person)` is bed / person x 0.001. Two units convert exactly when their dimensions
/// are the same. `%`, `‰` and index numbers (上年=100) are dimensionless with multipliers 0.01, 0.001 and 0.01.
package struct UnitOfMeasure: Sendable, Hashable {
  /// As definitions write it: `万元`, `CNY/person`.
  package var symbol: String
  /// Exponents of the base dimensions, zero exponents left out: `[money: 1, person: -1]`.
  package var dimension: MeasureDimension
  /// How many base units one of this unit is; > 0.
  package var multiplier: Double
  /// Prices a sum of money is counted in; nil where prices do not matter or are not stated.
  package var prices: PriceBasis?

  package init(symbol: String, dimension: MeasureDimension, multiplier: Double, prices: PriceBasis? = nil) {
    self.symbol = symbol
    self.dimension = dimension
    self.multiplier = multiplier
    self.prices = prices
  }

  /// The pure number 1.
  package static let one = UnitOfMeasure(symbol: "1", dimension: MeasureDimension(), multiplier: 1)

  /// A value of this unit in base units.
  package func toBase(_ x: Double) -> Double { x * multiplier }

  /// A value in base units as this unit. Divides, or multiplies by the inverse where that is exact (0.01 is not a
  /// binary number, 100 is), so that 0.4512 becomes 45.12 and not 45.120000000000005.
  package func fromBase(_ x: Double) -> Double {
    let inverse = (1 / multiplier).rounded()
    return multiplier < 1 && abs(inverse * multiplier - 1) < 1e-12 ? x * inverse : x / multiplier
  }
}

/// Prices of a year (不变价) or of each year itself (当年价).
package enum PriceBasis: Sendable, Hashable {
  case current
  case constant(ReferenceYear)
}

/// Exponents of base dimensions such as money, person, land.
package struct MeasureDimension: Sendable, Hashable, CustomStringConvertible {
  package private(set) var exponents: [String: Int]

  package init(_ exponents: [String: Int] = [:]) { self.exponents = exponents.filter { $0.value != 0 } }

  package var isNumber: Bool { exponents.isEmpty }

  /// Whether money of any currency is part of it.
  package var isMoney: Bool { exponents.keys.contains { $0.hasPrefix("money") } }

  package func times(_ other: MeasureDimension) -> MeasureDimension {
    MeasureDimension(exponents.merging(other.exponents, uniquingKeysWith: +))
  }

  package func raised(to power: Int) -> MeasureDimension { MeasureDimension(exponents.mapValues { $0 * power }) }

  package func divided(by other: MeasureDimension) -> MeasureDimension { times(other.raised(to: -1)) }

  /// `money / person`, names in order; `number` for a pure number.
  package var description: String {
    func side(_ names: [(key: String, value: Int)]) -> String {
      names.sorted { $0.key < $1.key }.map { abs($0.value) == 1 ? $0.key : "\($0.key)^\(abs($0.value))" }
        .joined(separator: " * ")
    }
    let over = side(exponents.filter { $0.value > 0 })
    let under = side(exponents.filter { $0.value < 0 })
    if over.isEmpty && under.isEmpty { return "number" }
    return under.isEmpty ? over : "\(over.isEmpty ? "1" : over) / \(under)"
  }
}
