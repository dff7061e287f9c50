import Definitions
import PanelModel
import Spreadsheet

extension TableInspection.Line {
  /// Makes the line of one column from the header texts over it. `isShared(i)` says whether the text at depth i also
  /// stands over a neighbouring column.
  init(_ path: HeaderPath, column: Int, wording: HeaderWording, isShared: (Int) -> Bool) {
    self.column = column
    self.path = path.texts.map { $0.printed.split(whereSeparator: \.isNewline).joined(separator: " ") }
    place = A1Address.columnName(column)
    scope = path.scope
    areaText = path.areaText ?? ""
    unit = path.unit
    if unit != nil { unitSource = .header }
    var names: [(name: String, isShared: Bool)] = []
    var latin = ""
    for (depth, text) in path.texts.enumerated() {
      let compact = PrintedText.compact(text.printed)
      if unit == nil, let found = wording.unit(in: compact) {
        unit = found.unit
        unknownUnit = found.unit == nil ? found.text : ""
        unitSource = .header
      }
      if wording.isOnlyUnit(text) || HeaderWording.isPartMark(compact) { continue }
      if HeaderPath(texts: [text]).scope != nil && path.texts.count > 1 { continue }
      if InspectionWords.isYearOnly(compact) {
        year = Captions.year(in: compact)
        if path.texts.count > 1 { continue }
      }
      names.append((wording.name(text), isShared(depth)))
      latin = [latin, wording.english(text.printed)].filter { !$0.isEmpty }.joined(separator: " ")
    }
    // A line in English below one in Chinese only translates it.
    if names.contains(where: { PrintedText.hasHan($0.name) }) { names.removeAll { !PrintedText.hasHan($0.name) } }
    english = latin
    name = names.last?.name ?? path.texts.last.map { wording.name($0) } ?? ""
    groups = names.dropLast().filter(\.isShared).map(\.name)
    group = groups.last ?? ""
    // 已婚育龄 over 妇女人数: one header on two lines.
    if names.count > 1, let last = names.last, !last.isShared, PrintedText.hasHan(last.name) {
      var position = names.count - 2
      while position >= 0, !names[position].isShared, PrintedText.hasHan(names[position].name) {
        name = names[position].name + name
        position -= 1
      }
    }
    if scope == nil, ["市区", "市辖区"].contains(where: name.hasPrefix) { scope = .municipalDistricts }
    if unit == nil, unknownUnit.isEmpty, let trailing = wording.trailingUnit(name) {
      lookup = String(name.dropLast(trailing.length))
      name = trailing.plain
      unit = trailing.unit
      unitSource = .header
    }
  }
}

extension TableInspection.Line {
  /// Makes the line of one indicator of a long table.
  init(_ name: TidyName, place: String, _ wording: HeaderWording) {
    self.init(HeaderPath(texts: Array(name.path.texts.prefix(1))), column: 0, wording: wording) { _ in false }
    self.name = name.indicator
    self.place = place
    lookup = name.indicator
    scope = name.path.scope
    unit = name.path.unit
    unitSource = unit == nil ? .none : .header
    year = nil
  }
}

extension TableInspection {
  /// The lines of a table with indicators across: one a column, the stub left out.
  mutating func readColumns(_ grid: SheetGrid, _ header: HeaderBlock, _ block: TableBlock, _ wording: HeaderWording) {
    let paths = header.paths(grid)
    for i in block.columns where i != block.stub && i < paths.count && !paths[i].isEmpty {
      var line = Line(paths[i], column: i, wording: wording) { depth in
        [i - 1, i + 1].contains { neighbour in
          block.columns.contains(neighbour) && neighbour != block.stub && neighbour < paths.count
            && paths[neighbour].texts.count > depth
            && paths[neighbour].texts[depth].printed == paths[i].texts[depth].printed
        }
      }
      let rows = header.lastRow + 1..<max(block.rows.upperBound, header.lastRow + 1)
      line.figures = rows.count { row in grid.index(row, i).map(grid.isFigure) ?? false }
      if line.figures == 0, rows.contains(where: { !grid.fact($0, i).isBlank }) { line.role = .words }
      if InspectionWords.labelHeaders.contains(PrintedText.compact(line.name).lowercased()) { line.role = .label }
      lines.append(line)
    }
    readWholeBesideDistricts()
    inheritUnits()
    distinguish()
  }

