/// A place in a source file as its user sees it: `raw/…/2-07.xlsx ! 2-7 ! C12`.
package struct SourceLocation: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Path relative to the project folder.
  package var file: String
  /// Sheet name; nil for the whole file.
  package var sheet: String?
  /// Address in A1 form, or `line:column` for a text file; nil for the whole sheet.
  package var cell: String?

  package init(file: String, sheet: String? = nil, cell: String? = nil) {
    self.file = file
    self.sheet = sheet
    self.cell = cell
  }

  package var description: String {
    ([file] + [sheet, cell].compactMap { $0 }).joined(separator: " ! ")
  }

  package static func < (a: SourceLocation, b: SourceLocation) -> Bool {
    (a.file, a.sheet ?? "", a.cell?.utf8.count ?? 0, a.cell ?? "")
      < (b.file, b.sheet ?? "", b.cell?.utf8.count ?? 0, b.cell ?? "")
  }
}
