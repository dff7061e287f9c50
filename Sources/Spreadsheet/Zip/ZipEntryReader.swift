import Compression

/// Expands one entry piece by piece and checks its size and checksum on the way.
final class ZipEntryReader {
  /// Bytes fetched from the file or handed out at a time.
  private static let chunkSize = 65_536

  let entry: ZipEntry
  private let source: ByteSource
  private let limits: Limits
  private var position: Int
  private let end: Int
  private var inflater: Inflater?
  private let input: UnsafeMutableRawBufferPointer
  private lazy var output = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunkSize, alignment: 16)
  private var usesOutput = false
  /// The bytes of `input` not yet expanded.
  private var waiting = 0..<0
  private var crc = CRC32()
  private var produced = 0
  private var isFinished = false

  init(_ entry: ZipEntry, source: ByteSource, at position: Int, limits: Limits) throws(SpreadsheetError) {
    self.entry = entry
    self.source = source
    self.limits = limits
    self.position = position
    end = position + entry.compressedSize
    let inputSize = entry.method == 8 ? min(max(entry.compressedSize, 1), Self.chunkSize) : 0
    input = .allocate(byteCount: inputSize, alignment: 16)
    if entry.size > limits.partSize { throw fail(.limitExceeded(.partSize, limit: limits.partSize)) }
    guard entry.method == 8 else { return }
    do throws(CompressionError) {
      inflater = try Inflater()
    } catch {
      throw fail(.deflateDamaged(detail: error.detail))
    }
  }

  deinit {
    input.deallocate()
    if usesOutput { output.deallocate() }
  }

  /// The file the archive was read from, for messages.
  var fileName: String { source.name }

  /// The next piece, valid until the next call; nil at the end, once size and checksum have been found right.
  func next() throws(SpreadsheetError) -> UnsafeRawBufferPointer? {
    usesOutput = true
    let count = try read(into: output)
    return count == 0 ? nil : UnsafeRawBufferPointer(rebasing: output[..<count])
  }

  /// Puts the next bytes into `room`, at least one of them and not always as many as fit; 0 at the end, once size and
  /// checksum have been found right.
  func read(into room: UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int {
    if isFinished { return 0 }
    let count = entry.method == 8 ? try inflate(into: room) : try copy(into: room)
    if count > 0 {
      crc.append(UnsafeRawBufferPointer(rebasing: room[..<count]))
      produced += count
      try checkGrowth()
      return count
    }
    isFinished = true
    guard produced == entry.size else { throw fail(.sizeMismatch(stated: entry.size)) }
    guard crc.value == entry.checksum else { throw fail(.checksumMismatch) }
    return 0
  }

  /// All bytes of the entry, for small parts; `limit` bounds them.
  func readAll(limit: Int) throws(SpreadsheetError) -> [UInt8] {
    var bytes: [UInt8] = []
    while let chunk = try next() {
      guard chunk.count <= limit - bytes.count else { throw fail(.limitExceeded(.partSize, limit: limit)) }
      bytes.append(contentsOf: chunk)
    }
    return bytes
  }

  private func copy(into room: UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int {
    let wanted = UnsafeMutableRawBufferPointer(rebasing: room[..<min(room.count, end - position)])
    let count = try source.read(at: position, into: wanted)
    position += count
    return count
  }

  private var inflateIsDone = false

  private func inflate(into room: UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int {
    while !inflateIsDone {
      if waiting.isEmpty { try refill() }
      let piece = UnsafeRawBufferPointer(rebasing: input[waiting])
      let progress: Inflater.Progress
      do throws(CompressionError) {
        guard let step = try inflater?.inflate(piece, into: room) else { return 0 }
        progress = step
      } catch {
        throw fail(.deflateDamaged(detail: error.detail))
      }
      waiting = (waiting.lowerBound + progress.consumed)..<waiting.upperBound
      inflateIsDone = progress.isFinished
      if progress.produced > 0 { return progress.produced }
      if progress.consumed == 0 && position >= end && !inflateIsDone {
        throw fail(.deflateDamaged(detail: "the stream ends too early"))
      }
    }
    return 0
  }

  private func refill() throws(SpreadsheetError) {
    let room = UnsafeMutableRawBufferPointer(rebasing: input[..<min(input.count, end - position)])
    let count = try source.read(at: position, into: room)
    position += count
    waiting = 0..<count
  }

  private func checkGrowth() throws(SpreadsheetError) {
    if produced > limits.partSize { throw fail(.limitExceeded(.partSize, limit: limits.partSize)) }
    if produced > entry.size { throw fail(.sizeMismatch(stated: entry.size)) }
    if produced > limits.inflateRatioFreeBytes, produced / limits.inflateRatio > entry.compressedSize {
      throw fail(.limitExceeded(.inflateRatio, limit: limits.inflateRatio))
    }
  }

  private func fail(_ reason: SpreadsheetError.Reason) -> SpreadsheetError {
    SpreadsheetError(file: source.name, part: entry.name, reason: reason)
  }
}
