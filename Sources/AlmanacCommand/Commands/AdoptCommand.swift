import ArgumentParser
import Foundation
import PanelModel
import Pipeline

/// `almanac adopt FILE...`
struct AdoptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt", abstract: "Write the sidecar of a workbook: hash, edition, reference year, source.",
    discussion: """
      What no option says is found in the folder's name (raw/BOOK/2013/), the captions, the file's name and the sidecars
      of the same book. A folder adopts every workbook in it that has no sidecar.
      """)

  @OptionGroup var place: ProjectOption
  @Argument(help: "Workbooks below raw/, or folders of them.") var files: [String]
  @Option(help: "The book, as table definitions name it.") var yearbook: String?
  @Option(help: "The year in the book's title.") var edition: Int32?
  @Option(name: .customLong("reference-year"), help: "The year the figures describe, or none if the table says.")
  var referenceYear: String?
  @Option(help: "The table's title, Chinese or English.") var title: String?
  @Option(name: .customLong("title-zh"), help: "The table's Chinese title.") var titleZH: String?
  @Option(name: .customLong("title-en"), help: "The table's English title.") var titleEN: String?
  @Option(help: "The table's number in the book, such as 2-7.") var number: String?
  @Option(help: "Who made the book.") var producer: String?
  @Option(help: "What may be done with it.") var licence: String?
  @Option(help: "Where it was fetched.") var url: String?
  @Option(help: "The day it was fetched, such as 2014-03-02; else today.") var accessed: String?
  @Flag(help: "Renew the facts of the file and what the options say in a sidecar that is there; keep the rest.")
  var force = false
  @Flag(name: .customLong("dry-run"), help: "Print the sidecar and write nothing.") var dryRun = false
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name a workbook or a folder.") }
    if let accessed, CalendarDate(accessed) == nil { throw ValidationError("--accessed takes a day: 2014-03-02.") }
    if title != nil && (titleZH != nil || titleEN != nil) {
      throw ValidationError("--title is for one title; say --title-zh and --title-en for both.")
    }
    if let referenceYear, referenceYear != "none", Int32(referenceYear) == nil {
      throw ValidationError("--reference-year takes a year or none.")
    }
  }

  func run() throws {
    var adoption = Adoption(
      place.project, given: given, today: try Self.today(), force: force, dryRun: dryRun, limits: limits.limits)
    let workbooks = try files.flatMap { try self.workbooks(of: $0, adoption) }
    var failures: [PipelineError] = []
    for workbook in workbooks {
      do throws(PipelineError) { show(try adoption.adopt(workbook), workbook) } catch { failures.append(error) }
    }
    if workbooks.isEmpty { Console.talk("Every workbook there has a sidecar.") }
    for failure in failures { Console.talk("error: \(failure)") }
    if !failures.isEmpty { throw ExitCode(Exit.data) }
  }

  private var given: Adoption.Given {
    var given = Adoption.Given()
    given.yearbook = yearbook
    given.edition = edition
    given.referenceYear = referenceYear.map { Int32($0) }
    let isChinese = title.map(PrintedText.hasHan) ?? false
    given.titleZH = titleZH ?? (isChinese ? title : nil)
    given.titleEN = titleEN ?? (isChinese ? nil : title)
    given.number = number
    given.producer = producer
    given.licence = licence
    given.url = url
    given.accessed = accessed.flatMap { CalendarDate($0) }
    return given
  }

  /// The one place of the program with a clock: what is written here is no part of a build's making.
  private static func today() throws -> CalendarDate {
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
    func digits(_ x: Int?, _ width: Int) -> String {
      let text = String(x ?? 0)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    let text = "\(digits(parts.year, 4))-\(digits(parts.month, 2))-\(digits(parts.day, 2))"
    guard let day = CalendarDate(text) else { throw ValidationError("The clock says no day; say --accessed.") }
    return day
  }

  /// A workbook, or those without a sidecar in a folder, as paths relative to the project.
  private func workbooks(of argument: String, _ adoption: Adoption) throws -> [String] {
    let path = try place.project.relativePath(argument, below: "raw")
    var isFolder: ObjCBool = false
    let url = place.project.url(path)
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
      return [path]
    }
    return adoption.strangers(below: path)
  }

  private func show(_ outcome: Adoption.Outcome, _ workbook: String) {
    if dryRun {
      Console.talk("\(outcome.sidecar):")
      Console.data(outcome.text)
    } else {
      Console.data(outcome.sidecar + "\n")
    }
    for note in outcome.notes { Console.talk("  \(note)") }
  }
}
