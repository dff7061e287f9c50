import Emit
import PanelModel
import Testing

@Suite struct HistoryTests {
  private static let emission: Emission = {
    var emission = Sample.emission
    let figure = Emission.FigureName(
      area: AreaCode(120_000), areaName: "天津市", year: ReferenceYear(2016), series: SeriesKey("gdp"))
    func print(_ value: Double?, _ edition: Int32, _ cell: String) -> Emission.Print {
      Emission.Print(
        value: value, unit: "亿元", edition: EditionYear(edition),
        location: SourceLocation(file: "raw/nbs/\(edition).xls", sheet: "年度", cell: cell))
    }
    var history = Emission.PrintHistory()
    history.sentences = ["Where several editions print a figure, the latest print holds."]
    history.revisions = [
      Emission.Revision(
        figure: figure, kind: "revised", kept: print(11_477.2, 2024, "C4"), superseded: print(17_885.39, 2020, "E4"),
        relativeChange: -0.3583)
    ]
    history.errata = [
      Emission.Erratum(
        figure: figure, action: "scale", printed: print(178_853.9, 2020, "E5"), corrected: 17_885.39,
        reason: "one digit | too long", standing: "confirmed", source: "bulletin",
        place: "indicators/corrections/c.yaml:1:3"),
      Emission.Erratum(
        figure: figure, action: "drop", printed: print(nil, 2020, "E6"), corrected: nil, reason: "a \"quoted\" reason",
        standing: "suspected", source: "", place: "indicators/corrections/c.yaml:7:3"),
    ]
    emission.history = history
    return emission
  }()

  @Test func revisionsAreATable() throws {
    let header = """
      area,area_name,year,series,scope,kind,kept_value,kept_unit,kept_edition,kept_file,kept_sheet,kept_cell,\
      superseded_value,superseded_unit,superseded_edition,superseded_file,superseded_sheet,superseded_cell,relative_change
      """
    let row = """
      120000,天津市,2016,gdp,whole_city,revised,11477.2,亿元,2024,raw/nbs/2024.xls,年度,C4,17885.39,亿元,2020,\
      raw/nbs/2020.xls,年度,E4,-0.3583
      """
    #expect(try Sample.text("revisions.csv", Self.emission) == "\(header)\n\(row)\n")
  }

  @Test func errataAreATableAndInTheCodebook() throws {
    let lines = try Sample.text("errata.csv", Self.emission).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].hasSuffix("17885.39,one digit | too long,confirmed,bulletin,indicators/corrections/c.yaml:1:3"))
    #expect(lines[2].contains(",,\"a \"\"quoted\"\" reason\",suspected,,"))
    let codebook = try Sample.text("codebook.md", Self.emission)
    #expect(codebook.contains("## Revisions and errata\n\n- Where several editions"))
    #expect(codebook.contains("- 2 printed figures were corrected or flagged:"))
    let row = """
      | 天津市 (120000) 2016 gdp | raw/nbs/2020.xls ! 年度 ! E5 | 178853.9 亿元 | 17885.39 亿元 | \
      one digit \\| too long Source: bulletin | confirmed |
      """
    #expect(codebook.contains(row))
  }

  @Test func bothAreInThePackageAndTheManifest() throws {
    for file in ["datapackage.json", "manifest.json"] {
      let text = try Sample.text(file, Self.emission)
      #expect(text.contains("\"revisions.csv\""))
      #expect(text.contains("\"errata.csv\""))
    }
  }

  @Test func withoutAHistoryThereIsNeither() throws {
    let names = try Sample.files().map(\.name)
    #expect(!names.contains("revisions.csv"))
    #expect(!names.contains("errata.csv"))
  }

  @Test func theirNamesAreTaken() {
    var emission = Self.emission
    emission.extraTables = [Emission.ExtraTable(name: "errata", table: DataTable(columns: []))]
    #expect(throws: EmitError.self) { try Sample.files(emission) }
  }
}
