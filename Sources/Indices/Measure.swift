import Definitions
import PanelModel

/// A measure that is not a weighted tree: it reads a definition, names the columns it needs, and computes columns for
/// the panel or tables beside it.
///
/// A new measure is one file in `Measures/` and one line in `MeasureRegistry.all`.
package protocol Measure: Sendable {
  static var info: MethodInfo { get }

  /// Everything the measure can give, the main output first.
  static var outputs: [MeasureOutput] { get }

  /// Reads and checks the definition's options; the registry has checked their names.
  init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError)

  /// The columns needed from the panel, each once, in the order the definition names them.
  var inputs: [IndicatorCode] { get }

  /// What this definition gives: all of `Self.outputs` unless options say otherwise.
  var definedOutputs: [MeasureOutput] { get }

  /// The measure over a panel that has the columns of `inputs`.
  /// - Returns: a series for each column and a table for each table among `definedOutputs`, in their order.
  /// - Throws: `MeasureError` where it cannot go on; single values that are undefined are missing, with a finding.
  func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult

  /// How an output of one row follows from the inputs, with the numbers put in; nil where the value is missing or the
  /// measure cannot say it in one sum.
  func working(of output: String, row: Int, in panel: Panel) -> MeasureWorking?
}

extension Measure {
  package var definedOutputs: [MeasureOutput] { Self.outputs }
  package func working(of output: String, row: Int, in panel: Panel) -> MeasureWorking? { nil }
}

/// One thing a measure gives, by the name definitions use under `outputs`.
package struct MeasureOutput: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// A number for each row of the panel.
    case number
    /// A coded integer for each row, with labels.
    case classes
    /// A table of its own beside the panel.
    case table
  }

  package var name: String
  package var title: Title
  package var kind: Kind
  /// The main output becomes the column named by the definition's code.
  package var isMain: Bool
  /// One sentence for the codebook.
  package var note: String

  package init(_ name: String, title: Title, kind: Kind = .number, isMain: Bool = false, note: String = "") {
    self.name = name
    self.title = title
    self.kind = kind
    self.isMain = isMain
    self.note = note
  }
}

/// What measures may need beside the panel.
package struct MeasureContext: Sendable {
  /// Class tables by code.
  package var classTables: [String: ClassTable]
  /// Tables of plants by name: columns `region` (int32 area code), `industry` (text), `employment` (double), and `year`
  /// (int32) unless the plants stand for every year.
  package var plantTables: [String: DataTable]
  /// Tables of firms by name: columns `sector` (text), `output`, `capital`, `wages` (double), and `year` (int32) unless
  /// the firms are of one year.
  package var firmTables: [String: DataTable]
  /// Seats of government by area.
  package var seats: [AreaCode: GeographicPoint]
  /// Divisions of the areas by name: `province`, `region3`.
  package var groupings: [String: AreaDivision]

  package init(
    classTables: [String: ClassTable] = [:], plantTables: [String: DataTable] = [:],
    firmTables: [String: DataTable] = [:], seats: [AreaCode: GeographicPoint] = [:],
    groupings: [String: AreaDivision] = [:]
  ) {
    self.classTables = classTables
    self.plantTables = plantTables
    self.firmTables = firmTables
    self.seats = seats
    self.groupings = groupings
  }
}

/// What a measure computed, by output name.
package struct MeasureResult: Sendable, Equatable {
  package struct Series: Sendable, Equatable {
    package var output: String
    package var series: PanelSeries
    /// Labels of coded integers, in order of the code; empty for numbers.
    package var valueLabels: [DataColumn.ValueLabel]

    package init(_ output: String, _ series: PanelSeries, valueLabels: [DataColumn.ValueLabel] = []) {
      self.output = output
      self.series = series
      self.valueLabels = valueLabels
    }
  }

  package struct Table: Sendable, Equatable {
    package var output: String
    package var table: DataTable

    package init(_ output: String, _ table: DataTable) {
      self.output = output
      self.table = table
    }
  }

  /// A file of its own beside the panel, in a format other programs read.
  package struct File: Sendable, Equatable {
    package var name: String
    package var text: String

    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  package var series: [Series]
  package var tables: [Table]
  package var files: [File]

  package init(series: [Series] = [], tables: [Table] = [], files: [File] = []) {
    self.series = series
    self.tables = tables
    self.files = files
  }
}
