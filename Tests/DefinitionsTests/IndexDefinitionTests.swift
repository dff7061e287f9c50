import Definitions
import PanelModel
import Testing

@Suite struct IndexDefinitionTests {
  private let head = """
    code: prosperity
    title: {zh: 指数, en: Index}
    normalize: {method: min_max, over: pooled}
    weight: {method: entropy, shift: 0.0001, score: unshifted}
    aggregate: {method: weighted_arithmetic, when_missing: {at_least: 0.8}}

    """

  private func index(_ tree: String) throws -> IndexDefinition { try IndexDefinition(value(head + tree)) }

  @Test func aTreeOfDimensionsAndLeaves() throws {
    let index = try index(
      """
      tree:
        affluence: {title: {zh: 富裕, en: Affluence}, of: [income, {deep: {of: [a, b]}}]}
        sharing: {of: [ratio]}
      """)
    #expect(index.tree.code == "prosperity")
    #expect(index.tree.innerNodes.map(\.code) == ["prosperity", "affluence", "deep", "sharing"])
    #expect(index.tree.leaves == ["income", "a", "b", "ratio"])
    #expect(index.tree.children[0].title.en == "Affluence")
    #expect(index.normalize.over == .pooled)
    #expect(index.weight.over == .pooled && index.weight.level == .leaves)
    #expect(try index.weight.method.options.number("shift", default: 0) == 0.0001)
    #expect(index.aggregate.atLeast == 0.8)
  }

  @Test func aFlatListIsATreeToo() throws {
    #expect(try index("tree: [a, b]\n").tree.children.map(\.code) == ["a", "b"])
  }

  private static let mistakeCases: [(String, String)] = [
    ("tree: [a, b, a]", "'a' stands twice in the tree of 'prosperity'"),
    ("tree: {x: {of: [x]}}", "'x' stands twice"), ("tree: {prosperity: {of: [a]}}", "'prosperity' stands twice"),
    ("tree: []", "f.yaml:6:7: The tree has no indicators"), ("tree: {x: {of: []}}", "The tree has no indicators"),
    ("tree: {X: {of: [a]}}", "f.yaml:6:8: 'X' is not a code"), ("tree: [A]", "'A' is not a code"),
    ("tree: {x: {title: T}}", "'of' is missing"), ("tree: {x: {off: [a]}}", "Did you mean 'of'?"),
    ("tre: [a]", "Did you mean 'tree'?"),
  ]

  @Test("Mistakes in a tree", arguments: mistakeCases)
  func mistakes(tree: String, expected: String) {
    #expect(message { try index(tree) }?.contains(expected) == true)
  }

  @Test func aDimensionMayHaveItsOwnRules() throws {
    let index = try index(
      """
      tree:
        a: {weight: {method: fixed, weights: {x: 1, y: 2}}, of: [x, y]}
        b: {aggregate: {method: minimum, when_missing: {at_least: 0.5}}, of: [z]}
      """)
    #expect(index.tree.children[0].weight?.method.name == "fixed" && index.tree.children[0].aggregate == nil)
    #expect(index.tree.children[1].aggregate?.atLeast == 0.5 && index.tree.children[1].weight == nil)
    let level = message { try self.index("tree: {a: {weight: {method: equal, level: node}, of: [x]}}") }
    #expect(level?.contains("'level' belongs to the index") == true)
  }

  @Test func directions() throws {
    #expect(try value("positive").direction() == .positive)
    #expect(try value("{target: 50}").direction() == .target(50))
    #expect(try value("{interval: [40, 60]}").direction() == .interval(40, 60))
  }

  @Test func normalisationSaysItsScope() {
    let text = head.replacing(", over: pooled", with: "") + "tree: [a]\n"
    #expect(message { try IndexDefinition(value(text)) }?.contains("'over' is missing") == true)
    let share = head.replacing("0.8", with: "1.5") + "tree: [a]\n"
    #expect(message { try IndexDefinition(value(share)) }?.contains("A share in (0, 1] is expected") == true)
  }
}

@Suite struct ClassTableTests {
  private func table(closure: ClassTable.Closure) throws -> ClassTable {
    try ClassTable(
      value(
        """
        code: three
        title: Three
        closure: \(closure.rawValue)
        classes:
          - {below: 0.3, title: low}
          - {below: 0.6, title: middle}
          - {title: high}
        """))
  }

  /// A number, its class where thresholds open a class, and where they close one.
  private static let cases: [(Double, Int32, Int32)] = [
    (-1, 1, 1), (0, 1, 1), (0.3.nextDown, 1, 1), (0.3, 2, 1), (0.3.nextUp, 2, 2), (0.6, 3, 2), (0.6.nextUp, 3, 3),
    (1, 3, 3),
    // 0.1 + 0.2 is 0.30000000000000004: above 0.3 in both.
    (0.1 + 0.2, 2, 2),
  ]

  @Test("A threshold belongs to the class the closure says, to the last bit", arguments: cases)
  func closure(x: Double, lower: Int32, upper: Int32) throws {
    #expect(try table(closure: .lower).classify(x)?.code == lower)
    #expect(try table(closure: .upper).classify(x)?.code == upper)
  }

  @Test(
    "Classes rise, and only the last is open",
    arguments: [
      "[{below: 0.6, title: a}, {below: 0.3, title: b}, {title: c}]", "[{title: a}, {title: b}]",
      "[{below: 1, title: a}]", "[]", "[{below: 0.3, title: a}, {below: 0.3, title: b}, {title: c}]",
    ])
  func refuses(classes: String) {
    let text = "code: x\ntitle: X\nclosure: lower\nclasses: \(classes)\n"
    #expect(message { try ClassTable(value(text)) }?.contains("Classes must rise") == true)
  }

  @Test func oneClassHoldsEverything() throws {
    let table = try ClassTable(value("code: x\ntitle: X\nclosure: upper\nclasses: [{title: all}]\n"))
    #expect(table.classify(-1e300)?.code == 1)
  }
}

@Suite struct SourceDefinitionTests {
  private let text = """
    yearbook: city-yearbook
    edition: 2013
    reference_year: 2012
    table: {number: "2-7", title: {zh: 总值, en: Product}}
    licence: CC0
    synthetic: true
    file: {name: 2-07.xlsx, bytes: 28311, sha256: 3b0c}
    """

  @Test func readsASidecar() throws {
    let source = try SourceDefinition(value(text), folder: "raw/book/2013")
    #expect(source.workbook == "raw/book/2013/2-07.xlsx")
    #expect(source.edition == EditionYear(2013))
    #expect(source.referenceYear == ReferenceYear(2012))
    #expect(source.isSynthetic)
    #expect(source.bytes == 28311)
  }

  @Test(
    "A sidecar names only the workbook beside it", arguments: ["../x.xlsx", "/etc/x.xlsx", "a/b.xlsx", "a\\\\b", ".."])
  func staysInItsFolder(name: String) {
    let bad = text.replacing("2-07.xlsx", with: "\"\(name)\"")
    #expect(message { try SourceDefinition(value(bad), folder: "raw") }?.contains("is not a plain file name") == true)
  }
}
