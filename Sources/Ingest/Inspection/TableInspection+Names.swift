import Definitions
import PanelModel
import Spreadsheet

extension TableInspection {
  /// Matches the names of areas down the side, or across where indicators run down the side.
  mutating func readNames(_ grid: SheetGrid, _ block: TableBlock, _ header: HeaderBlock) {
    if areaSource != .names {
      years = Set(block.data.compactMap { grid.fact($0, block.stub).year }).sorted()
      return
    }
    var collector = NameCollector(areas: grid.memory.areas)
    if yearPlace == .nowhere { fitNames(grid, block, &collector) }
    if namesStandAcross {
      for line in lines where line.role == .figures {
        let text = line.areaText
        collector.take(
          grid.memory.fact(text), year: statedYear, figures: line.figures,
          place: A1Address.text(row: header.lastRow, column: line.column))
      }
    } else {
      let yearColumn = lines.first { $0.role == .year }?.column
      var years: Set<ReferenceYear> = []
      for row in block.data {
        let fact = grid.seenFact(row, block.stub)
        let rowYear = yearColumn.flatMap { grid.fact(row, $0).year }
        if let rowYear { years.insert(rowYear) }
        if fact.isBlank || InspectionWords.footer(fact.compact) != nil { continue }
        let place = A1Address.text(row: row, column: block.stub)
        collector.take(
          fact, year: rowYear ?? statedYear, figures: grid.figureCount(row, after: block.stub), place: place)
      }
      if yearColumn != nil { self.years = years.sorted() }
    }
    matched = collector.matched
    unmatched = collector.unmatched
    if !layout.isOfSeveralYears { countyCities = collector.countyCities }
    totals = collector.totals
    provinces = collector.provinces
    provinceHeadings = collector.headings
  }

  private var statedYear: ReferenceYear {
    year?.value ?? years.last ?? ReferenceYear(namesFit?.upperBound ?? 2020)
  }

  /// Counts in which years the names are in use, before they are matched.
  private mutating func fitNames(_ grid: SheetGrid, _ block: TableBlock, _ collector: inout NameCollector) {
    let texts =
      namesStandAcross
      ? figureLines.map { grid.memory.fact($0.areaText) } : block.data.map { grid.seenFact($0, block.stub) }
    for fact in texts { collector.fit(fact) }
    namesFit = collector.fittingYears
  }

  /// Signs and texts that stand among the figures in place of one.
  mutating func readMarks(_ grid: SheetGrid, _ block: TableBlock) {
    let known = TableDefinition.standardMarks.reduce(into: [:]) { $0[PrintedText.compact($1.key)] = $1.value }
    let columns = lines.filter { $0.role == .figures && $0.figures > 0 }.map(\.column)
    var counts: [String: Mark] = [:]
    var odd: [String: Mark] = [:]
    for row in block.data where grid.figureCount(row) > 0 {
      if InspectionWords.footer(grid.seenFact(row, block.stub).compact) != nil { continue }
      if namesStandAcross {
        for index in grid.cells(inRow: row) where grid.column(index) > block.stub { note(index, row) }
      } else {
        for column in columns {
          if let index = grid.index(row, column) {
            note(index, row)
          } else {
            counts["", default: Mark(text: "", count: 0, place: A1Address.text(row: row, column: column))].count += 1
          }
        }
      }
    }
    func note(_ index: Int, _ row: Int) {
      guard columns.contains(grid.column(index)) else { return }
      let value = CellValue(grid, index, row, known)
      let text = PrintedText.compact(grid.text(at: index, row: row))
      let mark = Mark(text: text, count: 0, place: A1Address.text(row: row, column: grid.column(index)))
      switch value {
      case .missing: counts[text, default: mark].count += 1
      case .text: odd[text, default: mark].count += 1
      case .number, .error: break
      }
    }
    marks = counts.values.sorted { $0.text < $1.text }
    oddTexts = odd.values.sorted { $0.text < $1.text }
  }

  /// The words by which lines below the figures are known as footers.
  mutating func readFooters(_ grid: SheetGrid, _ block: TableBlock) {
    for row in block.data.lowerBound..<max(grid.rowCount, block.data.lowerBound) where block.rows.contains(row) {
      guard let index = grid.cells(inRow: row).first(where: { grid.hasText($0, row: row) }) else { continue }
      let text = grid.fact(at: index, row: row).compact
      let said = InspectionWords.footer(text)
      let isBelow = row > block.data.upperBound && grid.figureCount(row) == 0 && text.count > 12
      guard said != nil || isBelow else { continue }
      let words = said ?? String(text.prefix { !":：,，。0123456789".contains($0) }.prefix(8))
      if !words.isEmpty && !footers.contains(words) && grid.column(index) <= block.stub { footers.append(words) }
    }
  }
}

/// Sorts names into areas, provinces, totals and names no list has.
private struct NameCollector {
  let areas: AreaMatcher
  var matched: [String] = []
  var provinces: [String] = []
  var totals: [String] = []
  var unmatched: [TableInspection.Name] = []
  var countyCities: [String] = []
  var headings = 0
  private var seen: Set<String> = []
  private var fitted: Set<String> = []
  private var uses: [Int32: Int] = [:]
  private var province: AreaCode?

  /// Counts the years in which an area had a name.
  mutating func fit(_ fact: TextFact) {
    guard fitted.insert(fact.areaName).inserted else { return }
    var years: Set<Int32> = []
    for choice in fact.areaChoices where !choice.isMisprint {
      years.formUnion(max(choice.firstYear, 1990)...max(min(choice.lastYear, 2030), max(choice.firstYear, 1990)))
    }
    for year in years { uses[year, default: 0] += 1 }
  }

  /// The run of years in which most names were in use.
  var fittingYears: ClosedRange<Int32>? {
    guard let most = uses.values.max(), let last = uses.filter({ $0.value == most }).keys.max() else { return nil }
    var first = last
    while uses[first - 1] == most { first -= 1 }
    return first...last
  }

  init(areas: AreaMatcher) { self.areas = areas }

  mutating func take(_ fact: TextFact, year: ReferenceYear, figures: Int, place: String) {
    let name = PrintedText.trimmed(fact.text)
    if fact.province != nil && figures == 0 {
      headings += 1
      province = fact.province
      return
    }
    let isNew = seen.insert(fact.areaName).inserted
    switch areas.match(fact, year: year, province: province) {
    case .otherSpell(let code, _) where areas.nameBeforeCity(fact, code, year: year) != nil:
      if isNew {
        matched.append(name)
        countyCities.append(name)
      }
    case .area, .misprint, .otherSpell: if isNew { matched.append(name) }
    case .province(let code):
      province = code
      if isNew && figures > 0 { provinces.append(name) }
    case .ambiguous, .none:
      if InspectionWords.isTotal(fact) {
        if isNew { totals.append(PrintedText.compact(name)) }
      } else if isNew {
        if figures > 0 { unmatched.append(TableInspection.Name(text: name, place: place, figures: figures)) }
      } else if let known = unmatched.firstIndex(where: { AreaMatcher.normalized($0.text) == fact.areaName }) {
        unmatched[known].figures += figures
      }
    }
  }
}
