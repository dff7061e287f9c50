import PanelModel

/// Compares two prints of one figure: the same, rounded otherwise, or revised.
///
/// Figures are compared in base units, after corrections. Equal means to 12 digits, because 1718.53 亿元 and 17185300 万元
/// may differ in the last bit. A column's printed step is 10^-d of its unit, d the most decimals any of its figures has in
/// that workbook; two prints of different steps agree if both can be roundings of one number, that is if they differ by
/// no more than half of either step together. With equal steps every difference is a revision.
struct PrintComparison {
  let tables: [IngestedTable]
  let buckets: [SeriesBuckets]
  let order: PrintOrder
  private var steps: [Column: Double] = [:]

  private struct Column: Hashable {
    var table: Int32
    var series: Int32
  }

  init(tables: [IngestedTable], buckets: [SeriesBuckets], order: PrintOrder) {
    self.tables = tables
    self.buckets = buckets
    self.order = order
  }

  /// What a print is beside the one that holds; nil where it says nothing (a mark for missing before the first figure,
  /// or a figure a correction dropped).
  mutating func superseded(
    _ print: SourceColumnBuilder.Part, by kept: SourceColumnBuilder.Part, _ year: ReferenceYear
  ) -> SupersededValue? {
    var value = SupersededValue(
      area: print.area, year: year, kind: .withdrawn, kept: kept.origin, superseded: print.origin)
    if print.isMissing {
      let isLater = order.rank(print.origin.table) > order.rank(kept.origin.table)
      return isLater && !kept.isMissing && print.status != .excluded ? value : nil
    }
    value.kind = kind(print, kept)
    if value.kind != .reprinted && print.value != 0 {
      value.relativeChange = (kept.value - print.value) / abs(print.value)
    }
    return value
  }

  private mutating func kind(
    _ a: SourceColumnBuilder.Part, _ b: SourceColumnBuilder.Part
  ) -> SupersededValue.Kind {
    let difference = abs(a.value - b.value)
    if difference <= 1e-12 * max(abs(a.value), abs(b.value)) { return .reprinted }
    // A corrected figure is nobody's rounding.
    if a.status == .corrected || b.status == .corrected { return .revised }
    let (x, y) = (step(a.origin), step(b.origin))
    if abs(x - y) <= 1e-9 * max(x, y) { return .revised }
    return difference <= (x + y) / 2 * (1 + 1e-9) ? .rerounded : .revised
  }

  /// The printed step of an observation's column, in base units.
  private mutating func step(_ origin: SourceColumn.Origin) -> Double {
    let table = tables[Int(origin.table)]
    let series = table.observations[Int(origin.observation)].series
    let column = Column(table: origin.table, series: series)
    if let known = steps[column] { return known }
    var decimals = 0
    for o in buckets[Int(origin.table)].observations(Int(series)) {
      let observation = table.observations[Int(o)]
      if !observation.status.isMissing { decimals = max(decimals, Self.decimals(observation.value)) }
    }
    var step = table.series[Int(series)].unit.multiplier
    for _ in 0..<decimals { step /= 10 }
    steps[column] = step
    return step
  }

  /// How many decimals a figure has; digits beyond the twelfth are noise of arithmetic in the workbook.
  static func decimals(_ x: Double) -> Int {
    if x.rounded() == x { return 0 }
    let text = DecimalText.rounded(x, significant: 12)
    let parts = text.split(separator: "e")
    let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    let fraction = parts.first?.split(separator: ".").dropFirst().first?.utf8.count ?? 0
    return min(max(0, fraction - exponent), 15)
  }
}
