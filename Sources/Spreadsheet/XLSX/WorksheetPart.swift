/// Reads one worksheet part in a single pass into a sheet builder.
///
/// A cell without a reference follows the one before; a cell's own reference stands above that of its row; of two cells
/// at one place the later stands. The stated `dimension` is not believed. Texts without characters count as empty.
final class WorksheetPart: SAXHandler {
  private enum State { case outside, sheet, data, row, cell, value, inline, inlineText, run, runText, merges, columns }

  /// On the heap, so that adding a cell costs no check of exclusive access to a property of this object.
  let builder: UnsafeMutablePointer<SheetBuilder>
  let names: WorksheetNames
  let styles: Styles
  let limits: Limits
  let uses1904Dates: Bool
  let sharedCount: Int
  let hasEmptyShared: Bool

  private var state = State.outside
  /// Elements open inside one that is passed over.
  private var skipped = 0
  private var namespace = XMLName(nil)
  /// The cell that is being read.
  var row: Int32 = -1
  var column: Int32 = -1
  var type = WorksheetCellType.number
  var format: UInt16 = 0
  let buffer = TextBuffer()
  var hasValue = false

  init(_ parser: SAXParser, workbook: XLSXReader) {
    names = WorksheetNames(parser)
    styles = workbook.styles
    limits = workbook.archive.limits
    uses1904Dates = workbook.uses1904Dates
    sharedCount = workbook.sharedTexts.count
    hasEmptyShared = workbook.sharedTexts.hasEmptyText
    builder = .allocate(capacity: 1)
    builder.initialize(
      to: SheetBuilder(limits: limits, numberFormats: workbook.styles.formats, sharedTexts: workbook.sharedTexts))
  }

  deinit {
    builder.deinitialize(count: 1)
    builder.deallocate()
  }

  /// Hands over the cells, once.
  func takeBuilder() -> SheetBuilder {
    let taken = builder.move()
    builder.initialize(to: SheetBuilder(limits: limits))
    return taken
  }

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
    case .cell where name == names.inline && (type == .inline || !hasValue):
      state = .inline
      buffer.clear()
      hasValue = true
    case .inline where name == names.text: state = .inlineText
    case .inline where name == names.run: state = .run
    case .run where name == names.text: state = .runText
    case .sheet where name == names.sheetData: state = .data
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
      if hasValue { finishCell() }
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
      if buffer.count / 8 > limits.charactersPerCell {
        fail(.limitExceeded(.charactersPerCell, limit: limits.charactersPerCell), cell: address)
      }
    default: return
    }
  }

  var address: CellAddress { CellAddress(row: row, column: column) }
}

extension WorksheetPart {
  private func startRow(_ element: XMLElement) {
    row += 1
    column = -1
    var isHidden = false
    for index in 0..<element.attributeCount where element.isUnqualified(index) {
      let name = element.attributeName(index)
      let value = element.attributeValue(index)
      if name == names.reference {
        guard let number = CellAddress.rowNumber(bytes: value) else { return fail(badReference(value)) }
        row = number
      } else if name == names.hidden {
        isHidden = isTrue(value)
      }
    }
    if isHidden { builder.pointee.hideRow(row) }
    if row >= CellAddress.maximumRows { fail(.badReference("row \(Int(row) + 1)")) }
  }

  private func addColumns(_ element: XMLElement) {
    var bounds: (first: Int32, last: Int32) = (1, 0)
    var isHidden = false
    for index in 0..<element.attributeCount where element.isUnqualified(index) {
      let name = element.attributeName(index)
      let value = element.attributeValue(index)
      if name == names.hidden { isHidden = isTrue(value) }
      if name == names.minimum { bounds.first = CellAddress.rowNumber(bytes: value).map { $0 + 1 } ?? 1 }
      if name == names.maximum { bounds.last = CellAddress.rowNumber(bytes: value).map { $0 + 1 } ?? 0 }
    }
    let last = min(bounds.last, CellAddress.maximumColumns)
    guard isHidden && bounds.first <= last else { return }
    if let reason = builder.pointee.hideColumns((bounds.first - 1)...(last - 1)) { fail(reason) }
  }

  private func addMerge(_ element: XMLElement) {
    for index in 0..<element.attributeCount where element.attributeName(index) == names.range {
      let text = String(decoding: element.attributeValue(index), as: UTF8.self)
      guard let range = MergedRange(text) else { return fail(.badReference(text)) }
      if let reason = builder.pointee.appendMerge(range) { fail(reason) }
    }
  }

  func isTrue(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    value.elementsEqual("1".utf8) || value.elementsEqual("true".utf8)
  }

  func badReference(_ value: UnsafeBufferPointer<UInt8>) -> SpreadsheetError.Reason {
    .badReference(String(decoding: value.prefix(64), as: UTF8.self))
  }
}
