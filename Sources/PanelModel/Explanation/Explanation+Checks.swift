extension ExplanationStep {
  /// How far the step's own sum is from its value, relative to the value; nil where there is nothing to compare.
  package var deviation: Double? {
    guard let equation, let value = value?.number else { return nil }
    let computed = equation.value
    if computed == value { return 0 }
    return abs(computed - value) / max(abs(value), 1e-3)
  }

  /// Whether the step's sum gives its value to 1e-12; true where there is nothing to compare.
  package var agrees: Bool { deviation.map { $0 <= 1e-12 } ?? true }

  /// The step and all below it, in the order they are shown.
  package var all: [ExplanationStep] { [self] + steps.flatMap(\.all) }

  /// The step and all below it but what is shown for comparison only.
  package var used: [ExplanationStep] { isUnused ? [] : [self] + steps.flatMap(\.used) }
}

extension Explanation {
  /// The steps whose sums do not give their values. There are none unless the program is wrong.
  package var mismatches: [ExplanationStep] { root.all.filter { !$0.agrees } }

  /// Whether every sum gives its value and the steps lead to the number the panel holds.
  package var isSound: Bool { mismatches.isEmpty && !notes.contains { $0.hasPrefix(Self.wrong) } }

  /// What a note begins with that says the explanation is wrong.
  package static let wrong = "WRONG"

  /// How many steps have a sum that was computed again.
  package var checkedCount: Int { root.all.count { $0.deviation != nil } }

  /// Every printed figure the steps lead down to, each once, in the order shown. Those behind bounds, percentiles,
  /// weights and sums over other areas are not among them: `beside` names these.
  package var figures: [PrintedFigure] {
    var seen: Set<SourceLocation> = []
    return root.used.compactMap(\.cell).filter { seen.insert($0.location).inserted }
  }

  /// Warnings and errors that stand at the printed figures.
  package var warnings: [Finding] {
    figures.flatMap(\.findings).filter { $0.severity != .note }
  }

  /// What else the number depends on whose cells are not shown, in words; empty where the figures are all.
  package var beside: [String] {
    let steps = root.used
    let facts = steps.flatMap(\.facts)
    func has(_ name: String) -> Bool { facts.contains { $0.has(name) } }
    var result: [String] = []
    if steps.contains(where: { $0.kind == .rank }) { result.append("the values of the other areas in the order") }
    if steps.contains(where: { $0.kind == .normalised }) { result.append("the bounds of the scale") }
    if has("low_percentile") { result.append("the percentiles of the outlier treatment") }
    if facts.contains(where: { $0.has("from_data", .bool(true)) }) { result.append("the weights") }
    var names: [String] = []
    for step in steps where step.facts.contains(where: { $0.has("summed_areas") }) && !names.contains(step.code) {
      names.append(step.code)
    }
    if !names.isEmpty { result.append("the sums over other areas (\(names.joined(separator: ", ")))") }
    if has("other_areas") { result.append("the other areas a value was filled from") }
    for step in steps where step.kind == .measure && step.equation == nil && step.value != nil {
      result.append("what else the method of \(step.code) takes, such as figures of other areas")
    }
    return result
  }

  /// Numbers the steps in the order of the tree; a step shown before points to its first showing.
  package func numbered() -> Explanation {
    var result = self
    var next = 0
    var shown: [String: Int] = [:]
    result.root = Self.number(root, &next, &shown)
    return result
  }

  private static func number(
    _ step: ExplanationStep, _ next: inout Int, _ shown: inout [String: Int]
  ) -> ExplanationStep {
    var result = step
    next += 1
    result.number = next
    if !step.identity.isEmpty {
      if let first = shown[step.identity], first != next {
        result.sameAs = first
        result.steps = []
        result.facts = []
        result.table = nil
        return result
      }
      shown[step.identity] = next
    }
    result.steps = step.steps.map { number($0, &next, &shown) }
    return result
  }

  /// The explanation without the steps deeper than `depth` below the root; a step cut says how many are left out.
  package func limited(to depth: Int) -> Explanation {
    var result = self
    result.root = Self.limited(root, depth)
    return result
  }

  private static func limited(_ step: ExplanationStep, _ depth: Int) -> ExplanationStep {
    var result = step
    if depth <= 0 {
      result.hidden = step.all.count - 1
      result.steps = []
    } else {
      result.steps = step.steps.map { limited($0, depth - 1) }
    }
    return result
  }
}

extension ExplanationStep.Fact {
  /// Whether it has a figure of a name, and of a value if one is given.
  fileprivate func has(_ name: String, _ value: JSONValue? = nil) -> Bool {
    values.contains { $0.name == name && (value == nil || $0.value == value) }
  }
}
