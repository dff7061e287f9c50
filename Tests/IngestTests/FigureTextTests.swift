import Ingest
import PanelModel
import Testing

/// A text told from its bytes is what the slow reading of the whole text makes of it.
@Suite struct FigureTextTests {
  private func told(_ text: String) -> FigureText {
    var text = text
    return text.withUTF8(FigureText.init)
  }

  private func whole(_ text: String) -> FigureText {
    let compact = PrintedText.compact(text)
    if compact.isEmpty { return .blank }
    return CellValue.number(compact).map { .number($0) } ?? .words
  }

  @Test(
    "Known texts",
    arguments: [
      ("1,234.5", 1234.5), ("-3", -3), ("\u{2212}7", -7), ("１２．５", 12.5), (" 8 000 ", 8000), ("1e3", 1000),
      ("(1)", nil),
      ("12,34", nil), ("2-1", nil), ("5%", nil), ("3①", nil), ("…", nil), ("1 市", nil), (".5", 0.5), ("+4", 4),
    ])
  func known(text: String, number: Double?) {
    #expect(told(text) == number.map { .number($0) } ?? .words, "\(text)")
    #expect(told(text) == whole(text), "\(text)")
  }

  @Test func everyTextOfThreePieces() {
    let pieces = [
      "", "1", "23", "456", ".", ",", "-", "+", "e", "E", "a", "(", ")", "%", " ", "\u{3000}", "\u{A0}", "１", "，", "．",
      "\u{2212}", "市", "①", "*", "…", "/",
    ]
    for a in pieces {
      for b in pieces {
        for c in pieces { #expect(told(a + b + c) == whole(a + b + c), "\(a + b + c)") }
      }
    }
  }
}
