import PanelModel

/// Which reference years each table of a yearbook covers: a hole is a finding, and so is a table that came late.
struct EditionCoverage {
  let tables: [IngestedTable]

  func findings() -> [Finding] {
    let dated = tables.filter { $0.referenceYear != nil }
    let books = Dictionary(grouping: dated, by: \.yearbook)
    var result: [Finding] = []
    for book in books.keys.sorted() {
      let own = books[book] ?? []
      let lag = Self.usualLag(own)
      for (table, editions) in Dictionary(grouping: own, by: \.table).sorted(by: { $0.key < $1.key }) {
        result += holes(table, editions, of: own) + late(editions, lag: lag)
      }
    }
    return result
  }

  /// Edition year less reference year, the commonest; ties go to the smaller.
  private static func usualLag(_ tables: [IngestedTable]) -> Int32? {
    var counts: [Int32: Int] = [:]
    for table in tables {
      if let year = table.referenceYear { counts[table.edition.rawValue - year.rawValue, default: 0] += 1 }
    }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// Years between the table's first and last for which other tables of the book have figures and this one has none.
  private func holes(_ table: String, _ editions: [IngestedTable], of book: [IngestedTable]) -> [Finding] {
    let years = Set(editions.compactMap { $0.referenceYear?.rawValue })
    guard let first = years.min(), let last = years.max() else { return [] }
    let bookYears = Set(book.compactMap { $0.referenceYear?.rawValue })
    return (first...last).filter { !years.contains($0) && bookYears.contains($0) }.map { year in
      Finding(
        .editionMissing, year: ReferenceYear(year),
        message: "No workbook gives the table '\(table)' for \(year)",
        remedy: "Add it to raw/; until then its values are missing (or filled, where the indicator allows it).")
    }
  }

  private func late(_ editions: [IngestedTable], lag: Int32?) -> [Finding] {
    guard let lag else { return [] }
    return editions.filter { table in
      guard let year = table.referenceYear else { return false }
      return table.edition.rawValue - year.rawValue > lag
    }.map { table in
      Finding(
        .editionLate, location: SourceLocation(file: table.file), year: table.referenceYear,
        message: "The figures of \(table.referenceYear?.description ?? "?") of the table '\(table.table)' came only "
          + "with the edition of \(table.edition)", remedy: "Check reference_year in its sidecar.")
    }
  }
}
