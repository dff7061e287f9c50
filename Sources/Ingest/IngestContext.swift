import Definitions
import PanelModel
import Synchronization

/// What the reading of many workbooks shares: the definitions of tables as they hold for each edition, areas, units, and
/// the memory of texts and headers met so far. Memory changes no result, only how soon it is known.
package final class IngestContext: Sendable {
  let areas: AreaMatcher
  let units: UnitDefinitions
  let memory: TextMemory
  private let tables: [TableDefinition]
  private let state = Mutex(State())

  private struct State {
    var resolved: [Variant: ResolvedTable] = [:]
    var vocabularies: [RowVocabulary.Words: RowVocabulary] = [:]
  }

  /// A table with the edition overrides that hold.
  private struct Variant: Hashable {
    var table: Int
    var overrides: [Int]
  }

  /// - Parameter tables: all table definitions of the project; those of a source's yearbook are tried.
  package init(tables: [TableDefinition], areas: AreaDefinitions, units: UnitDefinitions) {
    self.tables = tables
    self.areas = AreaMatcher(areas)
    self.units = units
    memory = TextMemory(areas: self.areas, units: units)
  }

  /// The tables of a yearbook as they hold for an edition, in the order of the definitions.
  func tables(of yearbook: String, edition: EditionYear) -> [ResolvedTable] {
    state.withLock { state in
      tables.indices.filter { tables[$0].yearbook == yearbook }.map { number in
        let overrides = tables[number].editions
        let holding = overrides.indices.filter { overrides[$0].range.contains(edition.rawValue) }
        let variant = Variant(table: number, overrides: holding)
        if let known = state.resolved[variant] { return known }
        let definition = tables[number].resolved(for: edition)
        let table = ResolvedTable(definition, vocabulary: vocabulary(definition, &state))
        state.resolved[variant] = table
        return table
      }
    }
  }

  private func vocabulary(_ table: TableDefinition, _ state: inout State) -> RowVocabulary {
    let words = RowVocabulary.Words(
      footers: table.footers, ignoredAreas: table.ignoredAreas, areaHeaders: table.areaHeaders)
    if let known = state.vocabularies[words] { return known }
    let vocabulary = RowVocabulary(words, memory: memory)
    state.vocabularies[words] = vocabulary
    return vocabulary
  }
}

/// A table definition as it holds for some editions, with what the reading of its first workbook found out.
final class ResolvedTable: Sendable {
  let definition: TableDefinition
  let vocabulary: RowVocabulary
  /// Printed marks for missing, without blanks.
  let marks: [String: ObservationStatus]
  /// Whether a mark for missing is itself a figure, as 0 may be.
  let marksFigures: Bool
  /// Titles without blanks, lower case.
  let compactTitles: [String]
  private let pages = Mutex<[PageSignature: PageLayout]>([:])

  init(_ definition: TableDefinition, vocabulary: RowVocabulary) {
    self.definition = definition
    self.vocabulary = vocabulary
    marks = Dictionary(
      definition.missingMarks.map { (PrintedText.compact($0.key), $0.value) }, uniquingKeysWith: { a, _ in a })
    marksFigures = marks.keys.contains { CellValue.number($0) != nil }
    compactTitles = definition.findTitles.map { PrintedText.compact($0).lowercased() }
  }

  /// The columns of a page with this header: those of an equal one, or worked out anew.
  func layout(of block: HeaderBlock, _ grid: SheetGrid) -> PageLayout {
    let signature = PageSignature(block, grid)
    if let signature, let known = pages.withLock({ $0[signature] }) { return known }
    let layout = PageLayout(paths: block.paths(grid), stub: block.stub, definition)
    if let signature { pages.withLock { $0[signature] = layout } }
    return layout
  }
}
