import Foundation
import PanelModel
import Pipeline
import Report
import Testing

/// Explanations of a small project worked out by hand: three cities of which one took in a fourth, four years, two
/// editions of one table, a gap, a revision and a slip.
@Suite struct ExplainTests {
  private static func explainer(_ project: TemporaryProject) throws -> Explainer {
    try Explainer(project.project, catalog: try Validation.load(project.project), panel: "cities")
  }

  private static func explain(_ area: String, _ year: Int32, _ code: String) throws -> Explanation {
    // The cells are read while it explains, so that the folder must stay until then.
    let project = try TemporaryProject("explained")
    let explanation = try withExtendedLifetime(project) {
      try explainer(project).explain(area: area, year: year, code: code)
    }
    #expect(explanation.isSound, "\(ExplanationText(explanation).text)")
    return explanation
  }

  private static func step(_ explanation: Explanation, _ kind: ExplanationStep.Kind, _ code: String) throws
    -> ExplanationStep
  { try #require(explanation.root.all.first { $0.kind == kind && $0.code == code }) }

  // MARK: Against figures worked by hand

  /// (22000 - 15000) / (34800 - 15000) x 0.75 + (1.6 - 1.2) / (2.5 - 1.2) x 0.25.
  @Test func aScoreIsTheSumOfItsContributions() throws {
    let explanation = try Self.explain("甲市", 2018, "wellbeing")
    let value = try #require(explanation.root.value?.number)
    #expect(abs(value - (0.75 * 7000 / 19800 + 0.25 * 0.4 / 1.3)) < 1e-15)
    guard case .double(let parts)? = explanation.root.table?["contribution"]?.values,
      case .double(let shares)? = explanation.root.table?["share"]?.values
    else {
      Issue.record("no table of contributions")
      return
    }
    #expect(abs(parts.compactMap { $0 }.stableSum() - value) < 1e-15)
    #expect(abs((parts[0] ?? 0) - 0.75 * 7000 / 19800) < 1e-15)
    #expect(abs(shares.compactMap { $0 }.stableSum() - 1) < 1e-15)
  }

  @Test func boundsNameTheirAreaAndYear() throws {
    let explanation = try Self.explain("甲市", 2018, "wellbeing")
    let facts = try Self.step(explanation, .normalised, "gdp_per_capita").facts
    #expect(facts.contains { $0.text == "minimum 15000 CNY/person: 乙市 Yi 2017 [A]" })
    #expect(
      facts.contains {
        $0.text
          == "maximum 34800 CNY/person: 丁市 Ding 2019 [J] and 1 more (2 set there by winsorising, see the step below)"
      })
  }

  @Test func treatmentShowsBeforeAfterAndItsLimits() throws {
    let explanation = try Self.explain("丁市", 2020, "gdp_per_capita")
    #expect(explanation.root.value == .number(34800))
    let fact = try #require(explanation.root.facts.first { $0.name == "treatment" })
    #expect(fact.values.first { $0.name == "before" }?.value == .double(150000))
    #expect(fact.values.first { $0.name == "after" }?.value == .double(34800))
    #expect(try Self.step(explanation, .formula, "gdp_per_capita").value == .number(150000))
  }

