/// A table whose end has not come yet.
struct HTMLOpenTable {
  let id: Int
  var group = HTMLRowGroup.body
  var groupNumber: UInt32 = 0
  var rowIsOpen = false
  /// Non-empty cells of the open row.
  var filledInRow = 0
  /// Position of the open cell among the tokens.
  var cell: Int?
  var cellIsFilled = false
  /// Columns described so far.
  var columns: Int32 = 0
}

extension HTMLPageHandler {
  func startTable() {
    // A table cannot stand between the cells of another: it ends that one, and rows left over make one of their own.
    while let last = openTables.last, last.cell == nil { endTable() }
    flush()
    if let cell = openTables.last?.cell { page.tokens[cell].hasInner = true }
    groupCount &+= 1
    var table = HTMLOpenTable(id: page.tables.count)
    table.groupNumber = groupCount
    openTables.append(table)
    var token = HTMLToken(.tableStart)
    token.start = UInt32(truncatingIfNeeded: page.tables.count)
    page.tables.append(HTMLPage.Table())
    add(token)
  }

  func endTable() {
    guard let open = openTables.last else { return }
    endRow()
    flush()
    add(HTMLToken(.tableEnd))
    openTables.removeLast()
    let table = page.tables[open.id]
    guard let parent = openTables.last, parent.cell != nil else { return }
    let last = openTables.count - 1
    if table.isPlainText {
      if table.filledCells > 0 { openTables[last].cellIsFilled = true }
    } else {
      page.tables[parent.id].innerTables += 1
      page.tables[parent.id].innerDataCells += table.dataCells + table.innerDataCells
    }
  }

  func startGroup(_ group: HTMLRowGroup) {
    endRow()
    guard !openTables.isEmpty else { return }
    groupCount &+= 1
    openTables[openTables.count - 1].group = group
    openTables[openTables.count - 1].groupNumber = groupCount
  }

  func startRow(_ attributes: HTMLAttributes) {
    if openTables.isEmpty { startTable() }
    endRow()
    flush()
    var isHidden = false
    attributes.forEach { name, value in
      if HTMLAttributes.isNamed(name, "style"), HTMLStyles.hides(value) { isHidden = true }
    }
    addRow(isHidden: isHidden)
  }

  func endRow() {
    endCell()
    guard let open = openTables.last, open.rowIsOpen else { return }
    openTables[openTables.count - 1].rowIsOpen = false
    openTables[openTables.count - 1].filledInRow = 0
    page.tables[open.id].filledCells += open.filledInRow
    if open.filledInRow > 1 { page.tables[open.id].dataCells += open.filledInRow }
  }

  func startCell(_ attributes: HTMLAttributes) {
    if openTables.isEmpty { startTable() }
    endCell()
    flush()
    if openTables.last?.rowIsOpen == false { addRow(isHidden: false) }
    let reading = HTMLCellAttributes(attributes, styles, &page)
    openTables[openTables.count - 1].cell = page.tokens.count
    openTables[openTables.count - 1].cellIsFilled = false
    value = reading.value
    add(reading.token)
  }

  func endCell() {
    guard let open = openTables.last, let cell = open.cell else { return }
    flush()
    if page.tokens[cell].hasInner { add(HTMLToken(.cellEnd)) }
    let last = openTables.count - 1
    openTables[last].cell = nil
    if openTables[last].cellIsFilled { openTables[last].filledInRow += 1 }
  }

  /// Marks columns that the page hides.
  func addColumn(_ attributes: HTMLAttributes) {
    guard let open = openTables.last else { return }
    var span: Int32 = 1
    var isHidden = false
    attributes.forEach { name, value in
      if HTMLAttributes.isNamed(name, "span") { span = max(1, Int32(HTMLCellAttributes.span(value))) }
      if HTMLAttributes.isNamed(name, "style"), HTMLStyles.hides(value) { isHidden = true }
    }
    let end = min(CellAddress.maximumColumns, open.columns + span)
    if isHidden { page.tables[open.id].hiddenColumns += open.columns..<end }
    openTables[openTables.count - 1].columns = end
  }

  /// Ends the text gathered so far: the text of the open cell, or a line of its own.
  func flush() {
    defer {
      text.clear()
      value = []
    }
    let bytes = text.bytes
    guard !bytes.isEmpty || !value.isEmpty else { return }
    if bytes.count > limits.charactersPerCell && text.buffer.utf16Count > limits.charactersPerCell {
      return failTooLong()
    }
    guard page.arena.count + bytes.count + value.count <= min(limits.textSize, 1 << 30) * 3 else {
      return fail(.limitExceeded(.textSize, limit: limits.textSize))
    }
    var token = HTMLToken(.text)
    let cell = openTables.last?.cell
    let isCellText = cell.map { !page.tokens[$0].hasInner } ?? false
    if let cell, isCellText { token = page.tokens[cell] }
    token.start = UInt32(truncatingIfNeeded: page.arena.count)
    token.length = UInt32(truncatingIfNeeded: bytes.count)
    page.arena.append(contentsOf: bytes)
    page.arena.append(contentsOf: value)
    token.valueLength = UInt16(truncatingIfNeeded: value.count)
    if let cell {
      openTables[openTables.count - 1].cellIsFilled = true
      if isCellText {
        page.tokens[cell] = token
        return
      }
    }
    add(token)
  }

  private func addRow(isHidden: Bool) {
    guard let open = openTables.last else { return }
    var token = HTMLToken(.row)
    token.group = open.group
    token.isHidden = isHidden
    token.start = open.groupNumber
    openTables[openTables.count - 1].rowIsOpen = true
    add(token)
  }

  private func add(_ token: HTMLToken) {
    guard page.tokens.count / 2 < limits.cellsPerSheet else {
      return fail(.limitExceeded(.cellsPerSheet, limit: limits.cellsPerSheet))
    }
    page.tokens.append(token)
  }
}
