/// Options in front of a text: the first byte of an input says how the rest is encoded, the second where the reader's
/// own pieces end.
///
/// Readers take a file in pieces of 64 KiB and must not care where they end; inputs are far smaller than that, so that
/// blanks are put into some of them.
enum TextFrame {
  /// Bytes a reader takes at a time.
  private static let piece = 65_536

  /// The text in its encoding, with blanks after one of its tags if the options say so.
  static func padded(_ input: [UInt8]) -> [UInt8] {
    guard input.count > 2 else { return input }
    let text = Array(input.dropFirst(2))
    let options = input[0]
    guard options & 0x04 != 0 else { return encode(text, options & 0x03) }
    // The tag counts in eighths of all; behind the blanks the piece ends after as many bytes as the second byte says.
    let ends = text.indices.filter { text[$0] == UInt8(ascii: ">") }
    guard !ends.isEmpty else { return encode(text, options & 0x03) }
    let place = ends[ends.count * Int(options >> 5) / 8] + 1
    let blanks = [UInt8](repeating: UInt8(ascii: " "), count: max(0, piece - place - Int(input[1])))
    return encode(text[..<place] + blanks + text[place...], options & 0x03)
  }

  /// The text in its encoding.
  static func encoded(_ input: [UInt8]) -> [UInt8] {
    input.count > 2 ? encode(Array(input.dropFirst(2)), input[0] & 0x03) : input
  }

  private static func encode(_ text: [UInt8], _ encoding: UInt8) -> [UInt8] {
    switch encoding {
    case 1: utf16(text).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case 2: utf16(text).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case 3: [0xEF, 0xBB, 0xBF] + text
    default: text
    }
  }

  private static func utf16(_ text: [UInt8]) -> [UInt16] { [0xFEFF] + String(decoding: text, as: UTF8.self).utf16 }
}
