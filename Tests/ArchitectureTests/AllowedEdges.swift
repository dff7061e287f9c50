/// Which target may depend on which, after Docs/Architecture.md. A new edge is a decision, not an accident.
enum AllowedEdges {
  static let stages = ["Ingest", "Clean", "Normalize", "Weight", "Aggregate", "Indices", "Emit"]

  static let table: [String: Set<String>] = [
    "CLibXML2": [], "CZlib": [], "CZstd": [], "CXLSXWriter": [], "CGLPK": [], "CLapacke": [],
    "Compression": ["CZlib", "CZstd"],
    "LinearProgram": ["CGLPK"],
    "ExcelFile": ["CXLSXWriter"],
    "Hashing": ["Crypto"],
    "LinearAlgebra": ["CLapacke"],
    "PanelModel": [],
    "Definitions": ["PanelModel", "Yams"],
    "Spreadsheet": ["CLibXML2", "Compression", "Hashing"],
    "PanelFiles": ["PanelModel", "Compression"],
    "Ingest": ["PanelModel", "Definitions", "Spreadsheet"],
    "Clean": ["PanelModel", "Definitions"],
    "Normalize": ["PanelModel", "Definitions"],
    "Weight": ["PanelModel", "Definitions", "LinearAlgebra"],
    "Aggregate": ["PanelModel", "Definitions"],
    "Indices": ["PanelModel", "Definitions", "LinearProgram"],
    "Emit": ["PanelModel", "Definitions", "PanelFiles"],
    "Sensitivity": ["PanelModel"],
    "IndexQuality": ["PanelModel", "LinearAlgebra"],
    "Pipeline": [
      "PanelModel", "Definitions", "Spreadsheet", "Ingest", "Clean", "Normalize", "Weight", "Aggregate", "Indices",
      "Emit", "PanelFiles", "Hashing", "Compression", "Sensitivity",
      "IndexQuality",
    ],
    "Report": ["PanelModel"],
    "Almanac": ["PanelModel", "Pipeline"],
    "AlmanacCommand": [
      "Almanac", "PanelModel", "Definitions", "Spreadsheet", "Ingest", "Pipeline", "Report", "ArgumentParser",
    ],
    "SampleYearbooks": ["ExcelFile", "Hashing"],
  ]

  /// What breaks the table: unknown targets and edges it does not hold, in words.
  static func violations(_ edges: [String: Set<String>]) -> [String] {
    edges.sorted { $0.key < $1.key }.flatMap { target, dependencies -> [String] in
      guard let allowed = table[target] else { return ["the target \(target) is not in the table"] }
      return dependencies.subtracting(allowed).sorted().map { "\(target) -> \($0) is not allowed" }
    }
  }
}
