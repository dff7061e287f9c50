import Definitions
import Indices
import PanelFiles
import PanelModel

extension MeasureContext {
  /// Class tables, seats and divisions of areas of the catalog; tables of plants from `raw/plants/NAME.csv` (columns
  /// region, industry, employment and, unless they stand for every year, year) and of firms from `raw/firms/NAME.csv`
  /// (sector, output, capital, wages and, if there are several, year).
  /// - Throws: `PanelFileError` if such a table cannot be read.
  init(catalog: Catalog, project: Project) throws {
    let plants = try Self.tables("raw/plants", project)
    let firms = try Self.tables("raw/firms", project)
    let classes = Dictionary(catalog.classes.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
    self.init(
      classTables: classes, plantTables: plants, firmTables: firms, seats: catalog.areas.seats,
      groupings: catalog.areas.groupings)
  }

  private static func tables(_ folder: String, _ project: Project) throws -> [String: DataTable] {
    var tables: [String: DataTable] = [:]
    for path in project.exists(folder) ? project.files(below: folder) : [] where path.hasSuffix(".csv") {
      guard let bytes = project.bytes(path), let file = path.split(separator: "/").last else { continue }
      tables[String(file.dropLast(4))] = try units(bytes, file: path, arePlants: folder == "raw/plants").table
    }
    return tables
  }

  /// A table of plants or of firms, by its columns unless it is said which.
  static func units(
    _ bytes: [UInt8], file: String, arePlants: Bool? = nil
  ) throws(PanelFileError) -> (table: DataTable, arePlants: Bool) {
    let header = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    let names = header.split(separator: ",").map { $0.filter { $0 != "\r" && $0 != "\"" } }
    let isOfPlants = arePlants ?? names.contains("region")
    var types: [String: ColumnType] =
      isOfPlants
      ? ["region": .int32, "industry": .text, "employment": .double]
      : ["sector": .text, "output": .double, "capital": .double, "wages": .double]
    // The year is the only column that need not be there.
    if names.contains("year") { types["year"] = .int32 }
    return (try CSVReader(types: types).read(bytes, file: file), isOfPlants)
  }
}

extension AreaDefinitions {
  /// The last spell of every code, in order of code.
  private var lastSpells: [AreaSpell] {
    var result: [AreaSpell] = []
    for spell in spells {
      guard let last = result.last, last.code == spell.code else {
        result.append(spell)
        continue
      }
      if spell.lastYear > last.lastYear { result[result.count - 1] = spell }
    }
    return result
  }

  /// Seats of government by area, as last listed.
  fileprivate var seats: [AreaCode: GeographicPoint] {
    var seats: [AreaCode: GeographicPoint] = [:]
    for spell in lastSpells {
      seats[spell.code] = spell.seat.map { GeographicPoint(longitude: $0.longitude, latitude: $0.latitude) }
    }
    return seats
  }

  /// Divisions of areas by name: `province`, and the labels of groups.yaml that go by a field of the area or its province.
  fileprivate var groupings: [String: AreaDivision] {
    let last = lastSpells
    var result: [String: AreaDivision] = [:]
    var provinces: [AreaCode: AreaDivision.Group] = [:]
    for spell in last {
      guard let code = spell.province else { continue }
      provinces[spell.code] = AreaDivision.Group(code: code.rawValue, title: province(code)?.name ?? Title())
    }
    result["province"] = AreaDivision(provinces)
    for group in labels {
      if case .thresholds = group.rule { continue }
      var members: [AreaCode: AreaDivision.Group] = [:]
      for spell in last {
        guard let label = label(group, of: spell.code, at: ReferenceYear(spell.lastYear)) else { continue }
        members[spell.code] = AreaDivision.Group(code: label.code, title: label.title)
      }
      result[group.code.rawValue] = AreaDivision(members)
    }
    return result
  }
}
