import Definitions
import PanelModel

/// The sidecars of a project that can be read, for what a new one may take over from them.
struct KnownSidecars {
  struct Entry {
    var path: String
    var source: SourceDefinition
    var text: String
  }

  private(set) var entries: [Entry] = []
  /// Sidecars that cannot be read, with what is wrong.
  private(set) var broken: [String: DefinitionError] = [:]

  init(_ project: Project) {
    for path in project.files(below: "raw") where path.hasSuffix(".source.yaml") {
      guard let bytes = project.bytes(path) else { continue }
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      let text = String(decoding: bytes, as: UTF8.self)
      do throws(DefinitionError) {
        let source = try SourceDefinition(try YAMLDocument.parse(text, file: path), folder: folder)
        entries.append(Entry(path: path, source: source, text: text))
      } catch { broken[path] = error }
    }
  }

  /// The sidecar that describes a workbook.
  func entry(of workbook: String) -> Entry? { entries.first { $0.source.workbook == workbook } }

  var yearbooks: [String] { Set(entries.map(\.source.yearbook)).sorted() }

  /// Other sidecars of a book, of one edition if asked for.
  func of(_ yearbook: String, edition: EditionYear? = nil) -> [SourceDefinition] {
    entries.map(\.source).filter { $0.yearbook == yearbook && (edition == nil || $0.edition == edition) }
  }

  /// What all sidecars of a book state alike; empty if they differ or there is none.
  func common(_ yearbook: String, _ field: (SourceDefinition) -> String) -> String {
    let stated = Set(of(yearbook).map(field))
    return stated.count == 1 ? stated.first ?? "" : ""
  }

  /// The path for a new sidecar beside a workbook: `2-7.source.yaml`, or `2-7.csv.source.yaml` if another workbook of that
  /// stem has the first.
  func newPath(for workbook: String) -> String {
    let folder = workbook.split(separator: "/").dropLast().joined(separator: "/")
    let name = workbook.split(separator: "/").last.map(String.init) ?? workbook
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    let usual = "\(folder)/\(stem).source.yaml"
    return entries.contains { $0.path == usual } ? "\(folder)/\(name).source.yaml" : usual
  }
}
