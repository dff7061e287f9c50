import PanelModel

/// What the rows of indicators stand under: headings above that are less indented or numbered higher, and, for parts
/// (其中, #), the row they are a part of.
struct StubTree {
  private struct Entry {
    /// Numbered rows before all others: 一、 is -2, (一) is -1; else the blanks in front.
    var depth: Int
    var header: HeaderText
    var isPart: Bool
  }

  private var open: [Entry] = []

  /// The last row with its headings above it.
  var path: HeaderPath { HeaderPath(texts: open.map(\.header)) }

  /// Goes on to the next row of the side.
  mutating func enter(_ text: String, _ header: HeaderText) {
    let depth = Self.depth(of: text)
    if header.isPart {
      // A part of the last row that is none, however it is indented; a part of a part only if it is indented further.
      while let last = open.last, last.isPart, last.depth >= depth { open.removeLast() }
      while let last = open.last, !last.isPart, last.depth > depth { open.removeLast() }
    } else {
      // What is indented as far as the words behind 其中: goes on with the list.
      if let last = open.last, last.isPart, depth > last.depth {
        open[open.count - 1].header = header
        return
      }
      while let last = open.last, last.isPart || last.depth >= depth { open.removeLast() }
    }
    open.append(Entry(depth: depth, header: header, isPart: header.isPart))
  }

  /// How far a text is indented in half-width blanks, or before all that are not numbered.
  private static func depth(of text: String) -> Int {
    if let (rank, _) = HeaderWords.numbering(of: PrintedText.compact(text)) { return rank - 2 }
    var depth = 0
    for scalar in text.unicodeScalars {
      guard PrintedText.isBlank(scalar) else { break }
      depth += scalar.value == 0x3000 ? 2 : 1
    }
    return depth
  }
}
