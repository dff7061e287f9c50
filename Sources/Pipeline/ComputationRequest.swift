import Definitions
import Foundation
import Indices
import PanelFiles
import PanelModel

/// What a line of the shell asks `compute` for, in its words.
package struct ComputationRequest: Sendable {
  /// A method, the code of an index or measure of the project, or the path of a definition.
  package var method: String
  package var file: String
  /// `name=value`, the value as in a definition.
  package var options: [String] = []
  package var ids: [String] = []
  package var columns: [String] = []
  package var negative: [String] = []
  /// `NAME=DIRECTION`, the direction as in a definition: `density={target: 50}`.
  package var directions: [String] = []
  /// `NAME=FILE`: tables of plants or firms.
  package var tables: [String] = []

  package init(method: String, file: String) {
    self.method = method
    self.file = file
  }

  /// Reads the files and makes the computation.
  /// - Throws: `PipelineError`, `DefinitionError`, `PanelFileError`.
  package func computation(in project: Project) throws -> Computation {
    if method == EllisonGlaeserMeasure.info.name, !options.contains(where: { $0.hasPrefix("industries=") }),
      PlantFile.isOfPlants(file)
    {
      return try ofPlants()
    }
    let input = try ComputationInput(try Self.table(file), ids: ids)
    let catalog = try project.exists("indicators") ? Validation.load(project) : nil
    var computation = Computation(
      try task(catalog), on: input, options: try MethodOptions(parsing: options, headers: input.headers))
    computation.columns = try columns.map { try code($0, input) }
    if case .index(let index) = computation.task, let catalog {
      for leaf in index.tree.leaves { computation.directions[leaf] = catalog.base(leaf)?.direction }
    }
    computation.directions.merge(try statedDirections(input)) { _, stated in stated }
    if let catalog { computation.context = try MeasureContext(catalog: catalog, project: project) }
    try addTables(to: &computation.context)
    return computation
  }

  /// A file of plants is summed while it is read; there are no areas x industries to put into a panel.
  private func ofPlants() throws -> Computation {
    guard columns.count <= 1 else {
      throw PipelineError.message(
        "--columns names \(columns.count) columns of sizes of plants", remedy: "Name one: --columns emp.")
    }
    let plants = try PlantFile(path: file, employment: columns.first)
    return Computation(.plants(plants), on: .none, options: try MethodOptions(parsing: options, headers: [:]))
  }

  private func code(_ name: String, _ input: ComputationInput) throws(PipelineError) -> IndicatorCode {
    let code = try ComputationInput.code(of: name)
    _ = try input.column(code)
    return code
  }

  /// The directions the line itself states. They go before those of a project.
  /// - Throws: for a column that is absent or named twice, and for what is no direction.
  private func statedDirections(_ input: ComputationInput) throws -> [IndicatorCode: IndicatorDirection] {
    var stated: [IndicatorCode: IndicatorDirection] = [:]
    for name in negative { stated[try code(name, input)] = .negative }
    for pair in directions {
      guard let cut = pair.firstIndex(of: "="), cut != pair.startIndex else {
        throw PipelineError.message(
          "'\(pair)' is not NAME=DIRECTION", remedy: "Write --direction 'density={target: 50}'.")
      }
      let name = String(pair[..<cut])
      let column = try code(name, input)
      guard stated[column] == nil else {
        throw PipelineError.message("The direction of '\(name)' is given twice", remedy: "Keep one of them.")
      }
      stated[column] = try YAMLDocument.parse(
        String(pair[pair.index(after: cut)...]), file: "--direction \(name)"
      ).direction()
    }
    return stated
  }

  /// What means a missing value beside an empty field.
  static let missingMarks = ["NA", "NaN", "nan", "."]

  static func table(_ path: String) throws -> DataTable {
    try CSVReader(missingMarks: missingMarks).read(try bytes(path), file: path)
  }

  private static func bytes(_ path: String) throws(PipelineError) -> [UInt8] {
    if let data = try? Data(contentsOf: URL(fileURLWithPath: path)) { return Array(data) }
    throw .message("\(path) cannot be read", remedy: "Check the path.")
  }

  private func task(_ catalog: Catalog?) throws -> Computation.Task {
    if method.hasSuffix(".yaml") || method.hasSuffix(".yml") { return try Self.definition(method) }
    let methods = MethodCatalog.named(method)
    if methods.count == 1 { return .method(methods[0]) }
    if methods.count > 1 {
      let names = methods.map { "\($0.kind.rawValue):\(method)" }.joined(separator: " or ")
      throw PipelineError.message("'\(method)' is a method of \(methods.count) kinds", remedy: "Write \(names).")
    }
    if let index = catalog?.indices.first(where: { $0.code.rawValue == method }) { return .index(index) }
    if let measure = catalog?.measures.first(where: { $0.code.rawValue == method }) { return .measure(measure) }
    throw PipelineError.message(
      "'\(method)' is no method, and no index or measure of the project", remedy: MethodCatalog.remedy(for: method))
  }

  static func definition(_ path: String) throws -> Computation.Task {
    guard let text = try? String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8) else {
      throw PipelineError.message("\(path) cannot be read", remedy: "Check the path.")
    }
    let root = try YAMLDocument.parse(text, file: path)
    if (try? root.map())?.entries.contains(where: { $0.key == "measure" }) == true {
      return .measure(try MeasureDefinition(root))
    }
    return .index(try IndexDefinition(root))
  }

  /// Tables named on the command line: of plants if they have regions, else of firms.
  private func addTables(to context: inout MeasureContext) throws {
    for pair in tables {
      guard let cut = pair.firstIndex(of: "="), cut != pair.startIndex else {
        throw PipelineError.message("'\(pair)' is not NAME=FILE", remedy: "Write --table plants=plants.csv.")
      }
      let name = String(pair[..<cut])
      let path = String(pair[pair.index(after: cut)...])
      let units = try MeasureContext.units(try Self.bytes(path), file: path)
      if units.arePlants { context.plantTables[name] = units.table } else { context.firmTables[name] = units.table }
    }
  }
}

