/// Mends in the bytes of a page what the parser would take otherwise than browsers do.
///
/// The page stands in a body from its first byte on, and the ends of `html` and `body` go: the parser drops whatever
/// follows them, and portals join pages one behind the other. Empty comments (`<!-->`) and declarations such as
/// `<![if ...]>` go too. `&nbsp` without its semicolon becomes the blank it stands for.
struct HTMLRepair {
  private enum State { case start, text, comment, declaration }

  private var state = State.start
  /// The last three bytes of a comment.
  private var tail: UInt32 = 0
  private var output: [UInt8] = []
  /// The end of the piece before, which may be the start of something to mend.
  private var carried: [UInt8] = []

  /// The most bytes that must be seen to decide.
  private static let reach = 6

  /// Takes a piece of UTF-8 and lends the mended bytes to `body`.
  mutating func mend<Failure: Error>(
    _ piece: UnsafeBufferPointer<UInt8>, isLast: Bool = false,
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    output.removeAll(keepingCapacity: true)
    if carried.isEmpty {
      scan(piece, isLast)
    } else {
      // The carried bytes are few, so that copying the piece behind them costs less than a second way of scanning.
      let joined = carried + piece
      carried = []
      joined.withUnsafeBufferPointer { scan($0, isLast) }
    }
    var failure: Failure?
    output.withUnsafeBufferPointer { bytes in
      do throws(Failure) { try body(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ isLast: Bool) {
    output.reserveCapacity(bytes.count + 16)
    if state == .start {
      output.append(contentsOf: "<html><body>".utf8)
      state = .text
    }
    var position = 0
    while position < bytes.count {
      let rest = UnsafeBufferPointer(rebasing: bytes[position...])
      switch state {
      case .comment: position += passComment(rest)
      case .declaration:
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
        if end != nil { state = .text }
        position += end.map { $0 + 1 } ?? rest.count
      case .text, .start:
        let mark = rest.firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") } ?? rest.count
        output.append(contentsOf: rest[..<mark])
        position += mark
        guard mark < rest.count else { break }
        if rest.count - mark < Self.reach && !isLast {
          carried = Array(rest[mark...])
          return
        }
        position += take(UnsafeBufferPointer(rebasing: rest[mark...].prefix(Self.reach)))
      }
    }
  }

  /// Takes what a "<" or "&" starts and returns how many bytes of it are done.
  private mutating func take(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    if word.starts(with: "<!-->".utf8) { return 5 }
    if word.starts(with: "<!--->".utf8) { return 6 }
    if word.starts(with: "<!--".utf8) {
      output.append(contentsOf: word[..<4])
      (state, tail) = (.comment, 0)
      return 4
    }
    if word.starts(with: "<!".utf8) {
      state = .declaration
      return 2
    }
    if let replacement = Self.replacement(of: word) {
      output.append(contentsOf: replacement.bytes)
      return replacement.length
    }
    output.append(word[0])
    return 1
  }

  /// Passes a comment on up to its end, "-->" or "--!>".
  private mutating func passComment(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var position = 0
    while position < bytes.count && state == .comment {
      let byte = bytes[position]
      if byte == UInt8(ascii: ">") && (tail & 0xFFFF == 0x2D2D || tail & 0xFF_FFFF == 0x2D2D21) { state = .text }
      tail = tail << 8 | UInt32(byte)
      position += 1
    }
    output.append(contentsOf: bytes[..<position])
    return position
  }

  private static func replacement(of word: UnsafeBufferPointer<UInt8>) -> (bytes: [UInt8], length: Int)? {
    if word[0] == UInt8(ascii: "&") {
      guard word.starts(with: "&nbsp".utf8), word.count < 6 || word[5] != UInt8(ascii: ";") else { return nil }
      return ([0xC2, 0xA0], 5)
    }
    guard word.count == 6, word[1] == UInt8(ascii: "/") else { return nil }
    // An end without a start is passed over by the parser.
    let name = word[2...].map { $0 | 0x20 }
    return name.elementsEqual("html".utf8) || name.elementsEqual("body".utf8) ? (Array("</x ".utf8), 6) : nil
  }
}
