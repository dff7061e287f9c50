#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A sum with its numbers put in: it can be printed for a person to check and computed to check itself.
package indirect enum Arithmetic: Sendable, Equatable {
  case number(Double)
  /// A compensated sum in the order given.
  case sum([Arithmetic])
  case difference(Arithmetic, Arithmetic)
  case product([Arithmetic])
  case quotient(Arithmetic, Arithmetic)
  case call(Function, [Arithmetic])

  package enum Function: String, Sendable, Equatable {
    case ln, exp, sqrt, abs, min, max, mean, atan2
    case power = "pow"
  }

  /// What it comes to.
  package var value: Double {
    switch self {
    case .number(let x): x
    case .sum(let terms): terms.map(\.value).stableSum()
    case .difference(let a, let b): a.value - b.value
    case .product(let factors): factors.dropFirst().reduce(factors.first?.value ?? 1) { $0 * $1.value }
    case .quotient(let a, let b): a.value / b.value
    case .call(let function, let arguments): function.value(arguments.map(\.value))
    }
  }

  /// As a person writes it: `0.352 x 0.331 + 0.41 x 0.44`.
  /// - Parameter significant: digits of each number; nil for all of them.
  package func text(significant: Int? = nil) -> String { text(within: .sum, significant) }

  /// How tightly a part binds: a part that binds less than its surroundings is put in brackets.
  private enum Binding: Int {
    case sum, product, tight
  }

  private var binding: Binding {
    switch self {
    case .number(let x): x < 0 ? .sum : .tight
    case .sum(let terms): terms.count == 1 ? terms[0].binding : .sum
    case .difference: .sum
    case .product(let factors): factors.count == 1 ? factors[0].binding : .product
    case .quotient: .product
    case .call: .tight
    }
  }

  private func text(within binding: Binding, _ significant: Int?) -> String {
    let text = plainText(significant)
    return self.binding.rawValue < binding.rawValue ? "(\(text))" : text
  }

  private func plainText(_ significant: Int?) -> String {
    switch self {
    case .number(let x): significant.map { DecimalText.rounded(x, significant: $0) } ?? DecimalText.text(x)
    case .sum(let terms): terms.map { $0.text(within: .sum, significant) }.joined(separator: " + ")
    case .difference(let a, let b): "\(a.text(within: .sum, significant)) - \(b.text(within: .product, significant))"
    case .product(let factors): factors.map { $0.text(within: .product, significant) }.joined(separator: " x ")
    case .quotient(let a, let b): "\(a.text(within: .product, significant)) / \(b.text(within: .tight, significant))"
    case .call(let function, let arguments):
      "\(function.rawValue)(\(arguments.map { $0.text(significant: significant) }.joined(separator: ", ")))"
    }
  }
}

extension Arithmetic.Function {
  fileprivate func value(_ x: [Double]) -> Double {
    let first = x.first ?? .nan
    let second = x.dropFirst().first ?? .nan
    return switch self {
    case .ln: log(first)
    case .exp: exponential(first)
    case .sqrt: first.squareRoot()
    case .abs: Swift.abs(first)
    case .min: x.min() ?? .nan
    case .max: x.max() ?? .nan
    case .mean: x.isEmpty ? .nan : x.stableSum() / Double(x.count)
    case .atan2: arcTangent(second, of: first)
    case .power: pow(first, second)
    }
  }
}

// The cases of `Function` hide the C functions of the same name.
private func exponential(_ x: Double) -> Double { exp(x) }
private func arcTangent(_ x: Double, of y: Double) -> Double { atan2(y, x) }

extension Arithmetic: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(integerLiteral value: Int) { self = .number(Double(value)) }
}
