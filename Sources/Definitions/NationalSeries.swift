import PanelModel

/// A series that is the same for all areas, such as a rate of exchange (`indicators/series/CODE.csv`): columns `year`,
/// `value`, `unit` and `source`; `title_zh` and `title_en` may be added.
package struct NationalSeries: Sendable {
  package struct Point: Sendable {
    package var year: ReferenceYear
    /// In the series' unit.
    package var value: Double
    package var source: String
  }

  package var code: IndicatorCode
  package var title: Title
  package var unit: UnitOfMeasure
  package var file: String
  /// In order of year; a year without a line is missing.
  package var points: [Point]

  /// The value of a year in base units.
  package func value(_ year: ReferenceYear) -> Double? {
    points.first { $0.year == year }.map { unit.toBase($0.value) }
  }
}

extension NationalSeries {
  init(text: String, file: String, units: UnitDefinitions) throws(DefinitionError) {
    let name = String(file.split(separator: "/").last?.dropLast(4) ?? "")
    let start = DefinitionPlace(file: file, line: 1, column: 1)
    guard let code = IndicatorCode(validating: name) else {
      throw DefinitionError(
        place: start, message: "'\(name)' is not a code",
        remedy: "Name the file with lower-case letters, digits and _, such as usd_cny.csv.")
    }
    self.code = code
    self.file = file
    let reader = try AreaListReader(text: text, file: file, required: ["year", "value", "unit", "source"])
    var symbols: [String] = []
    var titles: [Title] = []
    points = try reader.map { row throws(DefinitionError) in
      guard let year = try row.year("year") else { throw row.error("year", "a year") }
      guard let value = try row.number("value") else { throw row.error("value", "a number") }
      if units.unit(named: row.text("unit")) == nil { throw row.error("unit", "a unit of indicators/units.yaml") }
      symbols.append(row.text("unit"))
      titles.append(Title(zh: row.text("title_zh"), en: row.text("title_en")))
      return Point(year: ReferenceYear(year), value: value, source: row.text("source"))
    }.sorted { $0.year < $1.year }
    guard let symbol = symbols.first, let unit = units.unit(named: symbol), Set(symbols).count == 1 else {
      throw DefinitionError(
        place: start, message: "The series has \(symbols.isEmpty ? "no lines" : "several units")",
        remedy: "Write one line a year, all in one unit.")
    }
    if let twice = zip(points, points.dropFirst()).first(where: { $0.year == $1.year }) {
      throw DefinitionError(
        place: start, message: "The year \(twice.0.year) stands twice", remedy: "Keep one of the lines.")
    }
    self.unit = unit
    title = titles.first { !$0.en.isEmpty || !$0.zh.isEmpty } ?? Title(en: name)
  }
}
