/// Text in the two languages of the book.
struct Bilingual: Sendable, Hashable {
  var zh: String
  var en: String

  init(_ zh: String, _ en: String) {
    self.zh = zh
    self.en = en
  }
}

/// A unit as printed, with its size in base units.
struct PrintedUnit: Sendable, Hashable {
  var zh: String
  var en: String
  var size: Double

  static let tenThousandYuan = PrintedUnit(zh: "万元", en: "10 000 yuan", size: 1e4)
  static let hundredMillionYuan = PrintedUnit(zh: "亿元", en: "100 million yuan", size: 1e8)
  static let yuan = PrintedUnit(zh: "元", en: "yuan", size: 1)
  static let tenThousandDollars = PrintedUnit(zh: "万美元", en: "10 000 US dollars", size: 1e4)
  static let tenThousandPersons = PrintedUnit(zh: "万人", en: "10 000 persons", size: 1e4)
  static let person = PrintedUnit(zh: "人", en: "person", size: 1)
  static let squareKilometre = PrintedUnit(zh: "平方公里", en: "sq.km", size: 1)
  static let tenThousandSquareMetres = PrintedUnit(zh: "万平方米", en: "10 000 sq.m", size: 0.01)
  static let percent = PrintedUnit(zh: "%", en: "%", size: 0.01)
  static let perMille = PrintedUnit(zh: "‰", en: "‰", size: 0.001)
  static let previousYear = PrintedUnit(zh: "上年=100", en: "preceding year=100", size: 0.01)
  static let tonne = PrintedUnit(zh: "吨", en: "ton", size: 1)
  static let unit = PrintedUnit(zh: "个", en: "unit", size: 1)
  static let bed = PrintedUnit(zh: "张", en: "bed", size: 1)
  static let piece = PrintedUnit(zh: "件", en: "piece", size: 1)
  static let tenThousandSubscribers = PrintedUnit(zh: "万户", en: "10 000 subscribers", size: 1e4)
  static let thousandCopies = PrintedUnit(zh: "千册", en: "1 000 copies", size: 1e3)
  static let tenThousandCopies = PrintedUnit(zh: "万册", en: "10 000 copies", size: 1e4)
  /// Printed without a unit.
  static let none = PrintedUnit(zh: "", en: "", size: 1)
}

/// A value that changes with the editions: each entry holds from its edition on.
struct Eras<Value: Sendable>: Sendable {
  private var entries: [(from: Int, value: Value)]

  init(_ value: Value, _ later: (Int, Value)...) {
    entries = [(0, value)] + later.map { (from: $0.0, value: $0.1) }
  }

  /// The value of an edition.
  func at(_ edition: Int) -> Value {
    entries.last { $0.from <= edition }?.value ?? entries[0].value
  }
}

/// Which population a printed column describes.
enum Scope: Sendable {
  case wholeCity
  case districts

  var label: Bilingual {
    self == .wholeCity ? Bilingual("全市", "Total City") : Bilingual("市辖区", "Districts\nunder City")
  }
}

/// One column of a table, or two if it is printed for both scopes.
struct PrintedColumn: Sendable {
  var variable: Variable
  var header: Eras<Bilingual>
  var unit: Eras<PrintedUnit>
  var decimals: Eras<Int>
  /// Scopes in print; empty: the whole city, without a line that says so.
  var scopes: [Scope]

  init(
    _ variable: Variable, _ header: Eras<Bilingual>, _ unit: Eras<PrintedUnit>, decimals: Eras<Int> = Eras(0),
    scopes: [Scope] = []
  ) {
    self.variable = variable
    self.header = header
    self.unit = unit
    self.decimals = decimals
    self.scopes = scopes
  }
}

/// Columns under one heading, or standing alone.
struct ColumnGroup: Sendable {
  var heading: Bilingual?
  var columns: [PrintedColumn]

  init(_ columns: [PrintedColumn]) {
    heading = nil
    self.columns = columns
  }

  init(under heading: Bilingual, _ columns: [PrintedColumn]) {
    self.heading = heading
    self.columns = columns
  }
}

/// One table of the book over all its editions.
struct PrintedTable: Sendable {
  var code: String
  var number: Eras<String>
  var title: Eras<Bilingual>
  /// Chapter heading printed above the chapter's first table.
  var chapter: Bilingual?
  var groups: [ColumnGroup]
  var firstEdition = 0

  var columns: [PrintedColumn] { groups.flatMap(\.columns) }
}
