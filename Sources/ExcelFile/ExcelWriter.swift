import CXLSXWriter
import Glibc

/// Writes one `.xlsx` workbook cell by cell; the same calls give the same bytes.
///
/// Sheets are added in order and cells are addressed by row and column from 0. Nothing is on disk before `close()`. A writer
/// that is dropped without `close()` leaves no file. Limits are Excel's: 1,048,576 rows, 16,384 columns, 32,767 characters
/// a cell, 31 characters a sheet's name.
package final class ExcelWriter {
  /// A sheet of the workbook being written.
  package struct Sheet {
    fileprivate let pointer: UnsafeMutablePointer<lxw_worksheet>
  }

  private let path: String
  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private var formats: [ExcelStyle: UnsafeMutablePointer<lxw_format>] = [:]

  /// Starts a workbook that `close()` will write to `path`; an existing file is replaced.
  package init(path: String, properties: ExcelProperties = ExcelProperties()) throws(ExcelFileError) {
    self.path = path
    guard let workbook = workbook_new(path) else {
      throw ExcelFileError(path: path, message: "the workbook could not be started (out of memory)")
    }
    self.workbook = workbook
    let code = properties.apply(to: workbook)
    if code != LXW_NO_ERROR {
      lxw_workbook_free(workbook)
      self.workbook = nil
      throw ExcelFileError(path: path, code: code, place: "document properties")
    }
  }

  deinit {
    if let workbook { lxw_workbook_free(workbook) }
  }

  /// Adds a sheet after the others. Names are 1 to 31 characters, without `[]:*?/\`, and differ in more than case.
  package func addSheet(_ name: String) throws(ExcelFileError) -> Sheet {
    let workbook = try open()
    let code = workbook_validate_sheet_name(workbook, name)
    if code != LXW_NO_ERROR { throw ExcelFileError(path: path, code: code, place: "sheet '\(name)'") }
    guard let pointer = workbook_add_worksheet(workbook, name) else {
      throw ExcelFileError(path: path, message: "sheet '\(name)' could not be added (out of memory)")
    }
    return Sheet(pointer: pointer)
  }

  /// Writes text. CR LF and LF break the line within the cell; other control characters are escaped as Excel does.
  package func write(
    _ text: String, row: Int, column: Int, style: ExcelStyle = ExcelStyle(), to sheet: Sheet
  ) throws(ExcelFileError) {
    let (r, c) = try address(row, column)
    try check(worksheet_write_string(sheet.pointer, r, c, text, format(style)), row, column)
  }

  /// Writes a number; it must be finite, since a workbook has no NaN.
  package func write(
    _ number: Double, row: Int, column: Int, style: ExcelStyle = ExcelStyle(), to sheet: Sheet
  ) throws(ExcelFileError) {
    guard number.isFinite else {
      throw ExcelFileError(path: path, message: "\(number) in \(place(row, column)): a cell holds finite numbers only")
    }
    let (r, c) = try address(row, column)
    try check(worksheet_write_number(sheet.pointer, r, c, number, format(style)), row, column)
  }

  /// Merges a block of two cells or more and writes its text into the first.
  package func merge(
    _ text: String, rows: ClosedRange<Int>, columns: ClosedRange<Int>, style: ExcelStyle = ExcelStyle(),
    to sheet: Sheet
  ) throws(ExcelFileError) {
    let (top, left) = try address(rows.lowerBound, columns.lowerBound)
    let (bottom, right) = try address(rows.upperBound, columns.upperBound)
    let code = worksheet_merge_range(sheet.pointer, top, left, bottom, right, text, format(style))
    try check(code, rows.lowerBound, columns.lowerBound)
  }

  /// Sets the width of columns, in characters of the standard font.
  package func setWidth(_ width: Double, columns: ClosedRange<Int>, of sheet: Sheet) throws(ExcelFileError) {
    let (_, first) = try address(0, columns.lowerBound)
    let (_, last) = try address(0, columns.upperBound)
    try check(worksheet_set_column(sheet.pointer, first, last, width, nil), 0, columns.lowerBound)
  }

  /// Keeps the first rows and columns in view while the rest scrolls.
  package func freeze(rows: Int, columns: Int, of sheet: Sheet) throws(ExcelFileError) {
    let (r, c) = try address(rows, columns)
    worksheet_freeze_panes(sheet.pointer, r, c)
  }

  /// Writes the file. The writer is spent afterwards, whether it worked or not.
  package func close() throws(ExcelFileError) {
    let workbook = try open()
    self.workbook = nil
    // Tried beforehand, since the library would write its own complaint to standard error.
    guard let file = fopen(path, "wb") else {
      let reason = String(cString: strerror(errno))
      lxw_workbook_free(workbook)
      throw ExcelFileError(path: path, message: "the file cannot be written: \(reason)")
    }
    fclose(file)
    // The library frees the workbook in `workbook_close` even when it fails.
    let code = workbook_close(workbook)
    if code != LXW_NO_ERROR { throw ExcelFileError(path: path, code: code, place: "writing the file") }
  }
}

extension ExcelWriter {
  private func open() throws(ExcelFileError) -> UnsafeMutablePointer<lxw_workbook> {
    guard let workbook else { throw ExcelFileError(path: path, message: "the workbook is already closed") }
    return workbook
  }

  private func format(_ style: ExcelStyle) -> UnsafeMutablePointer<lxw_format>? {
    if style == ExcelStyle() { return nil }
    if let format = formats[style] { return format }
    guard let workbook, let format = workbook_add_format(workbook) else { return nil }
    style.apply(to: format)
    formats[style] = format
    return format
  }

  private func address(_ row: Int, _ column: Int) throws(ExcelFileError) -> (lxw_row_t, lxw_col_t) {
    _ = try open()
    guard (0..<1_048_576).contains(row), (0..<16_384).contains(column) else {
      throw ExcelFileError(path: path, message: "\(place(row, column)) is outside a sheet (1,048,576 x 16,384)")
    }
    return (lxw_row_t(row), lxw_col_t(column))
  }

  private func check(_ code: lxw_error, _ row: Int, _ column: Int) throws(ExcelFileError) {
    if code != LXW_NO_ERROR { throw ExcelFileError(path: path, code: code, place: place(row, column)) }
  }

  private func place(_ row: Int, _ column: Int) -> String { "row \(row + 1), column \(column + 1)" }
}
