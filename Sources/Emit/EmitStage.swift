import PanelFiles
import PanelModel

/// Writes a panel and what is said about it: values in, files out. It touches no disk and knows no clock, so equal
/// input gives equal bytes.
///
/// The files, in order: `panel.FORMAT` for each format, `status.csv.zst`, `TABLE.csv.zst` for each extra table, extra files,
/// `revisions.csv` and `errata.csv`, `changes.csv` and `missing.csv`, `datapackage.json`, `codebook.md`, `weights.csv`,
/// `findings.json`, `manifest.json`.
package struct EmitStage: Stage {
  package static let name = "emit"
  package static let codeVersion = 2

  /// SHA-256 of bytes as 64 hex digits.
  private let hash: @Sendable ([UInt8]) -> String

  /// - Parameter hash: SHA-256 as 64 lower-case hex digits; the library for it stands behind another target.
  package init(hash: @escaping @Sendable ([UInt8]) -> String) { self.hash = hash }

  /// Throws `EmitError` or `PanelFileError` if the tables break what a panel promises.
  package func run(_ input: Emission, findings: inout [Finding]) throws -> [EmittedFile] {
    try input.check()
    let resources = try Self.resources(of: input)
    let weights = resources.filter { $0.name == "weights" }.map(\.file)
    var files = resources.map(\.file).filter { file in !weights.contains { $0.name == file.name } }
    files += input.extraFiles
    let package = DataPackage(input, resources: resources, hash: hash)
    files.append(EmittedFile(name: "datapackage.json", bytes: package.json.bytes(endingLine: true)))
    files.append(EmittedFile(name: "codebook.md", bytes: Array(Codebook(input, files: resources).text.utf8)))
    files += weights
    files.append(EmittedFile(name: "findings.json", bytes: FindingsReport.json(input.findings).bytes(endingLine: true)))
    let written = files.map { PanelManifest.File(path: $0.name, bytes: $0.bytes.count, sha256: hash($0.bytes)) }
    let manifest = input.manifest.json(panel: input.panel, synthetic: input.synthetic, files: written)
    files.append(EmittedFile(name: "manifest.json", bytes: manifest.bytes(endingLine: true)))
    return files
  }

  /// The files that hold tables.
  private static func resources(of input: Emission) throws -> [TableResource] {
    let compressed = CompressedCSVFormat()
    var resources: [TableResource] = []
    let metadata = input.fileMetadata
    for format in try input.chosenFormats() {
      let title = Title(zh: input.title.zh, en: input.title.en)
      resources.append(
        try TableResource("panel", title, input.table, key: input.key, format: format, metadata: metadata))
    }
    if let status = input.status {
      let title = Title(zh: "观测值状态", en: "Observation status of each value of the panel")
      var resource = try TableResource("status", title, status, key: input.key, format: compressed)
      resource.isStatus = true
      resources.append(resource)
    }
    for extra in input.extraTables {
      resources.append(try TableResource(extra.name, extra.title, extra.table, key: extra.key, format: compressed))
    }
    resources += try history(input.history) + cleaning(input.cleaning)
    let weights = WeightsTable.table(input.weights)
    let title = Title(zh: "指标权重", en: "Weights of the indices")
    resources.append(
      try TableResource("weights", title, weights, key: ["index", "node", "indicator"], format: CSVFormat()))
    return resources
  }

  private static func cleaning(_ cleaning: Emission.Cleaning?) throws -> [TableResource] {
    guard let cleaning else { return [] }
    let changes = Title(zh: "插补与处理", en: "Values filled in and outliers treated")
    let missing = Title(zh: "缺失值台账", en: "Cells of each indicator and year by status")
    return [
      try TableResource("changes", changes, CleaningTables.changes(cleaning.changes), key: [], format: CSVFormat()),
      try TableResource(
        "missing", missing, CleaningTables.missing(cleaning.ledger, rules: cleaning.rules), key: [], format: CSVFormat()
      ),
    ]
  }

  private static func history(_ history: Emission.PrintHistory?) throws -> [TableResource] {
    guard let history else { return [] }
    let revisions = Title(zh: "修订", en: "Figures that another edition prints otherwise")
    let errata = Title(zh: "勘误", en: "Corrections of printed figures")
    return [
      try TableResource(
        "revisions", revisions, HistoryTables.revisions(history.revisions), key: [], format: CSVFormat()),
      try TableResource("errata", errata, HistoryTables.errata(history.errata), key: [], format: CSVFormat()),
    ]
  }
}
