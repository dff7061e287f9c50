import PanelModel

extension TableReading {
  /// The rows below a header up to the footer, with what stands under the header of names; rows the definition leaves
  /// out are counted as ignored.
  mutating func dataRows(
    below block: HeaderBlock, _ grid: SheetGrid, ignoring others: RowVocabulary.RowClass = []
  ) -> [(row: Int, fact: TextFact)] {
    var result: [(row: Int, fact: TextFact)] = []
    for row in Self.rows(below: block.lastRow, grid) where !grid.isBlank(row) {
      let fact = grid.seenFact(row, block.stub)
      let rowClass = rowClass(fact)
      if rowClass.contains(.footer) { break }
      if rowClass.isDisjoint(with: others.union(.ignored)) {
        result.append((row, fact))
      } else {
        ledger.ignore(grid, rows: row..<row + 1, columns: 0..<grid.columnCount, label: fact.text)
      }
    }
    return result
  }
}
