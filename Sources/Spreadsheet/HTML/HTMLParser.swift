import CLibXML2

/// The Swift face of libxml2's HTML push parser: fed with UTF-8 only, no network, no tree.
final class HTMLParser {
  /// Prepares libxml2's global state once, before any parser runs on any thread.
  private static let isPrepared: Bool = {
    xmlInitParser()
    return true
  }()

  private let context: htmlParserCtxtPtr
  private let handler: HTMLPageHandler
  private var quotes = OpenTag()
  /// Size of the tag that waits for its end, and the marks in it.
  private var openTag = (size: 0, marks: 0)

  init(_ handler: HTMLPageHandler) throws(SpreadsheetError) {
    guard Self.isPrepared, let context = makeContext() else {
      throw SpreadsheetError(reason: .cannotRead(detail: "the HTML parser could not start"))
    }
    self.context = context
    self.handler = handler
    context.pointee.userData = Unmanaged.passUnretained(handler).toOpaque()
    handler.context = context
  }

  deinit {
    handler.context = nil
    htmlFreeParserCtxt(context)
  }

  /// Bytes the parser is given at a time.
  private static let pieceSize = 16_384
  /// Bytes and marks between attributes that a tag may have: the parser compares each attribute with all before it.
  private static let tagSize = 8 << 20
  private static let tagMarks = 16_384

  /// Takes a piece of the page; throws what the handler finds wrong.
  func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let count = min(rest.count, Self.pieceSize)
      quotes.leaveValue(context, before: UnsafeBufferPointer(start: start, count: count))
      start.withMemoryRebound(to: CChar.self, capacity: count) {
        _ = htmlParseChunk(context, $0, Int32(truncatingIfNeeded: count), 0)
      }
      quotes.follow(context, after: count)
      try check()
      try checkOpenTag(after: count)
      rest = UnsafeBufferPointer(rebasing: rest[count...])
    }
  }

  /// A tag whose end has not come yet waits in the parser; it must not grow without bound.
  private func checkOpenTag(after count: Int) throws(SpreadsheetError) {
    guard let input = context.pointee.input, let start = input.pointee.cur, let end = input.pointee.end else { return }
    let waiting = UnsafeBufferPointer(start: start, count: end - start)
    guard waiting.count > 4 * Self.pieceSize, waiting[0] == UInt8(ascii: "<"), waiting[1] != UInt8(ascii: "!") else {
      openTag = (0, 0)
      return
    }
    let isKnown = openTag.size > 0 && waiting.count == openTag.size + count
    let new = UnsafeBufferPointer(rebasing: isKnown ? waiting.suffix(count) : waiting[...])
    let marks = new.count { HTMLText.isBlank($0) || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    openTag = (waiting.count, marks + (isKnown ? openTag.marks : 0))
    if openTag.size > Self.tagSize || openTag.marks > Self.tagMarks { throw SpreadsheetError(reason: .oversizedTag) }
  }

  /// Ends the page.
  func finish() throws(SpreadsheetError) {
    htmlParseChunk(context, nil, 0, 1)
    try check()
    handler.finish()
    try check()
  }

  private func check() throws(SpreadsheetError) {
    if let failure = handler.failure { throw SpreadsheetError(reason: failure) }
    if context.pointee.errNo == XML_ERR_NO_MEMORY.rawValue { throw SpreadsheetError(reason: .xmlOversized) }
  }
}

private func makeContext() -> htmlParserCtxtPtr? {
  var sax = htmlSAXHandler()
  sax.startElement = startElement
  sax.endElement = endElement
  // The same function three times: text, white space and the content of scripts are told apart by their elements.
  sax.characters = characters
  sax.ignorableWhitespace = characters
  sax.cdataBlock = characters
  sax.comment = comment
  guard let context = htmlCreatePushParserCtxt(&sax, nil, nil, 0, nil, XML_CHAR_ENCODING_UTF8) else { return nil }
  let options = [
    HTML_PARSE_NONET, HTML_PARSE_NOERROR, HTML_PARSE_NOWARNING, HTML_PARSE_RECOVER,
    HTML_PARSE_IGNORE_ENC,
  ]
  htmlCtxtUseOptions(context, options.reduce(0) { $0 | Int32(bitPattern: $1.rawValue) })
  return context
}

/// Runs `body` with the handler behind the parser's user pointer unless it has failed; a failure stops the parser.
private func withHandler(_ pointer: UnsafeMutableRawPointer?, _ body: (HTMLPageHandler) -> Void) {
  guard let pointer else { return }
  Unmanaged<HTMLPageHandler>.fromOpaque(pointer)._withUnsafeGuaranteedRef { handler in
    if handler.failure == nil { body(handler) }
  }
}

private let startElement: startElementSAXFunc = { pointer, name, attributes in
  guard let name else { return }
  withHandler(pointer) { $0.start(name, HTMLAttributes(attributes)) }
}

private let endElement: endElementSAXFunc = { pointer, name in
  guard let name else { return }
  withHandler(pointer) { $0.end(name) }
}

private let characters: charactersSAXFunc = { pointer, text, count in
  withHandler(pointer) { $0.text(UnsafeBufferPointer(start: text, count: Int(count))) }
}

private let comment: commentSAXFunc = { pointer, text in
  guard let text else { return }
  withHandler(pointer) { $0.comment(UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text)))) }
}
