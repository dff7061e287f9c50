import CZlib

/// A streaming reader of raw deflate data (no zlib or gzip header), as ZIP entries hold it.
package struct Inflater: ~Copyable {
  /// What one call of `inflate` did.
  package struct Progress: Sendable, Hashable {
    /// Bytes taken from the input.
    package let consumed: Int
    /// Bytes written to the output.
    package let produced: Int
    /// The end of the deflate stream has been reached.
    package let isFinished: Bool
  }

  /// zlib checks that its state points back at this very address, so it lives on the heap and never moves.
  private let stream: UnsafeMutablePointer<z_stream>

  package init() throws(CompressionError) {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    self.stream = stream
    guard status == Z_OK else {
      throw CompressionError(format: "deflate", reason: .setup(detail: "status \(status)"))
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Expands a part of `input` into a part of `output`. Call again with the rest until `isFinished`.
  ///
  /// Throws `.invalidData` for a damaged stream. Consuming and producing nothing means that more input is needed.
  package mutating func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(CompressionError) -> Progress {
    let offered = UInt32(clamping: input.count)
    let room = UInt32(clamping: output.count)
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
    stream.pointee.avail_in = offered
    stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_out = room
    let status = CZlib.inflate(stream, Z_NO_FLUSH)
    guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
      let detail = stream.pointee.msg.map { String(cString: $0) } ?? "status \(status)"
      throw CompressionError(format: "deflate", reason: .invalidData(detail: detail))
    }
    return Progress(
      consumed: Int(offered - stream.pointee.avail_in),
      produced: Int(room - stream.pointee.avail_out),
      isFinished: status == Z_STREAM_END)
  }

  /// Expands all of `bytes`, handing pieces of at most `chunkSize` bytes to `body` in order.
  ///
  /// Throws `.truncated` when the stream does not end within `bytes`, and whatever `body` throws.
  package static func inflate(
    _ bytes: [UInt8], chunkSize: Int = 65_536, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var inflater = try Inflater()
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, chunkSize), alignment: 16)
    defer { chunk.deallocate() }
    var position = 0
    while true {
      let progress = try bytes.withUnsafeBytes { buffer in
        try inflater.inflate(UnsafeRawBufferPointer(rebasing: buffer[position...]), into: chunk)
      }
      position += progress.consumed
      if progress.produced > 0 { try body(UnsafeRawBufferPointer(rebasing: chunk[..<progress.produced])) }
      if progress.isFinished { return }
      if progress.consumed == 0 && progress.produced == 0 {
        throw CompressionError(format: "deflate", reason: .truncated)
      }
    }
  }
}
