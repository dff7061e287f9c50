import CXLSXWriter

/// A workbook could not be written: which file, where in it, why.
package struct ExcelFileError: Error, Sendable, Hashable, CustomStringConvertible {
  package var path: String
  package var message: String

  package init(path: String, message: String) {
    self.path = path
    self.message = message
  }

  init(path: String, code: lxw_error, place: String) {
    let reason = lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
    self.init(path: path, message: "\(place): \(reason)")
  }

  package var description: String { "\(path): \(message)" }
}
