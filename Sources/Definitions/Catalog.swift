import Foundation
import PanelModel

/// Everything in `indicators/`, read and cross-checked: what a project's researcher has written.
package struct Catalog: Sendable {
  /// A definition file as read: path relative to the project folder, and text.
  package struct File: Sendable {
    package var path: String
    package var text: String
  }

  package var units = UnitDefinitions()
  package var areas = AreaDefinitions()
  package var tables: [TableDefinition] = []
  package var base: [BaseIndicatorDefinition] = []
  package var measures: [MeasureDefinition] = []
  package var indices: [IndexDefinition] = []
  package var classes: [ClassTable] = []
  package var panels: [PanelDefinition] = []
  /// Wordings of sectors by era; empty if the project has none.
  package var sectors = SectorVocabulary()
  /// Known printed errors, in order of file and line.
  package var corrections: [CorrectionDefinition] = []
  /// Checks of printed figures, in order of file and line.
  package var checks: [CheckDefinition] = []
  /// Series that are the same for all areas (`indicators/series/CODE.csv`), in order of code.
  package var series: [NationalSeries] = []
  /// Every file read, in order of path, for the manifest.
  package var files: [File] = []

  package init() {}

  package func base(_ code: IndicatorCode) -> BaseIndicatorDefinition? { base.first { $0.code == code } }
  package func index(_ code: IndicatorCode) -> IndexDefinition? { indices.first { $0.code == code } }
  package func measure(_ code: IndicatorCode) -> MeasureDefinition? { measures.first { $0.code == code } }
  package func panel(_ code: IndicatorCode) -> PanelDefinition? { panels.first { $0.code == code } }

  /// The column definitions of a series over all tables, in order of table.
  package func columns(_ key: SeriesKey) -> [ColumnDefinition] {
    tables.flatMap(\.columns).filter { $0.code == key.indicator && $0.scopes.contains(key.scope) }
  }
}

