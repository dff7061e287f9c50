import Definitions
import Foundation
import Hashing
import Ingest
import PanelModel
import Spreadsheet

/// Writes the sidecars of workbooks, so that nobody types a hash: `almanac adopt`.
package struct Adoption {
  /// What a person states; the rest is found or asked for.
  package struct Given: Sendable {
    package var yearbook: String?
    package var edition: Int32?
    /// `.some(nil)`: the table itself holds several years.
    package var referenceYear: Int32??
    package var titleZH: String?
    package var titleEN: String?
    package var number: String?
    package var producer: String?
    package var licence: String?
    package var url: String?
    package var accessed: CalendarDate?

    package init() {}
  }

  /// What became of one workbook.
  package struct Outcome: Sendable {
    package enum Kind: Sendable { case written, renewed, standing, shown }

    package var sidecar: String
    package var text: String
    package var kind: Kind
    /// What was found and where, and what to do next; a sentence each.
    package var notes: [String]
  }

  private let project: Project
  private let catalog: Catalog
  private let given: Given
  private let today: CalendarDate
  private let isForced: Bool
  private let isDry: Bool
  private let limits: Limits
  private var known: KnownSidecars

  /// - Parameter today: the day a workbook was fetched unless another is given.
  package init(
    _ project: Project, given: Given, today: CalendarDate, force: Bool = false, dryRun: Bool = false,
    limits: Limits = .standard
  ) {
    self.project = project
    self.given = given
    self.today = today
    isForced = force
    isDry = dryRun
    self.limits = limits
    // A mistake in another definition is no reason not to describe a workbook.
    catalog = (try? Validation.load(project)) ?? Catalog()
    known = KnownSidecars(project)
  }

  /// Workbooks below a folder of `raw/` that have no sidecar, in order of path.
  package func strangers(below folder: String) -> [String] {
    let described = Set(known.entries.map(\.source.workbook))
    return project.files(below: folder).filter { Sources.isWorkbook($0) && !described.contains($0) }
  }

  /// Describes one workbook, a path relative to the project.
  package mutating func adopt(_ workbook: String) throws(PipelineError) -> Outcome {
    guard let bytes = project.bytes(workbook) else {
      throw .message("\(workbook) is not there or cannot be read", remedy: "Check the path.")
    }
    let hash = SHA256Digest.hex(of: bytes)
    let outcome =
      if let entry = known.entry(of: workbook) {
        try renew(entry, bytes.count, hash)
      } else {
        try write(workbook, bytes, hash)
      }
    if !isDry, outcome.kind != .standing {
      try SidecarFile.write(outcome.text, to: project.url(outcome.sidecar).path)
      known = KnownSidecars(project)
    }
    return outcome
  }

  private func write(_ workbook: String, _ bytes: [UInt8], _ hash: String) throws(PipelineError) -> Outcome {
    let path = known.newPath(for: workbook)
    if let error = known.broken[path] {
      throw .message("\(path) is there and cannot be read: \(error.message)", remedy: "Mend or delete it.")
    }
    let facts = try AdoptionFacts(
      workbook: workbook, given: given, captions: try captions(of: workbook, bytes), known: known, catalog: catalog)
    var sidecar = SidecarText()
    sidecar.add("yearbook", text: facts.yearbook)
    sidecar.add("edition", number: facts.edition.rawValue)
    sidecar.add("reference_year", number: facts.referenceYear?.rawValue)
    sidecar.addTable(number: facts.number, title: facts.title)
    sidecar.add("producer", text: given.producer ?? known.common(facts.yearbook, \.producer))
    sidecar.add("licence", text: given.licence ?? known.common(facts.yearbook, \.licence))
    sidecar.add("url", text: given.url ?? "")
    sidecar.add("accessed", text: (given.accessed ?? today).description)
    sidecar.addFile(name: Self.name(workbook), bytes: bytes.count, sha256: hash)
    try check(sidecar.text, path)
    return Outcome(
      sidecar: path, text: sidecar.text, kind: isDry ? .shown : .written, notes: facts.notes + next(facts))
  }

  /// What the workbook's captions say.
  private func captions(of workbook: String, _ bytes: [UInt8]) throws(PipelineError) -> WorkbookFacts {
    do {
      return try WorkbookFacts(try Workbook.open(bytes: bytes, name: workbook, limits: limits))
    } catch {
      throw .message(
        "\(workbook): \((error as? SpreadsheetError)?.message ?? "\(error)")",
        remedy: "Replace the file by a readable copy.")
    }
  }

  private func next(_ facts: AdoptionFacts) -> [String] {
    if let table = facts.table {
      let place = table.place.map { " (\($0.file))" } ?? ""
      return ["the table definition '\(table.code)'\(place) names its title"]
    }
    let title = [facts.title.zh, facts.title.en].filter { !$0.isEmpty }.joined(separator: " ")
    let what =
      title.isEmpty
      ? "no title was found (--title-zh, --title-en)"
      : "no table definition of '\(facts.yearbook)' names the title '\(title)'"
    return ["\(what); see what is in it with: almanac inspect \(facts.workbook)"]
  }
}

