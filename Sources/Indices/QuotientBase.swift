import Definitions
import PanelModel

/// What the areas of a location quotient are compared with: their own sum, or published national totals by year.
struct QuotientBase: Sendable {
  private enum Kind: String, CaseIterable {
    case sample
    case national
  }

  /// The national share of each part by year; nil for the sample.
  private var shares: [String: [ReferenceYear: Double]]?

  /// - Parameter parts: the names the national totals must have beside `total`.
  init(_ options: MethodOptions, parts: [String]) throws(DefinitionError) {
    if try options.choice("base", default: Kind.sample) == .sample {
      try options.refuse("national", because: "areas are compared with their sum; write 'base: national' for it")
      return
    }
    guard let value = options["national"] else { throw options.missing("national") }
    let names = ["total"] + parts
    let expected = "a map of \(names.joined(separator: ", ")) to maps of years to numbers above 0"
    guard case .map(let entries) = value, entries.map(\.key).sorted() == names.sorted() else {
      throw options.error("national", expected: expected)
    }
    var totals: [String: [ReferenceYear: Double]] = [:]
    for entry in entries {
      guard case .map(let years) = entry.value else { throw options.error("national", expected: expected) }
      for year in years {
        guard let number = Int32(year.key), case .number(let total) = year.value, total > 0 else {
          throw options.error("national", expected: expected)
        }
        totals[entry.key, default: [:]][ReferenceYear(number)] = total
      }
    }
    shares = [:]
    for part in parts {
      shares?[part] = totals[part]?.compactMapValuesWithKeys { year, amount in
        totals["total"]?[year].map { amount / $0 }
      }
    }
  }

  /// The national share of a part by year; nil where the sample is the base.
  func ratios(_ part: String) -> [ReferenceYear: Double]? { shares.map { $0[part] ?? [:] } }
}

extension Dictionary {
  fileprivate func compactMapValuesWithKeys<T>(_ transform: (Key, Value) -> T?) -> [Key: T] {
    var result: [Key: T] = [:]
    for (key, value) in self { result[key] = transform(key, value) }
    return result
  }
}
