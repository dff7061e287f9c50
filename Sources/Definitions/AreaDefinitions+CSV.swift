import PanelModel

/// Reads the lists of `indicators/areas/`. A list is a CSV with a header row; columns are found by name.
package struct AreaListReader {
  private let file: String
  private let header: [String]
  private let rows: [DelimitedText.Row]

  /// `required` columns must be there; others may.
  package init(text: String, file: String, required: [String]) throws(DefinitionError) {
    let all = DelimitedText.rows(text)
    self.file = file
    header = all.first?.fields ?? []
    rows = Array(all.dropFirst())
    if let missing = required.first(where: { !header.contains($0) }) {
      throw DefinitionError(
        place: DefinitionPlace(file: file, line: 1, column: 1), message: "The column '\(missing)' is missing",
        remedy: Suggestions.sentence(for: missing, among: header))
    }
  }

  /// Runs `body` on every row.
  package func map<T>(_ body: (AreaListRow) throws(DefinitionError) -> T) throws(DefinitionError) -> [T] {
    var result: [T] = []
    for row in rows {
      if row.fields.count != header.count {
        throw DefinitionError(
          place: DefinitionPlace(file: file, line: row.line, column: 1),
          message: "The row has \(row.fields.count) fields where the header has \(header.count)",
          remedy: "Check its commas and quotes.")
      }
      result.append(try body(AreaListRow(file: file, header: header, row: row)))
    }
    return result
  }
}

/// One row of an area list.
package struct AreaListRow {
  let file: String
  let header: [String]
  let row: DelimitedText.Row

  func text(_ name: String) -> String {
    header.firstIndex(of: name).map { row.fields[$0] } ?? ""
  }

  func list(_ name: String) -> [String] {
    text(name).split(separator: "|").map { PrintedText.trimmed(String($0)) }.filter { !$0.isEmpty }
  }

  func code(_ name: String) throws(DefinitionError) -> AreaCode {
    guard let code = AreaCode(text(name)) else { throw error(name, "an area code") }
    return code
  }

  func year(_ name: String) throws(DefinitionError) -> Int32? {
    let text = text(name)
    if text.isEmpty { return nil }
    guard let year = Int32(text) else { throw error(name, "a year") }
    return year
  }

  func number(_ name: String) throws(DefinitionError) -> Double? {
    let text = text(name)
    if text.isEmpty { return nil }
    guard let x = Double(text), x.isFinite else { throw error(name, "a number") }
    return x
  }

  func error(_ name: String, _ expected: String) -> DefinitionError {
    DefinitionError(
      place: DefinitionPlace(file: file, line: row.line, column: 1),
      message: "'\(text(name))' in column '\(name)' is not \(expected)", remedy: "Write \(expected).")
  }
}

extension AreaSpell {
  init(_ row: AreaListRow) throws(DefinitionError) {
    code = try row.code("code")
    name = Title(zh: row.text("name_zh"), en: row.text("name_en"))
    kind = row.text("kind")
    firstYear = try row.year("from") ?? .min
    lastYear = try row.year("to") ?? .max
    province = AreaCode(row.text("province"))
    rank = row.text("rank")
    if let longitude = try row.number("lon"), let latitude = try row.number("lat") {
      seat = Seat(longitude: longitude, latitude: latitude)
    }
    alsoPrinted = row.list("names_also")
    misprints = row.list("misprints")
    if name.zh.isEmpty && name.en.isEmpty { throw row.error("name_zh", "a name (in name_zh or name_en)") }
    if firstYear > lastYear { throw row.error("from", "a year up to 'to'") }
  }
}

extension Province {
  init(_ row: AreaListRow) throws(DefinitionError) {
    code = try row.code("code")
    name = Title(zh: row.text("name_zh"), en: row.text("name_en"))
    shortName = row.text("short_zh")
    region3 = row.text("region3")
    region4 = row.text("region4")
    seat = AreaCode(row.text("seat_code"))
  }
}

extension AreaChange {
  init(_ row: AreaListRow) throws(DefinitionError) {
    guard let year = try row.year("year") else { throw row.error("year", "a year") }
    self.year = ReferenceYear(year)
    kind = row.text("kind")
    from = try row.code("from_code")
    to = try row.code("to_code")
    share = try row.number("share")
    note = row.text("note")
  }
}
