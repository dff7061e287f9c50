import Definitions
import PanelModel
import Testing

@Suite struct YAMLTests {
  private enum Fruit: String, CaseIterable { case apple, cherry }

  private func field(_ text: String, _ key: String = "a") throws -> YAMLValue { try value(text).map().required(key) }

  @Test func everyMistakeSaysFileLineAndColumn() {
    let cases: [(String, (YAMLValue) throws -> Void)] = [
      ("f.yaml:2:4: 'x' is not a number. Write a number.", { _ = try $0.number() }),
      ("f.yaml:2:4: 'x' is not a whole number. Write a whole number.", { _ = try $0.integer() }),
      ("f.yaml:2:4: 'x' is not true or false. Write true or false.", { _ = try $0.flag() }),
      ("f.yaml:2:4: 'a' takes a list, not a text. Write a: [a, b, c].", { _ = try $0.list() }),
      ("f.yaml:2:4: 'a' takes a map, not a text. Write a: {key: value}.", { _ = try $0.map() }),
    ]
    for (expected, read) in cases { #expect(message { try read(field("b: 1\na: x\n")) } == expected) }
    #expect(message { try field("a: [1]").text() } == "f.yaml:1:4: 'a' takes one value, not a list. Write a: ….")
    #expect(message { try field("a:\nb: 1").text() }?.hasSuffix("The value is missing. Write a value.") == true)
  }

  @Test func brokenYAMLIsPlacedToo() {
    let text = message { try value("a: 1\nb: [1, 2\nc: 3\n") }
    #expect(text?.hasPrefix("f.yaml:3:") == true)
    #expect(text?.contains("Not readable as YAML") == true)
    #expect(message { try value("") } == "f.yaml:1:1: The file is empty. Write a definition or delete the file.")
    #expect(message { try value("# only a comment\n") }?.contains("The file is empty") == true)
  }

  @Test func aKeyThatStandsTwiceIsRefused() {
    let text = message { try value("code: a\ncode: b\n") }
    #expect(text?.contains("The key 'code' stands twice in this map") == true)
    #expect(text?.hasPrefix("f.yaml:") == true)
  }

  @Test func anUnknownKeyIsNamedWithTheNearestKnownOne() throws {
    let map = try value("code: a\nformla: b\n").map()
    _ = map.optional("code")
    _ = map.optional("formula")
    #expect(
      message { try map.finish() }
        == "f.yaml:2:1: Unknown key 'formla'. Did you mean 'formula'? Allowed: code, formula.")
  }

  @Test func aMissingKeyWithANearMissPointsAtTheMiss() throws {
    #expect(
      message { try field("x: 1\nfromula: b\n", "formula") }
        == "f.yaml:2:1: Unknown key 'fromula', and 'formula' is missing. Did you mean 'formula'?")
    #expect(message { try field("x: 1\n", "formula") } == "f.yaml:1:1: 'formula' is missing. Add 'formula:'.")
  }

  @Test func onlyTrueAndFalseAreTruthValues() throws {
    #expect(try field("a: true").flag())
    #expect(try !field("a: false").flag())
    for word in ["yes", "no", "on", "True", "1"] { #expect(message { try field("a: \(word)").flag() } != nil) }
  }

  @Test func numbersAreDecimalAndFinite() throws {
    #expect(try field("a: 1.0e6").number() == 1_000_000)
    #expect(try field("a: -0.5").number() == -0.5)
    for text in [".nan", "nan", "inf", ".inf", "1e999", "1,000", "\"5\""] {
      #expect(message { try field("a: \(text)").number() } != nil, "\(text)")
    }
    #expect(message { try field("a: 2.5").integer() } != nil)
  }

  @Test func choicesSuggest() throws {
    #expect(try field("a: apple").choice(Fruit.self) == .apple)
    #expect(
      message { try field("a: aple").choice(Fruit.self) }
        == "f.yaml:1:4: 'aple' is not allowed here. Did you mean 'apple'? Allowed: apple, cherry.")
  }

  @Test func titlesInOneOrTwoLanguages() throws {
    #expect(try field("a: {zh: 人均, en: per head}").title() == Title(zh: "人均", en: "per head"))
    #expect(try field("a: Plain").title() == Title(zh: "Plain", en: "Plain"))
    #expect(message { try field("a: {zh: x, cn: y}").title() }?.contains("Unknown key 'cn'") == true)
  }

  @Test func aTextCountsAsAListOfOne() throws {
    #expect(try field("a: one").texts() == ["one"])
    #expect(try field("a: [one, \"\"]").texts() == ["one", ""])
  }

  @Test("Scopes of rows are spelt one way", arguments: ["pooled", "each_year", "within_area"])
  func scopes(name: String) throws {
    let scopes: [String: NormalizationScope] = ["pooled": .pooled, "each_year": .eachYear, "within_area": .withinArea]
    #expect(try field("a: \(name)").scope() == scopes[name])
    #expect(message { try field("a: eachyear").scope() }?.contains("Did you mean 'each_year'?") == true)
  }
}

@Suite struct SuggestionsTests {
  @Test func nearestByEditDistanceWithinAThird() {
    #expect(Suggestions.nearest(to: "entopry", among: ["equal", "entropy", "fixed"]) == "entropy")
    #expect(Suggestions.nearest(to: "gpd", among: ["gdp"]) == "gdp")
    #expect(Suggestions.nearest(to: "abc", among: ["xyz"]) == nil)
    #expect(Suggestions.nearest(to: "", among: ["xyz"]) == nil)
    #expect(Suggestions.nearest(to: "b", among: ["A", "B"]) == "B")
    #expect(Suggestions.nearest(to: "万", among: ["%", "万元"]) == "万元")
    #expect(Suggestions.nearest(to: "neg", among: ["positive", "negative"]) == "negative")
  }

  @Test func tiesGoToTheFirst() {
    #expect(Suggestions.nearest(to: "cat", among: ["bat", "hat"]) == "bat")
  }

  @Test func fewWordsAreListedManyAreNot() {
    #expect(Suggestions.sentence(for: "zzzz", among: ["a", "b"]) == "Allowed: a, b.")
    #expect(Suggestions.sentence(for: "zzzz", among: (0..<20).map { "word\($0)" }) == "Check the spelling.")
  }

  @Test func errorsStandInOrderOfPlaceNotOfText() {
    func error(_ line: Int) -> DefinitionError {
      DefinitionError(place: DefinitionPlace(file: "a.yaml", line: line, column: 1), message: "m", remedy: "r")
    }
    let nowhere = DefinitionError(place: nil, message: "m", remedy: "r")
    #expect(DefinitionErrors([error(10), error(9), nowhere]).errors == [nowhere, error(9), error(10)])
  }
}
