import Definitions
import Indices
import PanelFiles
import PanelModel

/// A CSV as a panel: its columns of numbers by code, its rows by area and year, and the way back.
package struct ComputationInput: Sendable {
  package let panel: Panel
  /// Header of each column of numbers by its code.
  package let headers: [IndicatorCode: String]
  private let ids: [DataColumn]
  /// The panel's row of each row of the file.
  private let rows: [Int]
  private let keys: [PanelKey]
  private let seats: [AreaCode: GeographicPoint]

  /// Nothing: for what brings its own figures.
  static let none = ComputationInput()

  private init() { (panel, headers, ids, rows, keys, seats) = (Panel(keys: []), [:], [], [], [], [:]) }

  /// - Parameter ids: headers of the columns that name a row: the area, then the year. None: each row is an area.
  /// - Throws: if the table is empty, a column is absent, two rows have one name, or two headers one code.
  package init(_ table: DataTable, ids names: [String]) throws(PipelineError) {
    guard table.rowCount > 0 else {
      throw .message("The table has no rows", remedy: "Give a CSV with a header and rows.")
    }
    guard names.count <= 2 else {
      throw .message("--id names \(names.count) columns", remedy: "Name the column of areas and that of years.")
    }
    var ids: [DataColumn] = []
    for name in names {
      guard let column = table[name] else {
        throw .message(
          "The table has no column '\(name)'", remedy: Suggestions.sentence(for: name, among: table.columns.map(\.name))
        )
      }
      ids.append(column)
    }
    self.ids = ids
    keys = try Self.keys(ids, count: table.rowCount)
    var panel = Panel(keys: keys)
    guard panel.rowCount == keys.count else {
      throw .message(
        "\(keys.count - panel.rowCount) rows have the area and year of another row",
        remedy: "Name the columns that tell rows apart: --id area,year.")
    }
    rows = keys.compactMap { panel.row(of: $0) }
    var headers: [IndicatorCode: String] = [:]
    for column in table.columns where !names.contains(column.name) {
      guard let values = Self.numbers(column) else { continue }
      let code = try Self.code(of: column.name)
      if let other = headers[code] {
        throw .message("The headers '\(other)' and '\(column.name)' are both '\(code)'", remedy: "Rename one of them.")
      }
      headers[code] = column.name
      var ordered = [Double?](repeating: nil, count: values.count)
      for (row, value) in zip(rows, values) { ordered[row] = value }
      panel[code] = PanelSeries(ordered, whenNil: .missing)
    }
    guard !headers.isEmpty else {
      throw .message(
        "The table has no column of numbers", remedy: "Decimal points are dots; missing is an empty cell or NA.")
    }
    self.headers = headers
    self.panel = panel
    seats = Self.seats(panel)
  }

  /// The code of a header: in lower case, other signs than letters and digits as `_`.
  package static func code(of header: String) throws(PipelineError) -> IndicatorCode {
    let plain = String(header.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    if let code = IndicatorCode(validating: plain) { return code }
    throw .message(
      "The header '\(header)' cannot be a code",
      remedy: "Rename it: letters, digits and _, at most 32, starting with a letter.")
  }

  /// The context with the places of the file's columns lon and lat added.
  func context(_ context: MeasureContext) -> MeasureContext {
    var result = context
    result.seats.merge(seats) { _, own in own }
    return result
  }

  /// A column by code.
  func column(_ code: IndicatorCode) throws(PipelineError) -> PanelSeries {
    if let series = panel[code] { return series }
    throw .message(
      "The table has no column of numbers '\(code)'",
      remedy: Suggestions.sentence(for: code.rawValue, among: panel.codes.map(\.rawValue)))
  }

  /// The columns that name the panel's rows, in the order of the panel.
  var nameColumns: [DataColumn] {
    var places = [Int](repeating: 0, count: rows.count)
    for (place, row) in rows.enumerated() { places[row] = place }
    let own = ids.isEmpty ? [DataColumn("row", .int32(rows.indices.map { Int32($0 + 1) }))] : ids
    return DataTable(columns: own).rows(places).columns
  }

  /// Columns of a panel with the same rows, beside those that name them, in the order of the file.
  func table(of panel: Panel, columns: [(code: IndicatorCode, name: String)]) -> DataTable {
    var result = ids
    if ids.isEmpty { result.append(DataColumn("row", .int32(rows.indices.map { Int32($0 + 1) }))) }
    for column in columns {
      guard let series = panel[column.code] else { continue }
      result.append(DataColumn(headers[column.code] ?? column.name, .double(rows.map { series[$0] })))
    }
    return DataTable(columns: result)
  }

  // MARK: reading

  private static func numbers(_ column: DataColumn) -> [Double?]? {
    switch column.values {
    case .double(let values): values
    case .int32(let values): values.map { $0.map(Double.init) }
    case .text(let values): values.allSatisfy { $0 == nil } ? values.map { _ in nil } : nil
    }
  }

  private static func keys(_ ids: [DataColumn], count: Int) throws(PipelineError) -> [PanelKey] {
    let areas = ids.isEmpty ? (0..<count).map { Int32($0 + 1) } : try areas(ids[0])
    guard ids.count == 2 else { return areas.map { PanelKey(area: AreaCode($0), year: ReferenceYear(1)) } }
    var known: [Int32] = []
    if case .int32(let years) = ids[1].values { known = years.compactMap { $0 } }
    guard known.count == count else {
      throw .message(
        "The column '\(ids[1].name)' does not hold a year in every row", remedy: "Name the area first: --id area,year.")
    }
    return zip(areas, known).map { PanelKey(area: AreaCode($0), year: ReferenceYear($1)) }
  }

  /// Whole numbers stand for themselves; texts are numbered in order.
  private static func areas(_ column: DataColumn) throws(PipelineError) -> [Int32] {
    var result: [Int32?]
    switch column.values {
    case .int32(let values): result = values
    case .double(let values): result = values.map { $0.flatMap { Int32(exactly: $0) } }
    case .text(let values):
      let names = Set(values.compactMap { $0 }).sorted()
      let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0 + 1)) })
      result = values.map { $0.flatMap { numbers[$0] } }
    }
    let known = result.compactMap { $0 }
    guard known.count == result.count else {
      throw .message("The column '\(column.name)' does not name an area in every row", remedy: "Fill it.")
    }
    return known
  }

  /// Where the areas are, if the file says it in columns lon and lat.
  private static func seats(_ panel: Panel) -> [AreaCode: GeographicPoint] {
    var seats: [AreaCode: GeographicPoint] = [:]
    guard let longitudes = panel["lon"], let latitudes = panel["lat"] else { return seats }
    for (i, key) in panel.keys.enumerated() where seats[key.area] == nil {
      guard let longitude = longitudes[i], let latitude = latitudes[i], abs(longitude) <= 180, abs(latitude) <= 90
      else { continue }
      seats[key.area] = GeographicPoint(longitude: longitude, latitude: latitude)
    }
    return seats
  }
}