  /// 地区 or 合计 beside 市区 under one header is the whole city.
  private mutating func readWholeBesideDistricts() {
    for i in lines.indices where lines[i].role == .figures && lines[i].scope == nil && !lines[i].group.isEmpty {
      let group = lines[i].group
      guard ["地区", "合计", "总计", "全地区", "全区"].contains(PrintedText.compact(lines[i].name)),
        lines.contains(where: { $0.scope == .municipalDistricts && $0.name == group })
      else { continue }
      lines[i].groups.removeLast()
      lines[i].group = lines[i].groups.last ?? ""
      lines[i].name = group
      lines[i].scope = .wholeCity
    }
  }

  /// A part (其中, #) without a unit of its own has that of the whole on its left.
  private mutating func inheritUnits() {
    for i in lines.indices.dropFirst() where lines[i].unit == nil && lines[i].unknownUnit.isEmpty {
      let isPart = lines[i].path.contains { text in
        let compact = PrintedText.compact(text)
        return HeaderWording.isPart(compact)
      }
      guard isPart, lines[i - 1].unit != nil, !lines[i].name.hasSuffix("率") else { continue }
      lines[i].unit = lines[i - 1].unit
      lines[i].unitSource = .sibling
    }
  }

  /// Names that stand twice are told apart by a group that the others do not stand in.
  mutating func distinguish() {
    func identity(_ line: Line) -> String {
      "\(line.name)|\(line.scope?.rawValue ?? "")|\(line.year?.description ?? "")"
    }
    let alike = Dictionary(grouping: lines.indices.filter { lines[$0].role == .figures }) { identity(lines[$0]) }
    for twins in alike.values where twins.count > 1 {
      for i in twins {
        let own = lines[i].groups.last { group in
          !twins.allSatisfy { lines[$0].groups.contains(group) }
        }
        lines[i].group = own ?? lines[i].group
        lines[i].under = lines[i].group
      }
    }
  }

  /// The lines of a table with indicators down the side: one a row with figures.
  mutating func readRows(
    _ grid: SheetGrid, _ header: HeaderBlock, _ block: TableBlock, _ wording: HeaderWording, unitColumn: Int?
  ) {
    var whole: UnitOfMeasure?
    for row in block.data where grid.figureCount(row, after: block.stub) > 0 {
      let fact = grid.seenFact(row, block.stub)
      if fact.isBlank || InspectionWords.footer(fact.compact) != nil { continue }
      let text = HeaderText(fact.text, units: wording.units)
      var line = Line(HeaderPath(texts: [text]), column: block.stub, wording: wording) { _ in false }
      line.place = String(row + 1)
      line.figures = grid.figureCount(row, after: block.stub)
      line.year = nil
      line.scope = nil
      if let unitColumn, !grid.fact(row, unitColumn).isBlank {
        let printed = PrintedText.compact(grid.text(row, unitColumn))
        let plain = printed.hasPrefix("(") && printed.hasSuffix(")") ? String(printed.dropFirst().dropLast()) : printed
        let known = wording.unit(printed: plain)
        line.unit = known
        line.unknownUnit = line.unit == nil ? plain : ""
        line.unitSource = .column
      }
      // A part (其中, #) without a unit of its own has that of the whole above it.
      if HeaderWording.isPart(fact.compact) {
        if let whole, line.unit == nil, line.unknownUnit.isEmpty, !line.name.hasSuffix("率") {
          line.unit = whole
          line.unitSource = .sibling
        }
      } else {
        whole = line.unit
      }
      lines.append(line)
    }
  }
}
