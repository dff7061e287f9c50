import Foundation

/// A project of nineteen areas in a folder of its own: two municipalities, a renamed city, a city that was divided, a
/// prefecture that became a city, and pilots of two batches.
struct SmallProject {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sample-\(UUID().uuidString)")
    path = folder.path
    let areas = folder.appendingPathComponent("indicators/areas")
    try FileManager.default.createDirectory(at: areas, withIntermediateDirectories: true)
    for (name, text) in Self.files { try Data(text.utf8).write(to: areas.appendingPathComponent(name)) }
  }

  /// Every file below `raw/sample` with its bytes, by relative path.
  func outputs() throws -> [String: Data] {
    let root = path + "/raw/sample"
    var found: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
      var isFolder: ObjCBool = false
      let full = root + "/" + name
      guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), !isFolder.boolValue else { continue }
      found[name] = try Data(contentsOf: URL(fileURLWithPath: full))
    }
    return found
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  private static let files = [
    "provinces.csv": """
    code,name_zh,name_en,short_zh,region3,region4,seat_code
    110000,北京市,Beijing,北京,east,east,110000
    320000,江苏省,Jiangsu,江苏,east,east,320100
    340000,安徽省,Anhui,安徽,central,central,340100
    420000,湖北省,Hubei,湖北,central,central,420100
    520000,贵州省,Guizhou,贵州,west,west,520100

    """,
    "prefectures.csv": """
    code,name_zh,name_en,kind,from,to,province,rank,lon,lat,names_also,misprints
    110000,北京市,Beijing,municipality,,,110000,municipality,116.40,39.90,,
    320100,南京市,Nanjing,city,,,320000,sub_provincial,118.79,32.06,,
    320200,无锡市,Wuxi,city,,,320000,other,120.31,31.49,,
    320300,徐州市,Xuzhou,city,,,320000,other,117.28,34.20,,
    320500,苏州市,Suzhou,city,,,320000,other,120.58,31.30,,
    340100,合肥市,Hefei,city,,,340000,capital,117.22,31.82,,
    340200,芜湖市,Wuhu,city,,,340000,other,118.43,31.35,,
    340500,马鞍山市,Ma'anshan,city,,,340000,other,118.51,31.67,,
    341400,巢湖市,Chaohu,city,,2010,340000,other,117.86,31.60,,
    420100,武汉市,Wuhan,city,,,420000,sub_provincial,114.30,30.59,,
    420600,襄樊市,Xiangfan,city,,2009,420000,other,112.12,32.01,襄阳市,
    420600,襄阳市,Xiangyang,city,2010,,420000,other,112.12,32.01,襄樊市|Xiangfan,
    520100,贵阳市,Guiyang,city,,,520000,capital,106.63,26.65,,
    520500,毕节市,Bijie,city,2011,,520000,other,105.29,27.29,毕节地区,
    522400,毕节地区,Bijie,prefecture,,2010,520000,other,105.29,27.29,,

    """,
    "changes.csv": """
    year,kind,from_code,to_code,share,share_basis,note,source
    2010,rename,420600,420600,1,name only,,
    2011,split,341400,340100,0.5,,,
    2011,split,341400,340200,0.3,,,
    2011,split,341400,340500,0.2,,,
    2011,upgrade,522400,520500,1,whole territory,,
    2015,transfer,340800,340700,,,,

    """,
    "broadband-china.csv": """
    batch,entry_zh,area_code,applies_to,note
    2014,北京市,110000,prefecture,
    2014,苏州市,320500,prefecture,
    2014,昆山市,320500,part,
    2015,襄阳市,420600,prefecture,
    2016,毕节市,520500,prefecture,

    """,
  ]
}
