import ExcelFile

/// A figure as the book shows it.
enum PrintedFigure: Sendable, Equatable {
  /// A number in base units.
  case number(Double)
  /// A number followed by a footnote mark.
  case marked(Double, String)
  case notCollected
  case suppressed
}

/// One line of a table: a province heading or an area with its figures.
enum PrintedRow {
  case heading(Province)
  case area(AreaSpell, mark: String, figures: [PrintedFigure])

  var isHeading: Bool {
    if case .heading = self { return true }
    return false
  }
}

/// A table as it goes to the printer.
struct PrintedPage {
  var number: String
  var title: Bilingual
  var chapter: Bilingual?
  /// Added to the caption of a table that comes late, such as `(2012年)`.
  var captionSuffix: String
  var header: HeaderTree
  var rows: [PrintedRow]
  var footers: [String]
}

/// Sets one table on a sheet, page by page, as the city yearbook does: captions, a merged two-language header, rows, and
/// `续表` with the header again.
struct SheetLayout {
  private let writer: ExcelWriter
  private let sheet: ExcelWriter.Sheet
  private let style: EditionStyle
  private var row = 0

  private static let headerStyle = ExcelStyle(hasBorder: true, wraps: true, alignment: .center)
  private static let titleStyle = ExcelStyle(isBold: true)

  init(writer: ExcelWriter, sheet: ExcelWriter.Sheet, style: EditionStyle) {
    self.writer = writer
    self.sheet = sheet
    self.style = style
  }

  /// Sets the whole table.
  mutating func set(_ page: PrintedPage) throws(ExcelFileError) {
    try writer.setWidth(16, columns: 0...1, of: sheet)
    try writer.setWidth(13, columns: 2...(1 + page.header.leaves.count), of: sheet)
    try captions(page)
    var rest = page.rows[...]
    var continuation = 0
    while !rest.isEmpty {
      if continuation > 0 {
        row += 2
        try line("\(page.number) 续表 \(continuation) continued \(continuation)", style: Self.titleStyle)
      }
      try header(page.header, continuation: continuation)
      var count = min(style.rowsPerPage, rest.count)
      // A province heading never stands alone at the foot of a page.
      if count < rest.count, rest[rest.startIndex + count - 1].isHeading { count -= 1 }
      for printed in rest.prefix(count) { try set(printed, page.header.leaves) }
      rest = rest.dropFirst(count)
      continuation += 1
    }
    for footer in page.footers { try line(footer) }
  }

  private mutating func captions(_ page: PrintedPage) throws(ExcelFileError) {
    if let chapter = page.chapter {
      try line(chapter.zh, style: Self.titleStyle)
      try line(chapter.en, style: Self.titleStyle)
    }
    try line("\(page.number) \(page.title.zh)\(page.captionSuffix)", style: Self.titleStyle)
    try line(page.title.en, style: Self.titleStyle)
    if let unit = page.header.captionUnit { try line("单位：\(unit.zh) Unit: \(unit.en)") }
  }

  private mutating func line(_ text: String, style: ExcelStyle = ExcelStyle()) throws(ExcelFileError) {
    try writer.write(text, row: row, column: 0, style: style, to: sheet)
    row += 1
  }

  private mutating func header(_ header: HeaderTree, continuation: Int) throws(ExcelFileError) {
    let bottom = row + header.height - 1
    for (column, text) in [style.stubHeader, "City"].enumerated() {
      try writer.merge(text, rows: row...bottom, columns: column...column, style: Self.headerStyle, to: sheet)
    }
    // The first 市辖区 of one continuation loses its Chinese half, as in the 2017 book.
    var isWhole = continuation == 0 || style.mutilatedContinuation != continuation
    for block in header.blocks {
      var text = block.text
      if !isWhole, text.hasPrefix(Scope.districts.label.zh) {
        text = String(text.dropFirst(Scope.districts.label.zh.count)).trimmedLineBreaks
        isWhole = true
      }
      let rows = (row + block.rows.lowerBound)...(row + block.rows.upperBound)
      let columns = (2 + block.columns.lowerBound)...(2 + block.columns.upperBound)
      if rows.count * columns.count > 1 {
        try writer.merge(text, rows: rows, columns: columns, style: Self.headerStyle, to: sheet)
      } else {
        try writer.write(
          text, row: rows.lowerBound, column: columns.lowerBound, style: Self.headerStyle, to: sheet)
      }
    }
    row = bottom + 1
  }

  private mutating func set(_ printed: PrintedRow, _ leaves: [HeaderTree.Leaf]) throws(ExcelFileError) {
    switch printed {
    case .heading(let province):
      try writer.write(spaced(province.nameZh), row: row, column: 0, to: sheet)
      try writer.write(province.nameEn, row: row, column: 1, to: sheet)
    case .area(let area, let mark, let figures):
      let indent = area.isMunicipality ? "" : style.indent
      try writer.write(indent + spaced(area.nameZh) + mark, row: row, column: 0, to: sheet)
      try writer.write(indent + area.nameEn, row: row, column: 1, to: sheet)
      for (i, (figure, leaf)) in zip(figures, leaves).enumerated() { try set(figure, leaf, column: 2 + i) }
    }
    row += 1
  }

  private func set(_ figure: PrintedFigure, _ leaf: HeaderTree.Leaf, column: Int) throws(ExcelFileError) {
    let text: String
    switch figure {
    case .number(let base) where !style.numbersAsText:
      let number = FixedDecimal.number(base / leaf.unit.size, decimals: leaf.decimals)
      return try writer.write(number, row: row, column: column, to: sheet)
    case .number(let base): text = FixedDecimal.text(base / leaf.unit.size, decimals: leaf.decimals)
    case .marked(let base, let mark): text = FixedDecimal.text(base / leaf.unit.size, decimals: leaf.decimals) + mark
    case .notCollected: text = style.missingMark
    case .suppressed: text = "…"
    }
    if !text.isEmpty { try writer.write(text, row: row, column: column, to: sheet) }
  }

  /// Names of up to three characters are set wide in some editions.
  private func spaced(_ name: String) -> String {
    style.innerBlank.isEmpty || name.count > 3 ? name : name.map(String.init).joined(separator: style.innerBlank)
  }
}

extension String {
  /// Without line ends at the front.
  fileprivate var trimmedLineBreaks: String { String(drop { $0.isNewline }) }
}
