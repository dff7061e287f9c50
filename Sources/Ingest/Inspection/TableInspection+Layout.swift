import Definitions
import PanelModel
import Spreadsheet

extension TableInspection {
  /// Tells the layout from what the headers and names look like.
  mutating func guessLayout(_ grid: SheetGrid, _ block: TableBlock, _ header: HeaderBlock) {
    let rows = block.data
    let figures = lines.filter { $0.figures > 0 }
    let stubText = PrintedText.compact(stub?.value ?? "").lowercased()
    if readYearsByAreas(grid, block) { return }
    if InspectionWords.yearHeaders.contains(stubText), readOneArea(grid, header) {
      yearPlace = .column(stub?.value ?? "")
      year = nil
      return
    }
    if let year = lines.first(where: { isYearColumn($0, grid, rows) }) {
      layout = .observations
      yearPlace = .column(year.name)
      self.year = nil
      return
    }
    let dated = figures.filter { $0.year != nil }
    if dated.count * 10 >= figures.count * 8, dated.count > 1 {
      yearPlace = .header
      if InspectionWords.indicatorHeaders.contains(stubText), readOneArea(grid, header) {
        layout = .indicatorsInRows
        return
      }
      layout = dated.allSatisfy { $0.path.count == 1 } ? .yearsInColumns : .areasInRows
      return
    }
    if readYearsBesideOthers(dated, figures) { return }
    let names = rows.lazy.filter { grid.figureCount($0) > 0 }.prefix(60).map { grid.seenFact($0, block.stub) }
    let areasDown = names.count(where: InspectionWords.looksLikeArea)
    let across = figures.filter { line in
      InspectionWords.looksLikeArea(grid.memory.fact(line.areaText))
    }.count
    let saysIndicator = InspectionWords.indicatorHeaders.contains(PrintedText.compact(stub?.value ?? "").lowercased())
    if across * 2 >= figures.count, across > 0, saysIndicator || areasDown * 3 < names.count {
      layout = .indicatorsInRows
    } else if figures.count(where: { $0.path.last?.contains("_") ?? false }) * 2 >= figures.count, !figures.isEmpty {
      layout = .observations
    }
  }

  /// Years down the side and areas across: one indicator, which the caption names.
  private mutating func readYearsByAreas(_ grid: SheetGrid, _ block: TableBlock) -> Bool {
    let rows = block.data.filter { grid.figureCount($0, after: block.stub) > 0 }
    let years = rows.compactMap { row -> ReferenceYear? in
      let fact = grid.seenFact(row, block.stub)
      return InspectionWords.isYearOnly(fact.compact) ? fact.year : nil
    }
    let figures = lines.filter { $0.figures > 0 && $0.role == .figures }
    let across = figures.count { InspectionWords.looksLikeArea(grid.memory.fact($0.areaText)) }
    guard years.count > 1, years.count * 10 >= rows.count * 8, Set(years).count == years.count, across > 1,
      across * 10 >= figures.count * 8
    else { return false }
    layout = .areasInColumns
    yearPlace = .header
    year = nil
    self.years = years.sorted()
    return true
  }

  /// 2020年 and 2021年 under one indicator, or alone, beside columns of another kind, such as 增长(%): the columns of
  /// years keep their years; those that name none are left out and listed.
  private mutating func readYearsBesideOthers(_ dated: [Line], _ figures: [Line]) -> Bool {
    let alone = dated.filter { $0.path.count == 1 && InspectionWords.isYearOnly(PrintedText.compact($0.name)) }
    if Set(alone.compactMap(\.year)).count > 1 {
      yearPlace = .header
      layout = .yearsInColumns
      return true
    }
    let groups = Dictionary(grouping: dated) { "\($0.name)|\($0.under)|\($0.scope?.rawValue ?? "")" }
    guard groups.values.contains(where: { Set($0.compactMap(\.year)).count > 1 }) else { return false }
    yearPlace = .header
    for i in lines.indices where lines[i].role == .figures {
      if !lines[i].path.contains(where: { Captions.year(in: $0) != nil }) { lines[i].role = .label }
    }
    return true
  }

