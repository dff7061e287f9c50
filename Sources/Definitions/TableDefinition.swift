import PanelModel

/// One yearbook table over all its editions: how to find it and what its columns are.
package struct TableDefinition: Sendable {
  package enum Layout: String, Sendable, CaseIterable {
    /// Areas down the side, indicators across (the city yearbook).
    case areasInRows = "areas in rows"
    /// Indicators down the side, areas across.
    case indicatorsInRows = "indicators in rows"
    /// Areas down the side, years across, one indicator a table (data.stats.gov.cn exports).
    case yearsInColumns = "years in columns"
    /// Years down the side, areas across, one indicator a table (历年 of provincial yearbooks).
    case areasInColumns = "areas in columns"
    /// One row an area and year (and category), one column a value: tidy data.
    case observations = "one row per observation"

    /// Whether one name stands for an area in all of several years, whatever it was called in each.
    package var isOfSeveralYears: Bool {
      switch self {
      case .areasInRows, .indicatorsInRows: false
      case .yearsInColumns, .areasInColumns, .observations: true
      }
    }
  }

  /// Where the reference year is read.
  package enum YearSource: Sendable, Equatable {
    case sidecar
    /// A four-digit year in a caption line or else the sheet's name.
    case caption
    case sheetName
    /// A column of a tidy table with this header.
    case column([String])
    /// Over the columns: each header names the year of its figures.
    case header
  }

  /// Where the areas of figures are named.
  package enum AreaSource: String, Sendable, CaseIterable {
    /// Beside or over them, in the column of names.
    case names
    /// One area for the whole table, in a line above it.
    case caption
    /// One area for the whole sheet, in its name.
    case sheetName = "sheet name"
  }

  package var code: String
  package var yearbook: String
  package var title: Title
  /// Caption texts that identify the table; empty: every sheet of the sidecar's table.
  package var findTitles: [String]
  /// Sheet names to read; empty: every sheet on which the header is found.
  package var sheets: [String]
  /// Whether a sheet holds several tables, one of which this is: stacked, or beside each other.
  package var isAmongSeveral = false
  package var layout: Layout
  /// Headers of the column of names; of indicators or years where one area holds for the table.
  package var areaHeaders: [String]
  package var areaSource = AreaSource.names
  /// Whether rows naming a province are headings of the rows below.
  package var groupsAreProvinces: Bool
  /// Stub texts that are totals, not areas.
  package var ignoredAreas: [String]
  package var year: YearSource
  /// Header of the column that holds the category of a tidy table, or the indicator of a long one; empty if there is none.
  package var categoryHeaders: [String]
  /// Header of a column of units of the rows; empty if there is none.
  package var unitHeaders: [String]
  package var columns: [ColumnDefinition]
  package var ignoredHeaders: [[String]]
  package var missingMarks: [String: ObservationStatus]
  package var footers: [String]
  /// Which print holds where several editions print a figure; nil: the latest.
  package var revisions: RevisionRule?
  package var place: DefinitionPlace?
  package var editions: [EditionOverride]

  /// The definition as it holds for one edition: the base with every matching override applied in the order written.
  package func resolved(for edition: EditionYear) -> TableDefinition {
    var result = self
    for override in editions where override.range.contains(edition.rawValue) { override.apply(to: &result) }
    return result
  }
}

/// One column of a table: which header it stands under and what it holds.
package struct ColumnDefinition: Sendable, Equatable {
  package var code: IndicatorCode
  /// Texts any of which is the header.
  package var headers: [String]
  /// Texts any of which stands above the header; empty: no condition.
  package var under: [String]
  /// Value of the category column (tidy tables); nil: every row.
  package var categories: [String]
  package var unit: UnitOfMeasure
  /// Further units of the same dimension the column may be printed in, where the print says which.
  package var otherUnits: [UnitOfMeasure] = []
  /// Prices a sum of money is counted in; nil: current prices, for money.
  package var prices: PriceBasis?
  package var scopes: [StatisticalScope]
  package var combine: CombineRule
  /// Whether an edition may lack the column without an error.
  package var isOptional: Bool
}

/// What an edition, or a range of editions, prints differently.
package struct EditionOverride: Sendable {
  package var range: ClosedRange<Int32>
  package var headers: [IndicatorCode: [String]] = [:]
  package var unders: [IndicatorCode: [String]] = [:]
  package var units: [IndicatorCode: [UnitOfMeasure]] = [:]
  package var scopes: [IndicatorCode: [StatisticalScope]] = [:]
  /// Columns the edition does not print.
  package var absent: Set<IndicatorCode> = []
  package var findTitles: [String]?
  package var areaHeaders: [String]?

  func apply(to table: inout TableDefinition) {
    if let findTitles { table.findTitles = findTitles }
    if let areaHeaders { table.areaHeaders = areaHeaders }
    table.columns.removeAll { absent.contains($0.code) }
    for i in table.columns.indices {
      let code = table.columns[i].code
      if let texts = headers[code] { table.columns[i].headers = texts }
      if let texts = unders[code] { table.columns[i].under = texts }
      if let list = units[code], let unit = list.first {
        table.columns[i].unit = unit
        table.columns[i].otherUnits = Array(list.dropFirst())
      }
      if let scopes = scopes[code] { table.columns[i].scopes = scopes }
    }
  }
}
