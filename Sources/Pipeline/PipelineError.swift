import Definitions
import PanelModel

/// Why a command could not do its work: definitions that are wrong, data with errors, or a file that is not there.
package enum PipelineError: Error, CustomStringConvertible {
  case definitions([DefinitionError])
  /// The findings of severity error; all findings are kept for the report.
  case data([Finding], all: [Finding])
  /// What is wrong and what to do.
  case message(String, remedy: String)

  package var description: String {
    switch self {
    case .definitions(let errors): errors.map(\.description).joined(separator: "\n")
    case .data(let findings, _):
      findings.map { "\($0.location.map { "\($0): " } ?? "")\($0.message). \($0.remedy)" }.joined(separator: "\n")
    case .message(let message, let remedy): "\(message). \(remedy)"
    }
  }
}
