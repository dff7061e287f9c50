/// How one number of an output was made: a tree of steps from the number down to printed cells.
///
/// Every step that computes something carries the sum with its numbers put in, so that the explanation checks itself.
package struct Explanation: Sendable, Equatable {
  /// Code of the panel the number stands in.
  package var panel: String
  package var area: AreaCode
  /// Names of the area under the panel's boundaries.
  package var areaName: Title
  package var year: ReferenceYear
  /// The column asked for.
  package var code: String
  /// What else a reader should know: other panels, another name of the area, what the built panel holds.
  package var notes: [String]
  package var root: ExplanationStep

  package init(
    panel: String, area: AreaCode, areaName: Title, year: ReferenceYear, code: String, notes: [String] = [],
    root: ExplanationStep
  ) {
    self.panel = panel
    self.area = area
    self.areaName = areaName
    self.year = year
    self.code = code
    self.notes = notes
    self.root = root
  }
}

/// One step of an explanation: a value, how it follows from the steps below it, and those steps.
package struct ExplanationStep: Sendable, Equatable {
  /// What a step is about. The raw values are part of the JSON form.
  package enum Kind: String, Sendable, CaseIterable {
    /// A score of an index or of a dimension.
    case score
    /// An indicator on the common scale.
    case normalised
    /// A measure's output.
    case measure
    /// A quantity on the way to a measure's output, such as C and T of coupling coordination.
    case quantity
    /// A base indicator as it stands in the panel.
    case indicator
    /// What outlier treatment changed.
    case treatment
    /// What was filled in for a missing value.
    case imputation
    /// A formula over table columns.
    case formula
    /// A figure of a table column in base units, in the panel's boundaries.
    case series
    /// A printed figure converted to base units.
    case figure
    /// A place in the year's order.
    case rank
    /// A label of an area: region, rank, size class.
    case label
    /// A column of policy or of distance rings.
    case policy
    /// A fact of the lists in `indicators/areas`.
    case listed
    /// A letter of observation status.
    case status
    /// A missing value and why.
    case missing
  }

  /// What a step comes to.
  package enum Value: Sendable, Equatable {
    case number(Double)
    case integer(Int32)
    case text(String)

    /// The number it is; nil for a text.
    package var number: Double? {
      switch self {
      case .number(let x): x
      case .integer(let x): Double(x)
      case .text: nil
      }
    }
  }

  /// Something a reader should know of a step, in words and, for machines, in figures.
  package struct Fact: Sendable, Equatable {
    /// One word for what it is: `rule`, `minimum`, `weight`.
    package var name: String
    package var text: String
    package var values: [JSONValue.Member]

    package init(_ name: String, _ text: String, _ values: [(String, JSONValue)] = []) {
      self.name = name
      self.text = text
      self.values = values.map { JSONValue.Member($0.0, $0.1) }
    }
  }

  package var kind: Kind
  package var code: String
  package var title: Title
  package var area: AreaCode
  package var areaName: String
  package var year: ReferenceYear
  /// Nil where it is missing.
  package var value: Value?
  package var unit: String
  package var status: ObservationStatus?
  package var facts: [Fact] = []
  /// What the value follows from, with the numbers put in.
  package var equation: Arithmetic?
  /// A table that belongs to the step, such as contributions that add up to a score.
  package var table: DataTable?
  /// Where a figure is printed.
  package var cell: PrintedFigure?
  /// Figures of other editions and files for the same place, which do not hold.
  package var superseded: [PrintedFigure] = []
  package var steps: [ExplanationStep] = []
  /// What makes two steps the same, so that the second can point to the first; empty for steps that never repeat.
  package var identity = ""
  /// Number of the step in the order of the tree, from 1.
  package var number = 0
  /// The number of an earlier step that shows the same; this one then has no steps of its own.
  package var sameAs: Int?
  /// Whether the step is shown for comparison only, and nothing above follows from it.
  package var isUnused = false
  /// How many steps a limit of depth has left out below.
  package var hidden = 0

  package init(
    _ kind: Kind, _ code: String, title: Title = Title(), area: AreaCode, areaName: String, year: ReferenceYear,
    value: Value? = nil, unit: String = "", status: ObservationStatus? = nil
  ) {
    self.kind = kind
    self.code = code
    self.title = title
    self.area = area
    self.areaName = areaName
    self.year = year
    self.value = value
    self.unit = unit
    self.status = status
  }
}

/// A figure as a workbook prints it, with everything that says what it means.
package struct PrintedFigure: Sendable, Equatable {
  package var location: SourceLocation
  /// As the cell shows it; nil for an empty cell.
  package var printed: String?
  /// In the unit printed; nil where a mark for missing stands.
  package var value: Double?
  package var status: ObservationStatus
  /// What the row (or column) of the area says, as printed.
  package var areaText: String
  /// The headers over (or beside) the figure from the outermost to the innermost, as printed.
  package var headers: [String]
  package var unit: String
  /// Base units in one unit printed.
  package var multiplier: Double
  /// Where the unit is stated: `header`, `caption`, `definition`.
  package var unitFrom: String
  package var table: String
  package var tableTitle: Title
  package var yearbook: String
  package var edition: EditionYear
  package var year: ReferenceYear
  /// Hash of the workbook, as its sidecar states it.
  package var sha256: String?
  /// What findings say of this very cell.
  package var findings: [Finding]
  /// Of a figure that does not hold: how the one that does compares with it (revised, re-rounded, reprinted).
  package var comparison: String?
  /// The figure that holds over this one, less one.
  package var relativeChange: Double?

  package init(
    location: SourceLocation, printed: String?, value: Double?, status: ObservationStatus, areaText: String = "",
    headers: [String] = [], unit: String, multiplier: Double, unitFrom: String = "definition", table: String,
    tableTitle: Title = Title(), yearbook: String, edition: EditionYear, year: ReferenceYear, sha256: String? = nil,
    findings: [Finding] = []
  ) {
    self.location = location
    self.printed = printed
    self.value = value
    self.status = status
    self.areaText = areaText
    self.headers = headers
    self.unit = unit
    self.multiplier = multiplier
    self.unitFrom = unitFrom
    self.table = table
    self.tableTitle = tableTitle
    self.yearbook = yearbook
    self.edition = edition
    self.year = year
    self.sha256 = sha256
    self.findings = findings
  }
}
