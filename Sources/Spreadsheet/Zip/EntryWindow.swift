/// A window on the expanded bytes of an entry. Bytes not used yet move to its front when more are fetched, and zero bytes
/// stand behind the last one, so that a scanner that stops at a byte it does not expect stays inside.
struct EntryWindow: ~Copyable {
  /// Bytes a window holds at most.
  static let size = 196_608
  /// Zero bytes behind the last byte.
  private static let margin = 16

  private let base: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private var start = 0
  private var end = 0
  /// All of the entry is in the window or has been used.
  private(set) var isAtEnd = false

  /// - Parameter expected: bytes the entry is said to have, so that a small one gets a small window.
  init(expected: Int) {
    capacity = max(64, min(expected &+ 1, Self.size))
    base = .allocate(capacity: capacity + Self.margin)
    base.initialize(repeating: 0, count: capacity + Self.margin)
  }

  deinit { base.deallocate() }

  /// The bytes fetched and not used; a zero byte follows them.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base + start, count: end - start) }

  /// Marks the first bytes as used.
  mutating func use(_ count: Int) { start += min(max(0, count), end - start) }

  /// Fetches more; false where the window is full or the entry has ended.
  mutating func fetch(from reader: ZipEntryReader) throws(SpreadsheetError) -> Bool {
    if start > 0 {
      base.update(from: base + start, count: end - start)
      end -= start
      start = 0
    }
    guard !isAtEnd, end < capacity else { return false }
    while end < capacity {
      let room = UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end)
      let count = try reader.read(into: room)
      if count == 0 {
        isAtEnd = true
        break
      }
      end += count
    }
    (base + end).update(repeating: 0, count: Self.margin)
    return true
  }
}
