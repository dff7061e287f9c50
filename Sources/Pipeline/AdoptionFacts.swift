import Definitions
import Ingest
import PanelModel

/// Works out what a new sidecar states: what was given, else what folder, captions, file name and sidecars beside it say.
struct AdoptionFacts {
  let workbook: String
  let given: Adoption.Given
  let captions: WorkbookFacts
  let known: KnownSidecars
  let catalog: Catalog
  /// What a person should look at: what was found, and where.
  private(set) var notes: [String] = []
  private(set) var yearbook = ""
  private(set) var edition = EditionYear(0)
  private(set) var referenceYear: ReferenceYear?
  private(set) var number = ""
  private(set) var title = Title()
  /// The table definition that names the title.
  private(set) var table: TableDefinition?

  init(
    workbook: String, given: Adoption.Given, captions: WorkbookFacts, known: KnownSidecars, catalog: Catalog
  ) throws(PipelineError) {
    self.workbook = workbook
    self.given = given
    self.captions = captions
    self.known = known
    self.catalog = catalog
    yearbook = try findYearbook()
    edition = try findEdition()
    number = given.number ?? (captions.number.isEmpty ? numberInName : captions.number)
    title = Title(zh: given.titleZH ?? captions.title.zh, en: given.titleEN ?? captions.title.en)
    table = findTable()
    try findReferenceYear()
  }

  /// Folders between `raw` and the workbook.
  private var folders: [String] { workbook.split(separator: "/").dropFirst().dropLast().map(String.init) }

  private var stem: String {
    let name = workbook.split(separator: "/").last.map(String.init) ?? workbook
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  private var numberInName: String {
    stem.prefixMatch(of: /(\d{1,2}-\d{1,3})(?!\d)/).map { String($0.1) } ?? ""
  }

  private func findYearbook() throws(PipelineError) -> String {
    if let yearbook = given.yearbook { return yearbook }
    let defined = Set(catalog.tables.map(\.yearbook)).sorted()
    if let folder = folders.last(where: { (defined + known.yearbooks).contains($0) }) { return folder }
    if let folder = folders.last(where: { PrintedText.onlyYear(in: [$0]) == nil }) { return folder }
    if defined.count == 1 { return defined[0] }
    throw .message(
      "\(workbook): no folder names the yearbook",
      remedy:
        "Say --yearbook NAME\(defined.isEmpty ? "" : " (\(defined.joined(separator: ", ")))"), or put the workbook "
        + "into raw/BOOK/EDITION/.")
  }

  private func findEdition() throws(PipelineError) -> EditionYear {
    if let edition = given.edition { return EditionYear(edition) }
    if let year = folders.reversed().lazy.filter({ $0 != yearbook }).compactMap({ PrintedText.onlyYear(in: [$0]) })
      .first
    {
      return EditionYear(year)
    }
    if let year = captions.edition { return year }
    if stem.contains("年鉴") || stem.lowercased().contains("yearbook"), let year = PrintedText.onlyYear(in: [stem]) {
      return EditionYear(year)
    }
    throw .message(
      "\(workbook): neither a folder nor a caption says of which edition it is",
      remedy: "Say --edition YEAR, the year in the book's title, or put the workbook into raw/\(yearbook)/YEAR/.")
  }

  private mutating func findReferenceYear() throws(PipelineError) {
    if let year = given.referenceYear {
      referenceYear = year.map { ReferenceYear($0) }
      return
    }
    if let table, table.year != .sidecar {
      notes.append("no reference year: the table '\(table.code)' reads it from the workbook")
      return
    }
    let named = PrintedText.onlyYear(in: [stem]).flatMap { $0 < edition.rawValue ? ReferenceYear($0) : nil }
    if let year = captions.referenceYear, year.rawValue <= edition.rawValue {
      referenceYear = year
      notes.append("reference year \(year): from the caption")
    } else if let named {
      referenceYear = named
      notes.append("reference year \(named): from the file's name")
    } else if let year = neighbours {
      referenceYear = year
      notes.append("reference year \(year): as the other sidecars of '\(yearbook)' have it")
    } else {
      throw .message(
        "\(workbook): nothing says which year its figures describe",
        remedy: "Say --reference-year YEAR, or --reference-year none if the table itself holds several years.")
    }
  }

  /// What other sidecars of the book lead to: those of the edition if they agree, else the usual distance from the edition
  /// to its figures if there is only one.
  private var neighbours: ReferenceYear? {
    let own = Set(known.of(yearbook, edition: edition).compactMap(\.referenceYear))
    if own.count == 1 { return own.first }
    let same = known.of(yearbook).filter { !number.isEmpty && $0.tableNumber == number }
    let lags = Set(
      (same.isEmpty ? known.of(yearbook) : same).compactMap { source in
        source.referenceYear.map { source.edition.rawValue - $0.rawValue }
      })
    return lags.count == 1 ? lags.first.map { ReferenceYear(edition.rawValue - $0) } : nil
  }

  /// The definition whose titles hold the sidecar's, as the reader compares them.
  private func findTable() -> TableDefinition? {
    let printed = [title.zh, title.en].map { PrintedText.compact($0).lowercased() }.filter { !$0.isEmpty }
    return catalog.tables.first { table in
      let resolved = table.resolved(for: edition)
      return table.yearbook == yearbook
        && resolved.findTitles.contains { printed.contains(PrintedText.compact($0).lowercased()) }
    }
  }
}
