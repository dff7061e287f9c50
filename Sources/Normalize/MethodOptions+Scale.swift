import Definitions
import PanelModel

extension MethodOptions {
  /// Two numbers, the first below the second; the default if the key is absent.
  func ends(_ key: String, default value: (Double, Double)) throws(DefinitionError) -> (Double, Double) {
    guard let given = self[key] else { return value }
    guard let ends = Self.ends(given) else {
      throw error(key, expected: "two numbers, the smaller first, such as [0, 100]")
    }
    return ends
  }

  /// Two finite numbers that rise; nil for anything else.
  static func ends(_ value: OptionValue) -> (Double, Double)? {
    guard case .list(let ends) = value, ends.count == 2, case .number(let lo) = ends[0],
      case .number(let hi) = ends[1], lo < hi, lo.isFinite, hi.isFinite
    else { return nil }
    return (lo, hi)
  }

  /// A whole number; nil if the key is absent.
  func integer(_ key: String) throws(DefinitionError) -> Int32? {
    guard self[key] != nil else { return nil }
    let number = try number(key, default: 0)
    guard let whole = Int32(exactly: number) else { throw error(key, expected: "a whole number") }
    return whole
  }
}

/// Fixed ends of each indicator's own scale, in its unit: one pair for all, or a pair a code.
struct PostTable: Sendable {
  private let common: (Double, Double)?
  private let byCode: [IndicatorCode: (Double, Double)]
  private let order: [IndicatorCode]
  private let place: DefinitionPlace?

  init(_ options: MethodOptions, key: String) throws(DefinitionError) {
    place = options.places[key] ?? options.place
    guard let value = options[key] else { throw options.missing(key) }
    var byCode: [IndicatorCode: (Double, Double)] = [:]
    var order: [IndicatorCode] = []
    var common: (Double, Double)?
    if case .map(let entries) = value {
      for entry in entries {
        guard let ends = MethodOptions.ends(entry.value) else {
          throw options.error(key, expected: "a map of codes to two numbers, the smaller first, such as {a: [0, 100]}")
        }
        byCode[IndicatorCode(entry.key)] = ends
        order.append(IndicatorCode(entry.key))
      }
    } else {
      common = MethodOptions.ends(value)
      if common == nil { throw options.error(key, expected: "two numbers, the smaller first, such as [0, 100]") }
    }
    (self.byCode, self.order, self.common) = (byCode, order, common)
  }

  subscript(code: IndicatorCode) -> (Double, Double)? { common ?? byCode[code] }

  /// Every indicator has its pair, and every pair its indicator.
  func check(_ items: [NormalizationItem]) throws(DefinitionError) {
    guard common == nil else { return }
    try CodeNames(order, place: place).check(items.map(\.code), needed: items.map(\.code))
  }
}

/// Codes named in an option, to be checked against the indicators of the index.
struct CodeNames {
  let names: [IndicatorCode]
  let place: DefinitionPlace?

  init(_ names: [IndicatorCode], place: DefinitionPlace?) {
    self.names = names
    self.place = place
  }

  func check(_ known: [IndicatorCode], needed: [IndicatorCode]) throws(DefinitionError) {
    if let stranger = names.first(where: { !known.contains($0) }) {
      throw DefinitionError(
        place: place, message: "'\(stranger)' is not an indicator normalised here",
        remedy: Suggestions.sentence(for: stranger.rawValue, among: known.map(\.rawValue)))
    }
    let absent = needed.filter { !names.contains($0) }
    guard absent.isEmpty else {
      throw DefinitionError(
        place: place, message: "nothing is given for \(absent.map(\.rawValue).joined(separator: ", "))",
        remedy: "Name every indicator of the index.")
    }
  }
}

/// The rows a reference value is the mean of: those of an area, of a year, or of an area in a year.
struct ReferenceRows: Sendable {
  private let area: AreaCode?
  private let year: ReferenceYear?

  init(_ options: MethodOptions) throws(DefinitionError) {
    area = try options.integer("area").map { AreaCode($0) }
    year = try options.integer("year").map { ReferenceYear($0) }
    guard area != nil || year != nil else {
      throw DefinitionError(
        place: options.place, message: "the reference is missing",
        remedy: "Add 'area:' (a six-digit code), 'year:', or both.")
    }
  }

  static let options: [MethodInfo.Option] = [
    .init("area", allowed: "area code", default: "all areas", meaning: "The reference area."),
    .init("year", allowed: "year", default: "all years", meaning: "The reference year; area or year must be given."),
  ]

  /// The mean over the reference rows; nil where none of them has a value.
  func mean(_ sample: NormalizationSample) -> Double? {
    var sum = StableSum()
    var count = 0
    for (x, key) in zip(sample.values, sample.keys)
    where (area == nil || key.area == area) && (year == nil || key.year == year) {
      sum.add(x)
      count += 1
    }
    return count > 0 ? sum.value / Double(count) : nil
  }
}
