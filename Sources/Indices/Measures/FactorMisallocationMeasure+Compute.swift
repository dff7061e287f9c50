import PanelModel

extension FactorMisallocationMeasure {
  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let columns = try sizes.map { c throws(MeasureError) in Self.positive(try panel.sizes([c], for: code)) }
    var elasticities = try elasticities(panel, columns)
    let odd = elasticities.filter { !$0.value.arePlausible }.keys.sorted()
    findings += implausibleFindings(odd, of: elasticities.count)
    if implausible == .missing { for area in odd { elasticities[area] = nil } }
    let known = PanelSeries(panel.keys.map { elasticities[$0.area]?.capital })
    let complete = CompleteRows(panel, columns: columns + [known], total: columns[0])
    var rows = Rows(count: panel.rowCount)
    for i in panel.keys.indices {
      let status = Panel.status(columns, row: i)
      rows.setMissing(i, status.isMissing ? status : .missingCannotExist)
    }
    for year in complete.years {
      let areas = year.rows.compactMap { i -> FactorMisallocation.Area? in
        guard let y = columns[0][i], let k = columns[1][i], let l = columns[2][i],
          let b = elasticities[panel.keys[i].area]
        else { return nil }
        return FactorMisallocation.Area(output: y, capital: k, labour: l, elasticities: b)
      }
      let result = FactorMisallocation(areas)
      for (n, i) in year.rows.enumerated() {
        rows.set(i, result.capital[n], result.labour[n], Panel.status(columns, row: i))
      }
    }
    findings += complete.findings(about: code, needing: "output, capital, labour or an elasticity")
    if let winsorize { rows.winsorize(winsorize.low, winsorize.high) }
    return MeasureResult(series: rows.series, tables: [.init("elasticities", Self.table(elasticities))])
  }

  /// Sizes above 0; 0 has no logarithm and no share, and is excluded.
  private static func positive(_ sizes: PanelSeries) -> PanelSeries {
    var result = sizes
    for i in 0..<sizes.count where sizes[i] == 0 { result.setMissing(i, .excluded) }
    return result
  }

  private func elasticities(
    _ panel: Panel, _ columns: [PanelSeries]
  ) throws(MeasureError) -> [AreaCode: ProductionFunction.Elasticities] {
    switch source {
    case .given(let pair): return Dictionary(uniqueKeysWithValues: panel.areas.map { ($0, pair) })
    case .estimated(let returns, let slopes, let yearEffects):
      let observations = panel.keys.indices.compactMap { i -> ProductionFunction.Observation? in
        guard let y = columns[0][i], let k = columns[1][i], let l = columns[2][i] else { return nil }
        return .init(area: panel.keys[i].area, year: panel.keys[i].year, output: y, capital: k, labour: l)
      }
      if let fit = ProductionFunction(observations, returns: returns, slopes: slopes, yearEffects: yearEffects) {
        return fit.elasticities
      }
      throw MeasureError(
        .notIdentified, measure: code,
        message:
          "the elasticities of '\(code)' cannot be estimated from \(observations.count) rows with output, capital"
          + " and labour above 0: within areas and beside the year effects nothing varies",
        remedy: "Give more years or areas, write 'slopes: common', or give 'elasticities'.")
    }
  }

  private func implausibleFindings(_ odd: [AreaCode], of all: Int) -> [Finding] {
    guard !odd.isEmpty else { return [] }
    let names = odd.prefix(5).map(\.description).joined(separator: ", ")
    return [
      Finding(
        .implausibleElasticity, indicator: code,
        message: "an elasticity of '\(code)' lies outside (0, 1) in \(odd.count) of \(all) areas: \(names)"
          + (odd.count > 5 ? ", …" : ""),
        remedy: implausible == .keep
          ? "See the table of elasticities; write 'slopes: common' or 'implausible: missing', or winsorise, and say so."
          : "These areas are missing and have no part in the totals; see the table of elasticities.",
        count: odd.count)
    ]
  }

  private static func table(_ elasticities: [AreaCode: ProductionFunction.Elasticities]) -> DataTable {
    let sorted = elasticities.sorted { $0.key < $1.key }
    return DataTable(columns: [
      DataColumn("area", .int32(sorted.map { $0.key.rawValue }), title: Title(zh: "地区代码", en: "Area code")),
      DataColumn(
        "beta_k", .double(sorted.map { $0.value.capital }), title: Title(zh: "资本产出弹性", en: "Elasticity of capital")),
      DataColumn(
        "beta_l", .double(sorted.map { $0.value.labour }), title: Title(zh: "劳动产出弹性", en: "Elasticity of labour")),
    ])
  }

  /// The columns while they are filled.
  private struct Rows {
    var gamma: [PanelSeries]
    var tau: [PanelSeries]

    init(count: Int) {
      gamma = [PanelSeries(count: count), PanelSeries(count: count)]
      tau = gamma
    }

    mutating func setMissing(_ i: Int, _ status: ObservationStatus) {
      for factor in 0..<2 {
        gamma[factor].setMissing(i, status)
        tau[factor].setMissing(i, status)
      }
    }

    mutating func set(
      _ i: Int, _ capital: FactorMisallocation.Distortion?, _ labour: FactorMisallocation.Distortion?,
      _ status: ObservationStatus
    ) {
      for (factor, value) in [capital, labour].enumerated() {
        guard let value else { continue }
        gamma[factor].set(i, value.gamma, status)
        tau[factor].set(i, value.tau, status)
      }
    }

    mutating func winsorize(_ low: Double, _ high: Double) {
      for factor in 0..<2 {
        let sorted = tau[factor].values.compactMap { $0 }.sorted()
        guard let floor = Percentile.value(low, ofSorted: sorted),
          let ceiling = Percentile.value(high, ofSorted: sorted)
        else { continue }
        for i in 0..<tau[factor].count {
          guard let value = tau[factor][i], value < floor || value > ceiling else { continue }
          tau[factor].set(i, min(max(value, floor), ceiling), tau[factor].statuses[i].combined(with: .treated))
        }
      }
    }

    var series: [MeasureResult.Series] {
      let absolute = tau.map { series in PanelSeries(series.values.map { $0.map(abs) }, series.statuses) }
      return [
        .init("abs_tau_k", absolute[0]), .init("abs_tau_l", absolute[1]), .init("tau_k", tau[0]),
        .init("tau_l", tau[1]), .init("gamma_k", gamma[0]), .init("gamma_l", gamma[1]),
      ]
    }
  }
}

/// Percentiles by linear interpolation between order statistics (type 7).
enum Percentile {
  /// Nil for no values.
  static func value(_ percent: Double, ofSorted values: [Double]) -> Double? {
    guard let last = values.last else { return nil }
    let place = percent / 100 * Double(values.count - 1)
    let low = Int(place.rounded(.down))
    guard low + 1 < values.count else { return last }
    return values[low] + (place - Double(low)) * (values[low + 1] - values[low])
  }
}
