/// Reads the shared strings of a workbook: text n of the part becomes text n of the pool.
enum SharedStrings {
  static func read(_ part: String, in archive: ZipArchive) throws(SpreadsheetError) -> StringPool {
    let parser = try SAXParser(part: part, limits: archive.limits)
    let handler = SharedStringsHandler(parser, limits: archive.limits)
    try parser.parse(archive.open(part), with: handler)
    return handler.pool
  }
}

private final class SharedStringsHandler: SAXHandler {
  private enum State { case outside, table, item, itemText, run, runText }

  private(set) var pool = StringPool()
  private let buffer = TextBuffer()
  private var state = State.outside
  /// Elements open inside one that is passed over (phonetic runs, formats, extensions).
  private var skipped = 0
  private var namespace = XMLName(nil)
  private let limits: Limits
  private let names: (sst: XMLName, si: XMLName, t: XMLName, r: XMLName)

  init(_ parser: SAXParser, limits: Limits) {
    self.limits = limits
    names = (parser.name("sst"), parser.name("si"), parser.name("t"), parser.name("r"))
  }

  override func start(_ element: XMLElement) {
    if skipped > 0 {
      skipped += 1
      return
    }
    if depth == 1 { namespace = element.namespace }
    let name = element.namespace == namespace ? element.name : XMLName(nil)
    switch state {
    case .outside where name == names.sst: state = .table
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
      finishItem()
      state = .table
    case .itemText, .run: state = .item
    case .runText: state = .run
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard skipped == 0, state == .itemText || state == .runText else { return }
    buffer.append(bytes)
    // An escape takes seven bytes for a character; the exact count follows at the end of the text.
    if buffer.count / 8 > limits.charactersPerCell {
      fail(.limitExceeded(.charactersPerCell, limit: limits.charactersPerCell))
    }
  }

  private func finishItem() {
    buffer.decodeEscapes()
    if buffer.count > limits.charactersPerCell && buffer.utf16Count > limits.charactersPerCell {
      return fail(.limitExceeded(.charactersPerCell, limit: limits.charactersPerCell))
    }
    guard pool.count < limits.sharedStrings else {
      return fail(.limitExceeded(.sharedStrings, limit: limits.sharedStrings))
    }
    if pool.byteCount + buffer.count > limits.textSize || pool.append(buffer.bytes) == nil {
      fail(.limitExceeded(.textSize, limit: limits.textSize))
    }
  }
}
