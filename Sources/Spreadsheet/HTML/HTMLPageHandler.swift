import CLibXML2

/// Takes the elements and texts of a web page and keeps what its tables need.
///
/// Tables are put together as browsers do it and not as the tags are nested: a new row ends the cell before, and rows
/// without a table make one.
final class HTMLPageHandler {
  /// The first thing that went wrong; whatever follows is passed over.
  private(set) var failure: SpreadsheetError.Reason?
  var page = HTMLPage()
  let limits: Limits
  /// The parser to stop on failure; set while it runs.
  var context: htmlParserCtxtPtr?
  private var depth = 0
  /// The depth of the element that hides its content; 0 when none does.
  private var unseenDepth = 0
  /// The text that is being gathered outside the tables and texts of the page, and the depth of its element.
  private var capture: (tag: HTMLTag, depth: Int, text: [UInt8])?
  var text = HTMLText()
  /// The exact value an attribute of the open cell states.
  var value: [UInt8] = []
  var openTables: [HTMLOpenTable] = []
  var styles = HTMLStyles()
  /// Numbers the row groups, so that two in succession are told apart.
  var groupCount: UInt32 = 0

  init(limits: Limits) {
    self.limits = limits
  }

  /// Records why reading must stop, and stops the parser; the first reason stands.
  func fail(_ reason: SpreadsheetError.Reason) {
    if failure == nil { failure = reason }
    context?.pointee.disableSAX = 1
    context?.pointee.instate = XML_PARSER_EOF
  }

  var isInCell: Bool { openTables.last?.cell != nil }

  func start(_ name: UnsafePointer<xmlChar>, _ attributes: HTMLAttributes) {
    depth += 1
    if attributes.count > 1_024 { return fail(.oversizedTag) }
    if depth > limits.xmlDepth { return fail(.limitExceeded(.xmlDepth, limit: limits.xmlDepth)) }
    if HTMLAttributes.isNamed(name, "x:name") { capture = (.inline, depth, []) }
    guard unseenDepth == 0 else { return }
    let tag = HTMLTag(name)
    // A title that is never closed ends where something that is no part of a text begins.
    if let open = capture, case .title = open.tag {
      if case .inline = tag {
      } else {
        finish(open.tag, open.text)
        capture = nil
      }
    }
    switch tag {
    case .unseen: unseenDepth = depth
    case .title, .style: capture = (tag, depth, [])
    case .table: startTable()
    case .row: startRow(attributes)
    case .cell: startCell(attributes)
    case .rowGroup(let group): startGroup(group)
    case .column: addColumn(attributes)
    case .lineBreak: if isInCell { text.addLineBreak() } else { flush() }
    case .block, .caption:
      endLine()
      hideContent(attributes)
    case .inline: hideContent(attributes)
    }
  }

  func end(_ name: UnsafePointer<xmlChar>) {
    defer { depth -= 1 }
    if let capture, capture.depth == depth {
      finish(capture.tag, capture.text)
      self.capture = nil
      return
    }
    if unseenDepth > 0 {
      if unseenDepth == depth { unseenDepth = 0 }
      return
    }
    switch HTMLTag(name) {
    case .table: endTable()
    case .row: endRow()
    case .cell: endCell()
    case .rowGroup: startGroup(.body)
    case .block, .caption: endLine()
    default: return
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if capture != nil {
      if capture?.text.count ?? 0 < 1 << 20 { capture?.text.append(contentsOf: bytes) }
    } else if unseenDepth == 0 {
      if let meant = HTMLText.characterMeant(by: bytes) {
        for byte in meant.utf8 { withUnsafePointer(to: byte) { text.append(UnsafeBufferPointer(start: $0, count: 1)) } }
        return
      }
      text.append(bytes)
      if text.bytes.count / 4 > limits.charactersPerCell { failTooLong() }
    }
  }

  /// Spreadsheet programs keep the names of sheets in a comment.
  func comment(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count < 1 << 20, unseenDepth == 0 else { return }
    page.sheets += HTMLSheetSource.all(in: bytes)
    if bytes.holds("<x:Date1904/>") { page.uses1904Dates = true }
  }

  /// Ends everything that is still open.
  func finish() {
    while !openTables.isEmpty { endTable() }
    flush()
  }

  private func finish(_ tag: HTMLTag, _ bytes: [UInt8]) {
    switch tag {
    case .style: bytes.withUnsafeBufferPointer { styles.add($0) }
    case .title: if page.title.isEmpty { page.title = Self.line(bytes) }
    default: page.sheets.append(HTMLSheetSource(name: Self.line(bytes), target: ""))
    }
  }

  private static func line(_ bytes: [UInt8]) -> String {
    var line = HTMLText()
    bytes.withUnsafeBufferPointer { line.append($0) }
    return String(String(decoding: line.bytes, as: UTF8.self).prefix(200))
  }

  /// Passes over what an element inside a cell holds but does not show, such as keys for sorting.
  private func hideContent(_ attributes: HTMLAttributes) {
    guard isInCell else { return }
    attributes.forEach { name, value in
      if HTMLAttributes.isNamed(name, "style"), HTMLStyles.hides(value) { unseenDepth = depth }
    }
  }

  private func endLine() {
    if isInCell { text.endLine() } else { flush() }
  }

  func failTooLong() {
    fail(.limitExceeded(.charactersPerCell, limit: limits.charactersPerCell))
  }
}
