import Definitions
import PanelModel

extension CouplingCoordinationMeasure {
  package func working(of output: String, row: Int, in panel: Panel) -> MeasureWorking? {
    let inputs = systems.compactMap { panel[$0.code]?[row] }
    guard inputs.count == systems.count else { return nil }
    let scores = inputs.map { max(min(1, max(0, $0)), floor ?? 0) }
    let value = model.value(scores)
    let coupling = MeasureWorking(
      "C", "coupling (耦合度), \(model.formula.rawValue)", value: value.coupling, sum(of: scores),
      note: zeroNote(scores))
    let weighted = zip(model.weights, scores).map { Arithmetic.product([.number($0), .number($1)]) }
    let index = MeasureWorking(
      "T", "comprehensive index (综合协调指数)", value: value.index, .sum(weighted),
      note: systems.map(\.name).joined(separator: " + "))
    let degree = MeasureWorking(
      "D", "sqrt(C T)", value: value.degree, .call(.sqrt, [.product([.number(value.coupling), .number(value.index)])]),
      steps: [coupling, index])
    switch output {
    case "coupling": return coupling
    case "index": return index
    case "degree": return degree
    case "class": return classes.flatMap { self.class(of: degree, $0) }
    case "imbalance":
      guard let below = imbalanceBelow else { return nil }
      let isIn = value.degree < below
      return MeasureWorking(
        "imbalance", "1 where D is below \(DecimalText.text(below))", value: isIn ? 1 : 0,
        note: "D \(DecimalText.rounded(value.degree)) is \(isIn ? "below" : "not below") \(DecimalText.text(below))",
        steps: [degree])
    default: return nil
    }
  }

  /// What is said where the formula would divide by 0.
  private func zeroNote(_ u: [Double]) -> String {
    if model.formula == .fan2024 { return "" }
    if u.allSatisfy({ $0 <= 0 }) { return "all systems are 0: the formula is 0 / 0, and C is set to 0" }
    return model.formula == .pairwiseSum && u.contains { $0 <= 0 } ? "a system is 0: C is set to 0" : ""
  }

  /// C with the numbers put in. A result that rounding carries beyond [0, 1] is set to the end.
  private func sum(of u: [Double]) -> Arithmetic {
    let raw = formula(u)
    if raw.value > 1 { return .call(.min, [1, raw]) }
    return raw.value < 0 ? .call(.max, [0, raw]) : raw
  }

  private func formula(_ u: [Double]) -> Arithmetic {
    let n = Double(u.count)
    let terms = u.map { Arithmetic.number($0) }
    guard let largest = u.max(), largest > 0 || model.formula == .fan2024 else { return 0 }
    let root =
      u.count == 2 ? Arithmetic.call(.sqrt, [.product(terms)]) : .call(.power, [.product(terms), .number(1 / n)])
    let ratio = Arithmetic.quotient(.product([.number(n), root]), .sum(terms))
    switch model.formula {
    case .standard: return ratio
    case .liao1999: return .call(.power, [ratio, .number(2 * model.exponent)])
    case .adjusted:
      var gaps: [Arithmetic] = []
      for i in 1..<u.count { for j in 0..<i { gaps.append(.call(.abs, [.difference(terms[i], terms[j])])) } }
      let product = Arithmetic.product(u.map { .quotient(.number($0), .number(largest)) })
      let nearness = Arithmetic.difference(1, gaps.count == 1 ? gaps[0] : .call(.mean, gaps))
      return .call(
        .sqrt, [.product([nearness, u.count == 2 ? product : .call(.power, [product, .number(1 / (n - 1))])])])
    case .fan2024:
      let mean = u.stableSum() / n
      let squares = terms.map { Arithmetic.call(.power, [.difference($0, .number(mean)), 2]) }
      return .difference(1, .product([2, .call(.sqrt, [.call(.mean, squares)])]))
    case .lostCoefficient: return .quotient(root, .sum(terms))
    case .pairwiseSum:
      guard u.filter({ $0 > 0 }).count == u.count else { return 0 }
      var pairs: [Arithmetic] = []
      for i in 1..<u.count { for j in 0..<i { pairs.append(.sum([terms[i], terms[j]])) } }
      return .call(.power, [.quotient(.product(terms), .product(pairs)), .number(1 / n)])
    }
  }

  private func `class`(of degree: MeasureWorking, _ table: ClassTable) -> MeasureWorking? {
    guard let found = table.classify(degree.value), let place = table.classes.firstIndex(of: found) else { return nil }
    let signs = table.closure == .lower ? ("<=", "<") : ("<", "<=")
    let low = place > 0 ? table.classes[place - 1].below.map { "\(DecimalText.text($0)) \(signs.0) " } ?? "" : ""
    let high = found.below.map { " \(signs.1) \(DecimalText.text($0))" } ?? ""
    return MeasureWorking(
      "class", "class of D by the table \(table.code)", value: Double(found.code),
      note: "\(low)D \(DecimalText.rounded(degree.value))\(high): \(found.code) \(found.title.both)", steps: [degree])
  }
}
