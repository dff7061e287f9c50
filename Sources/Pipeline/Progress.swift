/// Where a build tells how far it is. The pipeline never prints; the command line decides what a person sees.
package protocol ProgressReporter: Sendable {
  /// A step begins, with how many pieces of work.
  func began(_ step: String, total: Int)
  /// One more piece of the step is done.
  func advanced()
  /// The step is over.
  func finished(_ note: String)
}

/// Tells nobody.
package struct SilentProgress: ProgressReporter {
  package init() {}
  package func began(_ step: String, total: Int) {}
  package func advanced() {}
  package func finished(_ note: String) {}
}
