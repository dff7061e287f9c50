import Foundation
import Spreadsheet
import Testing

/// Every workbook of the corpus ends as one of three: equal to an engine on every sheet, explained, or refused with a
/// clear error where every engine fails too.
@Suite struct CorpusTests {
  /// How the files and sheets of one kind ended.
  private struct Tally {
    var files = 0
    var equal = 0
    var beyond = 0
    var refused = 0
    var different: [String] = []
    var wrong: [String] = []
    var slowest = (seconds: 0.0, file: "")
  }

  private static let kinds: [String: Set<String>] = [
    ".xlsx and its kin": ["xlsx", "xlsm", "xltx", "xltm"], ".xls": ["xls"],
  ]

  @Test(.enabled(if: CorpusFolder.isPresent, CorpusFolder.absence), arguments: kinds.keys.sorted())
  func filesEndAsTheyShould(_ kind: String) throws {
    let endings = try #require(Self.kinds[kind])
    let files = try CorpusFolder.lines().filter { endings.contains(CorpusFolder.ending($0.key)) }
    var tally = Tally()
    for (file, lines) in files.sorted(by: { $0.key < $1.key }) {
      let start = ContinuousClock.now
      Self.compare(file, lines, &tally)
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      if seconds > tally.slowest.seconds { tally.slowest = (seconds, file) }
    }
    print(
      "corpus, \(kind): \(tally.files) files; \(tally.equal) sheets equal to an engine,"
        + " \(tally.different.count) explained, \(tally.beyond) sheets no engine reads; \(tally.refused) files refused"
        + " as by every engine; slowest \(tally.slowest.file) with \((tally.slowest.seconds * 100).rounded() / 100) s")
    #expect(tally.wrong == [])
    #expect(tally.files > 150)
    let explained = CorpusDifferences.all.keys.filter {
      endings.contains(CorpusFolder.ending($0.split(separator: "!").first.map(String.init) ?? ""))
    }
    #expect(Set(tally.different).symmetricDifference(explained).sorted() == [])
  }

  private static func compare(_ file: String, _ lines: [CorpusFolder.Line], _ tally: inout Tally) {
    let readable = lines.filter { $0.status == "ok" }
    tally.files += 1
    do throws(SpreadsheetError) {
      let book = try Workbook.open(path: CorpusFolder.path + "/" + file)
      let names = readable.compactMap { $0.sheets?.map(\.name) }
      if !names.isEmpty && !names.contains(book.sheetNames) && CorpusDifferences.sheetLists[file] == nil {
        tally.wrong.append("\(file): sheets \(book.sheetNames), engines \(names)")
      }
      for info in book.sheetInfos {
        let known = readable.compactMap { $0.sheets?.first { $0.name == info.name } }
        compare(try book.sheet(at: info.index), in: file, with: known, &tally)
      }
    } catch {
      if readable.isEmpty { tally.refused += 1 } else { tally.wrong.append(error.description) }
    }
  }

  private static func compare(
    _ sheet: Sheet, in file: String, with known: [CorpusFolder.Line.Sheet], _ tally: inout Tally
  ) {
    let place = "\(file)!\(sheet.name)"
    let hashes = known.compactMap(\.hash)
    if CorpusNotation.all.contains(where: { hashes.contains(SHA256.prefix($0.lines(of: sheet))) }) {
      tally.equal += 1
    } else if hashes.isEmpty {
      tally.beyond += 1
    } else {
      tally.different.append(place)
    }
    for merged in known.compactMap(\.merged) {
      let ranges = merged.map { MergedRange(address($0[0]), address($0[1])) }
      if Set(ranges) != Set(sheet.mergedRanges) { tally.wrong.append("\(place): merged \(sheet.mergedRanges)") }
    }
    for visible in known.compactMap(\.visible) where visible.lowercased() != sheet.visibility.rawValue.lowercased() {
      tally.wrong.append("\(place): \(sheet.visibility), an engine says \(visible)")
    }
  }

  private static func address(_ place: [Int]) -> CellAddress { CellAddress(row: place[0], column: place[1]) }

  /// Binary workbooks are not read; the error names them for what they are.
  @Test(.enabled(if: CorpusFolder.isPresent, CorpusFolder.absence)) func binaryWorkbooksAreNamed() throws {
    let files = try CorpusFolder.lines().keys.filter { CorpusFolder.ending($0) == "xlsb" }
    for file in files {
      let error = #expect(throws: SpreadsheetError.self) { try Workbook.open(path: CorpusFolder.path + "/" + file) }
      #expect(
        [.unsupportedFormat(.xlsb), .unsupportedFormat(.encryptedWorkbook)].contains(error?.reason),
        "\(file): \(error!)")
    }
    #expect(files.count >= 19)
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
