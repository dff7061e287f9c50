import ArgumentParser
import Spreadsheet

/// What a workbook may ask of the reader: one option for each limit, all with a default that no real yearbook reaches.
struct LimitOptions: ParsableArguments {
  @Option(name: .customLong("max-file-size"), help: ArgumentHelp("Bytes of the file.", valueName: "n"))
  var fileSize: Int?
  @Option(name: .customLong("max-zip-entries"), help: ArgumentHelp("Entries of the archive.", valueName: "n"))
  var zipEntries: Int?
  @Option(
    name: .customLong("max-part-size"), help: ArgumentHelp("Expanded bytes of one part of the archive.", valueName: "n")
  )
  var partSize: Int?
  @Option(
    name: .customLong("max-inflate-ratio"),
    help: ArgumentHelp("Expanded bytes per compressed byte, beyond the first 16 MiB.", valueName: "n"))
  var inflateRatio: Int?
  @Option(name: .customLong("max-sheets"), help: ArgumentHelp("Sheets of a workbook.", valueName: "n"))
  var sheets: Int?
  @Option(name: .customLong("max-cells-per-sheet"), help: ArgumentHelp("Non-empty cells of a sheet.", valueName: "n"))
  var cellsPerSheet: Int?
  @Option(name: .customLong("max-characters-per-cell"), help: ArgumentHelp("Characters of a cell.", valueName: "n"))
  var charactersPerCell: Int?
  @Option(
    name: .customLong("max-text-size"),
    help: ArgumentHelp("Bytes of distinct text of a sheet, and of the shared texts.", valueName: "n"))
  var textSize: Int?
  @Option(name: .customLong("max-shared-strings"), help: ArgumentHelp("Shared texts of a workbook.", valueName: "n"))
  var sharedStrings: Int?
  @Option(name: .customLong("max-merged-ranges"), help: ArgumentHelp("Merged ranges of a sheet.", valueName: "n"))
  var mergedRanges: Int?
  @Option(name: .customLong("max-xml-depth"), help: ArgumentHelp("Elements nested in one another.", valueName: "n"))
  var xmlDepth: Int?
  @Option(name: .customLong("max-styles"), help: ArgumentHelp("Cell formats of a workbook.", valueName: "n"))
  var styles: Int?

  func validate() throws {
    for (name, value) in given where value < 1 { throw ValidationError("\(name.flag) takes a number from 1 on.") }
  }

  /// The standard limits with those that were given.
  var limits: Limits { given.reduce(into: Limits.standard) { limits, entry in limits[entry.name] = entry.value } }

  private var given: [(name: Limits.Name, value: Int)] {
    Limits.Name.allCases.compactMap { name in value(of: name).map { (name, $0) } }
  }

  private func value(of name: Limits.Name) -> Int? {
    switch name {
    case .fileSize: fileSize
    case .zipEntries: zipEntries
    case .partSize: partSize
    case .inflateRatio: inflateRatio
    case .sheets: sheets
    case .cellsPerSheet: cellsPerSheet
    case .charactersPerCell: charactersPerCell
    case .textSize: textSize
    case .sharedStrings: sharedStrings
    case .mergedRanges: mergedRanges
    case .xmlDepth: xmlDepth
    case .styles: styles
    }
  }
}
