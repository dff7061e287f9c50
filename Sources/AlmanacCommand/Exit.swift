import ArgumentParser
import Definitions
import Foundation
import PanelModel
import Pipeline
import Report

/// Exit codes and the last words before them.
enum Exit {
  static let findings: Int32 = 1
  static let usage: Int32 = 2
  static let data: Int32 = 3
  static let unexpected: Int32 = 70

  /// Prints what an error says to standard error (help to standard output) and leaves.
  /// - Parameter consequence: what errors of definitions and data mean for the command.
  static func leave(with error: any Error, hence consequence: String? = nil) -> Never {
    switch error {
    case let code as ExitCode: exit(code.rawValue)
    case let error as PipelineError:
      Console.talk(message(error, consequence))
      exit(data)
    case let error as DefinitionError:
      Console.talk("error: \(error)")
      exit(data)
    default: break
    }
    let code = AlmanacCommand.exitCode(for: error)
    var message = AlmanacCommand.fullMessage(for: error)
    // One spelling for all errors, whoever reports them.
    if message.hasPrefix("Error: ") { message = "error: " + message.dropFirst("Error: ".count) }
    if code == .success {
      Console.data(message + "\n")
      exit(0)
    }
    Console.talk(message)
    exit(code == .validationFailure ? usage : isAboutData(error) ? data : unexpected)
  }

  /// Errors of stages and readers say what is wrong with the data; those of the system are nobody's data.
  private static func isAboutData(_ error: any Error) -> Bool { !(error is CocoaError) && !(error is POSIXError) }

  private static func message(_ error: PipelineError, _ consequence: String?) -> String {
    switch error {
    case .definitions(let errors):
      return errors.map { "error: \($0)" }.joined(separator: "\n")
        + "\n\(errors.count) definition error\(errors.count == 1 ? "" : "s"); \(consequence ?? "nothing was built, the last output stands")."
    case .data(let errors, _):
      return FindingsText(errors).text
        + "\(errors.count) data error\(errors.count == 1 ? "" : "s"); \(consequence ?? "nothing was written, the last output stands")."
    case .message(let message, let remedy):
      return "error: \(message). \(remedy)"
    }
  }
}
