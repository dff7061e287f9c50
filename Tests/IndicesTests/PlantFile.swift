import Compression
import Foundation
import Indices
import _TestSupport

/// Plants of a reference file by industry, over all regions of the file in order of name.
struct PlantFile {
  /// In the order given, or in order of number.
  let industries: [String]
  let regions: [String]
  /// Plant employment by industry.
  let plants: [[Double]]
  /// Employment by industry and region.
  let employment: [[Double]]

  init(_ csv: GoldenCSV, region: String = "region", industry: String = "industry", employment column: String) throws {
    let rows = zip(try csv.text(industry), zip(try csv.text(region), try csv.numbers(column)))
    let plain = rows.map { (industry: $0 ?? "", region: $1.0 ?? "", size: $1.1 ?? 0) }
    industries = Set(plain.map(\.industry)).sorted(by: Self.byNumber)
    regions = Set(plain.map(\.region)).sorted(by: Self.byNumber)
    let i = Dictionary(uniqueKeysWithValues: industries.enumerated().map { ($1, $0) })
    let r = Dictionary(uniqueKeysWithValues: regions.enumerated().map { ($1, $0) })
    var plants = [[Double]](repeating: [], count: industries.count)
    var table = [[Double]](repeating: Array(repeating: 0, count: regions.count), count: industries.count)
    for row in plain {
      guard let a = i[row.industry], let b = r[row.region] else { continue }
      plants[a].append(row.size)
      table[a][b] += row.size
    }
    self.plants = plants
    employment = table
  }

  /// Industries 2 and 10 in the order of numbers, names in the order of text.
  private static func byNumber(_ a: String, _ b: String) -> Bool {
    if let x = Int(a), let y = Int(b) { return x < y }
    return a < b
  }

  func shares(_ reference: IndustryShares.Reference = .aggregateShare, totals: [Double]? = nil) -> IndustryShares {
    IndustryShares(employment: employment, reference: reference, regionTotals: totals)
  }

  /// The index of every industry by name.
  func indices(_ shares: IndustryShares) -> [String: EllisonGlaeserIndex] {
    var result: [String: EllisonGlaeserIndex] = [:]
    for (i, name) in industries.enumerated() {
      guard let sizes = PlantSizes(employment: plants[i]) else { continue }
      result[name] = EllisonGlaeserIndex(shares, industry: i, plants: sizes)
    }
    return result
  }
}

extension GoldenCSV {
  /// Reads a file whose cells are padded with blanks.
  init(padded path: String) throws {
    let raw = try GoldenCSV(path)
    let lines = ([raw.header] + raw.rows).map { row in
      row.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: ",")
    }
    try self.init(path: path, text: lines.joined(separator: "\n"))
  }

  /// Reads a file packed with gzip.
  init(gzip path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: SharedFolder.golden(path)))
    try self.init(path: path, text: String(decoding: try Gzip.decompress(bytes), as: UTF8.self))
  }
}
