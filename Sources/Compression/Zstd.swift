import CZstd

/// Zstandard frames of whole arrays: one thread, content size and checksum in the frame, equal input gives equal bytes.
package enum Zstd {
  /// Version of the library in use, such as "1.5.4"; compressed bytes may differ between versions.
  package static var version: String { String(cString: ZSTD_versionString()) }

  /// Compresses `bytes` into one frame (levels 1 to 22).
  package static func compress(_ bytes: [UInt8], level: Int = 3) throws(CompressionError) -> [UInt8] {
    var compressor = try ZstdCompressor(level: level, contentSize: bytes.count)
    try compressor.append(bytes)
    return try compressor.finish()
  }

  /// Expands all frames of `bytes`.
  ///
  /// Throws `.tooLarge` beyond `maxSize` bytes, `.truncated` when a frame does not end, `.invalidData` for damage
  /// (the checksum is verified).
  package static func decompress(_ bytes: [UInt8], maxSize: Int = 1 << 30) throws(CompressionError) -> [UInt8] {
    guard let context = ZSTD_createDCtx() else {
      throw CompressionError(format: "zstd", reason: .setup(detail: "out of memory"))
    }
    defer { ZSTD_freeDCtx(context) }
    var output: [UInt8] = []
    let failure = bytes.withUnsafeBytes { expand(context, $0, into: &output, maxSize: maxSize) }
    if let failure { throw CompressionError(format: "zstd", reason: failure) }
    return output
  }

  private static func expand(
    _ context: OpaquePointer, _ bytes: UnsafeRawBufferPointer, into output: inout [UInt8], maxSize: Int
  ) -> CompressionError.Reason? {
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: ZSTD_DStreamOutSize(), alignment: 16)
    defer { chunk.deallocate() }
    var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
    var pending = 1
    repeat {
      var piece = ZSTD_outBuffer(dst: chunk.baseAddress, size: chunk.count, pos: 0)
      let before = input.pos
      pending = ZSTD_decompressStream(context, &piece, &input)
      if ZSTD_isError(pending) != 0 { return .invalidData(detail: String(cString: ZSTD_getErrorName(pending))) }
      if piece.pos > maxSize - output.count { return .tooLarge(limit: maxSize) }
      output.append(contentsOf: chunk[..<piece.pos])
      if pending != 0 && piece.pos == 0 && input.pos == before { return .truncated }
    } while pending != 0 || input.pos < input.size
    return nil
  }
}
