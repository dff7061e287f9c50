import Definitions
import Foundation
import LinearAlgebra
import PanelModel

/// Combined weights (组合赋权): weights of several methods made into one set.
///
/// product: prod w_m / sum; linear: sum a_m w_m with sum a = 1; minimum_relative_entropy: (prod w_m)^(1/M) / sum, for
/// two methods sqrt(w1 w2) / sum; game_theory: sum_m a_m w_m with sum_l a_l (w_m . w_l) = w_m . w_m, a = |a| / sum |a|.
/// Source: the product and linear forms are folklore; relative entropy: Kullback, Information Theory and Statistics
/// (1959); game theory: Chen and Wang, 基于博弈论的多属性决策方法 (2003).
package struct CombinedWeighting: WeightingMethod {
  enum Combination: String, Sendable, CaseIterable {
    case product
    case linear
    case minimumRelativeEntropy = "minimum_relative_entropy"
    case gameTheory = "game_theory"
  }

  private let methods: [any WeightingMethod]
  private let combination: Combination
  private let shares: [Double]

  package static let readsValues = true
  package static let info = MethodInfo(
    name: "combined",
    title: Title(zh: "组合赋权", en: "Combined weights"),
    formula:
      "product: prod w / sum; linear: sum a w; minimum_relative_entropy: (prod w)^(1/M) / sum;"
      + " game_theory: sum a w with sum_l a_l (w_m . w_l) = w_m . w_m",
    source: "Kullback, Information Theory and Statistics, 1959 (relative entropy); Chen and Wang, 2003 (game theory)",
    options: [
      .init(
        "of", allowed: "list of {method: ...}", default: nil, meaning: "Two or more weighting methods with options."),
      .init(
        "by", allowed: "product | linear | minimum_relative_entropy | game_theory", default: nil,
        meaning: "How the sets become one."),
      .init(
        "shares", allowed: "list of numbers >= 0, one a method", default: "equal",
        meaning: "a of the linear combination; rescaled to sum 1."),
    ],
    edges: [
      "product and minimum_relative_entropy give weight 0 where one method does; if all products are 0 they are refused.",
      "game_theory of two sets that are the same takes their mean, as any shares would do.",
      "Errors and findings of the methods combined are passed on.",
    ])

  package init(options: MethodOptions) throws(DefinitionError) {
    guard let value = options["of"] else { throw options.missing("of") }
    guard case .list(let list) = value, list.count >= 2 else {
      throw options.error(
        "of", expected: "a list of two or more methods, such as [{method: entropy}, {method: critic}]")
    }
    var methods: [any WeightingMethod] = []
    for item in list { methods.append(try Self.method(item, options)) }
    self.methods = methods
    guard options["by"] != nil else { throw options.missing("by") }
    combination = try options.choice("by", default: .product)
    shares = try Self.shares(options, count: methods.count, combination)
    if Set(methods.map { $0.scoreShift }).count > 1 {
      throw options.error("of", expected: "methods that score the same values: give 'score: shifted' to all or none")
    }
  }

  private static func method(_ item: OptionValue, _ options: MethodOptions) throws(DefinitionError)
    -> any WeightingMethod
  {
    let place = options.places["of"] ?? options.place
    guard case .map(let entries) = item, case .text(let name)? = entries.first(where: { $0.key == "method" })?.value
    else { throw options.error("of", expected: "a list of {method: ...}") }
    var inner = MethodOptions(place: place)
    for entry in entries where entry.key != "method" { inner.values[entry.key] = entry.value }
    return try WeightingRegistry.method(MethodChoice(name, options: inner))
  }

  private static func shares(
    _ options: MethodOptions, count: Int, _ combination: Combination
  ) throws(DefinitionError) -> [Double] {
    guard let value = options["shares"] else { return Array(repeating: 1 / Double(count), count: count) }
    var numbers: [Double] = []
    if case .list(let items) = value { for case .number(let x) in items { numbers.append(x) } }
    let total = numbers.stableSum()
    guard combination == .linear, numbers.count == count, numbers.allSatisfy({ $0 >= 0 }), total > 0, total.isFinite
    else { throw options.error("shares", expected: "a number of 0 or more for each method of 'by: linear'") }
    return numbers.map { $0 / total }
  }

  package var scoreShift: Double { methods.first?.scoreShift ?? 0 }

  package func check(names: [IndicatorCode]) throws(DefinitionError) {
    for method in methods { try method.check(names: names) }
  }

  package func weights(of columns: [WeightingColumn]) throws(WeightingError) -> WeightSet {
    try weights(of: columns, keys: [])
  }

  package func weights(of columns: [WeightingColumn], keys: [PanelKey]) throws(WeightingError) -> WeightSet {
    var sets: [WeightSet] = []
    for method in methods {
      sets.append(try keys.isEmpty ? method.weights(of: columns) : method.weights(of: columns, keys: keys))
    }
    let each = sets.map { $0.entries.map(\.weight) }
    let amounts: [Double]
    switch combination {
    case .product: amounts = columns.indices.map { j in each.reduce(1) { $0 * $1[j] } }
    case .linear: amounts = Self.mixture(each, shares)
    case .minimumRelativeEntropy:
      amounts = columns.indices.map { j in
        let product = each.reduce(1) { $0 * $1[j] }
        return each.count == 2 ? product.squareRoot() : pow(product, 1 / Double(each.count))
      }
    case .gameTheory: amounts = Self.mixture(each, Self.gameShares(each))
    }
    let rows = columns.indices.map { j in sets.compactMap { $0.entries[j].rows }.min() ?? columns[j].values.count }
    var set = try WeightSet.shares(
      Self.info.name, of: amounts, columns.map(\.indicator), rows: rows,
      without: "no indicator has a weight above 0 by every method")
    set.findings = sets.flatMap(\.findings) + set.findings
    return set
  }

  private static func mixture(_ each: [[Double]], _ shares: [Double]) -> [Double] {
    each[0].indices.map { j in zip(each, shares).map { $1 * $0[j] }.stableSum() }
  }

  /// The shares of game theory; equal ones where the sets are so alike that the equations have no one solution.
  static func gameShares(_ each: [[Double]]) -> [Double] {
    let gram = products(each)
    let equal = Array(repeating: 1 / Double(each.count), count: each.count)
    guard let a = LinearSystem.solve(gram, each.indices.map { gram[$0][$0] }) else { return equal }
    let total = a.map { abs($0) }.stableSum()
    return total > 0 ? a.map { abs($0) / total } : equal
  }
}