  /// A value inside the limits gets one word; the percentiles say which of their nine definitions holds.
  @Test func treatmentOfAnOrdinaryValueIsShort() throws {
    let facts = try Self.explain("甲市", 2018, "gdp_per_capita").root.facts
    let fact = try #require(facts.first { $0.name == "treatment" })
    #expect(
      fact.text
        == "winsorising (缩尾) at the percentiles 0 and 90 over all areas and years, type 7: 15000 and 34800; inside")
    #expect(fact.values.first { $0.name == "percentile_type" }?.value == .int(7))
  }

  /// 1.1 x 1.1 is 1.2100000000000002 in binary: a step on the way shows 1.21, the number asked for all it holds.
  @Test func numbersOnTheWayHaveNoDust() throws {
    var explanation = try Self.explain("甲市", 2018, "gdp_per_capita")
    explanation.root.equation = nil
    explanation.root.value = .number(1.1 * 1.1)
    explanation.root.steps[0].value = .number(1.1 * 1.1)
    explanation.root.steps[0].equation = nil
    let text = ExplanationText(explanation).text
    #expect(text.contains("gdp_per_capita 2018 = 1.2100000000000002 CNY/person"))
    #expect(text.contains("gdp 2018 = 1.21 CNY"))
  }

  @Test func aColumnTakenAsItIsHasNoFormulaLine() throws {
    let project = try TemporaryProject("explained")
    try project.write(
      "code: gdp\ntitle: {zh: 地区生产总值, en: Gross regional product}\nformula: gdp\nunit: CNY\n",
      to: "indicators/base/gdp.yaml")
    let root = try Self.explainer(project).explain(area: "乙市", year: 2018, code: "gdp").root
    #expect(root.kind == .indicator)
    #expect(!root.facts.contains { $0.name == "formula" })
  }

  @Test func anImputedValueNamesTheValuesItWasFilledFrom() throws {
    let explanation = try Self.explain("Jia", 2018, "doctors_per_1000")
    let imputed = try Self.step(explanation, .imputation, "doctors_per_1000")
    let value = try #require(imputed.value?.number)
    #expect(abs(value - 1.6) < 1e-15)
    #expect(imputed.status == .imputed)
    #expect(imputed.steps.filter { $0.kind == .formula }.map(\.year.rawValue) == [2017, 2019])
    // Its own value is missing because the book prints a mark in E6.
    let mark = try #require(explanation.root.all.first { $0.cell?.printed == "—" })
    #expect(mark.status == .missingNotCollected)
    #expect(mark.cell?.location.cell == "E6")
  }

  @Test func aMergedAreaIsPutTogetherFromItsParts() throws {
    let explanation = try Self.explain("1", 2017, "gdp")
    #expect(explanation.root.value == .number(12e9))
    #expect(explanation.root.steps.map(\.area.rawValue) == [1, 3])
    #expect(explanation.root.steps.map { $0.cell?.location.cell } == ["C2", "C4"])
    #expect(explanation.root.steps.map { $0.cell?.printed } == ["100", "20"])
    #expect(explanation.root.facts.contains { $0.name == "change" && $0.text.contains("changes.csv") })
  }

  @Test func anOldNameLeadsToTheAreaItBelongsTo() throws {
    let explanation = try Self.explain("丙市", 2017, "gdp")
    #expect(explanation.area == AreaCode(1))
    #expect(explanation.notes.contains { $0.contains("丙市 Bing (3) belongs to 甲市 Jia (1)") })
  }

  @Test func theFigureOfTheLaterEditionHoldsAndTheOtherIsShown() throws {
    let explanation = try Self.explain("甲市", 2019, "gdp")
    #expect(explanation.root.value == .number(144e8))
    let cell = try #require(explanation.root.cell)
    #expect(cell.location.description.hasPrefix("raw/book/2021/cities.csv"))
    #expect(cell.printed == "144")
    #expect(cell.edition.rawValue == 2021)
    #expect(cell.unit == "亿元")
    #expect(cell.multiplier == 1e8)
    #expect(cell.unitFrom == "header")
    #expect(explanation.root.superseded.map(\.printed) == ["150"])
    #expect(explanation.root.superseded.map { $0.location.cell } == ["C10"])
  }

  @Test func aRankNamesItsNeighbours() throws {
    let explanation = try Self.explain("甲市", 2018, "wellbeing_rank")
    #expect(explanation.root.value == .integer(2))
    let near = explanation.root.facts.filter { $0.name == "neighbour" }.map(\.text)
    #expect(near.count == 2)
    #expect(near[0].hasPrefix("next above: 丁市 Ding with "))
    #expect(near[1].hasPrefix("next below: 乙市 Yi with "))
  }

  // MARK: As printed

  @Test(arguments: ["wellbeing", "doctors_per_1000"]) func textIsAsRecorded(_ code: String) throws {
    let text = ExplanationText(try Self.explain("甲市", 2018, code)).text
    let widths = text.split(separator: "\n").map { TextTable.width(String($0)) }
    #expect(widths.allSatisfy { $0 <= 100 })
    try Self.expect(text, recorded: "\(code).txt")
  }

  @Test func jsonIsAsRecordedAndReads() throws {
    let text = ExplanationJSON(try Self.explain("甲市", 2018, "wellbeing")).text
    #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any])
    try Self.expect(text, recorded: "wellbeing.json")
  }

  /// Compares with a file of the project's folder `expected`; with RECORD_SNAPSHOTS=1 writes it and fails.
  private static func expect(_ text: String, recorded name: String) throws {
    let file = TemporaryProject.repository.appending(path: "Tests/EndToEndTests/Projects/explained/expected/\(name)")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name)")
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test func depthCutsAndSaysSo() throws {
    let whole = try Self.explain("甲市", 2018, "wellbeing")
    let cut = whole.limited(to: 1)
    #expect(cut.root.all.count == 1 + whole.root.steps.count)
    #expect(cut.root.all.reduce(0) { $0 + $1.hidden } == whole.root.all.count - cut.root.all.count)
    #expect(ExplanationText(cut, checks: whole).text.contains("raise --depth"))
  }

  // MARK: What cannot be explained

  private static func error(_ area: String, _ year: Int32, _ code: String) throws -> String {
    message(of: try explainer(TemporaryProject("explained")), area, year, code)
  }

  /// What an explanation refuses with.
  private static func message(of explainer: Explainer, _ area: String, _ year: Int32, _ code: String) -> String {
    do {
      _ = try explainer.explain(area: area, year: year, code: code)
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func wrongNamesGetSuggestions() throws {
    #expect(try Self.error("申市", 2018, "gdp").contains("No area is called '申市'"))
    #expect(try Self.error("Dinh", 2018, "gdp").contains("Did you mean 'Ding'?"))
    #expect(try Self.error("甲市", 2018, "welbeing").contains("Did you mean 'wellbeing'?"))
    #expect(try Self.error("甲市", 2016, "gdp").contains("It holds 2017-2020."))
  }

  @Test func aWrongNameIsAnsweredWithWhatToWrite() throws {
    #expect(try Self.error("甲 地区", 2018, "gdp").contains("Did you mean '甲市'?"))
    #expect(try Self.error("甲市", 2018, "gdp@districts").contains("Write gdp@whole_city."))
    let unknown = try Self.error("甲市", 2018, "weight")
    #expect(unknown.contains("almanac weights wellbeing"), "\(unknown)")
    #expect(unknown.contains("output/panels/cities/codebook.md"), "\(unknown)")
  }

  @Test func aColumnMayBeNamedByItsTitle() throws {
    let project = try TemporaryProject("explained")
    try project.edit("indicators/base/gdp-per-capita.yaml", "人均地区生产总值", "人均地区生产总值（当年价）")
    let catalog = try Validation.load(project.project)
    for (title, code) in [
      ("民生指数", "wellbeing"), ("Well-being index", "wellbeing"), ("人均地区生产总值", "gdp_per_capita"),
      ("人均地区生产总值（当年价）", "gdp_per_capita"), ("gdp", "gdp"), ("人均", "人均"),
    ] {
      #expect(try Explainer.column(title, in: catalog) == code)
    }
    try project.edit("indicators/base/doctors-per-1000.yaml", "每千人医生数", "人均地区生产总值（不变价）")
    let twice = try Validation.load(project.project)
    do {
      _ = try Explainer.column("人均地区生产总值", in: twice)
      Issue.record("two columns have the title")
    } catch { #expect("\(error)".contains("doctors_per_1000 (人均地区生产总值（不变价）), gdp_per_capita"), "\(error)") }
  }

  @Test(arguments: [60, 100, 200]) func linesAreAsWideAsTheTerminal(_ width: Int) throws {
    let explanation = try Self.explain("甲市", 2018, "doctors_per_1000")
    let lines = ExplanationText(explanation, width: width).text.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { TextTable.width($0) <= width })
    #expect(lines.contains { TextTable.width($0) > width - 20 })
  }

  @Test func aNameOfSeveralAreasListsThem() throws {
    let project = try TemporaryProject("explained")
    try project.edit("indicators/areas/areas.csv", "4,丁市,Ding,,", "4,丁市,Yi,,")
    let message = try Self.message(of: Self.explainer(project), "Yi", 2018, "gdp")
    #expect(message.contains("乙市 Yi (2), 丁市 Yi (4)"), "\(message)")
  }

  @Test func aMissingFigureSaysWhichWorkbookLacksIt() throws {
    let project = try TemporaryProject("explained")
    try project.edit("raw/book/2021/cities.csv", "乙市,2020,80,40,600\n", "")
    let explanation = try Self.explainer(project).explain(area: "乙市", year: 2020, code: "wellbeing")
    #expect(explanation.root.value == nil)
    #expect(explanation.isSound)
    let reasons = explanation.root.all.flatMap(\.facts).filter { $0.name == "missing" }.map(\.text)
    #expect(reasons.contains { $0 == "raw/book/2021/cities.csv prints no figure of 乙市 Yi (2) for 2020" }, "\(reasons)")
  }

  @Test func anAbsentWorkbookIsNamedByItsTableAndYear() throws {
    let project = try TemporaryProject("explained")
    try project.remove("raw/book/2021/cities.csv")
    try project.remove("raw/book/2021/cities.source.yaml")
    let explanation = try Self.explainer(project).explain(area: "乙市", year: 2020, code: "gdp")
    #expect(explanation.root.value == nil)
    #expect(
      explanation.root.facts.contains { $0.text.hasPrefix("no workbook in raw/ holds the table 'cities' for 2020") })
  }

  /// A check that cannot fail would prove nothing.
  @Test func aWrongSumIsSeen() throws {
    var explanation = try Self.explain("甲市", 2018, "wellbeing")
    explanation.root.value = .number(0.5)
    #expect(!explanation.isSound)
    #expect(explanation.mismatches.map(\.number) == [1])
    #expect(ExplanationText(explanation).text.contains("WRONG: this sum gives 0.34"))
  }
}
