import Definitions
import PanelModel

/// A table definition drafted from one table, or from the same table on several sheets.
package struct TableDraft: Sendable {
  package var code: String
  package var yearbook: String
  /// The tables of the workbook it is drafted from.
  package var tables: [Int]
  /// The YAML of `indicators/tables/<yearbook>/<code>.yaml`.
  package var text: String
  /// Whether its year must be stated in the sidecar.
  package var needsReferenceYear: Bool
  /// A year the names of its areas fit, where none is stated.
  package var fittingYear: ReferenceYear?

  /// Drafts for all tables of a workbook that the reader can read, one for each distinct table.
  package static func drafts(
    _ tables: [TableInspection], vocabulary: HeaderVocabulary, units: UnitDefinitions, yearbook: String
  ) -> [TableDraft] {
    let maker = DraftColumns(vocabulary: vocabulary, units: units)
    var groups: [DraftGroup] = []
    for (number, table) in tables.enumerated() where table.problem == nil {
      let columns = maker.columns(table, number: number)
      if columns.isEmpty { continue }
      if let same = groups.firstIndex(where: { $0.isSame(table, columns) }) {
        groups[same].add(table, columns, number: number)
      } else {
        groups.append(DraftGroup(table, columns, number: number))
      }
    }
    var codes: Set<String> = []
    for i in groups.indices {
      groups[i].setCodes(vocabulary, taken: &codes)
      groups[i].needsSheets = groups.indices.contains { other in
        other != i && groups[i].couldBeTakenFor(groups[other], sheetCount: Set(tables.map(\.sheet)).count)
      }
    }
    return groups.map { $0.draft(yearbook: yearbook) }
  }
}

/// The tables that one draft describes, and their columns together.
struct DraftGroup {
  private(set) var tables: [TableInspection]
  private(set) var numbers: [Int]
  private(set) var columns: [DraftColumn]
  private(set) var code = ""
  /// Whether only the names of sheets tell it from another table of the workbook.
  var needsSheets = false

  init(_ table: TableInspection, _ columns: [DraftColumn], number: Int) {
    tables = [table]
    numbers = [number]
    self.columns = columns
  }

  var first: TableInspection { tables[0] }
  var titles: [String] {
    var titles: [String] = []
    for table in tables { if let title = table.title?.value, !titles.contains(title) { titles.append(title) } }
    return titles
  }

  /// The same table on another sheet: laid out alike and with most columns in common.
  func isSame(_ table: TableInspection, _ other: [DraftColumn]) -> Bool {
    guard table.layout == first.layout, table.isYearInHeader == first.isYearInHeader,
      table.isAmongSeveral == first.isAmongSeveral, table.titleScope == first.titleScope
    else { return false }
    if table.isOfOneIndicator || table.isLong, table.title?.value != first.title?.value { return false }
    let (mine, theirs) = (Set(columns.map(\.key)), Set(other.map(\.key)))
    let common = mine.intersection(theirs).count
    if common * 10 >= mine.union(theirs).count * 5 { return true }
    return common * 10 >= min(mine.count, theirs.count) * 7 && common > 2
  }

  mutating func add(_ table: TableInspection, _ other: [DraftColumn], number: Int) {
    tables.append(table)
    numbers.append(number)
    var position = 0
    for column in other {
      if let same = columns.firstIndex(where: { $0.key == column.key }) {
        columns[same].merge(column)
        position = same + 1
      } else {
        columns.insert(column, at: min(position, columns.count))
        position += 1
      }
    }
  }

  /// Whether a sheet of the other table would be taken for one of these.
  func couldBeTakenFor(_ other: DraftGroup, sheetCount: Int) -> Bool {
    guard sheetCount > 1, Set(tables.map(\.sheet)).isDisjoint(with: other.tables.map(\.sheet)) else { return false }
    if titles.isEmpty || tables.contains(where: { $0.title == nil }) { return true }
    return other.tables.contains { table in
      titles.contains { title in table.title?.value.contains(title) ?? false }
    }
  }

  /// Codes that are unique among the columns, and a code for the table.
  mutating func setCodes(_ vocabulary: HeaderVocabulary, taken: inout Set<String>) {
    var used: Set<String> = []
    for i in columns.indices {
      var code = IndicatorCode(validating: columns[i].code)?.rawValue ?? "column_\(i + 1)"
      var times = 1
      let base = String(code.prefix(29))
      while !used.insert(code).inserted {
        times += 1
        code = "\(base)_\(times)"
      }
      columns[i].code = code
    }
    let wanted =
      (columns.count == 1 ? columns[0].code : nil) ?? titles.first.flatMap { vocabulary.longest(in: $0)?.code.rawValue }
      ?? [DraftColumns.slug(first.titleEnglish), ownCode].first { !$0.isEmpty } ?? "table"
    let base = IndicatorCode(validating: wanted)?.rawValue ?? "table"
    var times = 1
    code = base
    while !taken.insert(code).inserted {
      times += 1
      code = "\(base)_\(times)"
    }
  }

  /// The code of the first column, if it has a name.
  private var ownCode: String {
    columns.first.map { $0.code.hasPrefix("column_") ? "" : $0.code } ?? ""
  }

  func draft(yearbook: String) -> TableDraft {
    TableDraft(
      code: code, yearbook: yearbook, tables: numbers, text: DraftText(self, yearbook: yearbook).text,
      needsReferenceYear: yearPlace == .nowhere,
      fittingYear: first.namesFit.map { ReferenceYear($0.upperBound) })
  }

  /// Where the year is read on every sheet.
  var yearPlace: TableInspection.YearPlace {
    let places = tables.map(\.yearPlace)
    if let column = places.first(where: { if case .column = $0 { true } else { false } }) { return column }
    if places.contains(.header) { return .header }
    if first.layout == .observations { return .nowhere }
    if places.contains(.caption) { return .caption }
    return places.allSatisfy { $0 == .sheetName } ? .sheetName : .nowhere
  }
}
