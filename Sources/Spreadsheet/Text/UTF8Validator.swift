/// Checks pieces of bytes for being UTF-8 as a whole (shortest forms, no surrogates, at most U+10FFFF).
struct UTF8Validator {
  /// Continuation bytes still to come, and the bounds of the next one.
  private var pending = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF
  /// Sequences of more than one byte that were complete, and bytes that fitted nowhere.
  private(set) var sequences = 0
  private(set) var errors = 0

  /// No sequence is left open.
  var isComplete: Bool { pending == 0 }

  /// Takes a piece and returns the position of the first byte in it that fits nowhere, if any.
  @discardableResult
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var firstError: Int?
    var position = 0
    let raw = UnsafeRawBufferPointer(bytes)
    while position < bytes.count {
      if pending == 0, position + 8 <= bytes.count,
        raw.loadUnaligned(fromByteOffset: position, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        position += 8
        continue
      }
      let byte = bytes[position]
      if pending > 0 && (byte < lowest || byte > highest) {
        // The sequence breaks off here; this byte may start another.
        pending = 0
        (lowest, highest) = (0x80, 0xBF)
        errors += 1
        if firstError == nil { firstError = position }
      }
      if pending > 0 {
        (lowest, highest) = (0x80, 0xBF)
        pending -= 1
        if pending == 0 { sequences += 1 }
      } else if byte >= 0x80 && !startSequence(byte) {
        errors += 1
        if firstError == nil { firstError = position }
      }
      position += 1
    }
    return firstError
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
