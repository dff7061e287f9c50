/// The most a workbook may ask of us; anything beyond is refused with an error that names the limit.
public struct Limits: Sendable, Hashable {
  /// The names of the limits, as errors and messages use them.
  public enum Name: String, Sendable, Hashable, CaseIterable {
    case fileSize, zipEntries, partSize, inflateRatio, sheets, cellsPerSheet, charactersPerCell, textSize
    case sharedStrings, mergedRanges, xmlDepth, styles

    /// The flag of the command that raises the limit: "--max-cells-per-sheet".
    public var flag: String {
      rawValue.reduce(into: "--max-") { flag, letter in
        flag += letter.isUppercase ? "-\(letter.lowercased())" : String(letter)
      }
    }
  }

  /// Bytes of the file itself.
  public var fileSize = 1 << 30
  /// Entries of the ZIP directory.
  public var zipEntries = 10_000
  /// Expanded bytes of one part of the archive.
  public var partSize = 4 << 30
  /// Expanded bytes per compressed byte, judged once a part has grown beyond `inflateRatioFreeBytes`.
  public var inflateRatio = 200
  /// Expanded bytes that are allowed at any ratio.
  public var inflateRatioFreeBytes = 16 << 20
  /// Sheets of a workbook.
  public var sheets = 4_096
  /// Non-empty cells of one sheet.
  public var cellsPerSheet = 50_000_000
  /// UTF-16 code units in one cell, as Excel counts them.
  public var charactersPerCell = 32_767
  /// Bytes of distinct text: once for the shared strings and once for each sheet. Digits that must be kept as printed
  /// may take four times as much.
  public var textSize = 256 << 20
  /// Shared strings of the workbook.
  public var sharedStrings = 20_000_000
  /// Merged ranges of one sheet.
  public var mergedRanges = 1_000_000
  /// Elements nested in one another.
  public var xmlDepth = 256
  /// Cell formats of the workbook (Excel itself knows 65,490).
  public var styles = 65_535

  /// The standard limits.
  public init() {}

  /// A limit by its name.
  public subscript(name: Name) -> Int {
    get { self[keyPath: Self.path(of: name)] }
    set { self[keyPath: Self.path(of: name)] = newValue }
  }

  private static func path(of name: Name) -> WritableKeyPath<Limits, Int> {
    switch name {
    case .fileSize: \.fileSize
    case .zipEntries: \.zipEntries
    case .partSize: \.partSize
    case .inflateRatio: \.inflateRatio
    case .sheets: \.sheets
    case .cellsPerSheet: \.cellsPerSheet
    case .charactersPerCell: \.charactersPerCell
    case .textSize: \.textSize
    case .sharedStrings: \.sharedStrings
    case .mergedRanges: \.mergedRanges
    case .xmlDepth: \.xmlDepth
    case .styles: \.styles
    }
  }

  /// The limits in use unless the caller says otherwise.
  public static let standard = Limits()
}
