import PanelFiles
import PanelModel

/// The descriptor `datapackage.json`: a Tabular Data Package (specs.frictionlessdata.io), with a resource for each file
/// that holds a table.
///
/// Beyond the standard's words a resource has `rows`, `compression` and a field has `unit`; value labels are
/// `categories`, as version 2 of the standard spells them.
struct DataPackage {
  let emission: Emission
  let resources: [TableResource]
  let hash: ([UInt8]) -> String

  init(_ emission: Emission, resources: [TableResource], hash: @escaping ([UInt8]) -> String) {
    self.emission = emission
    self.resources = resources
    self.hash = hash
  }

  var json: JSONValue {
    .object([
      ("profile", "tabular-data-package"),
      ("name", .string(emission.panel)),
      ("title", .string(emission.title.both)),
      ("description", emission.description.isEmpty ? nil : .string(emission.description)),
      ("version", emission.manifest.vintage.isEmpty ? nil : .string(emission.manifest.vintage)),
      ("notice", emission.synthetic ? .string(Emission.syntheticNotice) : nil),
      ("licenses", emission.licence.map { [Self.json($0)] }),
      ("sources", emission.sources.isEmpty ? nil : .array(emission.sources.map(Self.json))),
      ("resources", .array(resources.map(json))),
    ])
  }

  private func json(_ resource: TableResource) -> JSONValue {
    let isCSV = resource.format.base == "csv"
    return .object([
      ("name", .string(name(of: resource))),
      ("path", .string(resource.file.name)),
      ("profile", "tabular-data-resource"),
      ("title", resource.title.both.isEmpty ? nil : .string(resource.title.both)),
      ("format", .string(resource.format.base)),
      ("mediatype", .string(resource.format.mediaType)),
      ("encoding", isCSV ? "utf-8" : nil),
      ("compression", resource.format.compression.map { .string($0) }),
      ("bytes", .int(resource.file.bytes.count)),
      ("hash", .string("sha256:\(hash(resource.file.bytes))")),
      ("rows", .int(resource.table.rowCount)),
      ("dialect", isCSV ? Self.dialect : nil),
      ("schema", TableSchema.json(resource.table, key: resource.key, isStatus: resource.isStatus)),
    ])
  }

  /// The first file of a table has the table's name, further formats add theirs: `panel`, `panel-parquet`.
  private func name(of resource: TableResource) -> String {
    let first = resources.first { $0.name == resource.name }
    if first?.file.name == resource.file.name { return resource.name }
    return "\(resource.name)-\(resource.format.name.replacing(".", with: "-"))"
  }

  private static let dialect: JSONValue = [
    "delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"", "doubleQuote": true, "header": true,
  ]

  private static func json(_ licence: Emission.Licence) -> JSONValue {
    .object([
      ("name", .string(licence.name)),
      ("title", licence.title.isEmpty ? nil : .string(licence.title)),
      ("path", licence.path.isEmpty ? nil : .string(licence.path)),
    ])
  }

  private static func json(_ source: Emission.Source) -> JSONValue {
    .object([
      ("title", .string(source.title)),
      ("path", source.path.isEmpty ? nil : .string(source.path)),
      ("licence", source.licence.isEmpty ? nil : .string(source.licence)),
      ("citation", source.citation.isEmpty ? nil : .string(source.citation)),
    ])
  }
}
