/// The encodings text tables come in.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// The Chinese standard that includes GBK and GB 2312.
  case gb18030 = "GB18030"

  /// Bytes of a byte order mark at the start, to be passed over.
  static func markLength(_ head: [UInt8]) -> Int {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return 3 }
    return head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) ? 2 : 0
  }

  /// The encoding the first bytes tell: by a byte order mark, or by where the zeros of UTF-16 stand; nil otherwise.
  static func guess(_ head: [UInt8]) -> TextEncoding? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if head.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    let zeros = head.indices.filter { head[$0] == 0 }
    guard head.count >= 4, zeros.count * 10 > head.count else { return nil }
    if zeros.allSatisfy({ $0 % 2 == 1 }) { return .utf16LittleEndian }
    return zeros.allSatisfy { $0 % 2 == 0 } ? .utf16BigEndian : nil
  }

  /// The encoding of a file: as its first bytes tell, else UTF-8 where all of it is valid UTF-8, else GB 18030.
  static func detect(_ source: ByteSource) throws(SpreadsheetError) -> TextEncoding {
    if let known = guess(try source.bytes(at: 0, count: 4_096)) { return known }
    var validator = UTF8Validator()
    var offset = 0
    while offset < source.count {
      let piece = try source.bytes(at: offset, count: 1 << 18)
      guard validator.accepts(piece) else { return .gb18030 }
      offset += piece.count
    }
    return validator.isComplete ? .utf8 : .gb18030
  }
}

/// Checks pieces of bytes for being UTF-8 as a whole (shortest forms, no surrogates, at most U+10FFFF).
struct UTF8Validator {
  /// Continuation bytes still to come, and the bounds of the next one.
  private var pending = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF

  /// No sequence is left open.
  var isComplete: Bool { pending == 0 }

  mutating func accepts(_ bytes: [UInt8]) -> Bool {
    for byte in bytes {
      if pending > 0 {
        guard byte >= lowest && byte <= highest else { return false }
        (lowest, highest) = (0x80, 0xBF)
        pending -= 1
      } else if byte >= 0x80 {
        guard startSequence(byte) else { return false }
      }
    }
    return true
  }

  private mutating func startSequence(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC2...0xDF: pending = 1
    case 0xE0...0xEF: pending = 2
    case 0xF0...0xF4: pending = 3
    default: return false
    }
    if byte == 0xE0 { lowest = 0xA0 }
    if byte == 0xED { highest = 0x9F }
    if byte == 0xF0 { lowest = 0x90 }
    if byte == 0xF4 { highest = 0x8F }
    return true
  }
}
