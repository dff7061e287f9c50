/// Reads the cells of one sheet of an XML spreadsheet into a sheet builder.
///
/// A row or cell without an index follows the one before, beyond the columns it merges; formulas are passed over and
/// their results taken.
final class SpreadsheetMLSheet: SpreadsheetMLHandler {
  private let wanted: Int
  private let reader: SpreadsheetMLReader
  /// On the heap, so that the cells can be handed over once.
  private let builder: UnsafeMutablePointer<SheetBuilder>
  private var isInTable = false
  private var isInRow = false
  private var isInCell = false
  private var isInData = false
  private var hasData = false
  private var row: Int32 = -1
  private var rowSpan: Int32 = 0
  private var lastHiddenRow: Int32 = -1
  private var column: Int32 = -1
  private var cellSpan: Int32 = 0
  private var columnPosition: Int32 = -1
  private var rowFormat: UInt16 = 0
  private var format: UInt16 = 0
  private var type = DataType.text
  private let buffer = TextBuffer()

  private enum DataType: String {
    case number = "Number", text = "String", date = "DateTime", boolean = "Boolean", error = "Error"
  }

  init(_ parser: SAXParser, sheet: Int, of reader: SpreadsheetMLReader, batches: BatchReceiver?) {
    wanted = sheet
    self.reader = reader
    builder = .allocate(capacity: 1)
    builder.initialize(
      to: SheetBuilder(limits: reader.limits, numberFormats: reader.formats, batches: batches))
    super.init(parser)
  }

  deinit {
    builder.deinitialize(count: 1)
    builder.deallocate()
  }

  /// Hands over the cells, once.
  func takeBuilder() -> SheetBuilder {
    let taken = builder.move()
    builder.initialize(to: SheetBuilder(limits: reader.limits))
    return taken
  }

  private var address: CellAddress { CellAddress(row: row, column: column) }

  override func start(_ element: XMLElement) {
    super.start(element)
    guard sheetIndex == wanted, element.namespace == names.spreadsheet else { return }
    switch depth {
    case 3: isInTable = element.name == names.table
    case 4 where isInTable && element.name == names.row: startRow(element)
    case 4 where isInTable && element.name == names.column: startColumn(element)
    case 5 where isInRow && element.name == names.cell: startCell(element)
    case 6 where isInCell && element.name == names.data && !hasData: startData(element)
    default: return
    }
  }

  override func end() {
    switch depth {
    case 6 where isInData:
      isInData = false
      finishData()
    case 5 where isInCell:
      isInCell = false
      column &+= cellSpan
    case 4 where isInRow:
      isInRow = false
      row &+= rowSpan
    case 3: isInTable = false
    case 2 where sheetIndex == wanted: isDone = true
    default: return
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isInData else { return }
    buffer.append(bytes)
    if buffer.count / 4 > reader.limits.charactersPerCell { failTooLong() }
  }

  private func failTooLong() {
    let limit = reader.limits.charactersPerCell
    fail(.limitExceeded(.charactersPerCell, limit: limit), cell: address)
  }
}

extension SpreadsheetMLSheet {
  private func startRow(_ element: XMLElement) {
    isInRow = true
    row &+= 1
    column = -1
    if let index = number(names.index, of: element) { row = index - 1 }
    rowSpan = number(names.span, of: element) ?? 0
    guard row >= 0, row < CellAddress.maximumRows, rowSpan >= 0 else {
      return fail(.badReference("row \(Int(row) + 1)"))
    }
    rowFormat = formatOfStyle(element) ?? 0
    guard isTrue(names.hidden, of: element) else { return }
    // Each row is marked once, however often spans of rows come back to it.
    let last = min(row + rowSpan, CellAddress.maximumRows - 1)
    if last > lastHiddenRow {
      for hidden in max(row, lastHiddenRow + 1)...last { builder.pointee.hideRow(hidden) }
      lastHiddenRow = last
    }
  }

  private func startColumn(_ element: XMLElement) {
    columnPosition &+= 1
    if let index = number(names.index, of: element) { columnPosition = index - 1 }
    let last = columnPosition &+ (number(names.span, of: element) ?? 0)
    guard columnPosition >= 0, last >= columnPosition, last < CellAddress.maximumColumns else { return }
    if isTrue(names.hidden, of: element), let reason = builder.pointee.hideColumns(columnPosition...last) {
      fail(reason)
    }
    columnPosition = last
  }

