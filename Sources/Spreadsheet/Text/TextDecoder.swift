import CLibXML2

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a file piece by piece as UTF-8, whatever its encoding.
final class TextDecoder {
  private static let chunkSize = 65_536

  private let source: ByteSource
  private let encoding: TextEncoding
  /// The conversion of the C library; nil for UTF-8, whose bytes pass as they are.
  private let converter: iconv_t?
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize, alignment: 16)
  // A byte becomes three at most (half a UTF-16 unit less).
  private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize * 3, alignment: 16)
  private var position: Int
  /// Bytes at the start of `input` that are an incomplete character.
  private var carried = 0

  init(_ source: ByteSource, encoding: TextEncoding) throws(SpreadsheetError) {
    self.source = source
    self.encoding = encoding
    position = TextEncoding.markLength(try source.bytes(at: 0, count: 4))
    converter = encoding == .utf8 ? nil : iconv_open("UTF-8", encoding.rawValue)
    if let converter, converter == iconv_t(bitPattern: -1) {
      throw fail("the system cannot decode \(encoding.rawValue)")
    }
  }

  deinit {
    input.deallocate()
    output.deallocate()
    if let converter, converter != iconv_t(bitPattern: -1) { iconv_close(converter) }
  }

  /// The next piece of UTF-8, valid until the next call; nil at the end.
  func next() throws(SpreadsheetError) -> UnsafeBufferPointer<UInt8>? {
    let room = UnsafeMutableRawBufferPointer(rebasing: input[carried...])
    let count = try source.read(at: position, into: room)
    position += count
    guard count > 0 else {
      if carried > 0 { throw fail("the file ends within a character") }
      return nil
    }
    let bytes = UnsafeMutableRawBufferPointer(rebasing: input[..<(carried + count)])
    guard let converter else { return UnsafeBufferPointer(bytes.bindMemory(to: UInt8.self)) }
    return try convert(bytes, converter)
  }

  private func convert(
    _ bytes: UnsafeMutableRawBufferPointer, _ converter: iconv_t
  ) throws(SpreadsheetError) -> UnsafeBufferPointer<UInt8> {
    var from = bytes.bindMemory(to: CChar.self).baseAddress
    var left = bytes.count
    var target = output.bindMemory(to: CChar.self).baseAddress
    var room = output.count
    let status = iconv(converter, &from, &left, &target, &room)
    // EINVAL: an incomplete character at the end, which the next piece completes.
    guard status != -1 || errno == EINVAL else {
      throw fail("byte \(position - left) is no character of \(encoding.rawValue)")
    }
    if left > 0, let from { input.copyMemory(from: UnsafeRawBufferPointer(start: from, count: left)) }
    carried = left
    let converted = UnsafeMutableRawBufferPointer(rebasing: output[..<(output.count - room)])
    return UnsafeBufferPointer(converted.bindMemory(to: UInt8.self))
  }

  private func fail(_ detail: String) -> SpreadsheetError {
    SpreadsheetError(file: source.name, reason: .badText(detail: detail))
  }
}
