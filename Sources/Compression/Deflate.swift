import CZlib

/// Raw deflate and gzip writing over zlib, whole arrays at a time.
enum Deflate {
  /// Compresses `bytes`; `windowBits` is zlib's: -15 raw deflate, 31 gzip.
  static func compress(
    _ bytes: [UInt8], level: Int, windowBits: Int32, format: String
  ) throws(CompressionError) -> [UInt8] {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer {
      deflateEnd(stream)
      stream.deallocate()
    }
    let version = ZLIB_VERSION
    let size = Int32(MemoryLayout<z_stream>.size)
    let status = deflateInit2_(
      stream, Int32(clamping: level), Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, version, size)
    guard status == Z_OK else {
      throw CompressionError(format: format, reason: .setup(detail: "level \(level), status \(status)"))
    }
    return run(stream, over: bytes)
  }

  private static func run(_ stream: UnsafeMutablePointer<z_stream>, over bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 65_536)
    defer { chunk.deallocate() }
    bytes.withUnsafeBufferPointer { input in
      var position = 0
      var status = Z_OK
      while status != Z_STREAM_END {
        // avail_in is 32 bits wide: offer at most a gigabyte at a time.
        let offered = min(input.count - position, 1 << 30)
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress.map { $0 + position })
        stream.pointee.avail_in = UInt32(offered)
        stream.pointee.next_out = chunk.baseAddress
        stream.pointee.avail_out = UInt32(chunk.count)
        status = deflate(stream, position + offered == input.count ? Z_FINISH : Z_NO_FLUSH)
        position += offered - Int(stream.pointee.avail_in)
        result.append(contentsOf: chunk[..<(chunk.count - Int(stream.pointee.avail_out))])
      }
    }
    return result
  }
}

extension Inflater {
  /// Compresses `bytes` as raw deflate (levels 0 to 9): the counterpart of `inflate`, for ZIP entries.
  package static func deflate(_ bytes: [UInt8], level: Int = 6) throws(CompressionError) -> [UInt8] {
    try Deflate.compress(bytes, level: level, windowBits: -15, format: "deflate")
  }
}
