import PanelModel

/// To how many digits figures are printed, told from the figures themselves: the most digits after the point of any
/// figure of the series in its workbook.
struct PrintedPrecision {
  private let tables: [IngestedTable]
  private var known: [Place: Double] = [:]

  private struct Place: Hashable {
    var table: Int32
    var series: Int32
  }

  init(_ tables: [IngestedTable]) { self.tables = tables }

  /// Half a unit of the last printed digit of a figure's series, in base units.
  mutating func half(_ origin: SourceColumn.Origin) -> Double {
    let table = tables[Int(origin.table)]
    let series = table.observations[Int(origin.observation)].series
    let place = Place(table: origin.table, series: series)
    if let half = known[place] { return half }
    var digits = 0
    for observation in table.observations where observation.series == series && !observation.status.isMissing {
      digits = max(digits, Self.digits(observation.value))
    }
    var half = 0.5 * table.series[Int(series)].unit.multiplier
    for _ in 0..<digits { half /= 10 }
    known[place] = half
    return half
  }

  /// Digits after the point of the shortest text of a number. Sheets hold sums such as 0.30000000000000004: past the
  /// ninth digit nothing was printed.
  static func digits(_ x: Double) -> Int {
    var scale = 1.0
    for digits in 0..<9 {
      let scaled = x * scale
      if abs(scaled - scaled.rounded()) <= max(1e-9, abs(scaled) * 1e-12) { return digits }
      scale *= 10
    }
    return 9
  }
}
