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
}
