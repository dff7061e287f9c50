/// The figures read from one workbook: what the ingest stage gives and the clean stage takes.
///
/// Figures are as printed, in the printed unit; nothing is converted, filled or dropped. Every figure knows its cell.
package struct IngestedTable: Sendable {
  /// Workbook path relative to the project folder.
  package var file: String
  package var sheets: [String]
  /// Code of the table definition.
  package var table: String
  package var yearbook: String
  package var edition: EditionYear
  /// The year the sidecar says its figures describe; nil for a table that holds several years.
  package var referenceYear: ReferenceYear?
  /// The day the workbook was fetched; nil if its sidecar states none.
  package var accessed: CalendarDate?
  /// What `Observation.series` counts into.
  package var series: [SourceSeries]
  package var observations: [Observation]

  package init(
    file: String, sheets: [String] = [], table: String, yearbook: String, edition: EditionYear,
    referenceYear: ReferenceYear?, accessed: CalendarDate? = nil, series: [SourceSeries] = [],
    observations: [Observation] = []
  ) {
    self.file = file
    self.sheets = sheets
    self.table = table
    self.yearbook = yearbook
    self.edition = edition
    self.referenceYear = referenceYear
    self.accessed = accessed
    self.series = series
    self.observations = observations
  }

  /// The place of an observation as its user sees it.
  package func location(of observation: Observation) -> SourceLocation {
    SourceLocation(
      file: file, sheet: sheets[Int(observation.sheet)],
      cell: A1Address.text(row: Int(observation.row), column: Int(observation.column)))
  }
}

/// A series as one table prints it.
package struct SourceSeries: Sendable, Hashable {
  package var key: SeriesKey
  package var unit: UnitOfMeasure
  /// How figures of areas that later became one are combined.
  package var combine: CombineRule

  package init(key: SeriesKey, unit: UnitOfMeasure, combine: CombineRule) {
    self.key = key
    self.unit = unit
    self.combine = combine
  }
}

/// How a quantity behaves when areas merge.
package enum CombineRule: String, Sendable, Hashable, CaseIterable {
  /// A total: the parts add up (by the share each part sends).
  case sum
  /// A rate, average or index: the area that lives on keeps its own figure.
  case keep
}

/// One figure of one cell.
package struct Observation: Sendable {
  package var area: AreaCode
  package var year: ReferenceYear
  /// In the unit of its series; meaningless where `status.isMissing`.
  package var value: Double
  package var status: ObservationStatus
  package var series: Int32
  package var sheet: Int32
  package var row: Int32
  package var column: Int32

  package init(
    area: AreaCode, year: ReferenceYear, value: Double, status: ObservationStatus, series: Int32, sheet: Int32,
    row: Int32, column: Int32
  ) {
    self.area = area
    self.year = year
    self.value = value
    self.status = status
    self.series = series
    self.sheet = sheet
    self.row = row
    self.column = column
  }
}

/// Spreadsheet addresses: row and column from 0, `C7` as text.
package enum A1Address {
  package static func text(row: Int, column: Int) -> String { columnName(column) + String(row + 1) }

  /// A, B, … Z, AA …
  package static func columnName(_ column: Int) -> String {
    var letters: [UInt8] = []
    var n = column
    repeat {
      letters.append(UInt8(65 + n % 26))
      n = n / 26 - 1
    } while n >= 0
    return String(decoding: letters.reversed(), as: UTF8.self)
  }
}
