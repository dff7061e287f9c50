import Definitions
import PanelModel
import Spreadsheet

extension TableInspection {
  /// Reads one table of a sheet. `grid` sees only the table's part of the sheet.
  init(
    _ grid: SheetGrid, _ block: TableBlock, isAmongSeveral: Bool, units: UnitDefinitions, vocabulary: HeaderVocabulary
  ) {
    let wording = HeaderWording(units: units, vocabulary: vocabulary)
    sheet = grid.name
    self.isAmongSeveral = isAmongSeveral
    figureCount = grid.figureCount
    readCaptions(grid, block, wording)
    guard let row = block.stubRow else {
      problem = "The column of names, \(A1Address.columnName(block.stub)), has no header: write one into the workbook"
      range = Self.range(grid, block, columns: block.columns)
      return
    }
    let name = wording.name(HeaderText(grid.fact(row, block.stub).text, units: units))
    stub = Stated(value: name, place: A1Address.text(row: row, column: block.stub))
    let words = RowVocabulary.Words(footers: [], ignoredAreas: [], areaHeaders: [name])
    guard let header = HeaderBlock(grid, RowVocabulary(words, memory: grid.memory), from: 0), header.stub == block.stub
    else {
      problem = "The header of the column of names, '\(name)', is not found again"
      range = Self.range(grid, block, columns: block.columns)
      return
    }
    readColumns(grid, header, block, wording)
    guessLayout(grid, block, header)
    if layout == .observations { readTidyColumns(grid, block, header, wording) }
    readScopeOfTitle()
    readNames(grid, block, header)
    if let name = stub?.value, !namesStandAcross, InspectionWords.unitsWithinAreas.contains(PrintedText.compact(name)) {
      problem = "The names stand under '\(name)': they are no areas, even where a city has the same name"
    }
    readMarks(grid, block)
    readFooters(grid, block)
    for line in lines {
      paths.append((columns: line.place, texts: line.path, figures: line.figures))
    }
    readYears(grid, block, header)
    if layout == .yearsInColumns { readLongColumns(grid, header, block, wording) }
    labelCount = labels(grid, block, header)
    range = Self.range(grid, block, columns: block.columns)
    if layout == .indicatorsInRows {
      let unitColumn = Self.unitColumn(lines, grid, block, wording)
      lines = []
      readRows(grid, header, block, wording, unitColumn: unitColumn)
      if let unitColumn {
        let text = grid.seenFact(header.firstRow, unitColumn).text
        var line = Line(HeaderPath(texts: [HeaderText(text, units: units)]), column: unitColumn, wording: wording) {
          _ in false
        }
        line.role = .units
        lines.append(line)
      }
    } else if isOfOneIndicator {
      readIndicatorOfCaption(grid, block, wording)
    }
    if figureLines.isEmpty && problem == nil { problem = "No column of figures with a header was found" }
  }

  private mutating func readCaptions(_ grid: SheetGrid, _ block: TableBlock, _ wording: HeaderWording) {
    let cells = block.captionCells(grid, 0..<grid.columnCount)
    for cell in cells {
      let place = A1Address.text(row: cell.row, column: cell.column)
      if year == nil, let stated = cell.fact.year {
        year = Stated(value: stated, place: place)
        yearPlace = .caption
      }
      if cell.fact.captionUnit != nil {
        // 面积单位:平方公里 beside 人口单位:万人.
        let said = Self.unitList(cell.fact.compact)
        if let known = unit, !known.value.contains(said) { unit?.value = "\(known.value)、\(said)" }
        if unit == nil { unit = Stated(value: said, place: place) }
      }
    }
    if year == nil, let stated = Captions.year(in: grid.name) {
      year = Stated(value: stated, place: "sheet name")
      yearPlace = .sheetName
    }
    readTitle(cells)
    // What the table takes over from the caption at the top of the sheet.
    for (row, column, fact) in Self.inherited(grid, block) {
      let place = A1Address.text(row: row, column: column)
      if yearPlace != .caption, let stated = fact.year {
        year = Stated(value: stated, place: place)
        yearPlace = .caption
      }
      if unit == nil, fact.captionUnit != nil { unit = Stated(value: Self.unitList(fact.compact), place: place) }
    }
  }

