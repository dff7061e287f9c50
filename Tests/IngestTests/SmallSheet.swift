import Definitions
import Foundation
import Ingest
import PanelModel
import Spreadsheet

/// A made-up sheet read by a made-up definition: what was read and what was said, as lines.
struct SmallSheet {
  var figures: [String] = []
  var findings: [Finding] = []

  var codes: [String] { findings.map(\.code.rawValue) }

  private static let units = """
    units:
      person:    {dimension: person, printed: [人, person]}
      万人:      {times: 10000, of: person, printed: [万人]}
      km2:       {dimension: area, printed: [平方公里]}
      "‰":       {times: 0.001, of: "1", printed: ["‰"]}

    """

  /// - Parameters:
  ///   - page: CSV, or HTML with colspan and rowspan where ranges are merged.
  ///   - definition: the YAML below `title`.
  init(_ page: String, _ definition: String, sectors: String? = nil) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("almanac-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var files = [
      "indicators/units.yaml": Self.units,
      "indicators/areas/areas.csv": "code,name_zh,names_also\n1,甲市,全市\n2,乙区,\n3,丙区,\n120000,天津市,天津\n",
      "indicators/tables/book/t.yaml": "table: t\nyearbook: book\ntitle: {en: Table}\n" + definition,
    ]
    files["indicators/vocabulary/sectors.csv"] = sectors
    for (path, text) in files {
      let url = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    let catalog = try CatalogLoader.load(project: folder.path)
    let isPage = page.hasPrefix("<")
    let sidecar = "yearbook: book\nedition: 2021\nreference_year: 2020\nfile: {name: \(isPage ? "t.xls" : "t.csv")}\n"
    let source = try SourceDefinition(try YAMLDocument.parse(sidecar, file: "t.source.yaml"), folder: "")
    let workbook = try Workbook.open(bytes: Array(page.utf8), name: isPage ? "t.xls" : "t.csv")
    let context = IngestContext(tables: catalog.tables, areas: catalog.areas, units: catalog.units)
    let tables = try IngestStage().run(
      IngestStage.Input(source: source, workbook: workbook, context: context), findings: &findings)
    for table in tables {
      for o in table.observations where !o.status.isMissing {
        let series = table.series[Int(o.series)]
        let year = o.year == ReferenceYear(2020) ? "" : " \(o.year)"
        figures.append("\(series.key.indicator) \(o.area)\(year) = \(DecimalText.text(series.unit.toBase(o.value)))")
      }
    }
  }
}
