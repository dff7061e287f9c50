import PanelModel
import Pipeline

/// A project folder, for programs that use Almanac as a library.
public struct AlmanacProject: Sendable {
  /// What a build made.
  public struct BuildSummary: Sendable {
    /// Identity of the vintage, `LABEL-HASH`.
    public var vintage: String
    /// Folders of the panels, relative to the project.
    public var panelFolders: [String]
    /// Findings in plain English, errors first.
    public var findings: [String]
  }

  private let project: Project

  /// A project by the path of its folder.
  public init(path: String) { project = Project(path: path) }

  /// Builds every panel, or those named.
  /// - Throws: an error whose description says what is wrong, where, and what to do; the last output then stands.
  public func build(panels: [String] = [], threads: Int = 1) throws -> BuildSummary {
    var options = Build.Options()
    options.panels = panels
    options.threads = threads
    let result = try Build(project, options: options).run()
    return BuildSummary(
      vintage: result.vintage, panelFolders: result.panels.map(\.folder),
      findings: result.findings.map { "\($0.location.map { "\($0): " } ?? "")\($0.message). \($0.remedy)" })
  }
}
