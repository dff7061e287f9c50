import Foundation
import Hashing

/// The `NAME.source.yaml` beside a workbook.
struct Sidecar {
  var edition: Int
  var referenceYear: Int
  var number: String
  var title: Bilingual
  var fileName: String
  var bytes: Data
  var seed: UInt64

  /// The sidecar's text, with the workbook's size and hash.
  var text: String {
    """
    # SYNTHETIC SAMPLE (合成数据): real areas, invented figures. Not official statistics. See Docs/Sample.md.
    yearbook: china-city-yearbook
    edition: \(edition)
    reference_year: \(referenceYear)
    table: {number: "\(number)", title: {zh: \(title.zh), en: "\(title.en)"}}
    producer: SampleYearbooks, the seeded generator of this package (seed \(seed))
    accessed: \(edition)-12-01
    licence: synthetic sample, CC0
    synthetic: true
    file: {name: \(fileName), bytes: \(bytes.count), sha256: \(SHA256Digest.hex(of: Array(bytes)))}

    """
  }
}
