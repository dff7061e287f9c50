import Foundation
import PanelModel
import Pipeline
import Report
import Spreadsheet
import Testing
import _TestSupport

/// Random numbers of the shipped sample's panels: each explanation must lead to the built number, bit for bit, and to
/// cells that hold what it says they print.
@Suite struct ExplainSampleTests {
  /// How many cells are drawn of each panel.
  private static let draws = 150

  private static func project() throws -> TemporaryProject {
    let project = try TemporaryProject()
    for name in ["raw", "indicators"] {
      try FileManager.default.createSymbolicLink(
        at: project.folder.appending(path: name),
        withDestinationURL: TemporaryProject.repository.appending(path: name))
    }
    return project
  }

  /// The cells of workbooks, each opened once.
  private struct Books {
    let project: Project
    private var books: [String: Workbook] = [:]

    init(_ project: Project) { self.project = project }

    mutating func shown(_ place: PanelModel.SourceLocation) throws -> String? {
      if books[place.file] == nil { books[place.file] = try Workbook.open(path: project.url(place.file).path) }
      let sheet = try #require(try books[place.file]?.sheet(named: place.sheet ?? ""))
      let address = try #require(place.cell.flatMap { CellAddress($0) })
      return sheet[address].map { PrintedText.withoutDust(PrintedText.trimmed($0.formattedText)) }
    }
  }

  @Test(arguments: ["upgrading_study", "prosperity_study"])
  func randomNumbersLeadToTheBuiltPanelAndToTheirCells(_ panel: String) throws {
    let project = try Self.project()
    try project.build()
    let built = try BuiltPanelFile.read(project.project, panel: panel)
    let explainer = try Explainer(
      project.project, catalog: try Validation.load(project.project), panel: panel, threads: 2)
    var random = SplitMix64(seed: 20_260_101)
    var books = Books(project.project)
    var kinds: Set<String> = []
    var cells = 0
    // Every column once, then columns by chance.
    for draw in 0..<max(Self.draws, built.columns.count) {
      let column =
        draw < built.columns.count
        ? built.columns[draw] : built.columns[Int(random.next() % UInt64(built.columns.count))]
      let row = Int(random.next() % UInt64(built.rowCount))
      let key = explainer.keys[row]
      let explanation = try explainer.explain(
        area: key.area.description, year: key.year.rawValue, code: column.name)
      let place = "\(column.name) \(key)"
      #expect(explanation.isSound, "\(place)\n\(ExplanationText(explanation).text)")
      #expect(explanation.root.value == Self.value(column, row), "\(place)")
      #expect(explanation.notes.contains("output/panels/\(panel) holds the same number."), "\(place)")
      for figure in explanation.figures {
        #expect(try books.shown(figure.location) == figure.printed, "\(figure.location)")
        cells += 1
      }
      kinds.formUnion(explanation.root.all.map(\.kind.rawValue))
    }
    print("\(panel): \(max(Self.draws, built.columns.count)) numbers, \(cells) cells, kinds \(kinds.sorted())")
    #expect(cells > 300)
    #expect(kinds.isSuperset(of: ["rank", "label", "policy", "listed", "measure", "indicator", "formula", "series"]))
  }

  private static func value(_ column: DataColumn, _ row: Int) -> ExplanationStep.Value? {
    switch column.values {
    case .int32(let values): values[row].map { .integer($0) }
    case .double(let values): values[row].map { .number($0) }
    case .text(let values): values[row].map { .text($0) }
    }
  }

