import Clean
import Definitions
import Foundation
import PanelModel

/// The panel that stands in `output/` when a build begins, compared with the new one: figures that went away, and values
/// that moved by a power of ten. What it finds depends on what stood there, so it is told and not written into the panel.
struct PreviousVintage {
  private let table: DataTable
  /// Row of the table by area and year.
  private let rows: [PanelKey: Int]

  /// nil if no panel of this name stands, or none that can be read.
  init?(_ project: Project, panel: String) {
    guard project.exists("output/panels/\(panel)/panel.csv.zst"),
      let table = try? BuiltPanelFile.read(project, panel: panel), case .int32(let areas)? = table["city_id"]?.values,
      case .int32(let years)? = table["year"]?.values
    else { return nil }
    self.table = table
    var rows: [PanelKey: Int] = [:]
    for (row, (area, year)) in zip(areas, years).enumerated() {
      guard let area, let year else { continue }
      rows[PanelKey(area: AreaCode(area), year: ReferenceYear(year))] = row
    }
    self.rows = rows
  }

  /// Findings about the columns of a panel, in their order.
  func findings(_ codes: [IndicatorCode], _ scored: ScoredPanel, _ catalog: Catalog, _ tables: [IngestedTable])
    -> [Finding]
  {
    codes.flatMap { code -> [Finding] in
      guard let series = scored.panel[code], let column = table[code.rawValue], let before = Self.numbers(column) else {
        return []
      }
      let isFigure = catalog.base(code) != nil || scored.columns[SeriesKey(code)] != nil
      let lost = lostFindings(code, series, before, scored.panel)
      return lost + (isFigure ? slipFindings(code, series, before, scored, catalog, tables) : [])
    }
  }

  private static func numbers(_ column: DataColumn) -> [Double?]? {
    switch column.values {
    case .int32(let values): values.map { $0.map(Double.init) }
    case .double(let values): values
    case .text: nil
    }
  }

  /// One finding for each year in which areas lost their value.
  private func lostFindings(
    _ code: IndicatorCode, _ series: PanelSeries, _ before: [Double?], _ panel: Panel
  ) -> [Finding] {
    panel.rowsByYear.compactMap { year, rows -> Finding? in
      let lost = rows.filter { row in
        series[row] == nil && self.rows[panel.keys[row]].flatMap { before[$0] } != nil
      }
      guard !lost.isEmpty else { return nil }
      let had = rows.count { row in self.rows[panel.keys[row]].flatMap { before[$0] } != nil }
      let names = lost.prefix(5).map { panel.keys[$0].area.description }.joined(separator: ", ")
      return Finding(
        .valuesLost, indicator: code, year: year,
        message: "\(code) of \(year) has lost the values of \(lost.count) of the \(had) areas that had one in the last "
          + "build (\(names)\(lost.count > 5 ? ", …" : ""))",
        remedy: "Look for workbooks taken away and rows not read any more (ING-004, ING-007).", count: lost.count)
    }
  }

  /// A value 10, 100, 1,000 or 10,000 times the last one, or the like part of it.
  private struct Slip {
    var row: Int
    var power: Int
    var before: Double
    var now: Double
  }

  private func slipFindings(
    _ code: IndicatorCode, _ series: PanelSeries, _ before: [Double?], _ scored: ScoredPanel, _ catalog: Catalog,
    _ tables: [IngestedTable]
  ) -> [Finding] {
    let keys = scored.panel.keys
    let corrected = Set(scored.cleaned.corrections.map(\.origin))
    var compared = 0
    var slips: [Slip] = []
    for row in keys.indices {
      guard let now = series[row], now > 0, let old = rows[keys[row]].flatMap({ before[$0] }), old > 0 else { continue }
      compared += 1
      let power = Self.power(now / old)
      // A correction moves a value on purpose.
      let isCorrected = power != 0 && origins(code, row, scored, catalog).contains(where: corrected.contains)
      if power != 0, !isCorrected { slips.append(Slip(row: row, power: power, before: old, now: now)) }
    }
    if let first = slips.first, slips.count > 1, slips.count * 2 > compared {
      return [
        Finding(
          .movedByPowerOfTen, indicator: code,
          message:
            "\(code) is \(Self.words(first.power)) that of the last build in \(slips.count) of \(compared) cells: "
            + "the unit changed?",
          remedy: "Compare the unit of its table columns and formula with the books.", count: slips.count)
      ]
    }
    func location(_ origin: SourceColumn.Origin) -> SourceLocation {
      let table = tables[Int(origin.table)]
      return table.location(of: table.observations[Int(origin.observation)])
    }
    return slips.map { slip in
      let key = keys[slip.row]
      return Finding(
        .movedByPowerOfTen, location: origins(code, slip.row, scored, catalog).first.map(location), indicator: code,
        area: key.area,
        year: key.year,
        message:
          "\(code) of \(key) is \(Self.short(slip.now)), \(Self.words(slip.power)) the \(Self.short(slip.before)) "
          + "of the last build: a digit too many or too few?",
        remedy: "Run: almanac explain \(key.area) \(key.year) \(code), and compare its cells with the book.")
    }
  }

  /// The printed figures of the row itself that a value is made from.
  private func origins(
    _ code: IndicatorCode, _ row: Int, _ scored: ScoredPanel, _ catalog: Catalog
  ) -> [SourceColumn.Origin] {
    let base = catalog.base(code)
    let keys = base?.formula.references.map { SeriesKey($0.0, $0.1 ?? base?.scope ?? .wholeCity) } ?? [SeriesKey(code)]
    return keys.compactMap { scored.columns[$0]?.origins[row] }
  }

  /// The power of ten from -4 to 4 a factor is within a tenth of; 0 for none.
  private static func power(_ factor: Double) -> Int {
    guard factor >= 5 || factor <= 0.2 else { return 0 }
    for power in 1...4 {
      var ten = 1.0
      for _ in 0..<power { ten *= 10 }
      if factor / ten > 1 / 1.1, factor / ten < 1.1 { return power }
      if factor * ten > 1 / 1.1, factor * ten < 1.1 { return -power }
    }
    return 0
  }

  private static func words(_ power: Int) -> String {
    let number = ["10", "100", "1,000", "10,000"][min(abs(power), 4) - 1]
    return power > 0 ? "\(number) times" : "a \(number)th of"
  }

  private static func short(_ x: Double) -> String { DecimalText.rounded(x, significant: 4) }
}
