import Definitions
import PanelModel

/// The gain from removing misallocation between the firms of a table.
package struct HsiehKlenowMeasure: Measure {
  private let code: IndicatorCode
  private let firms: DataTable
  private let name: String
  private let elasticity: Double
  private let rental: Double
  private let trim: Double

  package static let info = MethodInfo(
    name: "hsieh_klenow",
    title: Title(zh: "企业间资源错配（Hsieh-Klenow）", en: "Misallocation between firms after Hsieh and Klenow"),
    formula:
      "a_s = 1 - sum wL / sum PY; TFPR = PY / (K^a (wL)^(1-a)); A = PY^(sigma/(sigma-1)) / (K^a (wL)^(1-a)); 1 - tauY = "
      + "sigma/(sigma-1) wL / ((1-a) PY); 1 + tauK = a/(1-a) wL / (R K); Y/Y* = prod_s [sum_i (A_i/Abar_s "
      + "TFPRbar_s/TFPR_i)^(sigma-1)]^(theta_s/(sigma-1)); gain = 100 (Y*/Y - 1)",
    source: "Hsieh and Klenow, Quarterly Journal of Economics 124 (2009), 1403-1448",
    options: [
      .init(
        "firms", allowed: "{table: NAME}", default: nil, meaning: "raw/firms/NAME.csv: sector, output, capital, wages."),
      .init("sigma", allowed: "number > 1", default: "3", meaning: "Elasticity of substitution between firms."),
      .init("rental", allowed: "number > 0", default: "0.1", meaning: "R, the price of capital."),
      .init(
        "trim", allowed: "0 <= number < 50, percent", default: "0",
        meaning: "Firms in each tail of ln(TFPR) and ln(A) over their sectors' means that are left out (the paper: 1)."),
    ],
    edges: [
      "A firm without a sector, or with output, capital or wages of 0 or below, is left out (MEA-004).",
      "A sector whose wages are as large as its output has no capital share: its firms are left out (MEA-001).",
      "TFPRbar is the ratio of sums; a simple mean of TFPR gives another number (-0.004 for -0.270 in the reference file).",
      "Output shares theta_s are those of the firms that count; one firm in a sector adds no gain.",
    ])

  package static let outputs = [
    MeasureOutput(
      "years", title: Title(zh: "资源错配损失", en: "Gain from removing misallocation"), kind: .table, isMain: true),
    MeasureOutput("sectors", title: Title(zh: "行业资源错配", en: "Misallocation by sector"), kind: .table),
    MeasureOutput("firms", title: Title(zh: "企业扭曲", en: "Distortions of firms"), kind: .table),
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    guard let value = options["firms"] else { throw options.missing("firms") }
    guard case .map(let entries) = value, entries.count == 1, entries[0].key == "table",
      case .text(let name) = entries[0].value
    else { throw options.error("firms", expected: "a map of the form {table: NAME}") }
    guard let table = context.firmTables[name] else {
      throw DefinitionError(
        place: options.places["firms"] ?? options.place, message: "'\(name)' is not a table of firms",
        remedy: context.firmTables.isEmpty
          ? "Put it at raw/firms/\(name).csv."
          : Suggestions.sentence(for: name, among: context.firmTables.keys.sorted()))
    }
    self.name = name
    firms = table
    elasticity = try options.number("sigma", default: 3)
    guard elasticity > 1 else { throw options.error("sigma", expected: "a number above 1") }
    rental = try options.number("rental", default: 0.1)
    guard rental > 0 else { throw options.error("rental", expected: "a number above 0") }
    trim = try options.number("trim", default: 0)
    guard trim >= 0, trim < 50 else { throw options.error("trim", expected: "a percentage of 0 or more and below 50") }
  }

  package var inputs: [IndicatorCode] { [] }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let register = try FirmRegister(firms, name: name, for: code)
    var tables = Tables()
    var (trimmed, undefined) = (0, 0)
    for (year, rows) in register.years {
      let result = HsiehKlenow(rows.map { register.firms[$0] }, elasticity: elasticity, rental: rental, trim: trim)
      trimmed += result.trimmed
      undefined += result.undefined
      tables.append(year, result, rows.map { register.firms[$0] }, rows.map { register.rows[$0] })
    }
    if register.leftOut > 0 {
      findings.append(
        Finding(
          .leftOutOfTotals, indicator: code,
          message:
            "\(register.leftOut) firms of '\(name)' have no sector, or output, capital or wages of 0 or below, and"
            + " were left out of '\(code)'",
          remedy: "Fill the gaps in raw/firms/\(name).csv.", count: register.leftOut))
    }
    if trimmed > 0 {
      findings.append(
        Finding(
          .tailsTrimmed, indicator: code,
          message: "\(trimmed) firms in tails of \(DecimalText.text(trim))% of TFPR or TFPQ were left out of '\(code)'",
          remedy: "See whether the gain hangs on it by another 'trim'.", count: trimmed))
    }
    findings += UndefinedValues.findings(
      about: code, count: undefined, because: "the wages of a sector are as large as its output")
    return MeasureResult(tables: tables.tables)
  }

  /// The tables while they are filled year by year.
  private struct Tables {
    var years: [Int32?] = []
    var results: [HsiehKlenow] = []
    var firms: [[(row: Int, firm: HsiehKlenow.Firm)]] = []

    mutating func append(_ year: Int32?, _ result: HsiehKlenow, _ own: [HsiehKlenow.Firm], _ rows: [Int]) {
      years.append(year)
      results.append(result)
      firms.append(zip(rows, own).map { (row: $0, firm: $1) })
    }

    private static func title(_ zh: String, _ en: String) -> Title { Title(zh: zh, en: en) }
    private static func year(_ values: [Int32?]) -> DataColumn {
      DataColumn("year", .int32(values), title: title("年份", "Reference year"))
    }

    var tables: [MeasureResult.Table] {
      let years = DataTable(columns: [
        Self.year(self.years),
        DataColumn(
          "firms", .int32(results.map { Int32(clamping: $0.sectors.reduce(0) { $0 + $1.firms }) }),
          title: Self.title("企业数", "Firms")),
        DataColumn("ln_efficiency", .double(results.map(\.logEfficiency)), title: Self.title("ln(Y/Y*)", "ln(Y/Y*)")),
        DataColumn("gain_pct", .double(results.map(\.gain)), title: Self.title("产出增益（%）", "Gain of output, %")),
      ])
      return [.init("years", years), .init("sectors", sectorTable), .init("firms", firmTable)]
    }

    private var sectorTable: DataTable {
      let rows = zip(years, results).flatMap { year, result in result.sectors.map { (year: year, sector: $0) } }
      return DataTable(columns: [
        Self.year(rows.map(\.year)),
        DataColumn("sector", .text(rows.map(\.sector.name)), title: Self.title("行业", "Sector")),
        DataColumn("firms", .int32(rows.map { Int32(clamping: $0.sector.firms) }), title: Self.title("企业数", "Firms")),
        DataColumn("alpha", .double(rows.map(\.sector.capitalShare)), title: Self.title("资本份额", "Capital share")),
        DataColumn("theta", .double(rows.map(\.sector.outputShare)), title: Self.title("产出份额", "Share of output")),
        DataColumn(
          "ln_efficiency", .double(rows.map(\.sector.logEfficiency)), title: Self.title("ln(Y/Y*)", "ln(Y/Y*)")),
      ])
    }

    private var firmTable: DataTable {
      let rows = zip(years, zip(results, firms)).flatMap { year, pair in
        zip(pair.0.firms, pair.1).map { (year: year, figures: $0, row: $1.row, sector: $1.firm.sector) }
      }
      func column(_ name: String, _ title: Title, _ figure: (HsiehKlenow.FirmFigures) -> Double) -> DataColumn {
        DataColumn(name, .double(rows.map { $0.figures.map(figure) }), title: title)
      }
      return DataTable(columns: [
        Self.year(rows.map(\.year)),
        DataColumn(
          "firm", .int32(rows.map { Int32(clamping: $0.row) }), title: Self.title("企业行号", "Row of the firm's table")),
        DataColumn("sector", .text(rows.map(\.sector)), title: Self.title("行业", "Sector")),
        column("one_minus_tau_y", Self.title("产出扭曲", "1 - tauY")) { $0.outputWedge },
        column("one_plus_tau_k", Self.title("资本扭曲", "1 + tauK")) { $0.capitalWedge },
        column("tfpr", Self.title("收入生产率", "TFPR")) { $0.tfpr },
        column("tfpq", Self.title("物质生产率", "TFPQ")) { $0.tfpq },
      ])
    }
  }
}