  /// The cells of earlier captions that hold for this table too.
  private static func inherited(_ grid: SheetGrid, _ block: TableBlock) -> [(row: Int, column: Int, fact: TextFact)] {
    (0..<block.captions.lowerBound).flatMap { row in
      grid.cells(inRow: row).map { (row: row, column: grid.column($0), fact: grid.fact(at: $0, row: row)) }
    }
  }

  /// All units behind 单位:, as printed.
  private static func unitList(_ compact: String) -> String {
    for mark in ["单位:", "unit:"] {
      guard let range = compact.firstRange(of: mark) else { continue }
      let rest = compact[range.upperBound...]
      let chinese = rest.firstRange(of: "unit:").map { rest[..<$0.lowerBound] } ?? rest
      return String(chinese.prefix { !"()".contains($0) })
    }
    return ""
  }

  /// The longest Chinese line without a unit that is not a chapter's, and the longest English one.
  private mutating func readTitle(_ cells: [(row: Int, column: Int, fact: TextFact)]) {
    var best = 0
    var bestEnglish = 0
    for cell in cells where cell.fact.captionUnit == nil && !cell.fact.isBareContinuation {
      let text = cell.fact.text.split(whereSeparator: \.isNewline).joined(separator: " ")
      let han = text.unicodeScalars.count(where: PrintedText.isHan)
      if ["数据库", "数据来源:", "时间", "地区:", "城市:"].contains(where: cell.fact.compact.hasPrefix) { continue }
      let isNumbered = cell.fact.compact.first.map { $0.isNumber || $0 == "表" } ?? false
      let weight = han + (isNumbered ? 100 : 0)
      if han > 1, weight > best {
        best = weight
        bestEnglish = 0
        title = Stated(
          value: Self.titleWords(text), place: A1Address.text(row: cell.row, column: cell.column))
      } else if han == 0 {
        let letters = text.filter(\.isLetter).count
        if letters > 6, letters > bestEnglish {
          bestEnglish = letters
          titleEnglish = Self.englishTitle(text)
        }
      }
    }
  }

  /// 表2.2 各区、县土地面积（2012） -> 各区、县土地面积.
  private static func titleWords(_ text: String) -> String {
    let compact = PrintedText.compact(text)
    if compact.hasPrefix("指标:") { return compact }
    var words = Substring(compact)
    if words.first == "表" { words = words.dropFirst() }
    words = words.drop { ($0.isASCII && ($0.isNumber || "-.()".contains($0))) || "–—、续".contains($0) }
    // 续表 地区生产总值, 续表2 ...: the rest is the title.
    if words.hasPrefix("表") {
      words = words.dropFirst().drop { ($0.isASCII && $0.isNumber) || "-–—、:".contains($0) }
    }
    if words.hasPrefix("年") { words = words.dropFirst() }
    var kept = String(words)
    if let end = kept.unicodeScalars.lastIndex(where: PrintedText.isHan), !kept.hasSuffix(")") {
      kept = String(kept.unicodeScalars[...end])
    }
    while let open = kept.lastIndex(of: "("), kept.hasSuffix(")"), open > kept.startIndex {
      let inside = kept[open...]
      guard Captions.year(in: String(inside)) != nil || ["(续)", "(一)", "(二)", "(三)"].contains(String(inside)) else {
        break
      }
      kept = String(kept[..<open])
    }
    for tail in ["年", "年末"] where kept.hasSuffix(tail) {
      let digits = kept.dropLast(tail.count).suffix(4)
      if digits.allSatisfy(\.isNumber) { kept = String(kept.dropLast(tail.count + 4)) }
    }
    return kept.isEmpty ? compact : kept
  }

