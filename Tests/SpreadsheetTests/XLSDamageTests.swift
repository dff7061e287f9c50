import Spreadsheet
import Testing
import _TestSupport

/// Damaged files must be refused or read in part, and never trap or hang.
@Suite struct XLSDamageTests {
  private static var file: TinyXLS {
    TinyXLS(
      globals: [
        BIFF.record(0x0042, BIFF.u16(1_200)), BIFF.record(0x0022, BIFF.u16(0)), BIFF.format(164, "yyyy"),
        BIFF.style(format: 0), BIFF.style(format: 164),
      ], tail: [BIFF.sharedTexts(["城市", "GDP", "a"])], BIFF.columns(0, 1, isHidden: true), BIFF.row(0, isHidden: true),
      BIFF.shared(0, 0, 0), BIFF.number(0, 1, 2.5, style: 1), BIFF.label(1, 0, "北京"),
      BIFF.formula(1, 1, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]), BIFF.string("x"),
      BIFF.record(0x00BD, BIFF.u16(2) + BIFF.u16(0) + BIFF.u16(0) + BIFF.u32(6) + BIFF.u16(0)),
      BIFF.cell(0x0205, 3, 0, [1, 0]), BIFF.merges([(0, 0, 0, 1)]))
  }

  /// Reads all sheets; true where there was no error.
  @discardableResult
  private func read(_ bytes: [UInt8]) -> Bool {
    do throws(SpreadsheetError) {
      let book = try Workbook.open(bytes: bytes, name: "t.xls")
      for index in book.sheetInfos.indices {
        let sheet = try book.sheet(at: index)
        for cell in sheet.cells { _ = cell.text.count + cell.formattedText.count }
      }
      return true
    } catch {
      return false
    }
  }

  @Test func everyLengthOfTheStream() {
    let stream = Self.file.stream
    #expect(read(TinyCompound([("Workbook", stream)]).bytes))
    for length in 1..<stream.count {
      let cut = Array(stream.prefix(length))
      if length >= 8 { #expect(!read(cut), "\(length) bytes") }
      // A compound file says how long its stream is: one that ends early was written so.
      let isRead = read(TinyCompound([("Workbook", cut)]).bytes)
      #expect(!isRead || stream.isRecordEnd(length), "\(length) bytes")
      // It is damaged where the directory states more.
      // The last record is zeros but for its first byte, as is what fills up the sector.
      let missing = TinyCompound([("Workbook", cut)]).bytes.stating(stream.count + 512)
      #expect(!read(missing) || length > stream.count - 4, "\(length) bytes")
    }
  }

  @Test func everyLengthOfTheFile() {
    var file = TinyCompound([("Workbook", Self.file.stream)])
    for cutoff in [0, 4_096] {
      file.cutoff = cutoff
      let bytes = file.bytes
      #expect(read(bytes))
      for length in 1..<bytes.count { read(Array(bytes.prefix(length))) }
    }
  }

  @Test func everyByteChanged() {
    let plain = Self.file.bytes
    var random = SplitMix64(seed: 5)
    for place in plain.indices {
      for _ in 0..<3 {
        var bytes = plain
        bytes[place] = UInt8(truncatingIfNeeded: random.next())
        read(bytes)
      }
    }
  }

  @Test func everyByteOfTheStreamChanged() {
    let plain = Self.file.stream
    for place in plain.indices {
      for value in [0x00, 0x01, 0x7F, 0x80, 0xFF] as [UInt8] {
        var stream = plain
        stream[place] = value
        read(stream)
      }
    }
  }

  @Test func manyBytesChanged() {
    var random = SplitMix64(seed: 6)
    let (file, stream) = (Self.file.bytes, Self.file.stream)
    for round in 0..<3_000 {
      var bytes = round % 2 == 0 ? file : stream
      for _ in 0..<(1 + Int(random.next() % 20)) {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      read(bytes)
    }
  }

  @Test func recordsThatAreTooShort() throws {
    for type in [0x00FD, 0x027E, 0x00BD, 0x0203, 0x0006, 0x0205, 0x0204, 0x00D6] {
      for length in 0..<6 {
        let record = BIFF.record(type, [UInt8](repeating: 0, count: length))
        let error = try #require(throws: SpreadsheetError.self, "\(type) of \(length) bytes") {
          try Workbook.open(bytes: TinyXLS(record).bytes, name: "t.xls").sheet(at: 0)
        }
        guard case .recordsDamaged = error.reason else {
          Issue.record("\(error)")
          continue
        }
      }
    }
  }

  /// Sheets that share their bytes would be read once each: a small file must not cost much time.
  @Test func manySheetsAtOnePlace() throws {
    let count = 4_000
    let records = (0..<20_000).flatMap { BIFF.record(0x0092, BIFF.u16($0 & 1)) }
    let file = TinyXLS(sheets: [.init(records: [records])])
    let stream = file.stream
    let list = try #require(stream.firstIndex(ofRecord: 0x0085))
    let entry = Array(stream[list..<(list + 4 + Int(stream[list + 2]))])
    let place = try #require(stream.lastIndex(ofRecord: 0x0809)) + entry.count * (count - 1)
    var listed = entry
    listed.replaceSubrange(4..<8, with: BIFF.u32(place))
    var many = stream
    many.replaceSubrange(list..<(list + entry.count), with: (0..<count).flatMap { _ in listed })
    let book = try Workbook.open(bytes: TinyCompound([("Workbook", many)]).bytes, name: "t.xls")
    #expect(book.sheetInfos.count == count)
    #expect(try book.sheet(at: 0).isEmpty)
    let error = try #require(throws: SpreadsheetError.self) { try book.sheet(at: 1) }
    #expect(error.message.contains("two sheets"))
  }
}

extension [UInt8] {
  /// A record of the stream ends after so many bytes.
  fileprivate func isRecordEnd(_ length: Int) -> Bool {
    var position = 0
    while position < length { position += 4 + Int(self[position + 2]) + Int(self[position + 3]) << 8 }
    return position == length
  }

  /// The compound file with another size stated for its only stream.
  fileprivate func stating(_ size: Int) -> [UInt8] {
    var bytes = self
    let name = BIFF.utf16("Workbook")
    let entry = stride(from: 512, to: count, by: 128).first { self[$0...].starts(with: name) } ?? 0
    bytes.replaceSubrange((entry + 120)..<(entry + 124), with: BIFF.u32(size))
    return bytes
  }
}
