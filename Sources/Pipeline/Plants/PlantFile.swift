import Foundation
import Indices
import PanelFiles
import PanelModel

/// A CSV of plants, a row a plant, summed while it is read: columns region, industry, employment and, if there are
/// several, year. Its length does not matter to memory.
package struct PlantFile: Sendable {
  /// Industries and regions in order of name, whole numbers in order of number.
  package private(set) var years: [(year: Int32?, plants: PlantTable)] = []
  package private(set) var industries: [String] = []
  /// Rows without a region, an industry, a year or employment of 0 or more.
  package private(set) var leftOut = 0

  /// Whether a file is of plants rather than of areas x industries: by its header.
  package static func isOfPlants(_ path: String) -> Bool {
    guard let rows = try? CSVRows(path: path) else { return false }
    return ["region", "industry"].allSatisfy(rows.header.contains)
  }

  /// - Parameter employment: the column of sizes if it is not `employment`.
  /// - Throws: if the file cannot be read, lacks a column, or holds a size that is no number.
  package init(path: String, employment: String? = nil) throws {
    guard let rows = try CSVRows(path: path) else {
      throw PipelineError.message("\(path) cannot be read", remedy: "Check the path.")
    }
    let names = ["region", "industry", employment ?? "employment"]
    let places = try names.map { name in
      guard let place = rows.header.firstIndex(of: name) else {
        throw PipelineError.message(
          "\(path): a table of plants needs a column '\(name)'",
          remedy: name == "employment" ? "Say which column holds sizes: --columns emp." : "Check the header.")
      }
      return place
    }
    let yearPlace = rows.header.firstIndex(of: "year")
    var (regionNames, industryNames) = (NameNumbers(), NameNumbers())
    var left = 0
    var sums: [Int32?: PlantSums] = [:]
    var (current, open): (Int32?, PlantSums) = (nil, PlantSums())
    try rows.forEach { row throws(PanelFileError) in
      let size = try Self.size(row, places[2], names[2], file: path)
      let year = try yearPlace.flatMap { place throws(PanelFileError) in try Self.year(row, place, file: path) }
      guard let size, size >= 0, !Self.isMissing(row[places[0]]), !Self.isMissing(row[places[1]]),
        yearPlace == nil || year != nil
      else {
        left += 1
        return
      }
      if let year, year != current {
        sums[current] = open
        (current, open) = (year, sums.removeValue(forKey: year) ?? PlantSums())
      }
      guard let region = regionNames.number(row, places[0]), let industry = industryNames.number(row, places[1]) else {
        throw PanelFileError(.notUTF8, file: path, row: row.number)
      }
      open.add(industry: industry, region: region, employment: size)
    }
    sums[current] = open
    if yearPlace != nil { sums.removeValue(forKey: nil) }
    open = PlantSums()
    let order = (industries: Self.order(industryNames.names), regions: Self.order(regionNames.names))
    for year in sums.keys.sorted(by: { $0 ?? 0 < $1 ?? 0 }) {
      // The sums of a year are let go once its table is made.
      guard let plants = sums.removeValue(forKey: year) else { continue }
      years.append((year, plants.table(industries: order.industries, regions: order.regions)))
    }
    (industries, leftOut) = (order.industries.map { industryNames.names[$0] }, left)
    guard !industries.isEmpty else {
      throw PipelineError.message("\(path) holds no plant", remedy: "Give a row a plant: region, industry, employment.")
    }
  }

  private static func size(
    _ row: CSVRows.Row, _ place: Int, _ name: String, file: String
  ) throws(PanelFileError) -> Double? {
    let bytes = row[place]
    if isMissing(bytes) { return nil }
    if let value = DecimalText.parse(bytes) { return value }
    let text = String(decoding: bytes.prefix(40), as: UTF8.self)
    throw PanelFileError(.wrongType(expected: .double, text: text), file: file, column: name, row: row.number)
  }

  private static func year(_ row: CSVRows.Row, _ place: Int, file: String) throws(PanelFileError) -> Int32? {
    let bytes = row[place]
    if isMissing(bytes) { return nil }
    if let value = DecimalText.parse(bytes), let year = Int32(exactly: value) { return year }
    let text = String(decoding: bytes.prefix(40), as: UTF8.self)
    throw PanelFileError(.wrongType(expected: .int32, text: text), file: file, column: "year", row: row.number)
  }

  /// An empty field, or one of the marks that `compute` takes as missing.
  private static func isMissing(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first else { return true }
    if bytes.count > 3 || (first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9")) { return false }
    return ComputationRequest.missingMarks.contains { $0.utf8.elementsEqual(bytes) }
  }

  /// Positions of names in order: 2 before 10, whole numbers before texts.
  private static func order(_ names: [String]) -> [Int] {
    let numbers = names.map { Int($0) ?? .max }
    return names.indices.sorted { (numbers[$0], names[$0]) < (numbers[$1], names[$1]) }
  }
}
