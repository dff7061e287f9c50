import Definitions
import Indices
import PanelFiles
import PanelModel

extension MeasureContext {
  /// Class tables of the catalog, and tables of plants from `raw/plants/NAME.csv` (columns region, industry, employment
  /// and, unless they stand for every year, year).
  /// - Throws: `PanelFileError` if a plant table cannot be read.
  init(catalog: Catalog, project: Project) throws {
    var plants: [String: DataTable] = [:]
    for path in project.exists("raw/plants") ? project.files(below: "raw/plants") : [] where path.hasSuffix(".csv") {
      guard let bytes = project.bytes(path), let file = path.split(separator: "/").last else { continue }
      let types: [String: ColumnType] = ["region": .int32, "industry": .text, "employment": .double, "year": .int32]
      plants[String(file.dropLast(4))] = try CSVReader(types: types).read(bytes, file: path)
    }
    let classes = Dictionary(catalog.classes.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
    self.init(classTables: classes, plantTables: plants)
  }
}
