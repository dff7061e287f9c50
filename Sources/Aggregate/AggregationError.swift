import PanelModel

/// Why a score is not defined: which node and child, in which row, what to do.
package struct AggregationError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Reason: String, Sendable, Hashable {
    /// A child's score that the method cannot take.
    case valueNotAllowed
    /// No weights, or not those of this node's children.
    case weightsDoNotFit
    /// The panel has no column of a base indicator.
    case columnAbsent
    /// All rows compared are the same.
    case noContrast
    /// The scores of the method have no parts that belong to children.
    case notSplit
  }

  package var reason: Reason
  package var node: IndicatorCode
  package var child: IndicatorCode?
  package var key: PanelKey?
  package var message: String
  package var remedy: String

  package init(
    _ reason: Reason, node: IndicatorCode, child: IndicatorCode? = nil, key: PanelKey? = nil, message: String,
    remedy: String
  ) {
    self.reason = reason
    self.node = node
    self.child = child
    self.key = key
    self.message = message
    self.remedy = remedy
  }

  package var description: String { "\(message). \(remedy)" }
}
