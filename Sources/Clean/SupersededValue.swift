import PanelModel

/// A printed figure that does not hold because another print of the same series, area and year does.
///
/// Areas are as published, before any boundaries; figures are those of `IngestedTable.observations`, found by origin.
package struct SupersededValue: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The figures differ.
    case revised
    /// The finer print rounds to the coarser one: 1718.53 亿元 after 17185312 万元.
    case rerounded = "re-rounded"
    /// The same figure again, in whatever unit.
    case reprinted
    /// The other print shows a mark for missing where the one that holds shows a figure.
    case withdrawn
  }

  package var area: AreaCode
  package var year: ReferenceYear
  package var kind: Kind
  /// The print that holds.
  package var kept: SourceColumn.Origin
  /// The print that does not.
  package var superseded: SourceColumn.Origin
  /// Kept over superseded less one, both in base units after corrections; nil where either is missing or the superseded
  /// figure is 0.
  package var relativeChange: Double?
}
