import CZstd

/// A streaming writer of one Zstandard frame; the bytes do not depend on how the input was cut into pieces.
package struct ZstdCompressor: ~Copyable {
  /// Input reaches the library in pieces of exactly this size (but for the last), whatever the caller's pieces were.
  private static let pieceSize = 1 << 18

  private let context: OpaquePointer
  private var pending: [UInt8] = []
  private var output: [UInt8] = []
  /// Bytes appended so far, and how many were promised.
  private var appended = 0
  private let contentSize: Int?

  /// Starts a frame at `level` (1 to 22). With `contentSize` the frame states its size; then exactly that many bytes
  /// must be appended.
  package init(level: Int = 3, contentSize: Int? = nil) throws(CompressionError) {
    guard let context = ZSTD_createCCtx() else {
      throw CompressionError(format: "zstd", reason: .setup(detail: "out of memory"))
    }
    let statuses = [
      ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(clamping: level)),
      ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1),
      ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 1),
      ZSTD_CCtx_setPledgedSrcSize(context, contentSize.map { UInt64($0) } ?? UInt64.max),
    ]
    if let failed = statuses.first(where: { ZSTD_isError($0) != 0 }) {
      ZSTD_freeCCtx(context)
      throw CompressionError(format: "zstd", reason: .setup(detail: String(cString: ZSTD_getErrorName(failed))))
    }
    self.context = context
    self.contentSize = contentSize
  }

  deinit { ZSTD_freeCCtx(context) }

  /// Adds `bytes` to the frame.
  package mutating func append(_ bytes: [UInt8]) throws(CompressionError) {
    try append(bytes[...])
  }

  /// Adds a slice of bytes to the frame.
  package mutating func append(_ bytes: ArraySlice<UInt8>) throws(CompressionError) {
    var rest = bytes
    appended += bytes.count
    while pending.count + rest.count >= Self.pieceSize {
      let taken = Self.pieceSize - pending.count
      pending.append(contentsOf: rest.prefix(taken))
      rest = rest.dropFirst(taken)
      try push(ZSTD_e_continue)
    }
    pending.append(contentsOf: rest)
  }

  /// Ends the frame and returns all of its bytes not yet taken.
  package consuming func finish() throws(CompressionError) -> [UInt8] {
    // The library itself corrects a false promise where all input comes with the end.
    if let contentSize, contentSize != appended {
      let detail = "\(appended) bytes in place of the \(contentSize) stated"
      throw CompressionError(format: "zstd", reason: .invalidData(detail: detail))
    }
    try push(ZSTD_e_end)
    return output
  }

  /// Takes the compressed bytes made so far, so that a caller may write them out while the frame grows.
  package mutating func takeOutput() -> [UInt8] {
    let taken = output
    output.removeAll(keepingCapacity: true)
    return taken
  }

  private mutating func push(_ directive: ZSTD_EndDirective) throws(CompressionError) {
    var failure: Int?
    let context = self.context
    let capacity = ZSTD_CStreamOutSize()
    var produced: [UInt8] = []
    pending.withUnsafeBytes { bytes in
      let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
      defer { chunk.deallocate() }
      var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
      var remaining = 1
      repeat {
        var piece = ZSTD_outBuffer(dst: chunk.baseAddress, size: chunk.count, pos: 0)
        remaining = ZSTD_compressStream2(context, &piece, &input, directive)
        if ZSTD_isError(remaining) != 0 {
          failure = remaining
          return
        }
        produced.append(contentsOf: chunk[..<piece.pos])
      } while input.pos < input.size || (directive == ZSTD_e_end && remaining != 0)
    }
    if let failure {
      throw CompressionError(format: "zstd", reason: .invalidData(detail: String(cString: ZSTD_getErrorName(failure))))
    }
    pending.removeAll(keepingCapacity: true)
    output.append(contentsOf: produced)
  }
}
