import Definitions
import PanelModel

/// A spatial weights matrix of the panel's areas: a table of pairs, and the files other programs read.
package struct SpatialWeightsMeasure: Measure {
  private enum Method: String, CaseIterable {
    case inverseDistance = "inverse_distance"
    case distanceBand = "distance_band"
    case nearest
    case economic
    case economicDistance = "economic_distance"
    case economicShare = "economic_share"
    case gravity
  }
  private enum Standardize: String, CaseIterable {
    case none
    case row
    case maximum
  }

  private let code: IndicatorCode
  private let rule: SpatialWeights.Rule
  private let standardize: Standardize
  private let limits: (low: Double, high: Double)
  private let leastDistance: Double
  private let distances: Haversine
  private let size: IndicatorCode?
  private let seats: [AreaCode: GeographicPoint]

  package static let info = MethodInfo(
    name: "spatial_weights",
    title: Title(zh: "空间权重矩阵", en: "Spatial weights matrix"),
    formula:
      "inverse_distance 1/d^power; distance_band 1; nearest 1 for the k nearest; economic 1/|y_i - y_j|; "
      + "economic_distance 1/(d |y_i - y_j|); economic_share (y_j / mean y)/d; gravity y_i y_j / d^2; y the mean over years",
    source:
      "Anselin (1988); Lin Guangping, Long Zhihe and Wu Mei, 经济学（季刊） 2005 and 2006 (economic forms); Cao Qingfeng "
      + "(2020) for distance bands",
    options: [
      .init(
        "method",
        allowed: "inverse_distance | distance_band | nearest | economic | economic_distance | economic_share | gravity",
        default: nil, meaning: "How much a neighbour counts."),
      .init("power", allowed: "number > 0", default: "1", meaning: "The exponent of inverse_distance."),
      .init("neighbours", allowed: "whole number >= 1", default: "(with nearest)", meaning: "k."),
      .init(
        "size", allowed: "code", default: "(with the economic forms and gravity)",
        meaning: "y, such as product per head: the mean of each area over the panel's years."),
      .init(
        "distance_km", allowed: "[low, high]", default: "no limits",
        meaning: "Only pairs in (low, high] km count; sweep low to see where a spillover ends."),
      .init(
        "least_km", allowed: "number > 0", default: "none",
        meaning: "Smaller distances are raised to it, for areas that share a seat."),
      .init(
        "standardize", allowed: "none | row | maximum", default: nil, meaning: "Rows that sum to 1; over the maximum."),
      .init("earth_radius_km", allowed: "number > 0", default: "6371.0088", meaning: "For distances."),
    ],
    edges: [
      "An area without a seat, or without a size where one is needed, is no row of the matrix (MEA-013).",
      "An area without neighbours keeps a row of zeros (MEA-013): programs treat it as an island.",
      "A pair at distance 0, or of one size, would weigh infinitely: it has no weight and is counted (MEA-001).",
      "nearest: areas at the same distance are taken in order of code. It and economic_share are not symmetric.",
      "gravity and economic forms take sizes above 0.",
    ])

  package static let outputs = [
    MeasureOutput("pairs", title: Title(zh: "空间权重", en: "Spatial weights by pair"), kind: .table, isMain: true)
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    seats = context.seats
    let method = try options.requiredChoice("method", Method.self)
    standardize = try options.requiredChoice("standardize", Standardize.self)
    distances = try options.haversine()
    let power = try options.number("power", default: 1)
    guard power > 0 else { throw options.error("power", expected: "a number above 0") }
    if method != .inverseDistance { try options.refuse("power", because: "it belongs to inverse_distance") }
    let count = try options.wholeNumber("neighbours")
    if method != .nearest { try options.refuse("neighbours", because: "it belongs to nearest") }
    size = try options.code("size")
    switch method {
    case .inverseDistance: rule = .inverseDistance(power: power)
    case .distanceBand: rule = .distanceBand
    case .nearest:
      guard let count else { throw options.missing("neighbours") }
      guard count >= 1 else { throw options.error("neighbours", expected: "a whole number of 1 or more") }
      rule = .nearest(count)
    case .economic: rule = .economic
    case .economicDistance: rule = .economicDistance
    case .economicShare: rule = .economicShare
    case .gravity: rule = .gravity
    }
    if rule.needsSizes, size == nil { throw options.missing("size") }
    if !rule.needsSizes { try options.refuse("size", because: "distances alone decide") }
    let bounds = try options.numberList("distance_km", count: 2) ?? [0, .infinity]
    guard bounds[0] >= 0, bounds[0] < bounds[1] else {
      throw options.error("distance_km", expected: "two rising numbers of 0 or more, such as [0, 300]")
    }
    limits = (bounds[0], bounds[1])
    if method == .distanceBand, bounds[1] == .infinity { throw options.missing("distance_km") }
    leastDistance = try options.number("least_km", default: 0)
    guard leastDistance > 0 || options["least_km"] == nil else {
      throw options.error("least_km", expected: "a number above 0")
    }
  }

  package var inputs: [IndicatorCode] { size.map { [$0] } ?? [] }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    var places: [AreaCode: GeographicPoint] = [:]
    for area in panel.areas { places[area] = seats[area] }
    let sizes = try self.sizes(panel)
    if size != nil { places = places.filter { sizes[$0.key] != nil } }
    var weights = SpatialWeights(
      rule, places: places, sizes: sizes, limits: limits, leastDistance: leastDistance, distances: distances)
    findings += self.findings(weights, areas: panel.areas.count)
    switch standardize {
    case .none: break
    case .row: weights = weights.rowStandardized()
    case .maximum: weights = weights.maximumStandardized()
    }
    var result = MeasureResult(tables: [.init("pairs", weights.table)])
    result.files = [
      .init(name: "\(code).gal", text: weights.gal(name: code.rawValue)),
      .init(name: "\(code).gwt", text: weights.gwt(name: code.rawValue)),
    ]
    return result
  }

  /// The mean of each area over its years; areas without one, or with one of 0 or below, are absent.
  private func sizes(_ panel: Panel) throws(MeasureError) -> [AreaCode: Double] {
    guard let size else { return [:] }
    let series = try panel.sizes([size], for: code)
    var sizes: [AreaCode: Double] = [:]
    for rows in panel.rowsByArea {
      let known = rows.compactMap { series[$0] }
      let sum = known.stableSum()
      if sum > 0 { sizes[panel.keys[rows.lowerBound].area] = sum / Double(known.count) }
    }
    return sizes
  }

  private func findings(_ weights: SpatialWeights, areas: Int) -> [Finding] {
    var result: [Finding] = []
    let absent = areas - weights.areas.count
    if absent > 0 {
      result.append(
        Finding(
          .areaWithoutPlace, indicator: code,
          message:
            "\(absent) of \(areas) areas have no seat\(size == nil ? "" : " or no size") and are not in '\(code)'",
          remedy: "Add their seats to indicators/areas, or leave them out of the panel.", count: absent))
    }
    let islands = weights.islands
    if !islands.isEmpty {
      result.append(
        Finding(
          .areaWithoutPlace, indicator: code,
          message: "\(islands.count) areas have no neighbour in '\(code)': "
            + islands.prefix(5).map(\.description).joined(separator: ", ") + (islands.count > 5 ? ", …" : ""),
          remedy: "Widen 'distance_km', or take them for islands on purpose.", count: islands.count))
    }
    return result
      + UndefinedValues.findings(
        about: code, count: weights.infinitePairs, because: "the two areas of a pair share a seat or a size")
  }
}
