import PanelModel

extension Emission {
  /// What became of the figures as printed: prints that superseded one another, and corrections.
  package struct PrintHistory: Sendable {
    package var revisions: [Revision] = []
    package var errata: [Erratum] = []
    /// The rule for revisions and its counts, in sentences.
    package var sentences: [String] = []

    package init() {}
  }

  /// One print of a figure.
  package struct Print: Sendable, Hashable {
    /// In the unit printed, after corrections; nil where a mark for missing is printed.
    package var value: Double?
    package var unit: String
    package var edition: EditionYear
    package var location: SourceLocation

    package init(value: Double?, unit: String, edition: EditionYear, location: SourceLocation) {
      self.value = value
      self.unit = unit
      self.edition = edition
      self.location = location
    }
  }

  /// An area and year of a series, as the workbooks name them.
  package struct FigureName: Sendable, Hashable {
    package var area: AreaCode
    package var areaName: String
    package var year: ReferenceYear
    package var series: SeriesKey

    package init(area: AreaCode, areaName: String, year: ReferenceYear, series: SeriesKey) {
      self.area = area
      self.areaName = areaName
      self.year = year
      self.series = series
    }
  }

  /// Two prints of one figure that differ.
  package struct Revision: Sendable {
    package var figure: FigureName
    /// revised, re-rounded or withdrawn.
    package var kind: String
    package var kept: Print
    package var superseded: Print
    /// Kept over superseded less one; nil where it has no meaning.
    package var relativeChange: Double?

    package init(figure: FigureName, kind: String, kept: Print, superseded: Print, relativeChange: Double?) {
      self.figure = figure
      self.kind = kind
      self.kept = kept
      self.superseded = superseded
      self.relativeChange = relativeChange
    }
  }

  /// A correction and one figure it found.
  package struct Erratum: Sendable {
    package var figure: FigureName
    /// drop, override, scale or flag.
    package var action: String
    /// The figure as printed.
    package var printed: Print
    /// What counts in its place, in the printed unit; nil if nothing does.
    package var corrected: Double?
    package var reason: String
    /// suspected, reported or confirmed.
    package var standing: String
    package var source: String
    /// Where the correction is written: `file:line:column`.
    package var place: String

    package init(
      figure: FigureName, action: String, printed: Print, corrected: Double?, reason: String, standing: String,
      source: String, place: String
    ) {
      self.figure = figure
      self.action = action
      self.printed = printed
      self.corrected = corrected
      self.reason = reason
      self.standing = standing
      self.source = source
      self.place = place
    }
  }
}
