import Definitions
import PanelModel

extension StructuralUpgradingMeasure {
  /// What is computed only where the definition asks for it.
  enum Extra: String, CaseIterable, Sendable {
    case tlInverse = "tl_inverse"
    case tlNegative = "tl_negative"
    case tlComplement = "tl_complement"
    case deviation
    case weightedDeviation = "weighted_deviation"
    case deviationInverse = "deviation_inverse"
    case moore
    case mooreAngle = "moore_angle"
    case lilien
    case quality

    var output: MeasureOutput {
      switch self {
      case .tlInverse: .init(rawValue, title: Title(zh: "产业结构合理化（1/TL）", en: "Rationalization, 1/TL"))
      case .tlNegative: .init(rawValue, title: Title(zh: "产业结构合理化（-TL）", en: "Rationalization, -TL"))
      case .tlComplement: .init(rawValue, title: Title(zh: "产业结构合理化（1-TL）", en: "Rationalization, 1 - TL"))
      case .deviation:
        .init(
          rawValue, title: Title(zh: "结构偏离度", en: "Structural deviation"),
          note: "A negative indicator: 0 is balanced.")
      case .weightedDeviation:
        .init(
          rawValue, title: Title(zh: "加权结构偏离度", en: "Structural deviation, weighted"),
          note: "A negative indicator: 0 is balanced.")
      case .deviationInverse:
        .init(rawValue, title: Title(zh: "产业结构合理化（偏离度倒数）", en: "Inverse of the weighted deviation"))
      case .moore: .init(rawValue, title: Title(zh: "Moore结构变化值", en: "Moore's value of structural change"))
      case .mooreAngle: .init(rawValue, title: Title(zh: "Moore结构变化夹角", en: "Moore's angle"), note: "In radians.")
      case .lilien: .init(rawValue, title: Title(zh: "Lilien指数", en: "Lilien's dispersion"))
      case .quality: .init(rawValue, title: Title(zh: "产业结构高级化的质", en: "Quality of advancement"))
      }
    }

    /// Whether it needs employment.
    var needsEmployment: Bool { self != .moore && self != .mooreAngle }
    /// Whether it needs the year before.
    var needsLag: Bool { [.moore, .mooreAngle, .lilien].contains(self) }
  }

  /// How labour productivity loses its unit.
  enum Productivity: Sendable {
    /// Over its mean over all rows of the panel, by industry.
    case mean
    /// (p - start) / (end - start), by industry, in the unit of value added over that of employment.
    case between(start: [Double], end: [Double])
  }

  static func productivity(_ options: MethodOptions) throws(DefinitionError) -> Productivity {
    let expected = "'mean', or {start: [3 numbers], end: [3 numbers]} with ends that differ from their starts"
    switch options["productivity"] {
    case nil, .text("mean")?: return .mean
    case .map(let entries)? where entries.count == 2:
      let inner = MethodOptions(
        Dictionary(entries.map { ($0.key, $0.value) }, uniquingKeysWith: { a, _ in a }), places: options.places,
        place: options.place)
      guard let start = try inner.numberList("start", count: 3), let end = try inner.numberList("end", count: 3),
        zip(start, end).allSatisfy({ $0 != $1 })
      else { throw options.error("productivity", expected: expected) }
      return .between(start: start, end: end)
    default: throw options.error("productivity", expected: expected)
    }
  }