  /// Looks for the one area of the whole table, in a line above it or in the sheet's name.
  private mutating func readOneArea(_ grid: SheetGrid, _ header: HeaderBlock) -> Bool {
    let areas = grid.memory.areas
    for source in [TableDefinition.AreaSource.caption, .sheetName] {
      let found = StatedArea(source, grid, above: header.firstRow, areas, year: ReferenceYear(2020))
      guard let found else { continue }
      areaSource = source
      matched = [areas.name(of: found.code, at: ReferenceYear(2020))]
      return true
    }
    return false
  }

  /// A column of years: its header says so and its figures are years.
  private func isYearColumn(_ line: Line, _ grid: SheetGrid, _ rows: ClosedRange<Int>) -> Bool {
    guard line.figures > 0, InspectionWords.yearHeaders.contains(PrintedText.compact(line.name).lowercased()) else {
      return line.figures == 0 && InspectionWords.yearHeaders.contains(PrintedText.compact(line.name).lowercased())
        && rows.prefix(20).contains { grid.fact($0, line.column).year != nil }
    }
    return rows.prefix(200).allSatisfy { row in
      guard let index = grid.index(row, line.column), grid.isFigure(index) else { return true }
      return InspectionWords.isYear(grid.numbers[index])
    }
  }

  /// Gives the columns of tidy data their parts: year, category, and 指标_范围_单位 taken apart.
  mutating func readTidyColumns(_ grid: SheetGrid, _ block: TableBlock, _ header: HeaderBlock, _ wording: HeaderWording)
  {
    for i in lines.indices {
      if case .column(let name) = yearPlace, lines[i].name == name { lines[i].role = .year }
      guard lines[i].role == .figures, let whole = lines[i].path.last, whole.contains("_") else { continue }
      let parts = whole.split(separator: "_").map(String.init)
      guard parts.count > 1, let first = parts.first else { continue }
      if let unit = wording.units.unit(printed: parts[parts.count - 1]) {
        lines[i].unit = unit
        lines[i].unitSource = .header
      } else if let unit = wording.unit(printed: parts[parts.count - 1]) {
        lines[i].unit = unit
        lines[i].unitSource = .header
      }
      lines[i].scope = HeaderPath(texts: parts.dropFirst().map { HeaderText($0, units: wording.units) }).scope
      lines[i].name = PrintedText.trimmed(first)
      lines[i].lookup = lines[i].name
    }
    // Two headers with one indicator and scope are told apart by their whole text.
    for i in lines.indices where lines[i].role == .figures {
      let twins = lines.indices.filter {
        lines[$0].role == .figures && lines[$0].name == lines[i].name && lines[$0].scope == lines[i].scope
      }
      if twins.count > 1 { for twin in twins { lines[twin].name = PrintedText.trimmed(lines[twin].path.last ?? "") } }
    }
    for i in lines.indices where lines[i].role == .words && Self.isUnitHeader(lines[i].name) { lines[i].role = .units }
    findCategories(grid, block)
    readUnitsOfCategories(grid, block, wording)
  }

  private static func isUnitHeader(_ name: String) -> Bool {
    ["单位", "计量单位", "unit", "units"].contains(PrintedText.compact(name).lowercased())
  }

  /// What the column of units says for each category.
  private mutating func readUnitsOfCategories(_ grid: SheetGrid, _ block: TableBlock, _ wording: HeaderWording) {
    guard let units = lines.first(where: { $0.role == .units })?.column,
      let category = lines.first(where: { $0.role == .category })?.column
    else { return }
    for row in block.data {
      guard let unit = wording.unit(printed: PrintedText.compact(grid.text(row, units))) else { continue }
      let value = PrintedText.trimmed(grid.text(row, category))
      if categoryUnits[value]?.contains(unit) != true { categoryUnits[value, default: []].append(unit) }
    }
  }

