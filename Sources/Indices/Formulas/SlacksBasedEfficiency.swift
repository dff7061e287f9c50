import LinearProgram

/// Efficiency of units that turn inputs into wanted and unwanted outputs, against the frontier of a set of units.
///
/// Slacks-based: Tone, European Journal of Operational Research 130 (2001), 498-509; unwanted outputs after Tone (2004):
/// min [1 - (1/m) sum s-/x] / [1 + (1/(p+q)) (sum sg/y + sum sb/b)]. Super-efficiency: Tone, EJOR 143 (2002), 32-41. Radial:
/// Charnes, Cooper and Rhodes, EJOR 2 (1978), 429-444; with variable returns Banker, Charnes and Cooper (1984).
/// The fraction is made a linear program by the factor t that sets its denominator to 1 (Charnes and Cooper, 1962).
package struct SlacksBasedEfficiency: Sendable {
  /// Amounts of one unit, all above 0.
  package struct Unit: Sendable, Equatable {
    package var inputs: [Double]
    package var wanted: [Double]
    package var unwanted: [Double]

    package init(inputs: [Double], wanted: [Double], unwanted: [Double] = []) {
      self.inputs = inputs
      self.wanted = wanted
      self.unwanted = unwanted
    }

    /// No amount may be 0 or less: slacks are taken as parts of it.
    package var isAllowed: Bool { (inputs + wanted + unwanted).allSatisfy { $0 > 0 && $0.isFinite } }
  }

  package enum Returns: String, Sendable, CaseIterable {
    case constant
    case variable
  }

  package let units: [Unit]
  package let returns: Returns

  /// - Precondition: units of equal numbers of amounts, all allowed.
  package init(_ units: [Unit], returns: Returns) {
    self.units = units
    self.returns = returns
  }

  /// rho in (0, 1], 1 for units on the frontier without slack; nil if the program could not be solved.
  package func score(_ position: Int) -> Double? {
    let o = units[position]
    let (m, p, q) = (o.inputs.count, o.wanted.count, o.unwanted.count)
    let n = units.count
    // Variables: t, a weight a unit, then slacks; all but t are multiplied by t.
    let width = 1 + n + m + p + q
    var objective = [Double](repeating: 0, count: width)
    objective[0] = 1
    // Slacks are counted in parts of the unit's own amount, which also scales the rows.
    for i in 0..<m { objective[1 + n + i] = -1 / Double(m) }
    var program = LinearProgram(least: objective)
    var unit = [Double](repeating: 0, count: width)
    unit[0] = 1
    for r in 0..<(p + q) { unit[1 + n + m + r] = 1 / Double(p + q) }
    program.require(unit, .equal, 1)
    for k in 0..<(m + p + q) {
      var row = balance(k, of: o, width: width)
      row[1 + n + k] = m <= k && k < m + p ? -1 : 1
      program.require(row, .equal, 0)
    }
    addReturns(to: &program, width: width)
    guard case .optimal(let value, _) = program.solve() else { return nil }
    return min(1, value)
  }

  /// delta >= 1 of a unit on the frontier against the frontier of the others; nil where the others cannot reach it (variable
  /// returns).
  package func superScore(_ position: Int) -> Double? {
    let o = units[position]
    let (m, p, q) = (o.inputs.count, o.wanted.count, o.unwanted.count)
    let n = units.count
    let width = 1 + n + m + p + q
    var objective = [Double](repeating: 0, count: width)
    objective[0] = 1
    for i in 0..<m { objective[1 + n + i] = 1 / Double(m) }
    var program = LinearProgram(least: objective)
    var unit = [Double](repeating: 0, count: width)
    unit[0] = 1
    for r in 0..<(p + q) { unit[1 + n + m + r] = -1 / Double(p + q) }
    program.require(unit, .equal, 1)
    for k in 0..<(m + p + q) {
      let isWanted = m <= k && k < m + p
      var row = balance(k, of: o, width: width)
      row[1 + position] = 0
      row[1 + n + k] = isWanted ? 1 : -1
      program.require(row, isWanted ? .atLeast : .atMost, 0)
      if isWanted {
        // What is left of a wanted output is not below 0.
        var left = [Double](repeating: 0, count: width)
        (left[0], left[1 + n + k]) = (-1, 1)
        program.require(left, .atMost, 0)
      }
    }
    addReturns(to: &program, width: width, without: position)
    guard case .optimal(let value, _) = program.solve() else { return nil }
    return max(1, value)
  }

  /// theta in (0, 1]: the part of its inputs with which the frontier gives the same wanted outputs.
  package func radialScore(_ position: Int) -> Double? {
    let o = units[position]
    let n = units.count
    var objective = [Double](repeating: 0, count: 1 + n)
    objective[0] = 1
    var program = LinearProgram(least: objective)
    for k in o.inputs.indices { program.require(balance(k, of: o, width: 1 + n), .atMost, 0) }
    for r in o.wanted.indices {
      var row = balance(o.inputs.count + r, of: o, width: 1 + n)
      row[0] = 0
      program.require(row, .atLeast, 1)
    }
    if returns == .variable { program.require([0] + [Double](repeating: 1, count: n), .equal, 1) }
    guard case .optimal(let value, _) = program.solve() else { return nil }
    return min(1, value)
  }

  /// sum_j L_j a_kj / a_ko - t: the k-th amount of the frontier point beside the unit's own.
  private func balance(_ k: Int, of o: Unit, width: Int) -> [Double] {
    var row = [Double](repeating: 0, count: width)
    row[0] = -1
    let own = Self.amount(k, of: o)
    for (j, unit) in units.enumerated() { row[1 + j] = Self.amount(k, of: unit) / own }
    return row
  }

  private static func amount(_ k: Int, of unit: Unit) -> Double {
    let m = unit.inputs.count
    let p = unit.wanted.count
    return k < m ? unit.inputs[k] : k < m + p ? unit.wanted[k - m] : unit.unwanted[k - m - p]
  }

  /// Variable returns: the weights of the units sum to t.
  private func addReturns(to program: inout LinearProgram, width: Int, without position: Int? = nil) {
    guard returns == .variable else { return }
    var row = [Double](repeating: 0, count: width)
    row[0] = -1
    for j in units.indices where j != position { row[1 + j] = 1 }
    program.require(row, .equal, 0)
  }
}