extension MethodOptions {
  /// Reads `name=value`, each value as YAML: `variant=B`, `services=[banks, transport]`, `imbalance={below: 0.4}`. Texts
  /// that are headers of the file become their codes.
  package init(parsing pairs: [String], headers: [IndicatorCode: String]) throws(DefinitionError) {
    let codes = Dictionary(headers.map { ($0.value, $0.key.rawValue) }, uniquingKeysWith: { a, _ in a })
    self.init()
    for pair in pairs {
      guard let cut = pair.firstIndex(of: "="), cut != pair.startIndex else {
        throw DefinitionError(
          place: nil, message: "'\(pair)' is not an option of the form name=value",
          remedy: "Write --option shift=0.001.")
      }
      let name = String(pair[..<cut])
      if values[name] != nil {
        throw DefinitionError(place: nil, message: "The option '\(name)' is given twice", remedy: "Keep one of them.")
      }
      let file = "--option \(name)"
      let value = try YAMLDocument.parse(String(pair[pair.index(after: cut)...]), file: file).optionValue()
      values[name] = value.renamed(codes)
      places[name] = DefinitionPlace(file: file, line: 1, column: 1)
    }
  }
}

extension OptionValue {
  /// The value with texts replaced by the map, where it has them.
  fileprivate func renamed(_ names: [String: String]) -> OptionValue {
    switch self {
    case .text(let text): .text(names[text] ?? text)
    case .list(let items): .list(items.map { $0.renamed(names) })
    case .map(let entries): .map(entries.map { OptionEntry(names[$0.key] ?? $0.key, $0.value.renamed(names)) })
    case .number, .flag: self
    }
  }
}
