/// The one shape of every stage: a pure function of its input that reports what a person should know.
///
/// No stage reads a file, prints, or knows another stage; the pipeline alone knows their order.
package protocol Stage {
  associatedtype Input
  associatedtype Output
  /// The stage's name in plans, manifests and errors.
  static var name: String { get }
  /// Part of every fingerprint: raised when the same input would give other numbers.
  static var codeVersion: Int { get }
  /// Runs the stage. Throws only if it cannot go on; everything about the data is a finding.
  func run(_ input: Input, findings: inout [Finding]) throws -> Output
}
