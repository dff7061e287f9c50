/// A stream of a compound file: where its bytes lie in the file. Reads take what they need from the file each time.
struct StreamMap: Sendable {
  /// Bytes that follow one another in the file as in the stream.
  private struct Run: Sendable {
    let start: Int
    let fileOffset: Int
    var length: Int
  }

  let source: ByteSource
  private var runs: [Run] = []
  /// Bytes of the stream.
  private(set) var count = 0
  /// All bytes are there that the directory states: what ends early was written so and not cut off.
  private(set) var isWhole = false
  /// No compound file is around the stream.
  private(set) var isBare = false

  init(_ source: ByteSource) { self.source = source }

  /// A file that is one stream as a whole.
  init(whole source: ByteSource) {
    self.source = source
    isBare = true
    append(fileOffset: 0, length: source.count)
  }

  /// Adds bytes at the end of the stream.
  mutating func append(fileOffset: Int, length: Int) {
    guard length > 0 else { return }
    if let last = runs.last, last.fileOffset + last.length == fileOffset {
      runs[runs.count - 1].length += length
    } else {
      runs.append(Run(start: count, fileOffset: fileOffset, length: length))
    }
    count += length
  }

  /// Cuts the stream where the directory says that it ends.
  mutating func truncate(to length: Int) {
    isWhole = length <= count
    guard length < count else { return }
    while let last = runs.last, last.start >= length { runs.removeLast() }
    if let last = runs.last { runs[runs.count - 1].length = length - last.start }
    count = length
  }

  /// Where a byte of the stream lies in the file; nil past the end.
  func fileOffset(of offset: Int) -> Int? {
    guard offset >= 0, offset < count else { return nil }
    let run = runs[runIndex(of: offset)]
    return run.fileOffset + offset - run.start
  }

  /// Fills `buffer` from `offset` on and returns the bytes read: fewer than asked for only at the end.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int {
    guard offset >= 0, offset < count else { return 0 }
    var filled = 0
    var index = runIndex(of: offset)
    while filled < buffer.count && index < runs.count {
      let run = runs[index]
      let inside = offset + filled - run.start
      let wanted = min(run.length - inside, buffer.count - filled)
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + wanted)])
      let got = try source.read(at: run.fileOffset + inside, into: room)
      filled += got
      // The last sector of a file may be cut short.
      guard got == wanted else { break }
      index += 1
    }
    return filled
  }

  private func runIndex(of offset: Int) -> Int {
    var bounds = runs.indices
    while bounds.count > 1 {
      let middle = (bounds.lowerBound + bounds.upperBound) / 2
      bounds = runs[middle].start <= offset ? middle..<bounds.upperBound : bounds.lowerBound..<middle
    }
    return bounds.lowerBound
  }
}
