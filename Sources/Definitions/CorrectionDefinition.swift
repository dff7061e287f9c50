import PanelModel

/// A known error of a printed figure and what to do about it (`indicators/corrections/*.yaml`, a list of them).
package struct CorrectionDefinition: Sendable, Hashable {
  /// Which figures it is about: every print of them, unless an edition or a file is named.
  package struct Target: Sendable, Hashable {
    /// A table column.
    package var indicator: IndicatorCode
    package var area: AreaCode
    package var years: ClosedRange<Int32>
    package var scope: StatisticalScope
    package var edition: EditionYear?
    /// Path or name of the workbook; nil for any.
    package var file: String?
  }

  package enum Action: Sendable, Hashable {
    /// The figure is not used.
    case drop
    /// Another figure takes its place.
    case override(Quantity)
    /// The figure times a factor.
    case scale(Double)
    /// The figure stays; it is reported.
    case flag

    /// The word a definition writes.
    package var word: String {
      switch self {
      case .drop: "drop"
      case .override: "override"
      case .scale: "scale"
      case .flag: "flag"
      }
    }
  }

  /// What is known of the error outside this project.
  package enum Standing: String, Sendable, Hashable, CaseIterable {
    /// Our own judgement; nobody was told.
    case suspected
    /// The publisher was told and has not answered.
    case reported
    /// The publisher, or an official document named as source, gives the right figure.
    case confirmed
  }

  /// A number in a unit.
  package struct Quantity: Sendable, Hashable {
    package var value: Double
    package var unit: UnitOfMeasure
  }

  package var target: Target
  package var action: Action
  package var reason: String
  package var standing: Standing
  package var source: String
  /// What the printed figure must be for the correction to hold; nil only for a flag.
  package var guarded: CorrectionGuard?
  package var place: DefinitionPlace
}