/// The firms of a table by year, in the order of the table.
struct FirmRegister {
  private(set) var firms: [HsiehKlenow.Firm] = []
  /// The row of each firm in the table, from 1.
  private(set) var rows: [Int] = []
  private(set) var years: [(year: Int32?, firms: [Int])] = []
  private(set) var leftOut = 0

  init(_ table: DataTable, name: String, for measure: IndicatorCode) throws(MeasureError) {
    guard case .text(let sectors)? = table["sector"]?.values, case .double(let output)? = table["output"]?.values,
      case .double(let capital)? = table["capital"]?.values, case .double(let wages)? = table["wages"]?.values
    else {
      throw MeasureError(
        .tableMalformed, measure: measure,
        message: "the table of firms '\(name)' must have sector (text), output, capital and wages (numbers)",
        remedy: "Name and type its columns so.")
    }
    var given: [Int32?]?
    if case .int32(let values)? = table["year"]?.values { given = values }
    var byYear: [Int32: [Int]] = [:]
    for i in sectors.indices {
      guard let sector = sectors[i], let y = output[i], let k = capital[i], let w = wages[i], y > 0, k > 0, w > 0,
        given == nil || given?[i] != nil
      else {
        leftOut += 1
        continue
      }
      byYear[(given?[i]).flatMap { $0 } ?? 0, default: []].append(firms.count)
      firms.append(HsiehKlenow.Firm(sector: sector, output: y, capital: k, wages: w))
      rows.append(i + 1)
    }
    years = byYear.sorted { $0.key < $1.key }.map { (year: given == nil ? nil : $0.key, firms: $0.value) }
  }
}
