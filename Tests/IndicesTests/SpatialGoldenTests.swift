import Definitions
import Indices
import PanelModel
import Testing
import _TestSupport

/// Location quotients, city co-agglomeration and upgrading against REAT 3.0.3, EconGeo 2.1 and a reference in double
/// precision, through the stage where there is a panel.
@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct SpatialGoldenTests {
  private func record(_ method: String, _ file: String, _ worst: Double) -> Double {
    GoldenReport.record(method: method, file: file, worst: worst)
    return worst
  }

  private func numbers(_ csv: GoldenCSV) -> [[Double?]] {
    csv.rows.map { $0.dropFirst().map { Double($0) } }
  }

  @Test(arguments: ["REAT_locq_5x5", "EconGeo_location_quotient_5x5"]) func locationQuotients(file: String) throws {
    let table = numbers(try GoldenCSV("spatial/inputs/econgeo_5x5.csv")).map { $0.compactMap { $0 } }
    let csv = try GoldenCSV(padded: "spatial/expected/\(file).csv")
    let theirs = numbers(csv)
    let totals = table.map { $0.stableSum() }
    var worst = 0.0
    for i in 0..<5 {
      let ours = LocationQuotient.values(part: table.map { $0[i] }, total: totals)
      worst = max(worst, worstDifference(ours, theirs.map { $0[i] }))
    }
    #expect(record("location_quotient", csv.path, worst) <= 1e-12)
  }

  @Test func cityCoagglomeration() throws {
    let input = try GoldenCSV("spatial/inputs/city_sector_emp.csv")
    let sectors = input.header.filter { $0.hasPrefix("s") }
    #expect(sectors.count == 19)
    let data = try GoldenPanel(input, columns: sectors, unit: "city", time: "year")
    let csv = try GoldenCSV("spatial/expected/ref_city_coagg.csv")
    #expect(try csv.text("city") == input.text("city") && csv.text("year") == input.text("year"))
    let services = ["s07", "s08", "s10", "s11", "s12", "s14"]
    var worst = 0.0
    for (variant, column) in [("A", "coagg_A_yang2013"), ("B", "coagg_B_chen2016")] {
      let options = MethodOptions([
        "variant": .text(variant), "manufacturing": .text("s03"),
        "services": .list(services.map { .text($0) }), "total": .list(sectors.map { .text($0) }),
        "base": .text("sample"),
      ])
      let definition = MeasureDefinition(code: "theta", measure: "coagglomeration", options: options)
      var findings: [Finding] = []
      let output = try IndicesStage(definition: definition).run(data.panel, findings: &findings)
      #expect(findings.isEmpty)
      #expect(output.columns.map(\.column.code) == ["theta", "theta_lq_manufacturing", "theta_lq_services"])
      for (series, name) in zip(output.columns, [column, "lq_m", "lq_s"]) {
        worst = max(worst, worstDifference(data.inFileOrder(series.series), try csv.numbers(name)))
      }
    }
    #expect(record("coagglomeration", csv.path, worst) <= 1e-12)
  }

  @Test func upgrading() throws {
    let input = try GoldenCSV("spatial/inputs/three_sector.csv")
    let names = ["va1", "va2", "va3", "l1", "l2", "l3"]
    let data = try GoldenPanel(input, columns: names, unit: "city", time: "year")
    let csv = try GoldenCSV("spatial/expected/ref_upgrading.csv")
    #expect(try csv.text("city") == input.text("city") && csv.text("year") == input.text("year"))
    let options = MethodOptions([
      "value_added": .list(names[..<3].map { .text($0) }), "employment": .list(names[3...].map { .text($0) }),
    ])
    var findings: [Finding] = []
    let output = try IndicesStage(
      definition: MeasureDefinition(code: "upgrading", measure: "upgrading", options: options)
    ).run(data.panel, findings: &findings)
    let columns = ["isu_level", "ts_ratio", "theil_TL", "fu_W"]
    #expect(output.columns.map(\.column.output.name) == ["level", "ts", "tl", "angle"])
    var worst = 0.0
    for (column, name) in zip(output.columns, columns) {
      // The file holds inf and nan where ours is missing with a reason.
      let theirs = try csv.numbers(name).map { $0.flatMap { $0.isFinite ? $0 : nil } }
      worst = max(worst, worstDifference(data.inFileOrder(column.series), theirs))
      let missing = column.series.statuses.filter(\.isMissing)
      #expect(missing.allSatisfy { $0 == .missingCannotExist })
      #expect(missing.count == theirs.count { $0 == nil })
    }
    #expect(findings.contains { $0.code == .measureUndefined && $0.indicator == "upgrading_ts" })
    #expect(record("upgrading", csv.path, worst) <= 1e-12)
  }

  /// Treated cities of the file as the stage's caller would give them.
  private func coordinates() throws -> (seats: [AreaCode: GeographicPoint], treated: [AreaCode: ReferenceYear]) {
    let csv = try GoldenCSV("spatial/inputs/coords.csv")
    let cities = try csv.numbers("city")
    let years = try csv.numbers("treat_year")
    var seats: [AreaCode: GeographicPoint] = [:]
    var treated: [AreaCode: ReferenceYear] = [:]
    for (i, place) in zip(try csv.numbers("lon"), try csv.numbers("lat")).enumerated() {
      let area = AreaCode(Int32(cities[i] ?? 0))
      seats[area] = GeographicPoint(longitude: try #require(place.0), latitude: try #require(place.1))
      if let year = years[i], year > 0 { treated[area] = ReferenceYear(Int32(year)) }
    }
    return (seats, treated)
  }

  @Test func distances() throws {
    let seats = try coordinates().seats
    let csv = try GoldenCSV("spatial/expected/ref_distance.csv")
    let haversine = Haversine(radius: Haversine.roundedRadius)
    let ours = try zip(try csv.numbers("c1"), try csv.numbers("c2")).map { a, b -> Double? in
      let first = try #require(seats[AreaCode(Int32(a ?? 0))])
      let second = try #require(seats[AreaCode(Int32(b ?? 0))])
      return haversine.kilometres(first, second)
    }
    #expect(ours.count == 435)
    #expect(record("distance", csv.path, worstDifference(ours, try csv.numbers("km"))) <= 1e-12)
  }

  @Test func bands() throws {
    let (seats, treated) = try coordinates()
    let csv = try GoldenCSV("spatial/expected/ref_bands.csv")
    let keys = zip(try csv.numbers("city"), try csv.numbers("year")).map {
      PanelKey(area: AreaCode(Int32($0 ?? 0)), year: ReferenceYear(Int32($1 ?? 0)))
    }.sorted()
    let rows = try zip(try csv.numbers("city"), try csv.numbers("year")).map { city, year in
      try #require(
        keys.firstIndex(of: PanelKey(area: AreaCode(Int32(city ?? 0)), year: ReferenceYear(Int32(year ?? 0)))))
    }
    let edges = stride(from: 0.0, through: 500, by: 50).map { $0 }
    let bands = try #require(DistanceBands(edges: edges, distances: Haversine(radius: Haversine.roundedRadius)))
    let counts = bands.liveNeighbours(of: keys, seats: seats, firstTreated: treated)
    var differing = 0
    for ring in 0..<10 {
      let theirs = try csv.numbers("N\(50 * (ring + 1))")
      for (i, row) in rows.enumerated() where (counts[ring][row] ?? -1 > 0 ? 1.0 : 0) != theirs[i] { differing += 1 }
    }
    #expect(differing == 0)
    #expect(counts.joined().contains { $0 ?? 0 > 0 })
    #expect(record("distance", csv.path, Double(differing)) == 0)
  }

  /// Rings and their counts of 280 cities in 15 years, with the mean radius.
  @Test func bandsOfTheSyntheticPanel() throws {
    let csv = try GoldenCSV("did/data/synth_280x15.csv")
    let cities = try csv.numbers("city")
    let years = try csv.numbers("year")
    let first = try csv.numbers("first_treat")
    let places = zip(try csv.numbers("lon"), try csv.numbers("lat")).map { ($0 ?? 0, $1 ?? 0) }
    var seats: [AreaCode: GeographicPoint] = [:]
    var treated: [AreaCode: ReferenceYear] = [:]
    let keys = cities.indices.map { i in
      let area = AreaCode(Int32(cities[i] ?? 0))
      seats[area] = GeographicPoint(longitude: places[i].0, latitude: places[i].1)
      if let year = first[i], year > 0 { treated[area] = ReferenceYear(Int32(year)) }
      return PanelKey(area: area, year: ReferenceYear(Int32(years[i] ?? 0)))
    }
    #expect(keys == keys.sorted() && keys.count == 4200)
    let bands = try #require(DistanceBands(edges: [0, 50, 100, 150, 200, 250, 300]))
    let counts = bands.liveNeighbours(of: keys, seats: seats, firstTreated: treated)
    var differing = 0
    for ring in 0..<6 {
      let name = "ring_\(50 * ring)_\(50 * ring + 50)"
      let any = try csv.numbers(name)
      let number = try csv.numbers("n\(name)")
      for i in keys.indices {
        let ours = Double(counts[ring][i] ?? -1)
        differing += ours != number[i] || (ours > 0 ? 1 : 0) != any[i] ? 1 : 0
      }
    }
    #expect(record("distance", csv.path, Double(differing)) == 0)
  }

  @Test func distancesWithTheMeanRadius() throws {
    let panel = try GoldenCSV("did/data/synth_280x15.csv")
    let cities = try panel.numbers("city")
    let points = zip(try panel.numbers("lon"), try panel.numbers("lat")).map { lon, lat in
      GeographicPoint(longitude: lon ?? 0, latitude: lat ?? 0)
    }
    let seats = Dictionary(zip(cities, points)) { a, _ in a }
    let csv = try GoldenCSV("did/data/synth_W_invdist300.csv")
    let ours = try zip(try csv.numbers("i"), try csv.numbers("j")).map { a, b -> Double? in
      Haversine().kilometres(try #require(seats[a]), try #require(seats[b]))
    }
    #expect(record("distance", csv.path, worstDifference(ours, try csv.numbers("dist_km"))) <= 1e-12)
  }
}