  /// 襄阳's product of 2014 is the slip planted in the book of 2015: its explanation leads to that cell and says so.
  @Test func theSlippedDigitIsFoundFromTheScore() throws {
    let project = try Self.project()
    let explainer = try Explainer(
      project.project, catalog: try Validation.load(project.project), panel: "upgrading_study", threads: 2)
    let explanation = try explainer.explain(area: "襄樊市", year: 2014, code: "upgrading_level")
    #expect(explanation.areaName.zh == "襄阳市")
    let slip = try #require(
      explanation.figures.first {
        $0.location.file == "raw/sample/china-city-yearbook/2015/2-7-gdp.xlsx" && $0.location.cell == "C211"
      })
    #expect(slip.printed == "461019796")
    #expect(slip.headers.first?.contains("地区生产总值") == true)
    #expect(slip.areaText.contains("襄阳"))
    #expect(slip.unit == "万元")
    #expect(slip.findings.contains { $0.code.rawValue.hasPrefix("CLN") })
    #expect(TextTable.width(ExplanationText(explanation).text) > 0)
  }

  private static func text(_ explanation: Explanation, depth: Int? = nil) -> String {
    ExplanationText(depth.map { explanation.limited(to: $0) } ?? explanation, checks: explanation).text
      .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
  }

  /// However little is shown, a reader learns of the warning on the cell and what to do.
  @Test func warningsAreCountedAtEveryDepthAndWithTheCells() throws {
    let project = try Self.project()
    let explainer = try Explainer(
      project.project, catalog: try Validation.load(project.project), panel: "prosperity_study", threads: 2)
    let slip = try explainer.explain(area: "襄阳", year: 2014, code: "gdp_nominal")
    let message = "perhaps one digit too long. Compare the cell with the printed book and its neighbours."
    for depth in [0, 1, nil] {
      let text = Self.text(slip, depth: depth)
      #expect(text.contains("1 warning on these cells:"), "\(text)")
      #expect(text.contains(message), "\(text)")
      #expect(text.contains("1 sum was") || text.contains("sums were"), "\(text)")
    }
    #expect(ExplanationSummary(slip).besideCells.contains { $0.contains("warning CLN-006") })
    guard case .text(let codes)? = ExplanationText.printed(slip)["findings"]?.values else { throw CancellationError() }
    #expect(codes == ["CLN-006"])

    // Bounds, percentiles and weights are taken over cells that no step leads to.
    let score = Self.text(try explainer.explain(area: "洛阳市", year: 2013, code: "affluence"), depth: 0)
    #expect(
      score.contains(
        "Not counted are the cells behind the bounds of the scale; the percentiles of the outlier treatment; the weights."
      ),
      "\(score)")

    // A rate of an area that was merged into another is shown and not used: it is no cell of the number.
    let rate = try explainer.explain(area: "济南市", year: 2018, code: "gdp_per_capita")
    let unused = rate.root.all.filter(\.isUnused)
    #expect(!unused.isEmpty && unused.allSatisfy { $0.areaName.contains("莱芜") })
    #expect(!rate.figures.contains { $0.table == "gdp_index" && $0.areaText.contains("莱芜") })

    // A label rests on no sum: nothing is said to be checked.
    #expect(!Self.text(try explainer.explain(area: "洛阳市", year: 2013, code: "city_zh")).contains("sum"))
    // Where no cell is printed, a sentence says why.
    let empty = try explainer.explain(area: "三沙市", year: 2008, code: "common_prosperity")
    #expect(empty.figures.isEmpty)
    #expect(ExplanationSummary(empty).besideCells.first?.hasPrefix("No printed cell: ") == true)
  }

  @Test func sumsOverOtherAreasAreNamedAndZeroIsExplained() throws {
    let project = try Self.project()
    let explainer = try Explainer(
      project.project, catalog: try Validation.load(project.project), panel: "upgrading_study", threads: 2)
    let quotient = Self.text(try explainer.explain(area: "Luoyang", year: 2013, code: "coagglomeration"), depth: 0)
    #expect(quotient.contains("the cells behind the sums over other areas (E_LQm, E, E_LQs)."), "\(quotient)")
    let zero = try explainer.explain(area: "资阳市", year: 2006, code: "people_land_coordination")
    let coupling = try #require(zero.root.all.first { $0.kind == .quantity && $0.code == "C" })
    #expect(coupling.value == .number(0))
    #expect(coupling.facts.contains { $0.text == "all systems are 0: the formula is 0 / 0, and C is set to 0" })
  }

  /// A method with variants shows the one used, and what it is computed from.
  @Test func onlyTheVariantUsedIsTold() throws {
    let project = try Self.project()
    let explainer = try Explainer(
      project.project, catalog: try Validation.load(project.project), panel: "upgrading_study", threads: 2)
    func facts(_ code: String, _ name: String) throws -> String {
      let root = try explainer.explain(area: "Luoyang", year: 2013, code: code).root
      return try #require(root.facts.first { $0.name == name }?.text)
    }
    let mixed = try facts("coagglomeration", "rule")
    #expect(mixed.contains("A = 1 - |LQm - LQs| / (LQm + LQs); B = A + LQm + LQs"), "\(mixed)")
    #expect(!mixed.contains("C = A") && !mixed.contains("D = sqrt"), "\(mixed)")
    #expect(try facts("coagglomeration", "source").hasPrefix("B: "))
    let coupled = try facts("people_land_coordination", "rule")
    #expect(coupled.contains("D = sqrt(C T)") && coupled.contains("standard C ="), "\(coupled)")
    #expect(!coupled.contains("adjusted") && !coupled.contains("liao_1999"), "\(coupled)")

    // A ring's sentence comes before the list it speaks of.
    let rings = try Explainer(
      project.project, catalog: try Validation.load(project.project), panel: "prosperity_study", threads: 2)
    let ring = try #require(rings.table.columns.first { $0.name.hasPrefix("nring_") })
    let text = Self.text(try rings.explain(area: "Luoyang", year: 2013, code: ring.name))
    let (rule, list) = (text.range(of: "areas of the panel first treated"), text.range(of: "first_treat  "))
    if let rule, let list { #expect(rule.lowerBound < list.lowerBound) }
    #expect(rule != nil)
  }
}
