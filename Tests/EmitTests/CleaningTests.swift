import Emit
import PanelModel
import Testing

@Suite struct CleaningTests {
  private static let emission: Emission = {
    var emission = Sample.emission
    let key = PanelKey(area: AreaCode(420_600), year: ReferenceYear(2012))
    var cleaning = Emission.Cleaning()
    cleaning.rules = ["linear", "carry"]
    cleaning.changes = [
      Emission.Change(
        indicator: "x", key: key, isFilled: true, before: nil, statusBefore: .missingNotCollected, after: 2.5,
        rule: "linear", detail: "", from: [ReferenceYear(2011), ReferenceYear(2014)]),
      Emission.Change(
        indicator: "x", key: key, isFilled: false, before: 2.5, statusBefore: .imputed, after: 2, rule: "winsorize",
        detail: "percentile 99.0", from: []),
    ]
    cleaning.ledger = [
      Emission.Ledger(
        indicator: "x", year: key.year, cells: 9, byStatus: [.normal: 3, .imputed: 4, .missingNotCollected: 2],
        imputedBy: ["linear": 1, "carry": 1], imputedInputs: 2)
    ]
    emission.cleaning = cleaning
    return emission
  }()

  @Test func everyChangedCellIsALine() throws {
    let lines = try Sample.text("changes.csv", Self.emission).split(separator: "\n")
    #expect(lines[0] == "indicator,city_id,year,kind,before,status_before,after,rule,detail,from_years")
    #expect(lines[1] == "x,420600,2012,filled,,L,2.5,linear,,2011 2014")
    #expect(lines[2] == "x,420600,2012,treated,2.5,I,2.0,winsorize,percentile 99.0,")
    #expect(lines.count == 3)
  }

  @Test func countsSumToTheCells() throws {
    let lines = try Sample.text("missing.csv", Self.emission).split(separator: "\n")
    let names = lines[0].split(separator: ",")
    let cells = lines[1].split(separator: ",", omittingEmptySubsequences: false)
    #expect(names.count == cells.count)
    let counts = cells.dropFirst(2).compactMap { Int($0) }
    #expect(counts[0] == 9 && counts.dropFirst().reduce(0, +) == 9)
    #expect(cells[names.firstIndex(of: "imputed_linear") ?? 0] == "1")
    #expect(cells[names.firstIndex(of: "imputed_inputs") ?? 0] == "2")
  }
}
