/// Breaks long lines for the terminal, counting Chinese characters as two columns.
package enum TextWrap {
  /// The text in lines of at most `width` columns: the first indented by `indent` blanks, the others by `hanging` more.
  /// Breaks at blanks. A long run of Chinese characters is broken between them, but one in quotes or brackets only where
  /// it is longer than a line; a word longer than a line is broken where the line ends.
  package static func lines(_ text: String, indent: Int = 0, hanging: Int = 2, width: Int = 100) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var used = indent
    var isFresh = true
    for piece in pieces(text, room: width - indent - hanging) {
      let wide = TextTable.width(piece.text)
      let gap = isFresh || !piece.followsBlank ? 0 : 1
      if !isFresh, used + gap + wide > width {
        lines.append(line)
        line = String(repeating: " ", count: indent + hanging)
        used = indent + hanging
        isFresh = true
      } else if gap == 1 {
        line += " "
        used += 1
      }
      for character in piece.text {
        let columns = TextTable.width(String(character))
        if used + columns > width {
          lines.append(line)
          line = String(repeating: " ", count: indent + hanging)
          used = indent + hanging
        }
        line.append(character)
        used += columns
      }
      isFresh = false
    }
    return lines + [line]
  }

  private struct Piece {
    var text: String
    var followsBlank: Bool
  }

  /// Runs of Chinese characters wider than this are broken even where they would fit the next line.
  private static let longRun = 40

  /// Words, and single Chinese characters of longer runs of them.
  /// - Parameter room: columns of a line after the first.
  private static func pieces(_ text: String, room: Int) -> [Piece] {
    var pieces: [Piece] = []
    for word in text.split(separator: " ") {
      let isEnclosed = word.contains { "\"(（「《".contains($0) }
      if TextTable.width(String(word)) <= (isEnclosed ? room : min(longRun, room)) {
        pieces.append(Piece(text: String(word), followsBlank: true))
        continue
      }
      var isFirst = true
      var current = ""
      for character in word {
        let isWide = TextTable.width(String(character)) == 2
        let afterWide = current.last.map { TextTable.width(String($0)) == 2 } ?? false
        if isWide && afterWide && !isClosing(character) {
          pieces.append(Piece(text: current, followsBlank: isFirst))
          (current, isFirst) = ("", false)
        }
        current.append(character)
      }
      pieces.append(Piece(text: current, followsBlank: isFirst))
    }
    return pieces
  }

  /// Marks that no line begins with.
  private static func isClosing(_ character: Character) -> Bool { "，。、；：）】》％".contains(character) }
}
