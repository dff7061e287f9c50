import Foundation
import Spreadsheet
import Testing
import _TestSupport

/// Workbooks that broke other readers, and what three engines read from them (`shared/corpus`, see the README there).
enum CorpusFolder {
  static let path = SharedFolder.url.map { $0.appendingPathComponent("corpus").path } ?? ""
  static let isPresent = FileManager.default.fileExists(atPath: path + "/expected.jsonl")
  static let absence: Comment = "skipped: no folder shared/corpus beside the package"

  /// What one engine read from one file.
  struct Line: Decodable {
    struct Sheet: Decodable {
      let name: String
      /// "Visible", "Hidden" or "VeryHidden"; one engine says it.
      let visible: String?
      let nonempty: Int?
      /// Hash of the cells in the corpus's notation; nil where the engine failed on the sheet.
      let hash: String?
      /// First and last cell of each merged range, as row and column.
      let merged: [[[Int]]]?
    }
    let file: String
    let engine: String
    let status: String
    let sheets: [Sheet]?
  }

  /// The lines of all engines by file.
  static func lines() throws -> [String: [Line]] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path + "/expected.jsonl"))
    let lines = try data.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Line.self, from: $0) }
    return Dictionary(grouping: lines, by: \.file)
  }

  /// The ending of a file's name in lower case.
  static func ending(_ file: String) -> String { file.split(separator: ".").last.map { $0.lowercased() } ?? "" }

  /// The first 16 hex digits of the SHA-256 of a sheet's cells, a line each: row, column, kind and value, tab-separated.
  static func hash(_ sheet: Sheet) -> String {
    var text = ""
    for cell in sheet.cells {
      let value: (String, String) =
        switch cell.kind {
        case .number: ("n", hexadecimal(cell.number ?? .nan))
        case .text: ("s", escaped(cell.text))
        case .error: ("e", cell.text)
        case .boolean: ("b", cell.number == 0 ? "0" : "1")
        case .date: ("d", cell.isoText ?? "")
        }
      text += "\(cell.row)\t\(cell.column)\t\(value.0)\t\(value.1)\n"
    }
    return SHA256.prefix(Array(text.utf8))
  }

  private static func hexadecimal(_ value: Double) -> String {
    let digits = String(value.bitPattern, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\\": result += "\\\\"
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
