import Clean
import Definitions
import Normalize
import PanelModel
import Weight

/// Everything computed for one panel: columns with what is known of them, weights, bounds and side tables.
package struct ScoredPanel: Sendable {
  /// What a column is, for codebooks and labels.
  package struct ColumnInfo: Sendable {
    package var title: Title
    package var unit: String
    package var note: String
    package var valueLabels: [DataColumn.ValueLabel] = []
    package var isInteger = false
  }

  /// Weights of one index.
  package struct IndexWeights: Sendable {
    package var index: IndexDefinition
    package var weights: WeightStage.Output
    package var bounds: NormalizationBounds
    /// The leaves on the common scale.
    package var normalized: Panel
  }

  /// A file in a format of its own, such as a weights matrix for GeoDa.
  package struct SideFile: Sendable {
    package var measure: IndicatorCode
    package var name: String
    package var text: String
  }

  /// A table that is no column, such as pairs of industries.
  package struct SideTable: Sendable {
    package var measure: IndicatorCode
    package var name: String
    package var title: Title
    package var table: DataTable
  }

  package var panel: Panel
  package var info: [IndicatorCode: ColumnInfo] = [:]
  package var columns: [SeriesKey: SourceColumn]
  package var weights: [IndexWeights] = []
  package var sideTables: [SideTable] = []
  package var sideFiles: [SideFile] = []
  /// What the clean stage gave, with its traces.
  package var cleaned: CleanStage.Output
  package var rows: PanelRows
  /// What each measure was computed from, by its code.
  package var measureInputs: [IndicatorCode: Panel] = [:]
}
