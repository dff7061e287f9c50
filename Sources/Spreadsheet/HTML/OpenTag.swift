import CLibXML2

/// The tag at whose start the parser waits for its end, and the quoted value in which the last piece ended.
///
/// libxml2 before 2.11 remembers from piece to piece that it stands in a quoted value, but not the mark that opened it: it
/// then sees no end of a tag any more until the page ends, and all of it waits. So the end of the value is found here.
struct OpenTag {
  private var size = 0
  private var quote: UInt8?

  /// Lets the parser go on behind the value in which the last piece ended, before it takes `piece`.
  func leaveValue(_ context: htmlParserCtxtPtr, before piece: UnsafeBufferPointer<UInt8>) {
    guard LIBXML_VERSION < 21_100, let quote, let input = context.pointee.input, let base = input.pointee.base,
      let start = input.pointee.cur
    else { return }
    let taken = piece.firstIndex(of: quote).map { $0 + 1 } ?? piece.count
    context.pointee.hasPErefs &= ~1
    context.pointee.checkIndex = start - base + size + taken
  }

  /// Notes how much of a tag waits after a piece of `count` bytes.
  mutating func follow(_ context: htmlParserCtxtPtr, after count: Int) {
    guard let input = context.pointee.input, let start = input.pointee.cur, let end = input.pointee.end else { return }
    let waiting = UnsafeBufferPointer(start: start, count: end - start)
    guard waiting.first == UInt8(ascii: "<"), waiting.dropFirst().first != UInt8(ascii: "!") else {
      self = OpenTag()
      return
    }
    let isKnown = size > 0 && waiting.count == size + count
    if !isKnown { quote = nil }
    for byte in isKnown ? waiting.suffix(count) : waiting[...] {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
    }
    size = waiting.count
  }
}
