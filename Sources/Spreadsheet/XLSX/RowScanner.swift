/// Reads the rows of a worksheet part as long as they are plain: the quick way of `WorksheetPart`.
final class RowScanner: ContentScanner {
  private let cells: UnsafeMutablePointer<WorksheetCells>
  private let buffer = TextBuffer()
  private var isInRow = false

  override var mark: StaticString { "<row" }
  override var depth: Int { 8 }

  private static let rowAttributes: [StaticString] = [
    "r", "hidden", "spans", "s", "customFormat", "ht", "customHeight", "x14ac:dyDescent", "outlineLevel", "collapsed",
    "thickTop", "thickBot", "ph",
  ]
  private static let cellAttributes: [StaticString] = ["cm", "vm", "ph"]
  private static let formulaAttributes: [StaticString] = [
    "t", "ref", "si", "ca", "aca", "dt2D", "dtr", "del1", "del2", "r1", "r2", "bx", "xml:space",
  ]

  /// - Parameter cells: takes the cells; must stay where it is as long as this object is used.
  init(_ cells: UnsafeMutablePointer<WorksheetCells>) {
    self.cells = cells
  }

  override func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> Step {
    guard let start = bytes.baseAddress else { return .more(used: 0) }
    var xml = PlainXML(at: start)
    while true {
      xml.skipBlanks()
      // What is not complete in the window, and what is not plain, is seen again with more behind it or given up.
      let token = xml.at
      if isInRow {
        if xml.take("<c") {
          if takeCell(&xml) { continue }
        } else if xml.take("</row>") {
          isInRow = false
          continue
        }
      } else if xml.take("<row") {
        if takeRow(&xml) { continue }
      } else if xml.at[0] == UInt8(ascii: "<") && xml.at[1] == UInt8(ascii: "/") {
        return .ended(used: token - start)
      }
      return .more(used: token - start)
    }
  }

  private func takeRow(_ xml: inout PlainXML) -> Bool {
    var row = cells.pointee.row + 1
    var isHidden = false
    var seen: UInt32 = 0
    while xml.isBeforeAttribute() {
      guard let (name, value) = xml.takeAttribute(of: Self.rowAttributes, &seen) else { return false }
      if name == 0 {
        guard let number = CellAddress.rowNumber(bytes: value) else { return false }
        row = number
      } else if name == 1 {
        isHidden = WorksheetCells.isTrue(value)
      }
    }
    let isEmpty = xml.take("/>")
    guard isEmpty || xml.take(">"), row < CellAddress.maximumRows else { return false }
    cells.pointee.row = row
    cells.pointee.column = -1
    if isHidden { cells.pointee.builder.hideRow(row) }
    isInRow = !isEmpty
    return true
  }

  /// Takes a cell behind "<c" to its end; the cells change only when all of it has been found plain.
  @inline(__always)
  private func takeCell(_ xml: inout PlainXML) -> Bool {
    var row = cells.pointee.row
    var column = cells.pointee.column + 1
    var type = WorksheetCellType.number
    var format: UInt16 = 0
    var seen = 0
    var seenOthers: UInt32 = 0
    while xml.isBeforeAttribute() {
      if xml.take(" r=\"") {
        guard seen & 1 == 0, let place = xml.takeAddress() else { return false }
        (row, column) = (place.row, place.column)
        seen |= 1
      } else if xml.take(" s=\"") {
        guard seen & 2 == 0, let style = xml.takeStyle() else { return false }
        format = cells.pointee.format(ofStyle: style)
        seen |= 2
      } else if xml.take(" t=\"") {
        guard seen & 4 == 0, let known = xml.takeType() else { return false }
        type = known
        seen |= 4
      } else {
        guard xml.takeAttribute(of: Self.cellAttributes, &seenOthers) != nil else { return false }
      }
    }
    guard column < CellAddress.maximumColumns else { return false }
    cells.pointee.type = type
    cells.pointee.format = format
    let old = cells.pointee.address
    cells.pointee.row = row
    cells.pointee.column = column
    if xml.take("/>") || takeContent(&xml, type) { return true }
    cells.pointee.row = old.row
    cells.pointee.column = old.column
    return false
  }

  /// Takes the content of a cell with its end tag and adds the cell, first in the form nearly all cells have.
  @inline(__always)
  private func takeContent(_ xml: inout PlainXML, _ type: WorksheetCellType) -> Bool {
    guard xml.take(">") else { return false }
    let content = xml.at
    if type == .number, xml.take("<v>") {
      let start = xml.at
      if let number = xml.takeNumber() {
        let bytes = UnsafeBufferPointer(start: start, count: xml.at - start)
        if xml.take("</v></c>") { return cells.pointee.finish(number, bytes) == nil }
      }
    } else if type == .shared, xml.take("<v>"), let number = xml.takeIndex(), xml.take("</v></c>") {
      return cells.pointee.finishShared(number) == nil
    }
    xml.at = content
    return takeAnyContent(&xml)
  }

  private func takeAnyContent(_ xml: inout PlainXML) -> Bool {
    var value: UnsafeBufferPointer<UInt8>?
    while true {
      xml.skipBlanks()
      if xml.take("</c>") { break }
      if xml.take("<v>") || xml.take("<v xml:space=\"preserve\">") {
        guard value == nil, let text = xml.takeText(), xml.take("</v>") else { return false }
        value = text.bytes
        if text.hasReferences {
          buffer.clear()
          PlainXML.decode(text, into: buffer)
          value = buffer.bytes
        }
      } else if xml.take("<is>") {
        guard value == nil, let text = xml.takeStringItem(buffer), xml.take("</is>") else { return false }
        value = text
      } else if xml.takeEmpty("<v") || xml.takeEmpty("<is") {
        guard value == nil else { return false }
        value = UnsafeBufferPointer(start: xml.at, count: 0)
      } else {
        guard xml.take("<f"), takeFormula(&xml) else { return false }
      }
    }
    guard let value else { return true }
    return cells.pointee.finish(value) == nil
  }

  /// Takes a formula behind "<f" to its end; nobody needs it.
  private func takeFormula(_ xml: inout PlainXML) -> Bool {
    guard xml.takeAttributes(of: Self.formulaAttributes) else { return false }
    if xml.take("/>") { return true }
    return xml.take(">") && xml.takeText() != nil && xml.take("</f>")
  }
}
