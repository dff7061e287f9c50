import CLibXML2

/// The Swift face of libxml2's SAX2 push parser: no network, no entities, no document types, bounded depth.
final class SAXParser {
  /// Prepares libxml2's global state once, before any parser runs on any thread.
  private static let isPrepared: Bool = {
    xmlInitParser()
    return true
  }()

  let context: xmlParserCtxtPtr
  let limits: Limits
  private var isAtStart = true

  init(part: String, limits: Limits) throws(SpreadsheetError) {
    guard Self.isPrepared, let context = makeContext() else {
      throw SpreadsheetError(part: part, reason: .cannotRead(detail: "the XML parser could not start"))
    }
    self.context = context
    self.limits = limits
  }

  deinit { xmlFreeParserCtxt(context) }

  /// The parser's own copy of a name, to compare names by address.
  func name(_ text: StaticString) -> XMLName {
    XMLName(xmlDictLookup(context.pointee.dict, text.utf8Start, Int32(text.utf8CodeUnitCount)))
  }

  /// Parses an entry to its end with `handler`. Throws what the entry, the XML or the handler finds wrong.
  func parse(_ reader: ZipEntryReader, with handler: SAXHandler) throws(SpreadsheetError) {
    attach(handler)
    defer { detach(handler) }
    var window = EntryWindow(expected: reader.entry.size)
    try parseRest(reader, &window, handler)
  }

  /// Parses an entry but leaves the inside of one element to `scanner`. False where the scanner met something unusual or
  /// anything is wrong: `parse` then has to read the entry again with a new handler, and finds the error.
  func parse(_ reader: ZipEntryReader, with handler: SAXHandler, inside scanner: ContentScanner) -> Bool {
    attach(handler)
    defer { detach(handler) }
    var window = EntryWindow(expected: reader.entry.size)
    do throws(SpreadsheetError) {
      _ = try window.fetch(from: reader)
      if feed(&window, upTo: scanner.mark), handler.isAtPlainContent, isBetweenMarkup, scanner.depth <= limits.xmlDepth
      {
        guard try scan(reader, &window, with: scanner) else { return false }
      }
      try parseRest(reader, &window, handler)
      return true
    } catch {
      return false
    }
  }

  private func scan(
    _ reader: ZipEntryReader, _ window: inout EntryWindow, with scanner: ContentScanner
  ) throws(SpreadsheetError) -> Bool {
    while true {
      switch scanner.scan(window.bytes) {
      case .unusual: return false
      case .ended(let used):
        window.use(used)
        scanner.isDone = true
        return true
      case .more(let used):
        window.use(used)
        guard try window.fetch(from: reader) else { return false }
      }
    }
  }

  private func parseRest(
    _ reader: ZipEntryReader, _ window: inout EntryWindow, _ handler: SAXHandler
  ) throws(SpreadsheetError) {
    repeat {
      // In pieces of the size the parser copes with best.
      while !window.bytes.isEmpty {
        let piece = UnsafeBufferPointer(rebasing: window.bytes.prefix(Self.pieceSize))
        feed(piece)
        window.use(piece.count)
        try check(handler, reader)
      }
    } while try window.fetch(from: reader)
    finish()
    try check(handler, reader)
  }

  /// Tells the parser that the document ends.
  func finish() { xmlParseChunk(context, nil, 0, 1) }

  private static let pieceSize = 65_536

  /// Makes `handler` the one that is told of elements and texts, until it is detached.
  func attach(_ handler: SAXHandler) {
    handler.context = context
    handler.maximumDepth = limits.xmlDepth
    context.pointee.userData = Unmanaged.passUnretained(handler).toOpaque()
    isAtStart = true
  }

  func detach(_ handler: SAXHandler) {
    context.pointee.userData = nil
    handler.context = nil
  }

  /// Feeds the bytes before `mark`; false, and nothing is fed, where the window does not hold it.
  private func feed(_ window: inout EntryWindow, upTo mark: StaticString) -> Bool {
    guard let length = Self.position(of: mark, in: window.bytes) else { return false }
    let head = UnsafeBufferPointer(rebasing: window.bytes[..<length])
    feed(head)
    window.use(head.count)
    return true
  }

  private static func position(of mark: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var xml = PlainXML(at: base)
    while xml.at < base + bytes.count {
      let position = xml.at - base
      if xml.take(mark) { return position }
      xml.at += 1
    }
    return nil
  }

