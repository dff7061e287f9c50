import PanelModel

/// Classes of a number by thresholds, kept as data because papers differ in cut points and closure.
package struct ClassTable: Sendable, Equatable {
  /// Which end of a class belongs to it.
  package enum Closure: String, Sendable, CaseIterable {
    /// [a, b): a threshold belongs to the class above it. The last class holds its upper end too.
    case lower
    /// (a, b]: a threshold belongs to the class below it. The first class holds its lower end too.
    case upper
  }

  package struct Class: Sendable, Equatable {
    /// Code in data, from 1 upwards.
    package var code: Int32
    package var title: Title
    /// Upper threshold; nil for the last class.
    package var below: Double?

    package init(code: Int32, title: Title, below: Double?) {
      self.code = code
      self.title = title
      self.below = below
    }
  }

  package var code: String
  package var title: Title
  package var closure: Closure
  package var classes: [Class]

  package init(code: String, title: Title = Title(), closure: Closure, classes: [Class]) {
    self.code = code
    self.title = title
    self.closure = closure
    self.classes = classes
  }

  /// The class of a number; comparisons are on the binary value, so 0.3 falls where `0.3 >= 0.3` puts it.
  package func classify(_ x: Double) -> Class? {
    classes.first { c in c.below.map { closure == .lower ? x < $0 : x <= $0 } ?? true }
  }
}
