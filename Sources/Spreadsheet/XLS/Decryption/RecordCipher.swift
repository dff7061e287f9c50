/// Decrypts the bodies of records in place. Heads of records are never encrypted but count as bytes of the stream.
struct RecordCipher: ~Copyable {
  private static let blockSize = 1_024

  private let key: WorkbookKey
  /// The sequence of the block last used.
  private let sequence = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 16)
  private var block = -1

  init(_ key: WorkbookKey) { self.key = key }

  deinit { sequence.deallocate() }

  /// - Parameter offset: where the body starts in the stream.
  mutating func decrypt(type: Int, _ body: UnsafeMutableRawBufferPointer, at offset: Int) {
    switch type {
    case RecordType.bof, RecordType.bof2, RecordType.bof3, RecordType.bof4, RecordType.filePass,
      RecordType.interfaceHeader, RecordType.userExclusive, RecordType.fileLock, RecordType.revisionInfo,
      RecordType.revisionHead:
      return
    case RecordType.boundSheet:
      // The place of the sheet stays in clear.
      guard body.count > 4 else { return }
      apply(to: body, from: 4, at: offset)
    default: apply(to: body, from: 0, at: offset)
    }
  }

  private mutating func apply(to body: UnsafeMutableRawBufferPointer, from start: Int, at offset: Int) {
    if case .obfuscation(let array) = key {
      // MS-OFFCRYPTO 2.3.7.3: the array starts at a place that follows from the end of the body.
      for index in start..<body.count {
        let mixed = body[index] ^ array[(offset + body.count + index) & 15]
        body[index] = mixed >> 5 | mixed << 3
      }
      return
    }
    var index = start
    while index < body.count {
      let place = offset + index
      prepare(place / Self.blockSize)
      let inside = place % Self.blockSize
      let count = min(body.count - index, Self.blockSize - inside)
      for step in 0..<count { body[index + step] ^= sequence[inside + step] }
      index += count
    }
  }

  private mutating func prepare(_ wanted: Int) {
    guard block != wanted else { return }
    block = wanted
    sequence.initializeMemory(as: UInt8.self, repeating: 0)
    var cipher = RC4(key: key.blockKey(UInt32(truncatingIfNeeded: wanted)))
    cipher.apply(to: sequence)
  }
}
