import Definitions
import PanelModel
import Spreadsheet

/// One table found on a sheet: where it stands, how it is laid out, and what its captions, headers and names say, each
/// with the cell where it was read.
package struct TableInspection: Sendable {
  /// Something read in a workbook, with its cell.
  package struct Stated<Value: Sendable>: Sendable {
    package var value: Value
    package var place: String
  }

  /// What a printed column (or row, where indicators run down the side) holds.
  package enum Role: String, Sendable {
    case figures
    /// Numbers and codes of rows.
    case label
    case words
    case year
    case category
    case units
  }

  /// One column of the table, or one row where indicators run down the side.
  package struct Line: Sendable {
    /// Spreadsheet letters of the column, or the row's number.
    package var place: String
    /// Header texts from top to bottom, as printed.
    package var path: [String]
    /// The header text a definition may name it by.
    package var name: String
    /// The header text of the group it stands in, if its name alone is not enough.
    package var under = ""
    /// The header text that holds it even if it needs no group.
    package var group = ""
    /// The names of all groups it stands in, from top to bottom.
    package var groups: [String] = []
    /// What a vocabulary may know it by, if not by its name.
    package var lookup = ""
    package var english = ""
    /// The name of an area, where areas stand across.
    var areaText = ""
    package var unit: UnitOfMeasure?
    /// A printed unit that units.yaml does not know.
    package var unknownUnit = ""
    /// How its unit is known.
    package var unitSource = UnitSource.none
    package var scope: StatisticalScope?
    package var year: ReferenceYear?
    package var role = Role.figures
    package var figures = 0
    package var column = 0
  }

  package enum UnitSource: String, Sendable { case header, column, caption, sibling, vocabulary, none }

  /// Where the reference year is stated.
  package enum YearPlace: Sendable, Equatable { case caption, sheetName, column(String), header, nowhere }

  package struct Mark: Sendable {
    package var text: String
    package var count: Int
    package var place: String
  }

  package struct Name: Sendable {
    package var text: String
    package var place: String
    package var figures: Int
  }

  package var sheet: String
  package var range = ""
  package var layout = TableDefinition.Layout.areasInRows
  package var title: Stated<String>?
  package var titleEnglish = ""
  /// The scope of all figures, where the title says it: (市辖区).
  var titleScope: StatisticalScope?
  package var stub: Stated<String>?
  /// Where the one area of the whole table is named; `.names` for tables of several.
  package var areaSource = TableDefinition.AreaSource.names
  package var unit: Stated<String>?
  package var yearPlace = YearPlace.nowhere
  package var year: Stated<ReferenceYear>?
  /// The years of a table of several years, ascending.
  package var years: [ReferenceYear] = []
  /// The years in which all (or most) names of areas are in use, where no year is stated.
  package var namesFit: ClosedRange<Int32>?
  /// Header paths over columns, for the tree.
  package var paths: [(columns: String, texts: [String], figures: Int)] = []
  package var lines: [Line] = []
  package var categoryValues: [String] = []
  /// The units of each category, where a column states them.
  var categoryUnits: [String: [UnitOfMeasure]] = [:]
  package var matched: [String] = []
  package var provinces: [String] = []
  package var provinceHeadings = 0
  package var totals: [String] = []
  package var unmatched: [Name] = []
  /// Names of cities that were county-level cities in the table's year.
  package var countyCities: [String] = []
  package var marks: [Mark] = []
  /// Texts that stand where figures belong and are no known mark.
  package var oddTexts: [Mark] = []
  package var footers: [String] = []
  package var figureCount = 0
  /// Figures that are no data: years, codes and numbers in headers.
  package var labelCount = 0
  /// Whether the sheet holds further tables.
  package var isAmongSeveral = false
  /// Why the reader cannot read it as it stands; nil if it can.
  package var problem: String?

  package var figureLines: [Line] { lines.filter { $0.role == .figures } }
  /// Years across, with a column that names the indicator of each row.
  var isLong: Bool { layout == .yearsInColumns && lines.contains { $0.role == .category } }
  /// One indicator, named in a caption, over years.
  var isOfOneIndicator: Bool { layout == .areasInColumns || layout == .yearsInColumns && !isLong }
  /// Areas across.
  var namesStandAcross: Bool { layout == .indicatorsInRows || layout == .areasInColumns }
  package var hasUnitColumn: Bool { lines.contains { $0.role == .units } }
  package var isYearInHeader: Bool { layout == .areasInRows && yearPlace == .header }
}
