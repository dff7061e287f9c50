/// The tables and texts of a web page in the order of the page, in a compact form: no tree, and nothing of the markup
/// but what tables need.
struct HTMLPage {
  /// What is known of a table once it has ended.
  struct Table {
    /// Non-empty cells of its own in rows that have at least two of them: what makes it a table of data.
    var dataCells = 0
    /// The same of the tables inside, and of those inside them.
    var innerDataCells = 0
    var filledCells = 0
    var innerTables = 0
    var hiddenColumns: [Int32] = []

    /// Inside another table, a table with at most one cell stands for the text of that cell.
    var isPlainText: Bool { filledCells <= 1 && innerTables == 0 }
    /// Its only purpose is to place the tables inside it.
    var isLayout: Bool { innerTables > 0 && dataCells <= innerDataCells }
  }

  var tokens: [HTMLToken] = []
  var tables: [Table] = []
  /// All texts one behind the other.
  var arena: [UInt8] = []
  var title = ""
  /// The sheets that comments of spreadsheet programs name, with the pages that hold them.
  var sheets: [HTMLSheetSource] = []
  var uses1904Dates = false
  /// All number formats that occur; the first is General.
  var formats: [NumberFormat] = [.general]
  var formatPositions: [String: UInt16] = [:]

  /// A table has a cell with text.
  var hasTable: Bool { tables.contains { $0.filledCells > 0 } }
}

/// A sheet named in the first page of a workbook that was saved as a web page.
struct HTMLSheetSource: Hashable, Sendable {
  var name: String
  /// The page that holds the sheet; "" for the page itself.
  var target: String
}

/// One step through the page, in 24 bytes: pages may have a cell for every four bytes.
struct HTMLToken {
  enum Kind: UInt8 {
    /// Text outside cells, or in a cell after a table inside it.
    case text
    case tableStart, tableEnd
    case row
    case cell
    /// Ends a cell that holds tables; other cells have no end.
    case cellEnd
  }

  /// What attributes of spreadsheet programs say of a value.
  enum Hint: UInt8 { case none, text, number, boolean, error }

  let kind: Kind
  var hint = Hint.none
  /// Of rows.
  var group = HTMLRowGroup.body
  var isHidden = false
  /// Of cells: tokens of its own content follow, up to its end.
  var hasInner = false
  /// Of cells: the span is there for the look of an overlong text and merges nothing.
  var isUnmerged = false
  var columnSpan: UInt16 = 1
  /// 0: down to the end of the row group.
  var rowSpan: UInt16 = 1
  /// Position in the page's formats.
  var format: UInt16 = 0
  /// Length of the exact value an attribute states; it follows the text.
  var valueLength: UInt16 = 0
  /// Where the text starts; the number of a table; the number of a row's group.
  var start: UInt32 = 0
  var length: UInt32 = 0

  init(_ kind: Kind) { self.kind = kind }

  /// The text in the page's arena.
  var text: Range<Int> { Int(start)..<(Int(start) + Int(length)) }
  /// The exact value in the page's arena.
  var value: Range<Int> { text.upperBound..<(text.upperBound + Int(valueLength)) }
  var isEmpty: Bool { length == 0 && valueLength == 0 }
}
