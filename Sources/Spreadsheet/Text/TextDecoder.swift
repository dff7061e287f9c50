import CLibXML2

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a file piece by piece as UTF-8, whatever its encoding. Bytes that are no characters are an error or, where that
/// is asked for, become U+FFFD.
final class TextDecoder {
  private static let chunkSize = 65_536

  private let source: ByteSource
  private let encoding: TextEncoding
  /// The conversion of the C library; nil for UTF-8 that is only checked.
  private let converter: iconv_t?
  private let replacesErrors: Bool
  private var validator = UTF8Validator()
  /// Position in the file of the first byte that was replaced.
  private(set) var firstError: Int?
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize, alignment: 16)
  // A byte becomes three at most (half a UTF-16 unit less).
  private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize * 3, alignment: 16)
  private var position: Int
  /// Bytes at the start of `input` that are an incomplete character.
  private var carried = 0

  init(_ source: ByteSource, encoding: TextEncoding, replacesErrors: Bool = false) throws(SpreadsheetError) {
    self.source = source
    self.encoding = encoding
    self.replacesErrors = replacesErrors
    position = TextEncoding.markLength(try source.bytes(at: 0, count: 4))
    converter = encoding == .utf8 && !replacesErrors ? nil : iconv_open("UTF-8", encoding.rawValue)
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
    guard count > 0 else { return try ending() }
    let bytes = UnsafeMutableRawBufferPointer(rebasing: input[..<(carried + count)])
    guard let converter else {
      let piece = UnsafeBufferPointer(bytes.bindMemory(to: UInt8.self))
      if let error = validator.take(piece) { throw noCharacter(at: position - count + error) }
      return piece
    }
    return try convert(bytes, converter)
  }

  /// The file may end within a character.
  private func ending() throws(SpreadsheetError) -> UnsafeBufferPointer<UInt8>? {
    guard carried > 0 || !validator.isComplete else { return nil }
    guard replacesErrors else { throw fail("the file ends within a character") }
    if firstError == nil { firstError = position - carried }
    carried = 0
    output.copyBytes(from: Self.replacement)
    return UnsafeBufferPointer(UnsafeMutableRawBufferPointer(rebasing: output[..<3]).bindMemory(to: UInt8.self))
  }

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  private func convert(
    _ bytes: UnsafeMutableRawBufferPointer, _ converter: iconv_t
  ) throws(SpreadsheetError) -> UnsafeBufferPointer<UInt8> {
    var from = bytes.bindMemory(to: CChar.self).baseAddress
    var left = bytes.count
    var target = output.bindMemory(to: CChar.self).baseAddress
    var room = output.count
    while iconv(converter, &from, &left, &target, &room) == -1 && errno != EINVAL {
      guard replacesErrors, errno == EILSEQ, left > 0, room >= 3 else { throw noCharacter(at: position - left) }
      if firstError == nil { firstError = position - left }
      output.baseAddress.map { ($0 + (output.count - room)).copyMemory(from: Self.replacement, byteCount: 3) }
      target = target.map { $0 + 3 }
      room -= 3
      from = from.map { $0 + 1 }
      left -= 1
    }
    // An incomplete character at the end, which the next piece completes.
    if left > 0, let from { input.copyMemory(from: UnsafeRawBufferPointer(start: from, count: left)) }
    carried = left
    let converted = UnsafeMutableRawBufferPointer(rebasing: output[..<(output.count - room)])
    return UnsafeBufferPointer(converted.bindMemory(to: UInt8.self))
  }

  private func noCharacter(at byte: Int) -> SpreadsheetError {
    fail("byte \(byte) is no character of \(encoding.rawValue)")
  }

  private func fail(_ detail: String) -> SpreadsheetError {
    SpreadsheetError(file: source.name, reason: .badText(detail: detail))
  }
}
