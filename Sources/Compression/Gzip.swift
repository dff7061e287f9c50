import CZlib

/// The gzip format, written without a time stamp or a file name so that equal input gives equal bytes.
package enum Gzip {
  /// Compresses `bytes` as one gzip member (levels 0 to 9).
  package static func compress(_ bytes: [UInt8], level: Int = 6) throws(CompressionError) -> [UInt8] {
    try Deflate.compress(bytes, level: level, windowBits: 31, format: "gzip")
  }

  /// Expands all gzip members of `bytes`; throws `.tooLarge` beyond `maxSize` bytes and `.truncated` for an early end.
  package static func decompress(_ bytes: [UInt8], maxSize: Int = 1 << 30) throws(CompressionError) -> [UInt8] {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer {
      inflateEnd(stream)
      stream.deallocate()
    }
    guard inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw CompressionError(format: "gzip", reason: .setup(detail: "inflateInit2"))
    }
    var output: [UInt8] = []
    let failure = bytes.withUnsafeBufferPointer { expand(stream, $0, into: &output, maxSize: maxSize) }
    if let failure { throw CompressionError(format: "gzip", reason: failure) }
    return output
  }

  private static func expand(
    _ stream: UnsafeMutablePointer<z_stream>, _ input: UnsafeBufferPointer<UInt8>, into output: inout [UInt8],
    maxSize: Int
  ) -> CompressionError.Reason? {
    let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 65_536)
    defer { chunk.deallocate() }
    var position = 0
    while true {
      let offered = min(input.count - position, 1 << 30)
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress.map { $0 + position })
      stream.pointee.avail_in = UInt32(offered)
      stream.pointee.next_out = chunk.baseAddress
      stream.pointee.avail_out = UInt32(chunk.count)
      let status = inflate(stream, Z_NO_FLUSH)
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
        return .invalidData(detail: stream.pointee.msg.map { String(cString: $0) } ?? "status \(status)")
      }
      let consumed = offered - Int(stream.pointee.avail_in)
      let produced = chunk.count - Int(stream.pointee.avail_out)
      position += consumed
      if produced > maxSize - output.count { return .tooLarge(limit: maxSize) }
      output.append(contentsOf: chunk[..<produced])
      if status == Z_STREAM_END {
        if position == input.count { return nil }
        inflateReset(stream)
      } else if consumed == 0 && produced == 0 {
        return .truncated
      }
    }
  }
}
