/// Reads the shared strings of a workbook: text n of the part becomes text n of the pool.
enum SharedStrings {
  static func read(
    _ part: String, in archive: ZipArchive, usesScanner: Bool
  ) throws(SpreadsheetError) -> StringPool {
    // The quick way first; where that gives up, the parser reads the part alone and finds what is wrong, if anything.
    var texts = SharedTexts(limits: archive.limits)
    var parser = try SAXParser(part: part, limits: archive.limits)
    var handler = SharedStringsHandler(parser, texts)
    if usesScanner, parser.parse(try archive.open(part), with: handler, inside: ItemScanner(texts)) {
      return texts.pool
    }
    texts = SharedTexts(limits: archive.limits)
    parser = try SAXParser(part: part, limits: archive.limits)
    handler = SharedStringsHandler(parser, texts)
    try parser.parse(archive.open(part), with: handler)
    return texts.pool
  }
}

/// Gathers the shared strings as they are read, within the limits.
private final class SharedTexts {
  private(set) var pool = StringPool()
  let limits: Limits
  private let unescaped = TextBuffer()

  init(limits: Limits) {
    self.limits = limits
  }

  /// Adds an item; `bytes` are its text with all references resolved.
  func append(_ bytes: UnsafeBufferPointer<UInt8>) -> SpreadsheetError.Reason? {
    var text = bytes
    if TextBuffer.mayHoldEscapes(bytes) {
      unescaped.clear()
      unescaped.append(bytes)
      unescaped.decodeEscapes()
      text = unescaped.bytes
    }
    if text.count > limits.charactersPerCell && TextBuffer.utf16Count(text) > limits.charactersPerCell {
      return .limitExceeded(.charactersPerCell, limit: limits.charactersPerCell)
    }
    guard pool.count < limits.sharedStrings else {
      return .limitExceeded(.sharedStrings, limit: limits.sharedStrings)
    }
    if pool.byteCount + text.count > limits.textSize || pool.append(text) == nil {
      return .limitExceeded(.textSize, limit: limits.textSize)
    }
    return nil
  }
}

/// Reads items as long as they are plain: the quick way of `SharedStringsHandler`.
private final class ItemScanner: ContentScanner {
  private let texts: SharedTexts
  private let buffer = TextBuffer()

  override var mark: StaticString { "<si" }
  override var depth: Int { 5 }

  init(_ texts: SharedTexts) {
    self.texts = texts
  }

  override func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> Step {
    guard let start = bytes.baseAddress else { return .more(used: 0) }
    var xml = PlainXML(at: start)
    while true {
      xml.skipBlanks()
      let token = xml.at
      if xml.take("<si>") {
        if let text = xml.takeStringItem(buffer), xml.take("</si>"), texts.append(text) == nil { continue }
      } else if xml.takeEmpty("<si") {
        if texts.append(UnsafeBufferPointer(start: token, count: 0)) == nil { continue }
      } else if xml.take("</") {
        return .ended(used: token - start)
      }
      return .more(used: token - start)
    }
  }
}

private final class SharedStringsHandler: SAXHandler {
  private enum State { case outside, table, item, itemText, run, runText }

  private let texts: SharedTexts
  private let buffer = TextBuffer()
  private var state = State.outside
  /// Elements open inside one that is passed over (phonetic runs, formats, extensions).
  private var skipped = 0
  private var namespace = XMLName(nil)
  private var tableHasPrefix = false
  private let names: (sst: XMLName, si: XMLName, t: XMLName, r: XMLName)

  init(_ parser: SAXParser, _ texts: SharedTexts) {
    self.texts = texts
    names = (parser.name("sst"), parser.name("si"), parser.name("t"), parser.name("r"))
  }

  override var isAtPlainContent: Bool { state == .table && skipped == 0 && !tableHasPrefix }

  override func start(_ element: XMLElement) {
    if skipped > 0 {
      skipped += 1
      return
    }
    if depth == 1 { namespace = element.namespace }
    let name = element.namespace == namespace ? element.name : XMLName(nil)
    switch state {
    case .outside where name == names.sst:
      state = .table
      tableHasPrefix = element.hasPrefix
    case .table where name == names.si:
      buffer.clear()
      state = .item
    case .item where name == names.t: state = .itemText
    case .item where name == names.r: state = .run
    case .run where name == names.t: state = .runText
    default: skipped = 1
    }
  }

  override func end() {
    if skipped > 0 {
      skipped -= 1
      return
    }
    switch state {
    case .outside: break
    case .table: state = .outside
    case .item:
      if let reason = texts.append(buffer.bytes) { fail(reason) }
      state = .table
    case .itemText, .run: state = .item
    case .runText: state = .run
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard skipped == 0, state == .itemText || state == .runText else { return }
    buffer.append(bytes)
    // An escape takes seven bytes for a character; the exact count follows at the end of the text.
    if buffer.count / 8 > texts.limits.charactersPerCell {
      fail(.limitExceeded(.charactersPerCell, limit: texts.limits.charactersPerCell))
    }
  }
}
