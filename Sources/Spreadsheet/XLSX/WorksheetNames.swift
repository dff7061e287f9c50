/// The names a worksheet part is made of, as the parser keeps them.
struct WorksheetNames {
  let worksheet, sheetData, row, cell, value, inline, text, run: XMLName
  let mergeCells, mergeCell, columns, column: XMLName
  /// Attributes.
  let reference, style, type, hidden, range, minimum, maximum: XMLName

  init(_ parser: SAXParser) {
    worksheet = parser.name("worksheet")
    sheetData = parser.name("sheetData")
    row = parser.name("row")
    cell = parser.name("c")
    value = parser.name("v")
    inline = parser.name("is")
    text = parser.name("t")
    run = parser.name("r")
    mergeCells = parser.name("mergeCells")
    mergeCell = parser.name("mergeCell")
    columns = parser.name("cols")
    column = parser.name("col")
    reference = run
    style = parser.name("s")
    type = text
    hidden = parser.name("hidden")
    range = parser.name("ref")
    minimum = parser.name("min")
    maximum = parser.name("max")
  }
}

/// The type of a cell, its attribute `t`.
enum WorksheetCellType {
  case number, shared, formulaText, inline, boolean, error, date

  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count == 1 {
      switch bytes[0] {
      case UInt8(ascii: "s"): self = .shared
      case UInt8(ascii: "n"): self = .number
      case UInt8(ascii: "b"): self = .boolean
      case UInt8(ascii: "e"): self = .error
      case UInt8(ascii: "d"): self = .date
      default: return nil
      }
    } else if bytes.elementsEqual("str".utf8) {
      self = .formulaText
    } else if bytes.elementsEqual("inlineStr".utf8) {
      self = .inline
    } else {
      return nil
    }
  }
}
