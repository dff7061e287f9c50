import Definitions
import Emit
import Hashing
import Indices
import PanelModel
import Spreadsheet

/// The main job: workbooks and definitions of a project become panels in `output/`.
package struct Build {
  package struct Options: Sendable {
    /// Panels to build; empty: all.
    package var panels: [String] = []
    package var threads = 1
    /// Builds even if nothing changed.
    package var force = false
    /// First part of the vintage's name; nil: the newest edition.
    package var label: String?
    /// What a workbook may ask of the reader.
    package var limits = Limits.standard

    package init() {}
  }

  package struct Result: Sendable {
    package struct BuiltPanel: Sendable {
      package var code: String
      package var folder: String
      package var rows: Int
      package var areas: Int
      package var years: ClosedRange<Int32>
      package var columns: Int
      package var bytes: Int
      package var files: [String]
    }

    package var vintage: String
    package var panels: [BuiltPanel]
    package var findings: [Finding]
    package var workbooks: Int
    /// How many figures were read; nil if nothing had to be.
    package var figures: Int?
    /// Nothing had changed since the last build, whose output stands.
    package var wasUpToDate = false
  }

  private let project: Project
  private let options: Options
  private let progress: any ProgressReporter

  package init(_ project: Project, options: Options, progress: any ProgressReporter = SilentProgress()) {
    self.project = project
    self.options = options
    self.progress = progress
  }

  /// Runs the build. Errors of definitions and data throw before anything is written.
  package func run() throws -> Result {
    let catalog = try Validation.load(project)
    let panels = try chosen(catalog)
    let sources = try Sources.find(project)
    let manifest = self.manifest(catalog, sources)
    if !options.force, let standing = try UpToDate(project).result(manifest.vintage, panels, sources) {
      return standing
    }
    let reading = Reading.read(
      project, catalog: catalog, sources: sources, threads: options.threads, limits: options.limits,
      progress: progress)
    try Self.stopOnErrors(reading.findings)
    let context = try MeasureContext(catalog: catalog, project: project)
    progress.began("computing panels", total: panels.count)
    let computed = panels.parallelMap(threads: options.threads) { panel in
      let result = Swift.Result { try compute(panel, catalog, reading, context, manifest) }
      progress.advanced()
      return result
    }
    let outputs = try computed.map { try $0.get() }
    progress.finished("\(outputs.count) panels")
    let findings = (reading.findings + outputs.flatMap { $0.findings + $0.comparison }).sorted().withoutRepeats()
    try Self.stopOnErrors(findings)
    try write(outputs)
    UpToDate(project).remember()
    return Result(
      vintage: manifest.vintage, panels: outputs.map(\.summary), findings: findings,
      workbooks: reading.workbookCount, figures: reading.observationCount)
  }

  /// One panel computed and written to bytes.
  private struct Output: Sendable {
    var summary: Result.BuiltPanel
    var files: [EmittedFile]
    var findings: [Finding]
    /// What is to be said of it beside the panel that stood before.
    var comparison: [Finding]
  }

  private func chosen(_ catalog: Catalog) throws(PipelineError) -> [PanelDefinition] {
    let names = catalog.panels.map(\.code.rawValue)
    if let unknown = options.panels.first(where: { !names.contains($0) }) {
      throw .message(
        "There is no panel '\(unknown)'", remedy: Suggestions.sentence(for: unknown, among: names))
    }
    let panels = catalog.panels.filter { options.panels.isEmpty || options.panels.contains($0.code.rawValue) }
    if panels.isEmpty {
      throw .message("No panel is defined", remedy: "Write one in indicators/panels/.")
    }
    return panels
  }

  private static func stopOnErrors(_ findings: [Finding]) throws(PipelineError) {
    let errors = findings.filter { $0.severity == .error }.sorted()
    if !errors.isEmpty { throw .data(errors, all: findings.sorted()) }
  }

  private func compute(
    _ panel: PanelDefinition, _ catalog: Catalog, _ reading: Reading, _ context: MeasureContext,
    _ manifest: PanelManifest
  ) throws -> Output {
    var scoring = try Scoring(catalog: catalog, definition: panel, tables: reading.tables, context: context)
    let scored = try scoring.run()
    let emission = PanelEmission(
      definition: panel, catalog: catalog, scored: scored, reading: reading, findings: scoring.findings,
      manifest: manifest
    ).emission
    var findings = scoring.findings
    let files = try EmitStage(hash: { SHA256Digest.hex(of: $0) }).run(emission, findings: &findings)
    let summary = Result.BuiltPanel(
      code: panel.code.rawValue, folder: "output/panels/\(panel.code)", rows: scored.panel.rowCount,
      areas: scored.panel.areas.count, years: panel.years, columns: emission.table.columns.count,
      bytes: files.reduce(0) { $0 + $1.bytes.count }, files: files.map(\.name))
    let comparison =
      PreviousVintage(project, panel: panel.code.rawValue)?
      .findings(panel.columns, scored, catalog, reading.tables) ?? []
    return Output(summary: summary, files: files, findings: findings, comparison: comparison)
  }

  private func write(_ outputs: [Output]) throws {
    let writer = OutputWriter(project)
    var staged: [OutputWriter.Staged] = []
    do {
      for output in outputs { staged.append(try writer.stage(output.files, panel: output.summary.code)) }
      try writer.commit(staged)
    } catch {
      writer.discard(staged)
      throw error
    }
  }

  private func manifest(_ catalog: Catalog, _ sources: Sources) -> PanelManifest {
    var manifest = PanelManifest(
      program: ProgramVersion.current, codeVersions: CodeVersions.all,
      inputs: sources.inputs(project, threads: options.threads),
      definitions: catalog.files.map { file in
        PanelManifest.File(path: file.path, bytes: file.text.utf8.count, sha256: SHA256Digest.hex(of: file.text))
      })
    let newest = sources.entries.map(\.source.edition.rawValue).max().map(String.init) ?? "none"
    let identity = manifest.json(panel: "", synthetic: false, files: []).text(indent: nil)
    manifest.vintage = "\(options.label ?? newest)-\(SHA256Digest.hex(of: identity).prefix(8))"
    return manifest
  }
}

extension [Finding] {
  /// Panels share inputs: what two of them report in the same words is one finding.
  func withoutRepeats() -> [Finding] {
    var result: [Finding] = []
    for finding in self where result.last != finding { result.append(finding) }
    return result
  }
}
