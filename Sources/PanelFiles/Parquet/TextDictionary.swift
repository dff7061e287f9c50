/// The distinct texts of a column chunk in order of first appearance, and the index of each text that is present.
struct TextDictionary {
  /// A dictionary page never grows beyond this size.
  static let largestPage = 1 << 20

  private(set) var entries: [String] = []
  private(set) var indices: [UInt32] = []
  private var entryBytes = 0

  /// Nil where a dictionary would not make the chunk smaller before compression, or would be too large.
  init?(_ texts: ArraySlice<String?>) {
    var known: [Key: UInt32] = [:]
    var plainBytes = 0
    indices.reserveCapacity(texts.count)
    for text in texts {
      guard let text else { continue }
      let size = 4 + text.utf8.count
      plainBytes += size
      let next = UInt32(entries.count)
      let index = known[Key(text: text), default: next]
      indices.append(index)
      guard index == next else { continue }
      known[Key(text: text)] = next
      entries.append(text)
      entryBytes += size
      if entryBytes > Self.largestPage { return nil }
    }
    let width = LevelEncoding.bitWidth(for: UInt32(max(1, entries.count) - 1))
    if entryBytes + indices.count * width / 8 > plainBytes { return nil }
  }

  /// The entries in PLAIN form.
  func plainBytes() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entryBytes)
    for entry in entries { bytes.append(plainText: entry) }
    return bytes
  }

  /// A text compared by its bytes: `String` holds composed and decomposed letters to be equal, a file must not.
  private struct Key: Hashable {
    let text: String

    static func == (a: Key, b: Key) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

    func hash(into hasher: inout Hasher) {
      let done: Void? = text.utf8.withContiguousStorageIfAvailable {
        hasher.combine(bytes: UnsafeRawBufferPointer($0))
      }
      if done == nil { for byte in text.utf8 { hasher.combine(byte) } }
    }
  }
}
