/// Texts kept once each as UTF-8 in one run of bytes, named by number in order of first appearance.
package struct StringPool: Sendable {
  private var arena: [UInt8] = []
  /// Where each text ends in the arena; it starts where the one before ends.
  private var ends: [UInt32] = []
  /// Open addressing: number of the text plus 1, or 0. Empty until the first `intern` and after `freeze`.
  private var slots: [Int32] = []
  /// Differs from run to run so that no file can be made to collide; numbering does not depend on it.
  private let seed = UInt64.random(in: .min ... .max)

  /// One of the texts has no characters.
  private(set) var hasEmptyText = false

  package init() {}

  /// Number of texts.
  package var count: Int { ends.count }
  /// Bytes of all texts together.
  package var byteCount: Int { arena.count }

  /// Adds a text without looking for an equal one; its number is the old `count`. nil when the pool is full (4 GiB).
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
    guard let end = UInt32(exactly: arena.count + bytes.count), let id = Int32(exactly: ends.count) else { return nil }
    if bytes.isEmpty { hasEmptyText = true }
    arena.append(contentsOf: bytes)
    ends.append(end)
    return id
  }

  /// The number of a text, adding it when it is new. nil when the pool is full (4 GiB).
  mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
    if (count + 1) * 2 > slots.count { grow() }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash(bytes)) & mask
    while slots[slot] != 0 {
      let id = slots[slot] - 1
      if equal(id, bytes) { return id }
      slot = (slot + 1) & mask
    }
    guard let id = append(bytes) else { return nil }
    slots[slot] = id + 1
    return id
  }

  /// Drops what only `intern` needs, once no more texts will come.
  mutating func freeze() {
    slots = []
  }

  /// The text of a number; empty for a number out of range.
  package subscript(id: Int32) -> String {
    withBytes(id) { String(decoding: $0, as: UTF8.self) }
  }

  /// Lends the UTF-8 bytes of a text; none for a number out of range.
  package func withBytes<Result>(_ id: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    arena.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range(id)])) }
  }

  /// True for a text without characters, and for a number out of range.
  package func isEmpty(_ id: Int32) -> Bool { range(id).isEmpty }

  private func range(_ id: Int32) -> Range<Int> {
    let index = Int(id)
    guard ends.indices.contains(index) else { return 0..<0 }
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  private func equal(_ id: Int32, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(id)
    guard range.count == bytes.count else { return false }
    return arena.withUnsafeBufferPointer { arena in
      for offset in 0..<bytes.count where arena[range.lowerBound + offset] != bytes[offset] { return false }
      return true
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: max(64, slots.count * 2))
    let mask = slots.count - 1
    for id in 0..<Int32(clamping: count) {
      var slot = withBytes(id) { Int(truncatingIfNeeded: hash($0)) } & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = id + 1
    }
  }

  /// Multiply-and-fold over eight bytes at a time.
  private func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
    let raw = UnsafeRawBufferPointer(bytes)
    var position = 0
    while position + 8 <= raw.count {
      state = Self.fold(state ^ raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    var tail: UInt64 = 0
    while position < raw.count {
      tail = tail << 8 | UInt64(raw[position])
      position += 1
    }
    return Self.fold(state ^ tail)
  }

  private static func fold(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}
