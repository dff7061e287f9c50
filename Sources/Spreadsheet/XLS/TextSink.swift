/// Gathers one text as UTF-8 from pieces in several encodings; its memory is reused from text to text.
final class TextSink {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity = 4_096
  private(set) var count = 0
  /// The first half of a pair of surrogates whose second half may stand in the next piece.
  private var waiting: UInt16 = 0

  init() { base = .allocate(capacity: capacity) }

  deinit { base.deallocate() }

  /// The UTF-8 gathered so far, valid until the next change.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

  func clear() {
    count = 0
    waiting = 0
  }

  /// Ends the text: half of a pair of surrogates becomes U+FFFD.
  func finish() {
    if waiting != 0 { flush() }
  }

  func appendUTF8(_ piece: UnsafeBufferPointer<UInt8>) {
    guard let start = piece.baseAddress else { return }
    reserve(piece.count)
    (base + count).update(from: start, count: piece.count)
    count += piece.count
  }

  /// Adds characters of one byte each: the first 256 of Unicode.
  func appendLatin1(_ piece: UnsafeBufferPointer<UInt8>) {
    guard let start = piece.baseAddress else { return }
    finish()
    reserve(piece.count * 2)
    var target = base + count
    for index in 0..<piece.count {
      let byte = start[index]
      if byte < 0x80 {
        target.pointee = byte
        target += 1
      } else {
        target[0] = 0xC0 | byte >> 6
        target[1] = 0x80 | byte & 0x3F
        target += 2
      }
    }
    count = target - base
  }

  /// Adds UTF-16 as little-endian bytes; an odd byte at the end is dropped.
  func appendUTF16(_ piece: UnsafeBufferPointer<UInt8>) {
    guard let start = piece.baseAddress else { return }
    let units = piece.count / 2
    // A unit takes three bytes at most, half of a pair before it three more.
    reserve(units * 3 + 3)
    for index in 0..<units {
      let unit = UInt16(start[2 * index]) | UInt16(start[2 * index + 1]) << 8
      if waiting == 0 && unit & 0xF800 != 0xD800 {
        put(UInt32(unit))
      } else {
        appendSurrogate(unit)
      }
    }
  }

  func append(scalar: UInt32) {
    finish()
    reserve(4)
    put(scalar)
  }

  private func appendSurrogate(_ unit: UInt16) {
    if waiting != 0 && unit & 0xFC00 == 0xDC00 {
      let scalar = 0x1_0000 + (UInt32(waiting & 0x3FF) << 10) + UInt32(unit & 0x3FF)
      waiting = 0
      put(scalar)
      return
    }
    if waiting != 0 { flush() }
    if unit & 0xFC00 == 0xD800 {
      waiting = unit
    } else {
      put(unit & 0xF800 == 0xD800 ? 0xFFFD : UInt32(unit))
    }
  }

  private func flush() {
    waiting = 0
    reserve(3)
    put(0xFFFD)
  }

  /// Writes a scalar into memory that is reserved.
  @inline(__always)
  private func put(_ scalar: UInt32) {
    if scalar < 0x80 {
      base[count] = UInt8(truncatingIfNeeded: scalar)
      count += 1
    } else if scalar < 0x800 {
      base[count] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
      base[count + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      count += 2
    } else if scalar < 0x1_0000 {
      base[count] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
      base[count + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      base[count + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      count += 3
    } else {
      base[count] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
      base[count + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
      base[count + 2] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
      base[count + 3] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
      count += 4
    }
  }

  private func reserve(_ more: Int) {
    guard more > capacity - count else { return }
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }
}