  private func startCell(_ element: XMLElement) {
    isInCell = true
    hasData = false
    column &+= 1
    if let index = number(names.index, of: element) { column = index - 1 }
    let down = number(names.mergeDown, of: element) ?? 0
    cellSpan = number(names.mergeAcross, of: element) ?? 0
    guard column >= 0, cellSpan >= 0, down >= 0, column &+ cellSpan < CellAddress.maximumColumns,
      row &+ down < CellAddress.maximumRows
    else { return fail(.badReference("row \(Int(row) + 1), column \(Int(column) + 1)"), cell: address) }
    format = formatOfStyle(element) ?? rowFormat
    guard cellSpan + down > 0 else { return }
    let corner = CellAddress(row: row + down, column: column + cellSpan)
    if let reason = builder.pointee.appendMerge(MergedRange(address, corner)) { fail(reason, cell: address) }
  }

  private func startData(_ element: XMLElement) {
    hasData = true
    isInData = true
    buffer.clear()
    type = .text
    guard let name = names.text(names.type, of: element) else { return }
    guard let known = DataType(rawValue: name) else {
      return fail(.unknownCellType(String(name.prefix(64))), cell: address)
    }
    type = known
  }

  private func finishData() {
    if buffer.count > reader.limits.charactersPerCell && buffer.utf16Count > reader.limits.charactersPerCell {
      return failTooLong()
    }
    var reason: SpreadsheetError.Reason?
    switch type {
    case .text: if buffer.count > 0 { reason = builder.pointee.appendText(buffer.bytes, at: address) }
    case .error: if buffer.count > 0 { reason = builder.pointee.appendText(buffer.bytes, kind: .error, at: address) }
    case .number, .boolean, .date: reason = finishValue(trimmed)
    }
    if let reason { fail(reason, cell: address) }
  }

  private func finishValue(_ bytes: UnsafeBufferPointer<UInt8>) -> SpreadsheetError.Reason? {
    guard !bytes.isEmpty else { return nil }
    let text = String(decoding: bytes.prefix(64), as: UTF8.self)
    switch type {
    case .boolean:
      guard ["0", "1", "true", "false"].contains(text) else { return .badBoolean(text) }
      let value: Double = text == "1" || text == "true" ? 1 : 0
      return builder.pointee.appendNumber(value, kind: .boolean, format: format, printed: nil, at: address)
    case .date:
      guard let serial = DateSerial.serial(fromISO: text, uses1904Dates: reader.uses1904Dates) else {
        return .badDate(text)
      }
      return builder.pointee.appendNumber(serial, kind: .date, format: format, printed: bytes, at: address)
    default:
      guard let parsed = NumberText.parse(bytes: bytes) else { return .badNumber(text) }
      let isDate = format != 0 && DateSerial.serials.contains(parsed.value) && reader.formats[Int(format)].isDate
      return builder.pointee.appendNumber(
        parsed.value, kind: isDate ? .date : .number, format: format, printed: parsed.isCanonical ? nil : bytes,
        at: address)
    }
  }

  private var trimmed: UnsafeBufferPointer<UInt8> {
    var bytes = buffer.bytes
    while let first = bytes.first, first <= 0x20 { bytes = UnsafeBufferPointer(rebasing: bytes.dropFirst()) }
    while let last = bytes.last, last <= 0x20 { bytes = UnsafeBufferPointer(rebasing: bytes.dropLast()) }
    return bytes
  }

  private func formatOfStyle(_ element: XMLElement) -> UInt16? {
    names.text(names.style, of: element).flatMap { reader.formatOfStyle[$0] }
  }

  /// A whole number of up to nine digits; a value that is none counts as -1, which fits nowhere. Nil where it is absent.
  private func number(_ name: XMLName, of element: XMLElement) -> Int32? {
    guard let value = names.value(name, of: element) else { return nil }
    guard !value.isEmpty, value.count <= 9 else { return -1 }
    var number: Int32 = 0
    for byte in value {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return -1 }
      number = number * 10 + Int32(digit)
    }
    return number
  }

  private func isTrue(_ name: XMLName, of element: XMLElement) -> Bool {
    names.value(name, of: element).map { $0.elementsEqual("1".utf8) || $0.elementsEqual("true".utf8) } ?? false
  }
}
