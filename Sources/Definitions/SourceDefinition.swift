import PanelModel

/// The sidecar of a raw workbook (`NAME.source.yaml`): which book, which edition, which year, and the file's hash.
package struct SourceDefinition: Sendable {
  package var yearbook: String
  package var edition: EditionYear
  /// The year the figures describe; nil if the table itself holds several years.
  package var referenceYear: ReferenceYear?
  package var tableNumber: String
  package var tableTitle: Title
  package var producer: String
  package var licence: String
  package var accessed: String
  /// `accessed` as a day of the calendar; nil if it is written otherwise.
  package var accessedDay: CalendarDate? { CalendarDate(accessed) }
  /// Where the file was fetched; empty if not stated.
  package var url: String
  package var isSynthetic: Bool
  /// The workbook's path relative to the project folder.
  package var workbook: String
  /// The unit of the table's figures where the workbook itself states none, as books print it; empty if it is not said.
  package var unit: String
  package var bytes: Int?
  package var sha256: String?
  package var place: DefinitionPlace

  /// Reads a sidecar; `folder` is the folder of the sidecar relative to the project.
  package init(_ root: YAMLValue, folder: String) throws(DefinitionError) {
    let map = try root.map()
    place = map.place
    yearbook = try map.required("yearbook").text()
    edition = EditionYear(Int32(clamping: try map.required("edition").integer()))
    referenceYear = try map.optional("reference_year").map { v throws(DefinitionError) in
      ReferenceYear(Int32(clamping: try v.integer()))
    }
    let table = try map.optional("table")?.map()
    tableNumber = try table?.optional("number")?.text() ?? ""
    tableTitle = try table?.optional("title")?.title() ?? Title()
    try table?.finish()
    unit = try map.optional("unit")?.text() ?? ""
    producer = try map.optional("producer")?.text() ?? ""
    licence = try map.optional("licence")?.text() ?? ""
    accessed = try map.optional("accessed")?.text() ?? ""
    url = try map.optional("url")?.text() ?? ""
    isSynthetic = try map.optional("synthetic")?.flag() ?? false
    _ = try map.optional("note")?.text()
    let file = try map.required("file").map()
    let name = try file.required("name")
    workbook = try Self.path(name, folder: folder)
    bytes = try file.optional("bytes")?.integer()
    sha256 = try file.optional("sha256")?.text()
    try file.finish()
    try map.finish()
  }

  /// A workbook lies beside its sidecar: a name with a folder in it could point anywhere.
  private static func path(_ name: YAMLValue, folder: String) throws(DefinitionError) -> String {
    let text = try name.text()
    if text.contains("/") || text.contains("\\") || text == ".." {
      throw DefinitionError(
        place: name.place, message: "'\(text)' is not a plain file name",
        remedy: "Put the workbook beside its sidecar and name it without folders.")
    }
    return folder.isEmpty ? text : "\(folder)/\(text)"
  }
}