  private static func englishTitle(_ text: String) -> String {
    var words = PrintedText.trimmed(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let open = words.lastIndex(of: "("), Captions.year(in: String(words[open...])) != nil {
      words = String(words[..<open])
    }
    return PrintedText.trimmed(words)
  }

  /// 土地面积(市辖区): the scope of a whole table whose headers name none.
  private mutating func readScopeOfTitle() {
    guard layout == .areasInRows || isOfOneIndicator || isLong, let said = title?.value,
      lines.allSatisfy({ $0.scope == nil })
    else { return }
    let english = titleEnglish.lowercased()
    let isDistricts =
      ["市辖区", "(市区", "不包括市辖县", "不含市辖县", "市本级", "地级以上城市市区"].contains(where: said.contains)
      || english.contains("districts under city")
    guard isDistricts != said.contains("全市") else { return }
    let scope = isDistricts ? StatisticalScope.municipalDistricts : .wholeCity
    titleScope = scope
    for i in lines.indices where lines[i].role == .figures { lines[i].scope = scope }
  }

  /// The years of the columns, or the only one.
  private mutating func readYears(_ grid: SheetGrid, _ block: TableBlock, _ header: HeaderBlock) {
    guard yearPlace == .header, layout != .areasInColumns else { return }
    years = Set(lines.filter { $0.figures > 0 }.compactMap(\.year)).sorted()
    year = nil
  }

  /// The indicator a portal's export names in a caption: 指标：地区生产总值(亿元).
  private mutating func readIndicatorOfCaption(_ grid: SheetGrid, _ block: TableBlock, _ wording: HeaderWording) {
    var cells = block.captionCells(grid, 0..<grid.columnCount)
    if block.isBareContinuation(grid) {
      cells = Self.inherited(grid, block)
      readTitle(cells)
    }
    let said = cells.first { $0.fact.compact.hasPrefix("指标:") || $0.fact.compact.hasPrefix("indicator:") }
    let figures = lines.reduce(0) { $0 + $1.figures }
    guard let cell = said ?? cells.first(where: { $0.fact.captionUnit == nil }) else {
      problem = "No caption names the indicator whose years stand across"
      lines = []
      return
    }
    let text = cell.fact.text
    let indicator = text.firstIndex { ":：".contains($0) }.map { String(text[text.index(after: $0)...]) } ?? text
    var line = Line(HeaderPath(texts: [HeaderText(indicator, units: wording.units)]), column: 0, wording: wording) {
      _ in false
    }
    if said == nil, let title { line.name = title.value }
    line.place = A1Address.text(row: cell.row, column: cell.column)
    line.year = nil
    line.figures = figures
    lines = [line]
  }

  /// Figures of the header, and those of columns of years, codes and areas in tidy data.
  private func labels(_ grid: SheetGrid, _ block: TableBlock, _ header: HeaderBlock) -> Int {
    var count = (header.firstRow...header.lastRow).reduce(0) { $0 + grid.figureCount($1) }
    if layout == .areasInColumns || areaSource != .names && layout == .areasInRows {
      return count + block.data.count { row in grid.index(row, block.stub).map(grid.isFigure) ?? false }
    }
    guard layout == .observations else { return count }
    let special = lines.filter { [.year, .category, .units].contains($0.role) }.map(\.column) + [block.stub]
    for row in header.lastRow + 1..<max(grid.rowCount, header.lastRow + 1) {
      count += special.count { column in grid.index(row, column).map(grid.isFigure) ?? false }
    }
    return count
  }

  /// A5:N60: from the first header cell to the last row with figures.
  private static func range(_ grid: SheetGrid, _ block: TableBlock, columns: Range<Int>) -> String {
    var last = block.stub
    for row in block.rows { for index in grid.cells(inRow: row) { last = max(last, grid.column(index)) } }
    let first = A1Address.text(row: block.rows.lowerBound, column: max(columns.lowerBound, 0))
    return "\(first):\(A1Address.text(row: block.data.upperBound, column: last))"
  }
}
