import PanelModel
import Spreadsheet

/// What the lines above the first table of a workbook say of it: number and title of the table, and its years.
package struct WorkbookFacts: Sendable, Equatable {
  /// As printed: `2-7`, `11.6`; empty if none is.
  package var number = ""
  package var title = Title()
  /// The one year the captions name; nil if they name none or several.
  package var referenceYear: ReferenceYear?
  /// The year beside 年鉴 or Yearbook.
  package var edition: EditionYear?

  /// Reads the lines above the table on the first sheet that has any.
  /// - Throws: `SpreadsheetError` if a sheet cannot be read.
  package init(_ workbook: Workbook) throws {
    self.init(lines: [])
    for info in workbook.sheetInfos {
      let lines = Self.lines(above: try workbook.sheet(at: info.index))
      guard !lines.isEmpty else { continue }
      self.init(lines: lines)
      if workbook.sheetInfos.count == 1, referenceYear == nil { referenceYear = Self.year([info.name]) }
      return
    }
  }

  /// Reads caption lines, blanks as printed.
  package init(lines: [String]) {
    let texts = lines.map(Self.oneLine).filter { !$0.isEmpty && !Self.isUnitOrNote($0) }
    let books = texts.filter(Self.namesBook)
    edition = Self.year(books).map { EditionYear($0.rawValue) }
    let captions = texts.filter { !Self.namesBook($0) }
    referenceYear = Self.year(captions)
    guard let place = Self.titleLine(captions) else { return }
    let numbered = Self.split(captions[place])
    number = numbered.number
    let both = Self.languages(numbered.title)
    title = Title(zh: both.zh, en: both.en)
    let next = captions.dropFirst(place + 1).first
    if title.en.isEmpty, let next, !PrintedText.hasHan(next), Self.hasLetter(next) { title.en = Self.split(next).title }
  }

  /// Texts of the rows before the header or the first figures: a row with three cells or a figure is no caption, and one
  /// with two just before it is the header of a narrow table.
  private static func lines(above sheet: Sheet) -> [String] {
    var rows: [[String]] = []
    for row in sheet.filledRows.prefix(12) {
      let cells = Array(sheet.cells(inRow: row)).filter { !PrintedText.trimmed($0.text).isEmpty }
      if cells.count > 2 || cells.contains(where: isFigure) {
        if rows.last?.count == 2 { rows.removeLast() }
        return rows.flatMap { $0 }
      }
      if !cells.isEmpty { rows.append(cells.map(\.text)) }
    }
    // Short rows without a table below them are no captions either.
    return []
  }

  private static func isFigure(_ cell: Cell) -> Bool {
    cell.number != nil || CellValue.number(PrintedText.compact(cell.text)) != nil
  }
}

extension WorkbookFacts {
  /// The line with a table number, else the last Chinese one, else the first.
  private static func titleLine(_ captions: [String]) -> Int? {
    captions.firstIndex { !split($0).number.isEmpty && hasLetter(split($0).title) }
      ?? captions.lastIndex(where: PrintedText.hasHan) ?? captions.firstIndex(where: hasLetter)
  }

  /// `表2.7 各区人口（2012）` as 2.7 and 各区人口: the number before a title, and the title without what is no part of it.
  private static func split(_ text: String) -> (number: String, title: String) {
    var rest = text[...]
    var number = ""
    if let match = text.prefixMatch(of: /(?:续?表|Table|Tab\.)?\s*(\d{1,2}(?:\s*[-－–—.．]\s*\d{1,3}){1,2})(?!\d)[\s:：.、]*/)
    {
      number = String(match.1).filter { !$0.isWhitespace }.replacing(/[－–—]/, with: "-").replacing("．", with: ".")
      rest = text[match.range.upperBound...]
    }
    for word in ["指标：", "指标:", "数据库：", "数据库:"] where rest.hasPrefix(word) { rest = rest.dropFirst(word.count) }
    // The year and the unit in brackets behind a title are read elsewhere; （一） and the like are part of it.
    while let match = rest.firstMatch(of: /\s*[(（]([^()（）]*)[)）]\s*$/), match.range.lowerBound > rest.startIndex,
      isYearOrUnit(String(match.1))
    {
      rest = rest[..<match.range.lowerBound]
    }
    return (number, PrintedText.trimmed(String(rest)))
  }

  private static func isYearOrUnit(_ text: String) -> Bool {
    let compact = PrintedText.compact(text).lowercased()
    return !PrintedText.years(in: text).isEmpty || compact.hasPrefix("单位") || compact.hasPrefix("unit")
      || compact.allSatisfy { "万亿百千元人平方公里顷吨件户辆床册台只美立米时%‰".contains($0) }
  }

  /// A bilingual line as its Chinese and its English part.
  private static func languages(_ text: String) -> (zh: String, en: String) {
    guard PrintedText.hasHan(text) else { return ("", text) }
    guard let last = text.lastIndex(where: { $0.unicodeScalars.contains(where: PrintedText.isHan) }) else {
      return (text, "")
    }
    let (head, tail) = (text[...last], text[text.index(after: last)...])
    let english = PrintedText.trimmed(String(tail))
    let isEnglish = tail.first == " " && english.count > 3 && hasLetter(english)
    return isEnglish ? (PrintedText.trimmed(String(head)), english) : (text, "")
  }

  /// The one year the texts name; nil for none and for several.
  private static func year(_ texts: [String]) -> ReferenceYear? {
    PrintedText.onlyYear(in: texts).map { ReferenceYear($0) }
  }

  private static func namesBook(_ text: String) -> Bool {
    let compact = PrintedText.compact(text).lowercased()
    return compact.contains("年鉴") || compact.contains("yearbook")
  }

  private static func isUnitOrNote(_ text: String) -> Bool {
    let compact = PrintedText.compact(text).lowercased()
    return ["单位:", "计量单位:", "unit:", "(unit", "注:", "时间:", "资料来源", "source:", "note:", "#"].contains(
      where: compact.hasPrefix) || ["续表", "(续)", "continued"].contains(compact)
  }

  private static func hasLetter(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.isAlphabetic }
  }

  /// Line ends within a cell are blanks; runs of blanks are one.
  private static func oneLine(_ text: String) -> String {
    text.replacing("_x000D_", with: " ").split { $0.isWhitespace || $0.unicodeScalars.allSatisfy(PrintedText.isBlank) }
      .joined(separator: " ")
  }
}
