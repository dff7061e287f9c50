import PanelModel

/// Reads formulas: numbers, codes, `+ - * /`, brackets, calls with positional and named arguments, `code@scope`.
package struct ExpressionParser {
  private let characters: [Character]
  private var position = 0
  /// Open brackets, calls and signs; limited, because a formula that nests deeper is a slip and would exhaust the stack.
  private var depth = 0
  private static let deepest = 64
  private let place: DefinitionPlace

  private init(text: String, place: DefinitionPlace) {
    characters = Array(text)
    self.place = place
  }

  /// Parses the whole text; errors point into the line the formula stands on.
  package static func parse(_ value: YAMLValue) throws(DefinitionError) -> Expression {
    var parser = ExpressionParser(text: try value.text(), place: value.place)
    let expression = try parser.sum()
    parser.skipBlanks()
    if parser.position < parser.characters.count {
      throw parser.error("'\(parser.characters[parser.position])' is not expected here")
    }
    return expression
  }

  private mutating func sum() throws(DefinitionError) -> Expression {
    var left = try product()
    while let mark = take(anyOf: ["+", "-"]) {
      left = .binary(mark == "+" ? .plus : .minus, left, try product())
    }
    return left
  }

  private mutating func product() throws(DefinitionError) -> Expression {
    var left = try unary()
    while let mark = take(anyOf: ["*", "/"]) {
      left = .binary(mark == "*" ? .times : .over, left, try unary())
    }
    return left
  }

  private mutating func unary() throws(DefinitionError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw error("The formula is nested more than \(Self.deepest) deep") }
    if take(anyOf: ["-"]) != nil { return .negated(try unary()) }
    return try primary()
  }

  private mutating func primary() throws(DefinitionError) -> Expression {
    skipBlanks()
    if take(anyOf: ["("]) != nil {
      let inner = try sum()
      guard take(anyOf: [")"]) != nil else { throw error("')' is missing") }
      return inner
    }
    guard let first = peek() else { throw error("The formula ends too early") }
    if first.isNumber { return .number(try number()) }
    let word = takeWord()
    guard !word.isEmpty else { throw error("'\(first)' is not expected here") }
    if take(anyOf: ["("]) != nil { return try call(word) }
    guard let code = IndicatorCode(validating: word) else { throw error("'\(word)' is not a code") }
    return .reference(code, scope: try scope())
  }

  private mutating func scope() throws(DefinitionError) -> StatisticalScope? {
    guard take(anyOf: ["@"]) != nil else { return nil }
    let word = takeWord()
    if let scope = StatisticalScope(rawValue: word) { return scope }
    throw error(
      "'\(word)' is not a scope", Suggestions.sentence(for: word, among: StatisticalScope.allCases.map(\.rawValue)))
  }

  private mutating func call(_ word: String) throws(DefinitionError) -> Expression {
    guard let function = Expression.Function(rawValue: word) else {
      let names = Expression.Function.allCases.map(\.rawValue)
      throw error("'\(word)' is not a function", Suggestions.sentence(for: word, among: names))
    }
    var arguments: [Expression] = []
    var named: [Expression.NamedArgument] = []
    repeat {
      let start = position
      skipBlanks()
      let name = takeWord()
      if !name.isEmpty, take(anyOf: ["="]) != nil {
        named.append(Expression.NamedArgument(name: name, value: try sum()))
      } else {
        position = start
        arguments.append(try sum())
      }
    } while take(anyOf: [","]) != nil
    guard take(anyOf: [")"]) != nil else { throw error("')' is missing after the arguments of \(word)") }
    try check(function, arguments, named)
    return .call(function, arguments, named: named)
  }

  private func check(
    _ function: Expression.Function, _ arguments: [Expression], _ named: [Expression.NamedArgument]
  ) throws(DefinitionError) {
    let shape = function.shape
    let name = function.rawValue
    if let count = shape.positional, arguments.count != count {
      throw error("\(name) takes \(count) argument\(count == 1 ? "" : "s") before its named ones")
    }
    let missing = shape.named.filter { key in !named.contains { $0.name == key } }
    if let key = missing.first { throw error("\(name) needs '\(key)='") }
    if let unknown = named.first(where: { !shape.named.contains($0.name) }) {
      throw error("\(name) has no '\(unknown.name)='", Suggestions.sentence(for: unknown.name, among: shape.named))
    }
    for key in ["year", "years"] where shape.named.contains(key) {
      if Expression.integer(key, in: named) == nil { throw error("'\(key)=' of \(name) takes a whole number") }
    }
    for key in ["volume_index", "price_index", "rate"] where shape.named.contains(key) {
      guard case .reference? = named.first(where: { $0.name == key })?.value else {
        throw error("'\(key)=' of \(name) takes the code of a series")
      }
    }
  }

  private mutating func number() throws(DefinitionError) -> Double {
    let start = position
    while let c = peek(), c.isASCII, c.isNumber || c == "." || c == "e" || c == "E" || (isExponentSign(c)) {
      position += 1
    }
    let text = String(characters[start..<position])
    guard let x = Double(text) else { throw error("'\(text)' is not a number") }
    return x
  }

  private func isExponentSign(_ c: Character) -> Bool {
    (c == "+" || c == "-") && position > 0 && (characters[position - 1] == "e" || characters[position - 1] == "E")
  }

  private mutating func takeWord() -> String {
    let start = position
    while let c = peek(), c.isASCII, c.isLetter || c.isNumber || c == "_" { position += 1 }
    return String(characters[start..<position])
  }

  private mutating func take(anyOf marks: Set<Character>) -> Character? {
    skipBlanks()
    guard let c = peek(), marks.contains(c) else { return nil }
    position += 1
    return c
  }

  private mutating func skipBlanks() {
    while let c = peek(), c.isWhitespace { position += 1 }
  }

  private func peek() -> Character? { position < characters.count ? characters[position] : nil }

  private func error(_ message: String, _ remedy: String = "Mend the formula.") -> DefinitionError {
    DefinitionError(
      place: DefinitionPlace(file: place.file, line: place.line, column: place.column + position),
      message: message, remedy: remedy)
  }
}
