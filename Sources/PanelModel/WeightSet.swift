/// The weights of the children of one node, with the figures they came from, as a reader needs to check them.
///
/// Weights are >= 0 and sum to 1 over the indicators of one set. Entropy weights carry n, k = 1/ln(n), e and d.
package struct WeightSet: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package var indicator: IndicatorCode
    /// Share of the index, in [0, 1].
    package var weight: Double
    /// Rows used, m; nil where the method takes no data.
    package var rows: Int?
    /// Entropy e in [0, 1]; nil for other methods.
    package var entropy: Double?
    /// Divergence d = 1 - e, computed without cancellation; nil for other methods.
    package var divergence: Double?

    package init(
      indicator: IndicatorCode, weight: Double, rows: Int? = nil, entropy: Double? = nil, divergence: Double? = nil
    ) {
      self.indicator = indicator
      self.weight = weight
      self.rows = rows
      self.entropy = entropy
      self.divergence = divergence
    }
  }

  /// The method's name as in definitions: `entropy`, `equal`, `fixed`.
  package var method: String
  package var entries: [Entry]
  /// What a reader of the weights should know beside the figures, such as a consistency ratio.
  package var findings: [Finding]

  package init(method: String, entries: [Entry], findings: [Finding] = []) {
    self.method = method
    self.entries = entries
    self.findings = findings
  }

  package subscript(indicator: IndicatorCode) -> Double? {
    entries.first { $0.indicator == indicator }?.weight
  }
}
