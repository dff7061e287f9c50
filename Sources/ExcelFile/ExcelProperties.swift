import CXLSXWriter
import Glibc

/// What the file says of itself (File > Info in Excel).
package struct ExcelProperties: Sendable, Hashable {
  package var title: String
  package var subject: String
  package var author: String
  package var comments: String
  /// Seconds since 1970. A constant, never the clock: the file's bytes depend on it.
  package var created: Int

  /// The standard date of creation, 2020-01-01 00:00 UTC, stands for none in particular.
  package init(
    title: String = "", subject: String = "", author: String = "", comments: String = "", created: Int = 1_577_836_800
  ) {
    self.title = title
    self.subject = subject
    self.author = author
    self.comments = comments
    self.created = created
  }

  func apply(to workbook: UnsafeMutablePointer<lxw_workbook>) -> lxw_error {
    // The library copies the texts before it returns.
    let texts = [title, subject, author, comments].map { (text: String) -> UnsafeMutablePointer<CChar>? in
      text.isEmpty ? nil : strdup(text)
    }
    defer { for text in texts { free(text) } }
    var properties = lxw_doc_properties()
    properties.title = texts[0]
    properties.subject = texts[1]
    properties.author = texts[2]
    properties.comments = texts[3]
    // 0 would mean the current time to the library.
    properties.created = time_t(created == 0 ? 1 : created)
    return workbook_set_properties(workbook, &properties)
  }
}
