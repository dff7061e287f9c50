import PanelFiles
import PanelModel

/// What a panel was made from: enough to say whether two panels could differ, and no clock.
package struct PanelManifest: Sendable, Equatable {
  /// A file that was read, or written, and its content.
  package struct File: Sendable, Hashable {
    /// Path relative to the project folder.
    package var path: String
    package var bytes: Int
    /// SHA-256 as 64 hex digits.
    package var sha256: String

    package init(path: String, bytes: Int, sha256: String) {
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  /// The version of the code behind a stage or method.
  package struct CodeVersion: Sendable, Hashable {
    package var name: String
    package var version: Int

    package init(_ name: String, _ version: Int) {
      self.name = name
      self.version = version
    }
  }

  /// Identity of the vintage, `LABEL-HASH`; empty if there is none.
  package var vintage: String
  /// Version of Almanac.
  package var program: String
  package var codeVersions: [CodeVersion]
  package var inputs: [File]
  package var definitions: [File]

  package init(
    vintage: String = "", program: String, codeVersions: [CodeVersion] = [], inputs: [File] = [],
    definitions: [File] = []
  ) {
    self.vintage = vintage
    self.program = program
    self.codeVersions = codeVersions
    self.inputs = inputs
    self.definitions = definitions
  }

  /// The manifest as JSON; lists are sorted by path or name. `files` are the files written beside it.
  package func json(panel: String, synthetic: Bool, files: [File]) -> JSONValue {
    .object([
      ("panel", .string(panel)),
      ("vintage", vintage.isEmpty ? nil : .string(vintage)),
      ("notice", synthetic ? .string(Emission.syntheticNotice) : nil),
      ("program", ["name": "almanac", "version": .string(program)]),
      ("compressor", .string(PanelFormats.compressor)),
      ("code_versions", Self.json(codeVersions)),
      ("inputs", Self.json(inputs)),
      ("definitions", Self.json(definitions)),
      ("files", .array(files.map(Self.json))),
    ])
  }

  private static func json(_ versions: [CodeVersion]) -> JSONValue {
    .object(versions.sorted { $0.name < $1.name }.map { JSONValue.Member($0.name, .int($0.version)) })
  }

  private static func json(_ files: [File]) -> JSONValue {
    .array(files.sorted { $0.path < $1.path }.map(json))
  }

  private static func json(_ file: File) -> JSONValue {
    ["path": .string(file.path), "bytes": .int(file.bytes), "sha256": .string(file.sha256)]
  }
}
