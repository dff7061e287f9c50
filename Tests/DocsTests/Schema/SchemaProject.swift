import Definitions
import Foundation
import Pipeline

/// A project of the schema files' own examples, in a folder that goes when the test is over. One file at a time is
/// replaced, and the project checked as `almanac validate` checks it.
final class SchemaProject {
  private let folder: URL
  private let originals: [String: String]

  init(_ schema: SchemaFolder) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("almanac-\(UUID().uuidString)")
    var files = Self.companions
    for kind in schema.kinds { files[Self.path(of: kind)] = kind.root["examples"]?.items.first?.yamlFile }
    originals = files
    for (path, text) in files { try write(text, to: path) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Where the example of a kind lies.
  static func path(of kind: SchemaFolder.File) -> String {
    kind.pattern.replacing("**/*", with: "example").replacing("*", with: "example")
  }

  /// What is wrong with the project when a file has another text; empty if nothing is.
  func errors(with text: String, at path: String) throws -> [DefinitionError] {
    try write(text, to: path)
    defer { try? write(originals[path] ?? "", to: path) }
    let project = Project(path: folder.path)
    do throws(PipelineError) {
      _ = try Validation.load(project)
      _ = try Sources.find(project)
      return []
    } catch {
      if case .definitions(let errors) = error { return errors }
      return [DefinitionError(place: nil, message: "\(error)", remedy: "")]
    }
  }

  private func write(_ text: String, to path: String) throws {
    let url = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// Lists the examples need beside them, and a table of the columns that examples of measures name.
  private static let companions = [
    "indicators/areas/prefectures.csv": "code,name_zh,name_en,kind,province,rank,lon,lat\n"
      + "420600,襄阳市,Xiangyang,city,420000,other,112.1,32.0\n420100,武汉市,Wuhan,city,420000,sub_provincial,114.3,30.6\n",
    "indicators/areas/provinces.csv": "code,name_zh,name_en,region3,region4\n420000,湖北省,Hubei,central,central\n",
    "raw/plants/example.csv": "region,industry,employment\n420600,making,10\n",
    "raw/firms/example.csv": "sector,output,capital,wages\nmaking,10,5,3\nmaking,8,4,3\n",
    "indicators/areas/broadband-china.csv": "batch,area_code,applies_to\n2014,420100,prefecture\n",
    "indicators/vocabulary/sectors.csv": "era,code,section,zh,en,spellings\n2003-2012,trade,H,批发和零售业,,批发零售业\n"
      + "2003-2012,manufacturing,C,制造业,Manufacturing,\n"
      + "2013-2017,trade,F,批发和零售业,,\n2013-2017,manufacturing,C,制造业,Manufacturing,\n",
    "indicators/tables/example/companions.yaml": """
    table: companions
    yearbook: china-city-yearbook
    title: Columns that examples name
    areas: {header: 城市}
    columns:
    """
      + [
        "score_people", "score_land", "plants_manufacturing", "plants_services", "va_primary", "va_secondary",
        "va_tertiary", "va_total", "share_primary", "share_secondary", "share_tertiary", "emp_primary",
        "emp_secondary",
        "emp_tertiary", "investment", "price_index", "capital", "labour_force", "gdp_real", "land_built_up",
        "pollution",
        "income_urban", "income_rural", "pop_urban", "pop_rural", "school_primary", "school_college", "price_food",
        "price_clothing", "ict_workers", "treated",
      ].map { "\n  \($0): {header: \($0), unit: \"1\"}" }.joined() + "\n",
  ]
}
