/// Records of old workbooks, written by hand (MS-XLS 2.4).
enum BIFF {
  static func u16(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  static func u32(_ value: Int) -> [UInt8] { u16(value) + u16(value >> 16) }

  static func double(_ value: Double) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
  }

  static func record(_ type: Int, _ body: [UInt8] = []) -> [UInt8] { u16(type) + u16(body.count) + body }

  static func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { u16(Int($0)) } }

  /// A Unicode text: count, flags and characters, one byte each where all are of Latin 1.
  static func text(_ text: String, countSize: Int = 2) -> [UInt8] {
    let count = countSize == 1 ? [UInt8(text.utf16.count)] : u16(text.utf16.count)
    let isLatin = text.utf16.allSatisfy { $0 < 256 }
    return count + (isLatin ? [0] + text.utf16.map { UInt8($0) } : [1] + utf16(text))
  }

  static func cell(_ type: Int, _ row: Int, _ column: Int, style: Int = 0, _ value: [UInt8]) -> [UInt8] {
    record(type, u16(row) + u16(column) + u16(style) + value)
  }

  static func number(_ row: Int, _ column: Int, _ value: Double, style: Int = 0) -> [UInt8] {
    cell(0x0203, row, column, style: style, double(value))
  }

  static func label(_ row: Int, _ column: Int, _ text: String) -> [UInt8] {
    cell(0x0204, row, column, Self.text(text))
  }

  static func shared(_ row: Int, _ column: Int, _ index: Int) -> [UInt8] { cell(0x00FD, row, column, u32(index)) }

  /// A formula with a result of eight bytes and no tokens.
  static func formula(_ row: Int, _ column: Int, _ result: [UInt8], style: Int = 0) -> [UInt8] {
    cell(0x0006, row, column, style: style, result + u16(0) + u32(0) + u16(0))
  }

  static func string(_ text: String) -> [UInt8] { record(0x0207, Self.text(text)) }

  /// A table of shared texts in one record.
  static func sharedTexts(_ texts: [String]) -> [UInt8] {
    record(0x00FC, u32(texts.count) + u32(texts.count) + texts.flatMap { text($0) })
  }

  static func start(_ kind: Int, version: Int = 0x0600) -> [UInt8] {
    record(0x0809, u16(version) + u16(kind) + [UInt8](repeating: 0, count: version == 0x0600 ? 12 : 4))
  }

  static let end = record(0x000A)

  static func style(format: Int) -> [UInt8] { record(0x00E0, u16(0) + u16(format) + [UInt8](repeating: 0, count: 16)) }

  static func format(_ id: Int, _ code: String) -> [UInt8] { record(0x041E, u16(id) + text(code)) }

  static func merges(_ ranges: [(Int, Int, Int, Int)]) -> [UInt8] {
    record(0x00E5, u16(ranges.count) + ranges.flatMap { u16($0.0) + u16($0.1) + u16($0.2) + u16($0.3) })
  }

  static func row(_ row: Int, isHidden: Bool) -> [UInt8] {
    record(0x0208, u16(row) + u16(0) + u16(4) + u16(255) + u32(0) + u16(isHidden ? 0x0120 : 0x0100) + u16(0))
  }

  static func columns(_ first: Int, _ last: Int, isHidden: Bool) -> [UInt8] {
    record(0x007D, u16(first) + u16(last) + u16(2_048) + u16(0) + u16(isHidden ? 1 : 0) + u16(0))
  }
}

/// Makes small .xls files in memory: globals, then one substream a sheet.
struct TinyXLS {
  struct Sheet {
    var name = "S"
    /// 0 visible, 1 hidden, 2 very hidden.
    var state = 0
    /// The kind in the list of sheets (0 worksheet, 1 macros, 2 chart, 6 module) and at the start of the substream.
    var kind = 0
    var startKind = 0x0010
    var records: [[UInt8]] = []
  }

  var version = 0x0600
  /// Records before the list of sheets, and after it (shared texts).
  var globals: [[UInt8]] = []
  var tail: [[UInt8]] = []
  var sheets: [Sheet]

  /// One sheet with records.
  init(version: Int = 0x0600, globals: [[UInt8]] = [], tail: [[UInt8]] = [], _ records: [UInt8]...) {
    (self.version, self.globals, self.tail) = (version, globals, tail)
    sheets = [Sheet(records: records)]
  }

  init(globals: [[UInt8]] = [], sheets: [Sheet]) {
    (self.globals, self.sheets) = (globals, sheets)
  }

  /// The stream of the workbook.
  var stream: [UInt8] {
    let head = BIFF.start(0x0005, version: version) + globals.flatMap { $0 }
    let foot = tail.flatMap { $0 } + BIFF.end
    let bodies = sheets.map { sheet in
      BIFF.start(sheet.startKind, version: version) + sheet.records.flatMap { $0 } + BIFF.end
    }
    func list(_ offsets: [Int]) -> [UInt8] {
      zip(sheets, offsets).flatMap { sheet, offset in
        let name =
          version == 0x0600 ? BIFF.text(sheet.name, countSize: 1) : [UInt8(sheet.name.utf8.count)] + sheet.name.utf8
        return BIFF.record(0x0085, BIFF.u32(offset) + [UInt8(sheet.state), UInt8(sheet.kind)] + name)
      }
    }
    var offset = head.count + list(sheets.map { _ in 0 }).count + foot.count
    var offsets: [Int] = []
    for body in bodies {
      offsets.append(offset)
      offset += body.count
    }
    return head + list(offsets) + foot + bodies.flatMap { $0 }
  }

  /// The file: the stream in a compound file.
  var bytes: [UInt8] { TinyCompound([("Workbook", stream)]).bytes }
}
