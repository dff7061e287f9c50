import Compression
import Foundation
import Spreadsheet
import Testing
import _TestSupport

/// What other engines read from the workbooks of `shared/corpus` (see the README there).
private struct CorpusLine: Decodable {
  struct SheetLine: Decodable {
    let name: String
    let nonempty: Int?
    let hash: String?
  }
  let file: String
  let engine: String
  let status: String
  let sheets: [SheetLine]?
}

@Suite struct CorpusTests {
  private static let folder = SharedFolder.url.map { $0.appendingPathComponent("corpus").path } ?? ""
  private static let isPresent = FileManager.default.fileExists(atPath: folder + "/expected.jsonl")
  private static let absence: Comment = "skipped: no folder shared/corpus beside the package"
  private static let extensions: Set<String> = ["xlsx", "xlsm", "xltx", "xltm"]

  private static func lines(_ file: String) throws -> [CorpusLine] {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))
    return try data.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(CorpusLine.self, from: $0) }
  }

  /// Cells in the corpus's own notation, to be hashed: row, column, kind and value, tab-separated.
  private static func canonical(_ sheet: Sheet) -> [UInt8] {
    var text = ""
    for cell in sheet.cells {
      let value: (String, String) =
        switch cell.kind {
        case .number: ("n", hexadecimal(cell.number ?? .nan))
        case .text: ("s", escaped(cell.text))
        case .error: ("e", cell.text)
        case .boolean: ("b", cell.number == 0 ? "0" : "1")
        case .date: ("d", isoText(cell))
        }
      text += "\(cell.row)\t\(cell.column)\t\(value.0)\t\(value.1)\n"
    }
    return Array(text.utf8)
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

  /// Date and time as the engines print them: always both, microseconds where there are any.
  private static func isoText(_ cell: Cell) -> String {
    guard let date = cell.date, let number = cell.number else { return cell.text }
    // Formats of elapsed time: the engines give seconds.
    if ["[h", "[m", "[s"].contains(where: cell.numberFormat.code.lowercased().contains) {
      return "PT\((number * 86_400_000).rounded() / 1_000)S"
    }
    let text = date.millisecond == 0 ? date.description : date.description + "000"
    // Dates stored as ISO text keep their form; serials always show a time.
    let isSerial = NumberText.parse(cell.text) != nil
    return isSerial && !date.isTimeOnly && !text.contains("T") ? text + "T00:00:00" : text
  }

  /// Every sheet that any engine reads must be read, and must equal what one of them read, but for the sheets of
  /// `CorpusDifferences`, which must differ; files that no engine reads must be refused.
  @Test(.enabled(if: isPresent, absence)) func sheetsEqualThoseOfAnotherEngine() throws {
    var byFile: [String: [CorpusLine]] = [:]
    for line in try Self.lines("expected.jsonl") {
      if Self.extensions.contains(line.file.split(separator: ".").last.map(String.init) ?? "") {
        byFile[line.file, default: []].append(line)
      }
    }
    var tally = Tally()
    for (file, lines) in byFile.sorted(by: { $0.key < $1.key }) { compare(file, lines, &tally) }
    print(
      "corpus: \(tally.equal) sheets equal to an engine, \(tally.different.count) differ,"
        + " \(tally.refused) files refused that no engine reads, \(tally.wrong.count) outcomes wrong")
    #expect(tally.wrong == [])
    #expect(tally.refused == 7)
    #expect(tally.equal >= 1_456)
    #expect(Set(tally.different).symmetricDifference(CorpusDifferences.explained.keys).sorted() == [])
  }

  private struct Tally {
    var equal = 0
    var refused = 0
    var different: [String] = []
    var wrong: [String] = []
  }

  private func compare(_ file: String, _ lines: [CorpusLine], _ tally: inout Tally) {
    let readable = lines.filter { $0.status == "ok" }
    do throws(SpreadsheetError) {
      let book = try Workbook.open(path: Self.folder + "/" + file)
      if readable.isEmpty { tally.wrong.append("\(file) was read") }
      for info in book.sheetInfos {
        let sheet = try book.sheet(at: info.index)
        let hashes = Set(readable.flatMap { $0.sheets ?? [] }.filter { $0.name == info.name }.compactMap(\.hash))
        if hashes.contains(SHA256.prefix(Self.canonical(sheet))) || (hashes.isEmpty && sheet.isEmpty) {
          tally.equal += 1
        } else {
          tally.different.append("\(file)!\(info.name)")
        }
      }
    } catch {
      if readable.isEmpty { tally.refused += 1 } else { tally.wrong.append(error.description) }
    }
  }

  /// Each hostile file must be read as its manifest says or be refused; none may trap or hang.
  @Test(.enabled(if: isPresent, absence)) func hostileFiles() throws {
    let folder = Self.folder + "/hostile"
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/manifest.json"))
    let manifest = try JSONDecoder().decode([String: [String: String]].self, from: data)
    var outcomes = (read: 0, refused: 0)
    for (file, entry) in manifest.sorted(by: { $0.key < $1.key }) where file.hasSuffix(".xlsx") {
      let expectation = entry["expect"] ?? ""
      let mayFail = expectation.contains("error")
      let mustFail = expectation.hasPrefix("error") && !expectation.contains(" or ")
      do throws(SpreadsheetError) {
        let book = try Workbook.open(path: folder + "/" + file)
        var cells: [String] = []
        for info in book.sheetInfos { cells += try book.sheet(at: info.index).cells.map { "\($0.address)=\($0.text)" } }
        outcomes.read += 1
        #expect(!mustFail, "\(file) was read: \(expectation)")
        if expectation.hasPrefix("A1=城市 B1=GDP A2=北京 B2=1.5") {
          #expect(Array(cells.prefix(4)) == ["A1=城市", "B1=GDP", "A2=北京", "B2=1.5"], "\(file)")
        }
      } catch {
        outcomes.refused += 1
        #expect(mayFail, "\(file): \(expectation): \(error)")
      }
    }
    print("hostile: \(outcomes.read) read, \(outcomes.refused) refused")
    #expect(outcomes.read + outcomes.refused >= 80)
  }
}

@Suite struct SHA256Tests {
  /// The examples of FIPS 180-4 and one of more than a block.
  @Test(arguments: [
    ("", "e3b0c44298fc1c14"), ("abc", "ba7816bf8f01cfea"), (String(repeating: "a", count: 1_000), "41edece42d63e8d9"),
  ])
  func knownHashes(text: String, prefix: String) {
    #expect(SHA256.prefix(Array(text.utf8)) == prefix)
  }
}
