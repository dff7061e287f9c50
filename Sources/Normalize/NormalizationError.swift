import PanelModel

/// A value a normalisation method cannot take: which indicator, in which row, what to do.
package struct NormalizationError: Error, Sendable, Hashable, CustomStringConvertible {
  package var indicator: IndicatorCode
  package var key: PanelKey
  package var message: String
  package var remedy: String

  package init(_ indicator: IndicatorCode, key: PanelKey, message: String, remedy: String) {
    self.indicator = indicator
    self.key = key
    self.message = message
    self.remedy = remedy
  }

  package var description: String { "\(message). \(remedy)" }
}
