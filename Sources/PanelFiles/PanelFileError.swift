/// Why a table could not be written as a file or read from one.
package struct PanelFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, as a value a caller can switch over.
  package enum Reason: Sendable, Hashable {
    /// The system could not read the file to its end, in its words.
    case unreadable(String)
    /// A column holds infinity or NaN, which no format carries: missing is an absent value.
    case notFinite
    /// A table has no columns, columns of unequal length, or two columns of one name.
    case tableShape(String)
    /// A text is not UTF-8.
    case notUTF8
    /// A quotation mark opens a field and none closes it.
    case unclosedQuote
    /// Characters follow the closing quotation mark of a field.
    case textAfterQuote
    /// A row has more or fewer fields than the header.
    case fieldCount(expected: Int, found: Int)
    /// A field does not read as the type the schema states.
    case wrongType(expected: ColumnType, text: String)
    /// A column the schema names is not in the file.
    case columnNotFound
    /// The file is larger than the format or the reader allows.
    case tooLarge(limit: Int)
  }

  package let reason: Reason
  /// Path or name of the file; empty when the bytes have none.
  package var file: String
  /// Line of a text file, from 1; nil for a table in memory.
  package let line: Int?
  /// Name of the column.
  package let column: String?
  /// Row of the table without the header, from 1.
  package let row: Int?

  package init(_ reason: Reason, file: String = "", line: Int? = nil, column: String? = nil, row: Int? = nil) {
    self.reason = reason
    self.file = file
    self.line = line
    self.column = column
    self.row = row
  }

  package var description: String { "\(place)\(problem)" }

  private var place: String {
    let parts = [
      file.isEmpty ? nil : file, line.map { "line \($0)" }, line == nil ? row.map { "row \($0)" } : nil,
      column.map { "column '\($0)'" },
    ]
    let text = parts.compactMap { $0 }.joined(separator: ", ")
    return text.isEmpty ? "" : text + ": "
  }

  private var problem: String {
    switch reason {
    case .unreadable(let words):
      "cannot be read: \(words)"
    case .notFinite:
      "infinity or NaN cannot be written; make the value missing with a status instead"
    case .tableShape(let detail):
      "not a table: \(detail)"
    case .notUTF8:
      "the text is not UTF-8; save the file as UTF-8"
    case .unclosedQuote:
      "a quotation mark opens a field and none closes it; close it or double the marks inside the text"
    case .textAfterQuote:
      "characters follow the closing quotation mark of a field; double the marks inside the text"
    case .fieldCount(let expected, let found):
      "\(found) fields where the header has \(expected); quote texts that hold commas"
    case .wrongType(let expected, let text):
      "'\(text)' is not \(expected.phrase); mend the value, or leave the field empty if it is missing"
    case .columnNotFound:
      "the file has no such column; check the header row"
    case .tooLarge(let limit):
      "more than \(limit) bytes; split the file"
    }
  }
}
