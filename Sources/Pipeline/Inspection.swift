import Definitions
import Foundation
import Ingest
import PanelModel
import Spreadsheet

/// Looks at a workbook with the eyes of the reader, with the areas, units and header words of a project if there is one.
package struct Inspection {
  private let catalog: Catalog
  private let areas: AreaMatcher
  private let vocabulary: HeaderVocabulary
  private let limits: Limits

  /// A draft, and what reading the workbook with it gives.
  package struct CheckedDraft: Sendable {
    package var draft: TableDraft
    /// What the definitions' parser says against it; nil if it is accepted.
    package var mistake: String?
    package var account = FigureAccount()
  }

  package struct Report: Sendable {
    package var format: FileFormat
    package var sheets: [SheetInspection]
    package var drafts: [CheckedDraft]

    /// All tables, numbered as the drafts do.
    package var tables: [TableInspection] { sheets.flatMap(\.tables) }
  }

  package init(_ project: Project, limits: Limits = .standard) {
    catalog = (try? Validation.load(project)) ?? Catalog()
    areas = AreaMatcher(catalog.areas)
    let path = "indicators/vocabulary/headers.csv"
    let text = project.bytes(path).map { String(decoding: $0, as: UTF8.self) }
    vocabulary = text.flatMap { try? HeaderVocabulary(text: $0, file: path) } ?? HeaderVocabulary()
    self.limits = limits
  }

  /// What the file is, what is on each of its sheets (or the one named), and a draft for each table, tried on the spot.
  /// - Throws: `SpreadsheetError` if the workbook cannot be read.
  package func report(on path: String, sheet: String? = nil, yearbook: String = "my-yearbook") throws -> Report {
    let workbook = try Workbook.open(path: path, limits: limits)
    let sheets =
      try sheet.map { [try workbook.sheet(named: $0)] }
      ?? workbook.sheetInfos.map { try workbook.sheet(at: $0.index) }
    let inspected = sheets.map { SheetInspection($0, areas: areas, units: catalog.units, vocabulary: vocabulary) }
    let drafts = TableDraft.drafts(
      inspected.flatMap(\.tables), vocabulary: vocabulary, units: catalog.units, yearbook: yearbook)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return Report(format: workbook.format, sheets: inspected, drafts: try tried(drafts, on: workbook, named: name))
  }

  /// Reads the workbook with the drafts, all of them together as a project would.
  private func tried(_ drafts: [TableDraft], on workbook: Workbook, named file: String) throws -> [CheckedDraft] {
    var checked = drafts.map { CheckedDraft(draft: $0) }
    var tables: [TableDefinition] = []
    for i in checked.indices {
      let draft = checked[i].draft
      let path = "indicators/tables/\(draft.yearbook)/\(draft.code).yaml"
      do throws(DefinitionError) {
        tables.append(try TableDefinition(try YAMLDocument.parse(draft.text, file: path), units: catalog.units))
      } catch { checked[i].mistake = error.description }
    }
    guard let source = Self.sidecar(drafts, file) else { return checked }
    let context = IngestContext(tables: tables, areas: catalog.areas, units: catalog.units)
    var findings: [Finding] = []
    let input = IngestStage.Input(source: source, workbook: workbook, context: context)
    let read = try IngestStage().run(input, findings: &findings)
    for i in checked.indices {
      let code = checked[i].draft.code
      checked[i].account = FigureAccount(read.filter { $0.table == code }, i == 0 ? findings : [])
    }
    return checked
  }

  /// A sidecar as `almanac adopt` would write it, with a year only where the drafts need one.
  private static func sidecar(_ drafts: [TableDraft], _ file: String) -> SourceDefinition? {
    guard let yearbook = drafts.first?.yearbook else { return nil }
    let year =
      drafts.contains(where: \.needsReferenceYear)
      ? "reference_year: \(drafts.lazy.compactMap(\.fittingYear).first?.description ?? "2020")\n" : ""
    let name = file.replacing("\\", with: "").replacing("\"", with: "")
    let text = "yearbook: \(yearbook)\nedition: 2021\n\(year)file: {name: \"\(name)\"}\n"
    return (try? YAMLDocument.parse(text, file: "sidecar")).flatMap { try? SourceDefinition($0, folder: "") }
  }
}

/// Which figures were read, and which ones findings speak of.
package struct FigureAccount: Sendable {
  package var read = 0
  package var findings: [Finding] = []

  package init() {}

  package init(_ tables: [IngestedTable], _ findings: [Finding]) {
    read = tables.reduce(0) { $0 + $1.observations.count { !$0.status.isMissing } }
    self.findings = findings
  }

  /// Findings whose count is of figures left out.
  package static let leftOutCodes: Set<FindingCode> = [
    .tableNotDefined, .headerNotUnderstood, .areaNotMatched, .duplicateAreaYear, .rowNotUnderstood, .yearNotStated,
    .sheetNotUsed, .valueLeftOut, .blockNotUsed,
  ]

  package var leftOut: Int {
    findings.filter { Self.leftOutCodes.contains($0.code) }.reduce(0) { $0 + $1.count }
  }

  package var errors: [Finding] { findings.filter { $0.severity == .error } }
}
