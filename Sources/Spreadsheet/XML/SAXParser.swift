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
    handler.context = context
    handler.maximumDepth = limits.xmlDepth
    context.pointee.userData = Unmanaged.passUnretained(handler).toOpaque()
    defer {
      context.pointee.userData = nil
      handler.context = nil
    }
    var isFirst = true
    while let chunk = try reader.next() {
      // The encoding is recognised on the first four bytes alone.
      let split = isFirst ? min(4, chunk.count) : 0
      isFirst = false
      if split > 0 { feed(UnsafeRawBufferPointer(rebasing: chunk[..<split])) }
      feed(UnsafeRawBufferPointer(rebasing: chunk[split...]))
      try check(handler, reader)
    }
    finish()
    try check(handler, reader)
  }

  /// Tells the parser that the document ends.
  func finish() { xmlParseChunk(context, nil, 0, 1) }

  func feed(_ bytes: UnsafeRawBufferPointer) {
    guard !bytes.isEmpty else { return }
    xmlParseChunk(context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), 0)
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

private let startElement: startElementNsSAX2Func = { pointer, name, _, namespace, _, _, count, _, attributes in
  withHandler(pointer) { handler in
    handler.depth += 1
    if handler.depth > handler.maximumDepth {
      handler.fail(.limitExceeded(.xmlDepth, limit: handler.maximumDepth))
    } else {
      handler.start(XMLElement(name: name, namespace: namespace, attributes: attributes, count: count))
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
