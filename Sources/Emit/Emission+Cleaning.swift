import PanelModel

extension Emission {
  /// What became of cells on the way from formulas to the panel.
  package struct Cleaning: Sendable {
    /// In order of indicator, area and year.
    package var changes: [Change] = []
    /// In order of indicator and year.
    package var ledger: [Ledger] = []
    /// The rules that fill values, in the order of the ledger's columns.
    package var rules: [String] = []

    package init() {}
  }

  /// A cell that was filled or treated.
  package struct Change: Sendable {
    package var indicator: IndicatorCode
    package var key: PanelKey
    package var isFilled: Bool
    /// nil where it was missing.
    package var before: Double?
    package var statusBefore: ObservationStatus
    package var after: Double
    package var rule: String
    /// The rest of the rule in words; empty if there is none.
    package var detail: String
    /// Years whose values the new one is made from.
    package var from: [ReferenceYear]

    package init(
      indicator: IndicatorCode, key: PanelKey, isFilled: Bool, before: Double?, statusBefore: ObservationStatus,
      after: Double, rule: String, detail: String, from: [ReferenceYear]
    ) {
      self.indicator = indicator
      self.key = key
      self.isFilled = isFilled
      self.before = before
      self.statusBefore = statusBefore
      self.after = after
      self.rule = rule
      self.detail = detail
      self.from = from
    }
  }

  /// Counts of cells of an indicator in a year.
  package struct Ledger: Sendable {
    package var indicator: IndicatorCode
    package var year: ReferenceYear
    package var cells: Int
    package var byStatus: [ObservationStatus: Int]
    package var imputedBy: [String: Int]
    package var imputedInputs: Int

    package init(
      indicator: IndicatorCode, year: ReferenceYear, cells: Int, byStatus: [ObservationStatus: Int],
      imputedBy: [String: Int], imputedInputs: Int
    ) {
      self.indicator = indicator
      self.year = year
      self.cells = cells
      self.byStatus = byStatus
      self.imputedBy = imputedBy
      self.imputedInputs = imputedInputs
    }
  }
}
