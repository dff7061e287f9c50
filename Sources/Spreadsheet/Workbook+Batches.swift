extension Workbook {
  /// Reads a sheet in batches of whole rows, in order, so that the memory needed does not grow with the sheet.
  ///
  /// Each batch is a `Sheet` with the addresses of the whole one and `cellsPerBatch` cells or a few more: a row is never
  /// split. Merged ranges and hidden rows and columns may stand behind the cells of a file and come in the result; the
  /// batches have none. Shared strings of a workbook stay in memory, and so does all of a web page, whose tables only
  /// make sense as a whole.
  ///
  /// Throws what `body` throws, `.rowOutOfOrder` where a row comes after a later one that has been handed over, and
  /// whatever `sheet(at:)` throws; batches before the false place have been handed over by then.
  @discardableResult
  public func readBatches(
    ofSheetAt index: Int, cellsPerBatch: Int = 65_536, _ body: (Sheet) throws -> Void
  ) throws -> SheetSummary {
    guard sheetInfos.indices.contains(index) else {
      throw SpreadsheetError(file: file, sheet: "\(index + 1)", reason: .noSuchSheet)
    }
    let info = sheetInfos[index]
    return try withoutActuallyEscaping(body) { body in
      let receiver = BatchReceiver(
        cellsPerBatch: cellsPerBatch, info: info, uses1904Dates: uses1904Dates, body: body)
      let layout: SheetLayout
      do throws(SpreadsheetError) {
        layout = try readLayout(info, receiver)
      } catch {
        throw receiver.thrown ?? error
      }
      if let thrown = receiver.thrown { throw thrown }
      return receiver.summary(layout)
    }
  }

  private func readLayout(_ info: SheetInfo, _ batches: BatchReceiver) throws(SpreadsheetError) -> SheetLayout {
    var builder: SheetBuilder
    switch content {
    case .xlsx(let reader): builder = try reader.read(info, batches)
    case .xls(let reader): builder = try reader.read(info, batches)
    case .spreadsheetML(let reader): builder = try reader.read(info, batches)
    case .delimited(let reader): builder = try reader.read(batches)
    case .loaded(let sheets):
      let storage = sheets[info.index].storage
      batches.takeAll(of: storage)
      return storage.layout
    }
    builder.finishBatches()
    return builder.layout()
  }
}

extension BatchReceiver {
  /// Hands over a sheet that has been read whole.
  fileprivate func takeAll(of storage: SheetStorage) {
    var content = SheetContent()
    for position in storage.rowNumbers.indices {
      if content.count >= cellsPerBatch {
        take(content, of: storage)
        content = SheetContent()
        if thrown != nil { return }
      }
      content.startRow(storage.rowNumbers[position])
      for index in storage.cellRange(atRowPosition: position) {
        content.copy(index, of: storage.cells, storage.printedCells, storage.printed)
      }
    }
    if content.count > 0 { take(content, of: storage) }
  }

  private func take(_ content: consuming SheetContent, of storage: SheetStorage) {
    content.ownTexts = storage.ownTexts
    take(content, numberFormats: storage.numberFormats, sharedTexts: storage.sharedTexts)
  }
}
