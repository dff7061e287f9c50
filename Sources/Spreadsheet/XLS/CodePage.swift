#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The encoding of texts in workbooks before BIFF8, by its number in Windows (the CodePage record, MS-XLS 2.4.52).
struct CodePage: Sendable {
  /// The page of workbooks that name none.
  static let western = CodePage(1_252)

  let number: Int
  /// Unicode of the bytes 0x80 to 0xFF where each byte is a character; nil otherwise.
  let upperHalf: [UInt32]?

  init(_ number: Int) {
    self.number = number
    upperHalf = MacCodePage.upperHalf(number) ?? Self.upperHalf(number)
  }

  /// The page by the name of the C library; nil where it is unknown.
  var name: String? {
    switch number {
    // 1200 is Unicode (see the decoder), with this page for what is none; 32769 is the name of older versions.
    case 1_200, 32_769: "CP1252"
    case 936, 54_936: "GB18030"
    case 949: "UHC"
    case 1_361: "JOHAB"
    case 10_001: "CP932"
    case 10_002: "BIG5"
    case 10_003: "EUC-KR"
    case 10_007: "MAC-CYRILLIC"
    case 10_008: "GBK"
    case 10_029: "MAC-CENTRALEUROPE"
    case 20_866: "KOI8-R"
    case 21_866: "KOI8-U"
    case 28_591...28_605: "ISO-8859-\(number - 28_590)"
    case 65_001: "UTF-8"
    case 367, 20_127: "CP1252"
    case 437...1_258: "CP\(number)"
    default: nil
    }
  }

  /// Characters of one byte only.
  private static func upperHalf(_ number: Int) -> [UInt32]? {
    let multibyte = [932, 936, 949, 950, 1_361, 10_001, 10_002, 10_003, 10_008, 54_936, 65_001]
    guard !multibyte.contains(number) else { return nil }
    // A page of its own decodes the bytes one by one.
    let decoder = CodePageDecoder(named: CodePage(number: number).name)
    guard decoder.isKnown else { return nil }
    return (0x80...0xFF).map { byte in
      let decoded = [UInt8(byte)].withUnsafeBufferPointer { decoder.convert($0) ?? [] }
      if let scalar = String(decoding: decoded, as: UTF8.self).unicodeScalars.first, !decoded.isEmpty {
        return scalar.value
      }
      // Windows keeps the control characters of undefined places.
      return byte < 0xA0 ? UInt32(byte) : 0xFFFD
    }
  }

  private init(number: Int) {
    self.number = number
    upperHalf = nil
  }
}

/// Decodes texts of a code page. Bytes that are no characters become U+FFFD.
final class CodePageDecoder {
  private let upperHalf: [UInt32]?
  /// The bytes are UTF-16. These versions have no such texts, but Gnumeric writes them.
  private let isUTF16: Bool
  private let converter: iconv_t?

  convenience init(_ page: CodePage) {
    self.init(
      named: page.upperHalf == nil ? page.name : nil, upperHalf: page.upperHalf, isUTF16: page.number == 1_200)
  }

  init(named name: String?, upperHalf: [UInt32]? = nil, isUTF16: Bool = false) {
    self.upperHalf = upperHalf
    self.isUTF16 = isUTF16
    let opened = name.flatMap { iconv_open("UTF-8", $0) }
    converter = opened == iconv_t(bitPattern: -1) ? nil : opened
  }

  deinit {
    if let converter { iconv_close(converter) }
  }

  /// The system can decode the page.
  var isKnown: Bool { converter != nil || upperHalf != nil }

  /// Adds the characters of `bytes`; false where the page is unknown and a byte is beyond ASCII.
  func decode(_ bytes: UnsafeBufferPointer<UInt8>, into sink: TextSink) -> Bool {
    if isUTF16 && bytes.count % 2 == 0 {
      sink.appendUTF16(bytes)
      return true
    }
    guard let firstHigh = bytes.firstIndex(where: { $0 >= 0x80 }) else {
      sink.appendLatin1(bytes)
      return true
    }
    if let upperHalf {
      for byte in bytes { sink.append(scalar: byte < 0x80 ? UInt32(byte) : upperHalf[Int(byte) & 0x7F]) }
      return true
    }
    guard converter != nil else { return false }
    sink.appendLatin1(UnsafeBufferPointer(rebasing: bytes[..<firstHigh]))
    var rest = UnsafeBufferPointer(rebasing: bytes[firstHigh...])
    while !rest.isEmpty {
      var used = 0
      let piece = convert(rest, used: &used)
      piece.withUnsafeBufferPointer { sink.appendUTF8($0) }
      rest = UnsafeBufferPointer(rebasing: rest[used...])
      guard let first = rest.first else { break }
      // 0x80 stands for the euro sign in the Chinese page of Windows.
      sink.append(scalar: first == 0x80 ? 0x20AC : 0xFFFD)
      rest = UnsafeBufferPointer(rebasing: rest.dropFirst())
    }
    return true
  }

  /// All of `bytes` as UTF-8; nil where some are no characters.
  func convert(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var used = 0
    let result = convert(bytes, used: &used)
    return used == bytes.count ? result : nil
  }

  /// The characters up to the first bytes that are none.
  private func convert(_ bytes: UnsafeBufferPointer<UInt8>, used: inout Int) -> [UInt8] {
    guard let converter else { return [] }
    // Back to the initial state.
    iconv(converter, nil, nil, nil, nil)
    return [UInt8](unsafeUninitializedCapacity: bytes.count * 4 + 16) { buffer, count in
      var from = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
      var left = bytes.count
      var target = UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
      var room = buffer.count
      iconv(converter, &from, &left, &target, &room)
      used = bytes.count - left
      count = buffer.count - room
    }
  }
}
