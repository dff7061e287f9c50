import Definitions
import PanelModel

/// A correction and one figure it found.
package struct AppliedCorrection: Sendable, Hashable {
  package var correction: CorrectionDefinition
  package var series: SeriesKey
  package var area: AreaCode
  package var year: ReferenceYear
  /// The observation as printed.
  package var origin: SourceColumn.Origin
  /// The unit of the two figures: the printed one.
  package var unit: UnitOfMeasure
  /// nil where a mark for missing is printed.
  package var printed: Double?
  /// What counts in its place; the printed figure itself for a flag, nil after a drop.
  package var corrected: Double?
}