  /// Series of the extras, each with a note about rows where it is not defined.
  func extraSeries(
    _ panel: Panel, _ composition: IndustryComposition, _ labour: IndustryComposition, _ amounts: [PanelSeries],
    _ workers: [PanelSeries], findings: inout [Finding]
  ) -> [MeasureResult.Series] {
    let productivities = extras.contains(.quality) ? productivities(amounts, workers) : []
    return extras.map { extra in
      var series = PanelSeries(count: panel.rowCount)
      var undefined = 0
      for i in panel.keys.indices {
        let needs =
          extra.needsEmployment && extra != .lilien
          ? [composition, labour] : extra == .lilien ? [labour] : [composition]
        let status = needs.reduce(ObservationStatus.normal) { $0.combined(with: $1.statuses[i]) }
        guard needs.allSatisfy({ $0.shares[i] != nil }) else {
          series.setMissing(i, status)
          continue
        }
        let before = extra.needsLag ? Self.rowBefore(i, panel.keys) : nil
        let past = before.map { j in needs.reduce(ObservationStatus.normal) { $0.combined(with: $1.statuses[j]) } }
        if extra.needsLag, past?.isMissing ?? true {
          series.setMissing(i, past ?? .missingCannotExist)
          continue
        }
        let row = Row(
          y: composition.shares[i], l: labour.shares[i], yBefore: before.flatMap { composition.shares[$0] },
          workers: workers.compactMap { $0[i] },
          workersBefore: before.map { j in workers.compactMap { $0[j] } },
          productivity: productivities.isEmpty ? [] : productivities[i])
        if let value = Self.value(extra, row) {
          series.set(i, value, status.combined(with: past ?? .normal))
        } else {
          series.setMissing(i, .missingCannotExist)
          undefined += 1
        }
      }
      findings += UndefinedValues.findings(
        about: column(of: extra.output), count: undefined,
        because: extra == .lilien
          ? "an industry has employment in one of two years only"
          : "an industry has value added and no employment, or the figure to be inverted is 0")
      return MeasureResult.Series(extra.rawValue, series)
    }
  }

  private struct Row {
    var y: [Double]?
    var l: [Double]?
    var yBefore: [Double]?
    var workers: [Double]
    var workersBefore: [Double]?
    var productivity: [Double?]
  }

  private static func value(_ extra: Extra, _ row: Row) -> Double? {
    func inverse(_ x: Double?) -> Double? { x.flatMap { $0 > 0 ? 1 / $0 : nil } }
    if extra == .lilien { return row.workersBefore.flatMap { StructuralUpgrading.lilien(row.workers, $0) } }
    guard let y = row.y else { return nil }
    let tl = row.l.flatMap { StructuralUpgrading.rationalization(y, employment: $0) }
    let weighted = row.l.flatMap { StructuralUpgrading.deviation(y, employment: $0, weighted: true) }
    switch extra {
    case .tlInverse: return inverse(tl)
    case .tlNegative: return tl.map { -$0 }
    case .tlComplement: return tl.map { 1 - $0 }
    case .deviation: return row.l.flatMap { StructuralUpgrading.deviation(y, employment: $0) }
    case .weightedDeviation: return weighted
    case .deviationInverse: return inverse(weighted)
    case .moore: return row.yBefore.map { StructuralUpgrading.moore(y, $0) }
    case .mooreAngle: return row.yBefore.map { StructuralUpgrading.mooreAngle(y, $0) }
    case .quality: return StructuralUpgrading.quality(y, productivity: row.productivity)
    case .lilien: return nil
    }
  }

  /// The row of the same area a year before.
  private static func rowBefore(_ i: Int, _ keys: [PanelKey]) -> Int? {
    guard i > 0, keys[i - 1].area == keys[i].area, keys[i - 1].year.advanced(by: 1) == keys[i].year else { return nil }
    return i - 1
  }

  /// Labour productivity without a unit of each row and industry; nil where there is no employment.
  private func productivities(_ amounts: [PanelSeries], _ workers: [PanelSeries]) -> [[Double?]] {
    let rows = amounts.first?.count ?? 0
    let plain = (0..<rows).map { i in
      zip(amounts, workers).map { v, l -> Double? in
        guard let v = v[i], let l = l[i], l > 0 else { return nil }
        return v / l
      }
    }
    switch productivity {
    case .between(let start, let end):
      return plain.map { row in
        row.enumerated().map { j, p in p.map { ($0 - start[j]) / (end[j] - start[j]) } }
      }
    case .mean:
      let means = amounts.indices.map { j -> Double in
        let known = plain.compactMap { $0[j] }
        return known.isEmpty ? 0 : known.stableSum() / Double(known.count)
      }
      return plain.map { row in row.enumerated().map { j, p in p.flatMap { means[j] > 0 ? $0 / means[j] : nil } } }
    }
  }
}
