/// Takes a worksheet part from the XML parser in a single pass.
final class WorksheetPart: SAXHandler {
  private enum State { case outside, sheet, data, row, cell, value, inline, inlineText, run, runText, merges, columns }

  /// On the heap, so that adding a cell costs no check of exclusive access to a property of this object.
  let cells: UnsafeMutablePointer<WorksheetCells>
  private let names: WorksheetNames
  private let charactersPerCell: Int

  private var state = State.outside
  /// Elements open inside one that is passed over.
  private var skipped = 0
  private var namespace = XMLName(nil)
  private var dataHasPrefix = false
  private let buffer = TextBuffer()
  private var hasValue = false

  init(_ parser: SAXParser, workbook: XLSXReader, batches: BatchReceiver?) {
    names = WorksheetNames(parser)
    charactersPerCell = workbook.archive.limits.charactersPerCell
    cells = .allocate(capacity: 1)
    cells.initialize(to: WorksheetCells(workbook: workbook, batches: batches))
  }

  deinit {
    if !isTaken { cells.deinitialize(count: 1) }
    cells.deallocate()
  }

  private var isTaken = false

  /// Hands over the cells, once.
  func takeBuilder() -> SheetBuilder {
    isTaken = true
    return cells.move().takeBuilder()
  }

  override var isAtPlainContent: Bool { state == .data && skipped == 0 && !dataHasPrefix }

  override func start(_ element: XMLElement) {
    if skipped > 0 {
      skipped += 1
      return
    }
    if state == .outside {
      namespace = element.namespace
      if element.name == names.worksheet { state = .sheet } else { skipped = 1 }
    } else if element.namespace == namespace {
      enter(element)
    } else {
      skipped = 1
    }
  }

  @inline(__always)
  private func enter(_ element: XMLElement) {
    let name = element.name
    switch state {
    case .row where name == names.cell:
      state = .cell
      startCell(element)
    case .cell where name == names.value:
      state = .value
      buffer.clear()
      hasValue = true
    case .data where name == names.row:
      state = .row
      startRow(element)
    case .cell where name == names.inline && (cells.pointee.type == .inline || !hasValue):
      state = .inline
      buffer.clear()
      hasValue = true
    case .inline where name == names.text: state = .inlineText
    case .inline where name == names.run: state = .run
    case .run where name == names.text: state = .runText
    case .sheet where name == names.sheetData:
      state = .data
      dataHasPrefix = element.hasPrefix
    case .sheet where name == names.mergeCells: state = .merges
    case .sheet where name == names.columns: state = .columns
    default:
      if state == .merges && name == names.mergeCell { addMerge(element) }
      if state == .columns && name == names.column { addColumns(element) }
      skipped = 1
    }
  }

  override func end() {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch state {
    case .value, .inline: state = .cell
    case .cell:
      if hasValue, let reason = cells.pointee.finish(buffer.bytes) { fail(reason, cell: cells.pointee.address) }
      state = .row
    case .row: state = .data
    case .inlineText, .run: state = .inline
    case .runText: state = .run
    case .data, .merges, .columns: state = .sheet
    case .sheet, .outside: state = .outside
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch state {
    case .value, .inlineText, .runText:
      guard skipped == 0 else { return }
      buffer.append(bytes)
      // An escape takes seven bytes for a character; the exact count follows at the end of the text.
      if buffer.count / 8 > charactersPerCell {
        fail(.limitExceeded(.charactersPerCell, limit: charactersPerCell), cell: cells.pointee.address)
      }
    default: return
    }
  }
}

extension WorksheetPart {
  private func startRow(_ element: XMLElement) {
    var row = cells.pointee.row + 1
    var isHidden = false
    for index in 0..<element.attributeCount where element.isUnqualified(index) {
      let name = element.attributeName(index)
      let value = element.attributeValue(index)
      if name == names.reference {
        guard let number = CellAddress.rowNumber(bytes: value) else { return fail(badReference(value)) }
        row = number
      } else if name == names.hidden {
        isHidden = WorksheetCells.isTrue(value)
      }
    }
    cells.pointee.row = row
    cells.pointee.column = -1
    if isHidden { cells.pointee.builder.hideRow(row) }
    if row >= CellAddress.maximumRows { fail(.badReference("row \(Int(row) + 1)")) }
  }

  private func startCell(_ element: XMLElement) {
    let cells = self.cells
    cells.pointee.column += 1
    cells.pointee.type = .number
    cells.pointee.format = 0
    hasValue = false
    for index in 0..<element.attributeCount where element.isUnqualified(index) {
      let name = element.attributeName(index)
      let value = element.attributeValue(index)
      if name == names.reference {
        guard let place = CellAddress(bytes: value) else { return fail(badReference(value)) }
        (cells.pointee.row, cells.pointee.column) = (place.row, place.column)
      } else if name == names.style {
        cells.pointee.format = cells.pointee.format(ofStyle: value)
      } else if name == names.type {
        guard let known = WorksheetCellType(value) else {
          let text = String(decoding: value.prefix(64), as: UTF8.self)
          return fail(.unknownCellType(text), cell: cells.pointee.address)
        }
        cells.pointee.type = known
      }
    }
    let column = cells.pointee.column
    if column >= CellAddress.maximumColumns { fail(.badReference("column \(Int(column) + 1)")) }
  }

  private func addColumns(_ element: XMLElement) {
    var bounds: (first: Int32, last: Int32) = (1, 0)
    var isHidden = false
    for index in 0..<element.attributeCount where element.isUnqualified(index) {
      let name = element.attributeName(index)
      let value = element.attributeValue(index)
      if name == names.hidden { isHidden = WorksheetCells.isTrue(value) }
      if name == names.minimum { bounds.first = CellAddress.rowNumber(bytes: value).map { $0 + 1 } ?? 1 }
      if name == names.maximum { bounds.last = CellAddress.rowNumber(bytes: value).map { $0 + 1 } ?? 0 }
    }
    let last = min(bounds.last, CellAddress.maximumColumns)
    guard isHidden && bounds.first <= last else { return }
    if let reason = cells.pointee.builder.hideColumns((bounds.first - 1)...(last - 1)) { fail(reason) }
  }

  private func addMerge(_ element: XMLElement) {
    for index in 0..<element.attributeCount where element.attributeName(index) == names.range {
      let text = String(decoding: element.attributeValue(index), as: UTF8.self)
      guard let range = MergedRange(text) else { return fail(.badReference(text)) }
      if let reason = cells.pointee.builder.appendMerge(range) { fail(reason) }
    }
  }

  private func badReference(_ value: UnsafeBufferPointer<UInt8>) -> SpreadsheetError.Reason {
    .badReference(String(decoding: value.prefix(64), as: UTF8.self))
  }
}
