/// Bytes of one text gathered from pieces, reused from text to text without being freed.
final class TextBuffer {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 1_024
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  /// The bytes gathered so far, valid until the next change.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  func clear() { count = 0 }

  /// Drops the bytes from `length` on.
  func shorten(to length: Int) { count = min(count, max(0, length)) }

  func append(_ piece: UnsafeBufferPointer<UInt8>) {
    guard let start = piece.baseAddress else { return }
    if piece.count > capacity - count { grow(for: piece.count) }
    (base + count).update(from: start, count: piece.count)
    count += piece.count
  }

  func append(_ scalar: Unicode.Scalar) {
    if capacity - count < 4 { grow(for: 4) }
    for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
      base[count] = unit
      count += 1
    }
  }

  private func grow(for more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }

  /// False for most texts, which need no `decodeEscapes`.
  static func mayHoldEscapes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count >= 7 && bytes.contains(UInt8(ascii: "_"))
  }

  /// Replaces the escapes `_xHHHH_` of workbooks by the character they stand for; half surrogates become U+FFFD.
  func decodeEscapes() {
    guard Self.mayHoldEscapes(bytes) else { return }
    var target = 0
    var position = 0
    while position < count {
      if let (scalar, length) = Self.escape(UnsafeBufferPointer(rebasing: bytes[position...])) {
        // An escape of 7 bytes never becomes longer than 4: writing stays behind reading.
        for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          base[target] = unit
          target += 1
        }
        position += length
      } else {
        base[target] = base[position]
        target += 1
        position += 1
      }
    }
    count = target
  }

  /// The scalar of an escape at the start of `bytes` and the bytes it takes (14 for a pair of surrogates).
  private static func escape(_ bytes: UnsafeBufferPointer<UInt8>) -> (Unicode.Scalar, Int)? {
    guard let unit = escapedUnit(bytes) else { return nil }
    if let scalar = Unicode.Scalar(unit) { return (scalar, 7) }
    if unit < 0xDC00, let low = escapedUnit(UnsafeBufferPointer(rebasing: bytes[7...])), low & 0xFC00 == 0xDC00 {
      let value = 0x10000 + (UInt32(unit & 0x3FF) << 10) + UInt32(low & 0x3FF)
      if let scalar = Unicode.Scalar(value) { return (scalar, 14) }
    }
    return ("\u{FFFD}", 7)
  }

  private static func escapedUnit(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt16? {
    guard bytes.count >= 7, bytes[0] == UInt8(ascii: "_"), bytes[1] == UInt8(ascii: "x"), bytes[6] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[2..<6] {
      let digit = byte &- UInt8(ascii: "0")
      let letter = (byte | 0x20) &- UInt8(ascii: "a")
      guard digit < 10 || letter < 6 else { return nil }
      unit = unit << 4 | UInt16(digit < 10 ? digit : letter + 10)
    }
    return unit
  }

  /// UTF-16 code units of the text, as Excel counts characters.
  var utf16Count: Int { Self.utf16Count(bytes) }

  /// UTF-16 code units of UTF-8.
  static func utf16Count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    // One unit for each byte that starts a character, two where it starts a four-byte sequence.
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : ($1 >= 0xF0 ? 2 : 1)) }
  }
}
