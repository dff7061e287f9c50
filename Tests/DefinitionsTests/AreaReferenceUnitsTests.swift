import Definitions
import Foundation
import PanelModel
import Testing
import _TestSupport

/// The 337 units of today in the merged reference list against the repository's: code, name, province, region, rank and
/// seat. The list leaves regions and ranks out; what it leaves out is derived here, and stated which.
@Suite struct AreaReferenceUnitsTests {
  private static let catalog = Result { try CatalogLoader.load(project: packageFolder) }
  private var areas: AreaDefinitions { get throws { try Self.catalog.get().areas } }
  private static let year = ReferenceYear(2020)

  private func units() throws -> [[String: String]] {
    let rows = try AreaReference.rows("prefectures_merged.csv")
    #expect(rows.count == 337)
    return rows
  }

  private func label(_ code: String, of area: AreaCode) throws -> String? {
    let group = try #require(try areas.labels.first { $0.code.rawValue == code })
    return try areas.label(group, of: area, at: Self.year)?.title.zh
  }

  @Test("Codes, names and provinces", .enabled(if: AreaReference.isThere, Comment(rawValue: AreaReference.absence)))
  func names() throws {
    let areas = try areas
    for unit in try units() {
      let code = try #require(AreaCode(unit["adcode"] ?? ""))
      let spell = try #require(areas.spell(code, at: Self.year), "\(code)")
      #expect(spell.name.zh == unit["name"])
      let province = try #require(spell.province.flatMap { areas.province($0) })
      #expect(province.name.zh == unit["province"], "\(spell.name.zh)")
    }
    let living = areas.spells.filter { $0.covers(Self.year) }.map(\.code)
    #expect(Set(living) == Set(try units().compactMap { AreaCode($0["adcode"] ?? "") }))
  }

  /// The list knows the region of 295 units; the other 42 have that of their province.
  @Test("Regions", .enabled(if: AreaReference.isThere, Comment(rawValue: AreaReference.absence)))
  func regions() throws {
    var derived: [String: Int] = [:]
    var stated = 0
    // What the list says of a unit must hold for its whole province, or nothing could be derived from it.
    var ofProvince: [String: String] = [:]
    for unit in try units() {
      guard let region = unit["region3"], !region.isEmpty, let province = unit["province"] else { continue }
      #expect(ofProvince[province] ?? region == region, "\(province)")
      ofProvince[province] = region
    }
    for unit in try units() {
      let code = try #require(AreaCode(unit["adcode"] ?? ""))
      let ours = try label("region3", of: code)
      let province = try #require(unit["province"])
      #expect(ours == ofProvince[province], "\(unit["name"] ?? "")")
      if unit["region3"]?.isEmpty == false { stated += 1 } else { derived[ours ?? "", default: 0] += 1 }
    }
    #expect(stated == 295)
    #expect(derived == ["东部": 2, "中部": 4, "西部": 36])
  }

  /// The list knows municipalities, sub-provincial cities and the rest; 17 of the rest are capitals of their province.
  @Test("Ranks", .enabled(if: AreaReference.isThere, Comment(rawValue: AreaReference.absence)))
  func ranks() throws {
    let words = ["直辖市": "直辖市", "副省级市": "副省级市", "地级市": "其他", "": "其他"]
    var capitals: Set<String> = []
    var unstated: [String] = []
    for unit in try units() {
      let code = try #require(AreaCode(unit["adcode"] ?? ""))
      let (name, rank) = (unit["name"] ?? "", unit["admin_level"] ?? "")
      let ours = try label("city_rank", of: code)
      if rank.isEmpty { unstated.append(name) }
      if ours == "其他省会城市" {
        #expect(rank == "地级市")
        capitals.insert(name)
      } else {
        #expect(ours == words[rank], "\(name)")
      }
    }
    #expect(unstated == ["三沙市"])
    #expect(
      capitals == [
        "石家庄市", "太原市", "呼和浩特市", "合肥市", "福州市", "南昌市", "郑州市", "长沙市", "南宁市", "海口市", "贵阳市", "昆明市", "拉萨市",
        "兰州市", "西宁市", "银川市", "乌鲁木齐市",
      ])
  }

  /// Seats the list has elsewhere: by the middle of the unit, or before a seat moved.
  private static let seats = [
    "三沙市": "the middle of the South China Sea there, 永兴岛 here", "黔西南布依族苗族自治州": "not in 兴义 there",
    "阿坝藏族羌族自治州": "not in 马尔康 there", "红河哈尼族彝族自治州": "not in 蒙自 there", "邢台市": "not in the city there",
    "儋州市": "not in 那大 there",
  ]

  @Test("Seats", .enabled(if: AreaReference.isThere, Comment(rawValue: AreaReference.absence)))
  func seats() throws {
    let areas = try areas
    var elsewhere: Set<String> = []
    var farthest = 0.0
    for unit in try units() {
      let code = try #require(AreaCode(unit["adcode"] ?? ""))
      let seat = try #require(areas.spell(code, at: Self.year)?.seat)
      let theirs = Point(
        try #require(unit["lng_bd09"].flatMap { Double($0) }), try #require(unit["lat_bd09"].flatMap { Double($0) }))
      let distance = Point(seat.longitude, seat.latitude).inGCJ02.inBD09.kilometres(to: theirs)
      if distance > 5 { elsewhere.insert(unit["name"] ?? "") } else { farthest = max(farthest, distance) }
    }
    #expect(elsewhere == Set(Self.seats.keys))
    // Two decimals of a degree: half of one is 0.56 km north and as much or less east.
    #expect(farthest < 0.85)
  }

  /// A place in degrees, moved between the systems of Chinese maps by their published formulas.
  private struct Point {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }

    var inGCJ02: Point {
      let (u, v) = (x - 105, y - 35)
      let common = (20 * sin(6 * u * .pi) + 20 * sin(2 * u * .pi)) * 2 / 3
      var north = -100 + 2 * u + 3 * v + 0.2 * v * v + 0.1 * u * v + 0.2 * abs(u).squareRoot() + common
      north += (20 * sin(v * .pi) + 40 * sin(v / 3 * .pi)) * 2 / 3
      north += (160 * sin(v / 12 * .pi) + 320 * sin(v * .pi / 30)) * 2 / 3
      var east = 300 + u + 2 * v + 0.1 * u * u + 0.1 * u * v + 0.1 * abs(u).squareRoot() + common
      east += (20 * sin(u * .pi) + 40 * sin(u / 3 * .pi)) * 2 / 3
      east += (150 * sin(u / 12 * .pi) + 300 * sin(u / 30 * .pi)) * 2 / 3
      // The ellipsoid of Krassowsky 1940.
      let (axis, flatness) = (6_378_245.0, 0.006_693_421_622_965_943)
      let angle = y / 180 * .pi
      let magic = 1 - flatness * sin(angle) * sin(angle)
      let root = magic.squareRoot()
      return Point(
        x + east * 180 / (axis / root * cos(angle) * .pi),
        y + north * 180 / (axis * (1 - flatness) / (magic * root) * .pi))
    }

    var inBD09: Point {
      let turn = Double.pi * 3000 / 180
      let radius = (x * x + y * y).squareRoot() + 0.000_02 * sin(y * turn)
      let angle = atan2(y, x) + 0.000_003 * cos(x * turn)
      return Point(radius * cos(angle) + 0.0065, radius * sin(angle) + 0.006)
    }

    func kilometres(to other: Point) -> Double {
      let (east, north) = ((x - other.x) * cos(y / 180 * .pi), y - other.y)
      return 111.2 * (east * east + north * north).squareRoot()
    }
  }
}