extension Adoption {
  /// The sidecar a workbook has: as it is if it states the same, else renewed if that is asked for.
  private func renew(_ entry: KnownSidecars.Entry, _ bytes: Int, _ hash: String) throws(PipelineError) -> Outcome {
    let source = entry.source
    let isSameFile = source.sha256 == hash && source.bytes == bytes
    var sidecar = SidecarText()
    addChanges(to: &sidecar, source)
    if !isSameFile {
      let day = given.accessed ?? today
      if given.accessed == nil, source.sha256 != nil { sidecar.add("accessed", text: day.description) }
      sidecar.addFile(name: Self.name(source.workbook), bytes: bytes, sha256: hash)
    }
    if sidecar.lines.isEmpty {
      return Outcome(
        sidecar: entry.path, text: entry.text, kind: isDry ? .shown : .standing, notes: ["it says so already"])
    }
    guard isForced else {
      let what =
        isSameFile
        ? "states another \(sidecar.lines.map(\.key).joined(separator: ", "))"
        : source.sha256 == nil
          ? "states no hash" : "describes another file (SHA-256 \(source.sha256?.prefix(12) ?? "")…)"
      throw .message(
        "\(entry.path) is there and \(what)",
        remedy: "Say --force to renew that and keep everything else in it, or delete it.")
    }
    let text = sidecar.merged(into: entry.text)
    try check(text, entry.path)
    return Outcome(
      sidecar: entry.path, text: text, kind: isDry ? .shown : .renewed,
      notes: ["renewed \(sidecar.lines.map(\.key).joined(separator: ", ")); the rest is as it was"])
  }

  /// Lines for what was given and is stated otherwise.
  private func addChanges(to sidecar: inout SidecarText, _ source: SourceDefinition) {
    if let yearbook = given.yearbook, yearbook != source.yearbook { sidecar.add("yearbook", text: yearbook) }
    if let edition = given.edition, edition != source.edition.rawValue { sidecar.add("edition", number: edition) }
    if let year = given.referenceYear, year != source.referenceYear?.rawValue {
      if let year { sidecar.add("reference_year", number: year) } else { sidecar.remove("reference_year") }
    }
    let title = Title(zh: given.titleZH ?? source.tableTitle.zh, en: given.titleEN ?? source.tableTitle.en)
    let number = given.number ?? source.tableNumber
    if title != source.tableTitle || number != source.tableNumber { sidecar.addTable(number: number, title: title) }
    if let producer = given.producer, producer != source.producer { sidecar.add("producer", text: producer) }
    if let licence = given.licence, licence != source.licence { sidecar.add("licence", text: licence) }
    if let url = given.url, url != source.url { sidecar.add("url", text: url) }
    if let day = given.accessed, day != source.accessedDay { sidecar.add("accessed", text: day.description) }
  }

  /// What is written must read back.
  private func check(_ text: String, _ path: String) throws(PipelineError) {
    do throws(DefinitionError) {
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      _ = try SourceDefinition(try YAMLDocument.parse(text, file: path), folder: folder)
    } catch { throw .definitions([error]) }
  }

  private static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
