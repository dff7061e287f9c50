import Definitions
import PanelModel

/// Capital stocks of areas by perpetual inventory from yearly investment.
package struct CapitalStockMeasure: Measure {
  private enum Start: Sendable {
    case rule(PerpetualInventory.Initial)
    case column(IndicatorCode)
  }

  private let code: IndicatorCode
  private let investment: IndicatorCode
  private let priceIndex: IndicatorCode?
  private let baseYear: ReferenceYear?
  private let depreciation: Double
  private let start: Start

  package static let info = MethodInfo(
    name: "capital_stock",
    title: Title(zh: "资本存量（永续盘存法）", en: "Capital stock by perpetual inventory"),
    formula: "K_t = I_t / P_t + (1 - d) K_(t-1); K_0 = (I_0 / P_0) / (g + d), or (I_0 / P_0) / number, or stated",
    source: "Goldsmith (1951); Zhang Jun, Wu Guiying and Zhang Jipeng, 经济研究 2004(10); Harberger (1978) for g + d",
    options: [
      .init("investment", allowed: "code", default: nil, meaning: "Gross fixed investment of the year."),
      .init(
        "price_index", allowed: "code", default: "none: investment is real already",
        meaning: "Price index of investment against the year before (上年=100), chained onto base_year."),
      .init("base_year", allowed: "year", default: "(with price_index)", meaning: "The year whose prices are used."),
      .init("depreciation", allowed: "0 <= number < 1", default: "0.096", meaning: "d, the same in every year."),
      .init(
        "initial", allowed: "steady_growth | number > 0 | code", default: nil,
        meaning: "K_0: I_0 / (g + d); I_0 over the number (0.1 in Zhang Jun et al.); or the column of the stock."
      ),
      .init(
        "growth_years", allowed: "whole number >= 1", default: "5",
        meaning: "g is the geometric mean growth of real investment over these first years (fewer if there are fewer)."),
    ],
    edges: [
      "The stock begins in an area's first year with real investment, and with a stated stock in the first year both exist.",
      "A later year without investment or price index ends the stock: that year and all after it are missing (MEA-012).",
      "steady_growth with g + d <= 0, or investment of 0 at either end: the stock is missing (cannot exist).",
      "Investment below 0 is excluded.",
    ])

  package static let outputs = [
    MeasureOutput("stock", title: Title(zh: "资本存量", en: "Capital stock"), isMain: true),
    MeasureOutput("real_investment", title: Title(zh: "不变价投资", en: "Investment at constant prices")),
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    investment = try options.requiredCode("investment")
    priceIndex = try options.code("price_index")
    baseYear = try options.wholeNumber("base_year").map { ReferenceYear(Int32(clamping: $0)) }
    if (priceIndex == nil) != (baseYear == nil) {
      throw DefinitionError(
        place: options.places["base_year"] ?? options.places["price_index"] ?? options.place,
        message: "'price_index' and 'base_year' belong together", remedy: "Write both, or neither for real investment.")
    }
    depreciation = try options.number("depreciation", default: 0.096)
    guard depreciation >= 0, depreciation < 1 else {
      throw options.error("depreciation", expected: "a number of 0 or more and below 1, such as 0.096")
    }
    let growthYears = try options.wholeNumber("growth_years") ?? 5
    guard growthYears >= 1 else { throw options.error("growth_years", expected: "a whole number of 1 or more") }
    switch options["initial"] {
    case .text("steady_growth")?: start = .rule(.steadyGrowth(years: growthYears))
    case .number(let divisor)? where divisor > 0: start = .rule(.dividedBy(divisor))
    case .text?: start = .column(try options.requiredCode("initial"))
    case nil: throw options.missing("initial")
    default: throw options.error("initial", expected: "'steady_growth', a number above 0 or the code of a column")
    }
  }

  package var inputs: [IndicatorCode] {
    var codes = [investment]
    if let priceIndex { codes.append(priceIndex) }
    if case .column(let column) = start { codes.append(column) }
    return distinct(codes)
  }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let real = try realInvestment(panel)
    var stock = PanelSeries(count: panel.rowCount)
    var stated: PanelSeries?
    if case .column(let column) = start { stated = try panel.sizes([column], for: code) }
    var tally = Tally()
    for rows in panel.rowsByArea {
      for i in rows { stock.setMissing(i, real.statuses[i]) }
      let first = rows.first { real[$0] != nil && (stated == nil || stated?[$0] != nil) }
      guard let first else { continue }
      fill(&stock, real, from: first, in: rows, panel.keys, stated: stated, &tally)
    }
    if tally.broken > 0 {
      findings.append(
        Finding(
          .chainBroken, indicator: code,
          message: "'\(code)' is missing in \(tally.broken) rows because an earlier year of the area has no investment",
          remedy: "Fill the gaps of '\(investment)' inside the series.", count: tally.broken))
    }
    findings += UndefinedValues.findings(
      about: code, count: tally.undefined, because: "growth of investment and depreciation give no first stock")
    return MeasureResult(series: [.init("stock", stock), .init("real_investment", real)])
  }

  private struct Tally {
    var broken = 0
    var undefined = 0
  }

  /// One area: the years from `first` without a gap.
  private func fill(
    _ stock: inout PanelSeries, _ real: PanelSeries, from first: Int, in rows: Range<Int>, _ keys: [PanelKey],
    stated: PanelSeries?, _ tally: inout Tally
  ) {
    var end = first
    while end < rows.upperBound, real[end] != nil, keys[end].year.rawValue - keys[first].year.rawValue == end - first {
      end += 1
    }
    for i in end..<rows.upperBound {
      tally.broken += 1
      stock.setMissing(i, real.statuses[i].combined(with: .missing))
    }
    var initial = PerpetualInventory.Initial.stated(stated?[first] ?? 0)
    if case .rule(let rule) = start { initial = rule }
    let inventory = PerpetualInventory(depreciation: depreciation, initial: initial)
    guard let stocks = inventory.stocks((first..<end).compactMap { real[$0] }) else {
      tally.undefined += end - first
      for i in first..<end { stock.setMissing(i, .missingCannotExist) }
      return
    }
    var status = ObservationStatus.normal
    for (i, value) in zip(first..<end, stocks) {
      status = status.combined(with: real.statuses[i])
      stock.set(i, value, status)
    }
  }

  /// Investment at the prices of the base year.
  private func realInvestment(_ panel: Panel) throws(MeasureError) -> PanelSeries {
    let nominal = try panel.sizes([investment], for: code)
    guard let priceIndex, let baseYear else { return nominal }
    let index = try panel.series(priceIndex, for: code)
    var result = PanelSeries(count: panel.rowCount)
    for rows in panel.rowsByArea {
      let levels = PriceChain.levels(index, rows: rows, keys: panel.keys, base: baseYear)
      for (i, level) in zip(rows, levels) {
        let status = nominal.statuses[i]
        if let value = nominal[i], let level {
          result.set(i, value / level, status.combined(with: index[i] == nil ? .normal : index.statuses[i]))
        } else {
          result.setMissing(i, nominal[i] == nil ? status : .missing)
        }
      }
    }
    return result
  }
}

/// Price levels from indices against the year before.
enum PriceChain {
  /// The level of each row, 1 in the base year; nil where the chain from the base year is broken.
  static func levels(
    _ index: PanelSeries, rows: Range<Int>, keys: [PanelKey], base: ReferenceYear
  ) -> [Double?] {
    var levels = [Double?](repeating: nil, count: rows.count)
    guard let start = rows.first(where: { keys[$0].year == base }) else { return levels }
    levels[start - rows.lowerBound] = 1
    func step(_ i: Int) -> Double? {
      guard keys[i].year.rawValue - keys[i - 1].year.rawValue == 1, let value = index[i], value > 0 else { return nil }
      return value / 100
    }
    for i in (start + 1)..<max(rows.upperBound, start + 1) {
      guard let before = levels[i - 1 - rows.lowerBound], let change = step(i) else { break }
      levels[i - rows.lowerBound] = before * change
    }
    for i in ((rows.lowerBound + 1)..<max(start + 1, rows.lowerBound + 1)).reversed() {
      guard let after = levels[i - rows.lowerBound], let change = step(i) else { break }
      levels[i - 1 - rows.lowerBound] = after / change
    }
    return levels
  }
}
