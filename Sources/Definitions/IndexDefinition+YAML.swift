import PanelModel

extension IndexDefinition {
  /// Reads `indicators/indices/<code>.yaml`.
  package init(_ root: YAMLValue) throws(DefinitionError) {
    let map = try root.map()
    place = map.place
    code = try map.required("code").code()
    title = try map.required("title").title()
    note = try map.optional("note")?.text() ?? ""
    normalize = try NormalizationRule(map.required("normalize"))
    weight = try WeightRule(map.required("weight"))
    aggregate = try AggregationRule(map.required("aggregate"))
    let treeValue = try map.required("tree")
    let children = try IndexNode.children(treeValue)
    leafPlaces = treeValue.codePlaces
    tree = IndexNode(code: code, title: title, children: children)
    try map.finish()
    try checkCodes()
  }

  /// Every node and leaf stands once.
  private func checkCodes() throws(DefinitionError) {
    var seen: Set<IndicatorCode> = []
    for node in tree.innerNodes.map(\.code) + tree.leaves where !seen.insert(node).inserted {
      throw DefinitionError(
        place: leafPlaces[node] ?? place, message: "'\(node)' stands twice in the tree of '\(code)'",
        remedy: "Keep it in one place.")
    }
  }
}

extension NormalizationRule {
  init(_ value: YAMLValue) throws(DefinitionError) {
    let map = try value.map()
    let name = try map.required("method").text()
    over = try map.required("over").scope()
    method = MethodChoice(name, options: try map.remainingOptions())
  }
}

extension WeightRule {
  init(_ value: YAMLValue) throws(DefinitionError) {
    let map = try value.map()
    let name = try map.required("method").text()
    over = try map.optional("over")?.scope() ?? .pooled
    level = try map.optional("level")?.choice(Level.self) ?? .leaves
    method = MethodChoice(name, options: try map.remainingOptions())
  }
}

extension AggregationRule {
  init(_ value: YAMLValue) throws(DefinitionError) {
    let map = try value.map()
    let name = try map.required("method").text()
    atLeast = 1
    if let rule = try map.optional("when_missing")?.map() {
      let share = try rule.required("at_least")
      atLeast = try share.number()
      guard atLeast > 0, atLeast <= 1 else { throw share.error("A share in (0, 1] is expected", "Write 0.8.") }
      try rule.finish()
    }
    method = MethodChoice(name, options: try map.remainingOptions())
  }
}

extension YAMLValue {
  /// The place of every code in a list below this value; where one stands twice, the later.
  fileprivate var codePlaces: [IndicatorCode: DefinitionPlace] {
    var places: [IndicatorCode: DefinitionPlace] = [:]
    func add(_ value: YAMLValue) {
      for item in (try? value.list()) ?? [] {
        if !item.isMap, let code = try? item.code() { places[code] = item.place } else { add(item) }
      }
      for entry in (try? value.map())?.entries ?? [] { add(entry.value) }
    }
    add(self)
    return places
  }
}

extension IndexNode {
  /// A map of dimensions `{title:, of:}`, or a list of codes and such maps.
  fileprivate static func children(_ value: YAMLValue) throws(DefinitionError) -> [IndexNode] {
    var nodes: [IndexNode] = []
    if value.isMap {
      for entry in try value.map().entries { nodes.append(try node(entry)) }
    } else {
      for item in try value.list() {
        if item.isMap {
          for entry in try item.map().entries { nodes.append(try node(entry)) }
        } else {
          nodes.append(IndexNode(code: try item.code()))
        }
      }
    }
    if nodes.isEmpty { throw value.error("The tree has no indicators", "List at least one.") }
    return nodes
  }

  private static func node(_ entry: YAMLMap.Entry) throws(DefinitionError) -> IndexNode {
    guard let code = IndicatorCode(validating: entry.key) else {
      throw DefinitionError(
        place: entry.keyPlace, message: "'\(entry.key)' is not a code",
        remedy: "Use lower-case letters, digits and _, at most 32, starting with a letter.")
    }
    let map = try entry.value.map()
    let title = try map.optional("title")?.title() ?? Title()
    var node = IndexNode(code: code, title: title, children: try children(map.required("of")))
    if let value = map.optional("weight") {
      if let level = try value.map().optional("level") {
        throw level.error("'level' belongs to the index", "Take it out: a dimension always weighs its own children.")
      }
      node.weight = try WeightRule(value)
    }
    node.aggregate = try map.optional("aggregate").map { v throws(DefinitionError) in try AggregationRule(v) }
    try map.finish()
    return node
  }
}

extension MeasureDefinition {
  /// Reads `indicators/measures/<code>.yaml`. Every key but those read here belongs to the measure itself.
  package init(_ root: YAMLValue) throws(DefinitionError) {
    let map = try root.map()
    let place = map.place
    let code = try map.required("code").code()
    let title = try map.required("title").title()
    let note = try map.optional("note")?.text() ?? ""
    let measure = try map.required("measure").text()
    let direction = try map.optional("direction")?.direction() ?? .positive
    let scope = try map.optional("scope")?.choice(StatisticalScope.self) ?? .wholeCity
    var outputs: [(output: String, column: IndicatorCode)] = []
    for entry in try map.optional("outputs")?.map().entries ?? [] {
      outputs.append((entry.key, try entry.value.code()))
    }
    self.init(
      code: code, title: title, note: note, measure: measure, options: try map.remainingOptions(), outputs: outputs,
      direction: direction, scope: scope, place: place)
  }
}

extension ClassTable {
  /// Reads `indicators/classes/<code>.yaml`.
  package init(_ root: YAMLValue) throws(DefinitionError) {
    let map = try root.map()
    code = try map.required("code").text()
    title = try map.required("title").title()
    closure = try map.required("closure").choice(Closure.self)
    classes = []
    let list = try map.required("classes")
    for (i, item) in try list.list().enumerated() {
      let body = try item.map()
      let below = try body.optional("below")?.number()
      classes.append(Class(code: Int32(i + 1), title: try body.required("title").title(), below: below))
      try body.finish()
    }
    _ = try map.optional("source")?.text()
    try map.finish()
    let limits = classes.dropLast().map(\.below)
    let rising = zip(limits, limits.dropFirst()).allSatisfy { a, b in a.flatMap { a in b.map { a < $0 } } ?? false }
    guard let last = classes.last, last.below == nil, !limits.contains(nil), rising || limits.count < 2 else {
      throw list.error(
        "Classes must rise and only the last has no upper threshold", "Write 'below:' on all but the last, rising.")
    }
  }
}