  /// True where the parser reads UTF-8, has nothing half read but blanks, and stands between tags.
  private var isBetweenMarkup: Bool {
    guard context.pointee.wellFormed == 1, context.pointee.instate == XML_PARSER_CONTENT,
      context.pointee.charset == XML_CHAR_ENCODING_UTF8.rawValue, let input = context.pointee.input,
      let buffer = input.pointee.buf, buffer.pointee.encoder == nil
    else { return false }
    if let encoding = context.pointee.encoding, String(cString: encoding).lowercased() != "utf-8" { return false }
    let unread = UnsafeBufferPointer(start: input.pointee.cur, count: input.pointee.end - input.pointee.cur)
    return unread.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
  }

  /// Hands the parser the next bytes of the document.
  func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
    // The encoding is recognised on the first four bytes alone.
    let split = isAtStart ? min(4, bytes.count) : 0
    isAtStart = isAtStart && bytes.isEmpty
    for piece in [bytes[..<split], bytes[split...]] where !piece.isEmpty {
      let start = UnsafeBufferPointer(rebasing: piece).baseAddress
      start?.withMemoryRebound(to: CChar.self, capacity: piece.count) {
        _ = xmlParseChunk(context, $0, Int32(piece.count), 0)
      }
    }
  }

  private func check(_ handler: SAXHandler, _ reader: ZipEntryReader) throws(SpreadsheetError) {
    guard var failure = failure(of: handler) else { return }
    failure.file = reader.fileName
    failure.part = reader.entry.name
    throw failure
  }

  /// What the handler or the parser has found wrong so far.
  func failure(of handler: SAXHandler) -> SpreadsheetError? {
    if let failure = handler.failure { return failure }
    // Namespace errors leave the document well formed; they do not matter here.
    guard context.pointee.wellFormed == 0 else { return nil }
    let (line, detail) = handler.malformed ?? (0, "not well formed")
    let isOversized = detail.contains("Huge input") || detail.contains("too long") || detail.contains("too big")
    return SpreadsheetError(reason: isOversized ? .xmlOversized : .xmlMalformed(line: line, detail: detail))
  }
}

private func makeContext() -> xmlParserCtxtPtr? {
  var sax = xmlSAXHandler()
  sax.initialized = UInt32(XML_SAX2_MAGIC)
  sax.startElementNs = startElement
  sax.endElementNs = endElement
  // The same function three times: text, white space and CDATA are not told apart.
  sax.characters = characters
  sax.ignorableWhitespace = characters
  sax.cdataBlock = characters
  sax.internalSubset = internalSubset
  sax.serror = structuredError
  guard let context = xmlCreatePushParserCtxt(&sax, nil, nil, 0, nil) else { return nil }
  xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
  return context
}

/// Runs `body` with the handler behind the parser's user pointer, without counting references: C callbacks cannot capture.
@inline(__always)
private func withHandler(_ pointer: UnsafeMutableRawPointer?, _ body: (SAXHandler) -> Void) {
  guard let pointer else { return }
  Unmanaged<SAXHandler>.fromOpaque(pointer)._withUnsafeGuaranteedRef { body($0) }
}

private let startElement: startElementNsSAX2Func = { pointer, name, prefix, namespace, _, _, count, _, attributes in
  withHandler(pointer) { handler in
    handler.depth += 1
    if handler.depth > handler.maximumDepth {
      handler.fail(.limitExceeded(.xmlDepth, limit: handler.maximumDepth))
    } else {
      handler.start(
        XMLElement(
          name: name, prefix: prefix, namespace: namespace, attributes: attributes, count: count))
    }
  }
}

private let endElement: endElementNsSAX2Func = { pointer, _, _, _ in
  withHandler(pointer) { handler in
    handler.end()
    handler.depth -= 1
  }
}

private let characters: charactersSAXFunc = { pointer, text, count in
  withHandler(pointer) { $0.text(UnsafeBufferPointer(start: text, count: Int(count))) }
}

private let internalSubset: internalSubsetSAXFunc = { pointer, _, _, _ in
  withHandler(pointer) { $0.fail(.documentType) }
}

private let structuredError: xmlStructuredErrorFunc = { pointer, error in
  withHandler(pointer) { handler in
    guard let error, handler.malformed == nil, error.pointee.level.rawValue >= XML_ERR_FATAL.rawValue else { return }
    let text = error.pointee.message.map { String(cString: $0) } ?? "error \(error.pointee.code)"
    let firstLine = text.split(separator: "\n").first.map(String.init) ?? text
    handler.malformed = (Int(error.pointee.line), firstLine)
  }
}
