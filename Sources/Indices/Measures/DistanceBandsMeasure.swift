import Definitions
import PanelModel

/// Treated neighbours of an area by ring of distance: the regressors of spillovers.
package struct DistanceBandsMeasure: Measure {
  private enum Form: String, CaseIterable {
    case indicator
    case count
  }

  private let code: IndicatorCode
  private let treated: IndicatorCode
  private let bands: DistanceBands
  private let form: Form
  private let seats: [AreaCode: GeographicPoint]

  package static let info = MethodInfo(
    name: "distance_bands",
    title: Title(zh: "距离圈层内的处理城市", en: "Treated areas by distance band"),
    formula: "N_it^s = 1 if another area treated by year t lies in (low, high] km of area i, or how many do",
    source: "Cao Qingfeng, 中国工业经济 2020(7), by rings of 50 km; distances by haversine between seats of government",
    options: [
      .init(
        "treated", allowed: "code", default: nil,
        meaning: "A column of 1 in the years in which an area is treated and 0 in the others."),
      .init(
        "edges_km", allowed: "[numbers], rising from 0 or more", default: nil,
        meaning:
          "The edges of the rings, such as [0, 50, 100]: (0, 50] and (50, 100]. The outer edge belongs to the ring."),
      .init(
        "form", allowed: "indicator | count", default: "indicator",
        meaning: "1 if there is a treated area in the ring, or the number of them."),
      .init("earth_radius_km", allowed: "number > 0", default: "6371.0088", meaning: "For distances."),
    ],
    edges: [
      "An area never counts for itself; treated areas have rings too.",
      "A ring from 0 holds the distance 0 as well, so that two areas with one seat are near each other.",
      "An area is live from the first year in which its column is 1; a later 0 does not end it.",
      "An area without a seat is missing and counts for nobody; a finding says how many there are.",
    ])

  package static let outputs = [
    MeasureOutput("upper edge", title: Title(zh: "圈层", en: "Treated areas in a ring, a column a ring"), isMain: true)
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    seats = context.seats
    treated = try options.requiredCode("treated")
    form = try options.choice("form", default: Form.indicator)
    let radius = try options.number("earth_radius_km", default: Haversine().radius)
    guard radius > 0 else { throw options.error("earth_radius_km", expected: "a number above 0") }
    guard let edges = try options.numberList("edges_km") else { throw options.missing("edges_km") }
    guard let bands = DistanceBands(edges: edges, distances: Haversine(radius: radius)) else {
      throw options.error("edges_km", expected: "two or more rising numbers from 0 on, such as [0, 50, 100]")
    }
    self.bands = bands
  }

  package var inputs: [IndicatorCode] { [treated] }

  package var definedOutputs: [MeasureOutput] {
    zip(bands.edges, bands.edges.dropFirst()).map { low, high in
      let range = "(\(DecimalText.text(low)), \(DecimalText.text(high))] km"
      return MeasureOutput(
        Self.name(high), title: Title(zh: "圈层 \(range) 内的处理城市", en: "Treated areas within \(range)"))
    }
  }

  /// `50`, or `0p5` for half a kilometre.
  private static func name(_ edge: Double) -> String { DecimalText.text(edge).replacing(".", with: "p") }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let column = try panel.series(treated, for: code)
    var first: [AreaCode: ReferenceYear] = [:]
    for rows in panel.rowsByArea {
      guard let start = rows.first(where: { (column[$0] ?? 0) > 0 }) else { continue }
      first[panel.keys[start].area] = panel.keys[start].year
    }
    let counts = bands.liveNeighbours(of: panel.keys, seats: seats, firstTreated: first)
    var result = MeasureResult()
    for (output, ring) in zip(definedOutputs, counts) {
      var series = PanelSeries(count: panel.rowCount)
      for (i, count) in ring.enumerated() {
        guard let count else { continue }
        series.set(i, Double(form == .indicator ? min(1, count) : count), .normal)
      }
      result.series.append(.init(output.name, series))
    }
    let all = panel.areas.count
    let homeless = panel.areas.count { seats[$0] == nil }
    if homeless > 0 {
      findings.append(
        Finding(
          .areaWithoutPlace, indicator: code,
          message: "\(homeless) of \(all) areas have no seat and are not in '\(code)'",
          remedy: "Add their seats to indicators/areas, or leave them out of the panel.", count: homeless))
    }
    findings += UndefinedValues.findings(
      about: code, count: column.values.count { $0 == nil },
      because: "'\(treated)' says neither 0 nor 1 there; it counts as untreated")
    return MeasureResult(series: result.series)
  }
}
