import CLibXML2

/// What a part does with its XML: subclasses take elements as they start and end, and the text between them.
class SAXHandler {
  /// The first thing that went wrong; parsing stops soon after it is set.
  private(set) final var failure: SpreadsheetError?
  /// The first breach of the XML rules the parser reported.
  final var malformed: (line: Int, detail: String)?
  /// Elements open at the moment.
  final var depth = 0
  final var maximumDepth = 0
  /// The parser to stop on failure; set while it runs.
  final var context: xmlParserCtxtPtr?

  /// The open element holds nothing yet, and a `ContentScanner` may read what is inside.
  var isAtPlainContent: Bool { false }

  /// An element starts. `element` is valid during the call only.
  func start(_ element: XMLElement) {}
  /// The element that started last and has not ended yet ends.
  func end() {}
  /// A piece of text; one text may come in several pieces.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// Records why parsing must stop, and stops it; the first reason stands.
  final func fail(_ reason: SpreadsheetError.Reason, cell: CellAddress? = nil) {
    if failure == nil { failure = SpreadsheetError(cell: cell, reason: reason) }
    if let context { xmlStopParser(context) }
  }
}
