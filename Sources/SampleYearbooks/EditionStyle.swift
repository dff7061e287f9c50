/// How one edition of the book is typeset. The editions differ on purpose: a reader must not depend on one habit.
struct EditionStyle: Sendable {
  /// What stands before the name of a city inside a province.
  var indent = "  "
  /// What stands between the characters of a name.
  var innerBlank = ""
  var lineBreak = "\r\n"
  var stubHeader = "城 市"
  /// Units in a line of their own under the caption instead of in the headers.
  var unitsInCaption = false
  var numbersAsText = true
  /// What is printed where a figure was not collected.
  var missingMark = "—"
  /// Name of the empty second sheet; nil: one sheet only.
  var secondSheet: String?
  /// The continuation header that lost the Chinese half of a scope label (as the 2017 book does); nil: none.
  var mutilatedContinuation: Int?
  /// Data rows and headings on a page.
  var rowsPerPage = 47

  /// The style of an edition.
  init(edition: Int) {
    switch edition {
    case 2007: missingMark = "-"
    case 2008: (indent, unitsInCaption, missingMark) = ("\u{A0}\u{A0}", true, "-")
    case 2009: secondSheet = "Sheet2"
    case 2010: (numbersAsText, rowsPerPage) = (false, 52)
    case 2011: (indent, lineBreak) = ("\u{A0}\u{A0}", "\n")
    case 2012: (indent, innerBlank, unitsInCaption) = ("\u{3000}", "\u{3000}", true)
    case 2013: secondSheet = "Sheet2"
    case 2014: (numbersAsText, missingMark) = (false, "")
    case 2016: (indent, lineBreak, stubHeader) = ("\u{3000}", "\n", "城市")
    case 2017: (missingMark, secondSheet, mutilatedContinuation) = ("", "CNKI", 1)
    case 2018: (unitsInCaption, lineBreak, stubHeader) = (true, "\n", "城市")
    case 2019: (numbersAsText, lineBreak, stubHeader) = (false, "\n", "城市")
    case 2020: (lineBreak, stubHeader, rowsPerPage) = ("\n", "城市", 50)
    case 2021: (indent, stubHeader) = (" \u{A0}", "城市")
    default: break
    }
  }
}
