import Foundation

/// What went wrong while the sample was made: where, and what to do.
package struct SampleError: Error, CustomStringConvertible {
  package var place: String
  package var message: String

  package var description: String { "\(place): \(message)" }
}

/// One unit under one name (a row of `indicators/areas/prefectures.csv`).
struct AreaSpell: Sendable, Hashable {
  var code: Int
  var nameZh: String
  var nameEn: String
  var kind: String
  /// Reference years at whose end the name and code held; open ends are far away.
  var years: ClosedRange<Int>
  var province: Int
  var rank: String
  var lon: Double
  var lat: Double

  var isCity: Bool { kind == "city" || kind == "municipality" }
  var isMunicipality: Bool { kind == "municipality" }
  /// One of the 36 municipalities, sub-provincial cities and provincial capitals.
  var isHighRank: Bool { rank != "other" }
}

/// A province with its heading in the books (a row of `provinces.csv`).
struct Province: Sendable, Hashable {
  var code: Int
  var nameZh: String
  var nameEn: String
  var region: String
}

/// A succession that carries figures over (a row of `changes.csv` with a share).
struct Succession: Sendable, Hashable {
  var year: Int
  var kind: String
  var from: Int
  var to: Int
  var share: Double
}

/// The areas of the project, read at run time: the generator knows no place by itself.
package struct AreaFiles: Sendable {
  var spells: [AreaSpell]
  var provinces: [Province]
  var successions: [Succession]
  /// Code of a pilot unit to its first batch (entries for a whole prefecture only).
  var pilots: [Int: Int]

  /// Reference years the books describe. What ended before or changed outside them is not part of the model: the lists
  /// may grow at both ends without a change of the sample.
  private static let described = 2006...2020

  /// Reads `indicators/areas/` of a project.
  package init(project: String) throws {
    let folder = project + "/indicators/areas/"
    spells = try Self.rows(folder + "prefectures.csv") { row in
      AreaSpell(
        code: try row.integer("code"), nameZh: try row.text("name_zh"), nameEn: try row.text("name_en"),
        kind: try row.text("kind"),
        years: (try row.optionalInteger("from") ?? 0)...(try row.optionalInteger("to") ?? 9999),
        province: try row.integer("province"), rank: try row.text("rank"), lon: try row.number("lon"),
        lat: try row.number("lat"))
    }.filter { $0.years.overlaps(Self.described) }
      .sorted { ($0.code, $0.years.lowerBound) < ($1.code, $1.years.lowerBound) }
    provinces = try Self.rows(folder + "provinces.csv") { row in
      Province(
        code: try row.integer("code"), nameZh: try row.text("name_zh"), nameEn: try row.text("name_en"),
        region: try row.text("region3"))
    }.sorted { $0.code < $1.code }
    successions = try Self.rows(folder + "changes.csv") { row -> Succession? in
      guard let share = Double(try row.text("share")), let from = try row.optionalInteger("from_code"),
        let to = try row.optionalInteger("to_code"), from != to
      else { return nil }
      return Succession(
        year: try row.integer("year"), kind: try row.text("kind"), from: from, to: to, share: share)
    }.compactMap { $0 }.filter { Self.described.contains($0.year) }
    pilots = [:]
    let entries = try Self.rows(folder + "broadband-china.csv") { row in
      (batch: try row.integer("batch"), code: try row.optionalInteger("area_code"), part: try row.text("applies_to"))
    }
    for entry in entries where entry.part == "prefecture" {
      guard let code = entry.code else { continue }
      pilots[code] = min(entry.batch, pilots[code] ?? 9999)
    }
  }

  private static func rows<T>(_ path: String, _ read: (CSVRow) throws -> T) throws -> [T] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SampleError(place: path, message: "the file is missing; the generator reads areas from the project")
    }
    let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let first = lines.first else { throw SampleError(place: path, message: "the file is empty") }
    let header = first.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return try lines.enumerated().dropFirst().map { number, line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let place = "\(path):\(number + 1)"
      guard cells.count == header.count else {
        throw SampleError(place: place, message: "\(cells.count) fields where the header has \(header.count)")
      }
      return try read(CSVRow(place: place, cells: Dictionary(zip(header, cells)) { first, _ in first }))
    }
  }
}

/// One row of a list, by column name. The lists hold no quotes and no commas inside a field.
private struct CSVRow {
  var place: String
  var cells: [String: String]

  func text(_ column: String) throws -> String {
    guard let cell = cells[column] else { throw SampleError(place: place, message: "no column '\(column)'") }
    return cell
  }

  func optionalInteger(_ column: String) throws -> Int? {
    let cell = try text(column)
    if cell.isEmpty { return nil }
    return try integer(column)
  }

  func integer(_ column: String) throws -> Int {
    guard let number = Int(try text(column)) else {
      throw SampleError(place: place, message: "'\(cells[column] ?? "")' in column '\(column)' is not a whole number")
    }
    return number
  }

  func number(_ column: String) throws -> Double {
    guard let number = Double(try text(column)) else {
      throw SampleError(place: place, message: "'\(cells[column] ?? "")' in column '\(column)' is not a number")
    }
    return number
  }
}