  /// Takes a table with years across and a column of indicators apart: one line for each indicator and scope.
  mutating func readLongColumns(
    _ grid: SheetGrid, _ header: HeaderBlock, _ block: TableBlock, _ wording: HeaderWording
  ) {
    let indicators = lines.first { line in
      line.role == .words && InspectionWords.indicatorHeaders.contains(PrintedText.compact(line.name).lowercased())
    }
    guard var indicators else { return }
    var kept: [Line] = []
    let units = lines.first { $0.role == .words && Self.isUnitHeader($0.name) }
    var places: [String: Int] = [:]
    for row in block.data where grid.figureCount(row) > 0 {
      let text = PrintedText.trimmed(grid.text(row, indicators.column))
      if text.isEmpty { continue }
      let position = places[text] ?? kept.count
      if position == kept.count {
        places[text] = position
        kept.append(Line(TidyName(text, wording.units), place: String(row + 1), wording))
      }
      let dated = lines.filter { $0.year != nil }
      kept[position].figures += dated.count { grid.index(row, $0.column).map(grid.isFigure) ?? false }
      guard kept[position].unit == nil, let units else { continue }
      kept[position].unit = wording.unit(printed: PrintedText.compact(grid.text(row, units.column)))
      kept[position].unitSource = kept[position].unit == nil ? .none : .column
    }
    indicators.role = .category
    kept.append(indicators)
    if var units {
      units.role = .units
      kept.append(units)
    }
    for line in lines where line.year == nil && line.column != indicators.column && line.column != units?.column {
      kept.append(line)
    }
    lines = kept
  }

  /// A column of words is a category where an area and year stands more than once and the words tell the rows apart.
  private mutating func findCategories(_ grid: SheetGrid, _ block: TableBlock) {
    let rows = block.data.prefix(4000)
    let yearColumn = lines.first { $0.role == .year }?.column
    func key(_ row: Int, _ more: Int?) -> String {
      [block.stub, yearColumn, more].compactMap { $0 }.map { grid.fact(row, $0).compact }.joined(separator: "|")
    }
    let keys = Set(rows.map { key($0, nil) })
    guard keys.count < rows.count else { return }
    for i in lines.indices where lines[i].role == .words && !isAreas(lines[i].column, grid, block) {
      guard Set(rows.map { key($0, lines[i].column) }).count == rows.count else { continue }
      lines[i].role = .category
      var values: [String] = []
      for row in block.data {
        let value = PrintedText.trimmed(grid.text(row, lines[i].column))
        if !value.isEmpty && !values.contains(value) { values.append(value) }
      }
      categoryValues = values
      return
    }
  }

  /// Whether a column of words holds names of areas: of provinces, beside their cities.
  private func isAreas(_ column: Int, _ grid: SheetGrid, _ block: TableBlock) -> Bool {
    let facts = block.data.prefix(60).map { grid.fact($0, column) }.filter { !$0.isBlank }
    return facts.count(where: InspectionWords.looksLikeArea) * 2 > facts.count
  }

  /// The column of units right of the names of indicators, by its header or by what it holds.
  static func unitColumn(_ lines: [Line], _ grid: SheetGrid, _ block: TableBlock, _ wording: HeaderWording) -> Int? {
    if let said = lines.first(where: { isUnitHeader($0.name) }) {
      return said.column
    }
    let next = block.stub + 1
    let isUnits = block.data.contains { row in
      let text = PrintedText.compact(grid.text(row, next))
      let plain = text.hasPrefix("(") && text.hasSuffix(")") ? String(text.dropFirst().dropLast()) : text
      return !plain.isEmpty && wording.unit(printed: plain) != nil
    }
    return isUnits ? next : nil
  }
}