/// Reads a folder of definitions.
package struct CatalogLoader {
  private let project: URL
  private var catalog = Catalog()
  private var errors: [DefinitionError] = []

  private init(project: URL) { self.project = project }

  /// Reads `indicators/` of a project. Every file's first mistake is reported, then every mistake between files.
  package static func load(project path: String) throws(DefinitionErrors) -> Catalog {
    var loader = CatalogLoader(project: URL(fileURLWithPath: path, isDirectory: true))
    loader.readAll()
    if !loader.errors.isEmpty { throw DefinitionErrors(loader.errors) }
    let mistakes = loader.catalog.validate()
    if !mistakes.isEmpty { throw DefinitionErrors(mistakes) }
    return loader.catalog
  }

  private mutating func readAll() {
    guard FileManager.default.fileExists(atPath: project.appendingPathComponent("indicators").path) else {
      errors.append(
        DefinitionError(
          place: nil, message: "There is no folder 'indicators' in \(project.path)",
          remedy: "Run almanac in a project folder, or make one with: almanac init DIR"))
      return
    }
    let files = Self.files(below: project.appendingPathComponent("indicators"), prefix: "indicators")
    // Units and areas first: the others are read with them.
    for path in files where path == "indicators/units.yaml" {
      yaml(path) { catalog, root throws(DefinitionError) in catalog.units = try UnitDefinitions(root) }
    }
    for path in files where path == SectorVocabulary.path { readSectors(path) }
    for path in files where path.hasPrefix("indicators/areas/") { readAreas(path) }
    catalog.areas.spells.sort { ($0.code, $0.firstYear) < ($1.code, $1.firstYear) }
    for path in files where path.hasPrefix("indicators/series/") && path.hasSuffix(".csv") { readSeries(path) }
    for path in files where path.hasSuffix(".yaml") && !path.hasPrefix("indicators/areas/") { read(path) }
    dropUnusedSectors()
    catalog.files.sort { $0.path < $1.path }
  }

  private mutating func read(_ path: String) {
    let folder = path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
    yaml(path) { catalog, root throws(DefinitionError) in
      switch folder {
      case "units.yaml", "schema": break
      case "tables":
        catalog.tables.append(try TableDefinition(root, units: catalog.units, sectors: catalog.sectors))
      case "base": catalog.base.append(try BaseIndicatorDefinition(root, units: catalog.units))
      case "measures": catalog.measures.append(try MeasureDefinition(root))
      case "indices": catalog.indices.append(try IndexDefinition(root))
      case "classes": catalog.classes.append(try ClassTable(root))
      case "checks": catalog.checks += try CheckDefinition.list(root, units: catalog.units)
      case "corrections":
        catalog.corrections += try CorrectionDefinition.list(root, units: catalog.units, areas: catalog.areas)
      case "panels": catalog.panels.append(try PanelDefinition(root))
      default:
        let known = [
          "tables", "base", "measures", "indices", "classes", "panels", "corrections", "checks", "areas", "units.yaml",
        ]
        throw DefinitionError(
          place: DefinitionPlace(file: path, line: 1, column: 1), message: "'\(folder)' is not a kind of definition",
          remedy: Suggestions.sentence(for: folder, among: known))
      }
    }
  }

  /// The list of sectors is an input of a project only where a table names a sector: see `dropUnusedSectors`.
  private mutating func readSectors(_ path: String) {
    guard let text = text(of: path) else { return }
    do throws(DefinitionError) { catalog.sectors = try SectorVocabulary(text: text, file: path) } catch {
      errors.append(error)
    }
  }

  /// Takes the list of sectors out of the files a build depends on where no table asks for it.
  private mutating func dropUnusedSectors() {
    let isUsed = catalog.files.contains { $0.path.hasPrefix("indicators/tables/") && $0.text.contains("sector:") }
    if !isUsed { catalog.files.removeAll { $0.path == SectorVocabulary.path } }
  }

  private mutating func readSeries(_ path: String) {
    guard let text = text(of: path) else { return }
    do throws(DefinitionError) {
      catalog.series.append(try NationalSeries(text: text, file: path, units: catalog.units))
    } catch { errors.append(error) }
  }

  private mutating func readAreas(_ path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    if name.hasSuffix(".yaml") {
      yaml(path) { catalog, root throws(DefinitionError) in try catalog.areas.readGroups(root) }
    } else if name.hasSuffix(".csv") {
      guard let text = text(of: path) else { return }
      do throws(DefinitionError) {
        switch name {
        case "provinces.csv":
          let reader = try AreaListReader(text: text, file: path, required: ["code", "name_zh"])
          catalog.areas.provinces = try reader.map { r throws(DefinitionError) in try Province(r) }
        case "changes.csv":
          let reader = try AreaListReader(text: text, file: path, required: ["year", "kind", "from_code", "to_code"])
          catalog.areas.changes = try reader.map { r throws(DefinitionError) in try AreaChange(r) }
        default:
          try readSpellsOrPolicy(text, path: path, name: name)
        }
      } catch { errors.append(error) }
    }
  }

  /// A list with batches is a policy, any other a list of areas.
  private mutating func readSpellsOrPolicy(_ text: String, path: String, name: String) throws(DefinitionError) {
    let isPolicy = DelimitedText.rows(text).first?.fields.contains("batch") ?? false
    if isPolicy {
      let reader = try AreaListReader(text: text, file: path, required: ["batch", "area_code", "applies_to"])
      let code = String(name.dropLast(4)).replacing("-", with: "_")
      catalog.areas.policies[code] = try TreatmentPolicy(code: code, reader)
    } else {
      let reader = try AreaListReader(text: text, file: path, required: ["code"])
      catalog.areas.spells += try reader.map { r throws(DefinitionError) in try AreaSpell(r) }
    }
  }

  private mutating func yaml(_ path: String, _ body: (inout Catalog, YAMLValue) throws(DefinitionError) -> Void) {
    guard let text = text(of: path) else { return }
    do throws(DefinitionError) {
      try body(&catalog, try YAMLDocument.parse(text, file: path))
    } catch { errors.append(error) }
  }

  private mutating func text(of path: String) -> String? {
    guard let data = try? Data(contentsOf: project.appendingPathComponent(path)),
      let text = String(data: data, encoding: .utf8)
    else {
      errors.append(
        DefinitionError(
          place: DefinitionPlace(file: path, line: 1, column: 1), message: "The file is not readable as UTF-8 text",
          remedy: "Save it as UTF-8."))
      return nil
    }
    if !catalog.files.contains(where: { $0.path == path }) {
      catalog.files.append(Catalog.File(path: path, text: text))
    }
    return text
  }

  /// Paths of all YAML and CSV files below a folder, sorted, links not followed out of order.
  private static func files(below folder: URL, prefix: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    var result: [String] = []
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = "\(prefix)/\(name)"
      var isFolder: ObjCBool = false
      let url = folder.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else { continue }
      if isFolder.boolValue {
        result += files(below: url, prefix: path)
      } else if name.hasSuffix(".yaml") || name.hasSuffix(".csv") {
        result.append(path)
      }
    }
    return result
  }
}

extension TreatmentPolicy {
  fileprivate init(code: String, _ reader: AreaListReader) throws(DefinitionError) {
    self.code = code
    firstYears = [:]
    _ = try reader.map { row throws(DefinitionError) in
      guard let batch = try row.year("batch") else { throw row.error("batch", "a year") }
      let area = try row.code("area_code")
      let applies = row.text("applies_to")
      let known = firstYears[applies]?[area]?.rawValue ?? .max
      firstYears[applies, default: [:]][area] = ReferenceYear(min(known, batch))
    }
  }
}
