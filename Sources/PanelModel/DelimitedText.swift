/// Reads small lists kept as CSV (RFC 4180, UTF-8): areas, changes, batches. Big data files have their own reader.
package enum DelimitedText {
  package struct Row: Sendable {
    /// Line of the file the row starts on, from 1.
    package var line: Int
    package var fields: [String]
  }

  /// The rows of a text, blank lines left out. A quote that never closes ends with the text.
  package static func rows(_ text: String) -> [Row] {
    var rows: [Row] = []
    var fields: [String] = []
    var field = ""
    var quoted = false
    var wasQuoted = false
    var line = 1
    var start = 1
    func isBlank() -> Bool { fields.isEmpty && field.isEmpty && !wasQuoted }
    func endRow() {
      if !isBlank() { rows.append(Row(line: start, fields: fields + [field])) }
      fields = []
      field = ""
      wasQuoted = false
    }
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    if next == "\u{FEFF}" { next = scalars.next() }
    while let c = next {
      next = scalars.next()
      if quoted {
        if c == "\"" {
          if next == "\"" {
            field.unicodeScalars.append(c)
            next = scalars.next()
          } else {
            quoted = false
          }
        } else {
          if c == "\n" { line += 1 }
          field.unicodeScalars.append(c)
        }
        continue
      }
      switch c {
      case "\"" where field.isEmpty:
        quoted = true
        wasQuoted = true
      case ",":
        fields.append(field)
        field = ""
      case "\n":
        endRow()
        line += 1
        start = line
      case "\r": continue
      default: field.unicodeScalars.append(c)
      }
    }
    endRow()
    return rows
  }
}
