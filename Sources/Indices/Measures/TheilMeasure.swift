import Definitions
import PanelModel

/// Inequality between the areas of each year by Theil, divided exactly into between and within groups of areas.
package struct TheilMeasure: Measure {
  private let code: IndicatorCode
  private let income: IndicatorCode
  /// Nil: each area counts once.
  private let population: IndicatorCode?
  private let grouping: RowGrouping?

  package static let info = MethodInfo(
    name: "theil",
    title: Title(zh: "地区差距泰尔指数及其分解", en: "Theil indices of areas and their division into groups"),
    formula:
      "T = sum (p_i/p)(y_i/mu) ln(y_i/mu) = sum_g s_g ln(s_g/p_g) + sum_g s_g T_g; L = sum (p_i/p) ln(mu/y_i) = "
      + "sum_g p_g ln(p_g/s_g) + sum_g p_g L_g; s_g, p_g the group's shares of income and persons",
    source: "Theil (1967); Bourguignon, Econometrica 47 (1979); Shorrocks, Econometrica 48 (1980)",
    options: [
      .init("income", allowed: "code", default: nil, meaning: "Income, or any good, per head."),
      .init(
        "weights", allowed: "equal | code", default: nil,
        meaning: "The persons of each area; 'equal' counts each area once."),
      .init(
        "groups", allowed: "grouping or code", default: "none",
        meaning: "A division of areas (province, region3), or a column of whole numbers."),
    ],
    edges: [
      "An area without a figure or a group, or with one below 0, is left out of the year (MEA-004, MEA-013).",
      "An income of 0 adds 0 to T, and leaves L and its parts missing. A year without any income is missing.",
      "T = between + within and L = between + within hold to rounding: the parts come from the same sums.",
    ])

  package static let outputs = [
    MeasureOutput("years", title: Title(zh: "泰尔指数", en: "Theil indices by year"), kind: .table, isMain: true),
    MeasureOutput("groups", title: Title(zh: "组内泰尔指数", en: "Theil indices by group"), kind: .table),
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    income = try options.requiredCode("income")
    guard options["weights"] != nil else { throw options.missing("weights") }
    population = options["weights"] == .text("equal") ? nil : try options.requiredCode("weights")
    grouping = try RowGrouping.option("groups", options, context)
  }

  package var inputs: [IndicatorCode] {
    distinct([income] + (population.map { [$0] } ?? []) + (grouping?.inputs ?? []))
  }

  package var definedOutputs: [MeasureOutput] { Self.outputs.filter { $0.isMain || grouping != nil } }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let incomes = try panel.sizes([income], for: code)
    let persons = try population.map { c throws(MeasureError) in try panel.sizes([c], for: code) }
    let groups = try grouping.map { g throws(MeasureError) in try g.groups(panel, for: code) }
    let complete = CompleteRows(panel, columns: [incomes] + (persons.map { [$0] } ?? []), total: persons ?? incomes)
    var tables = Tables()
    for year in complete.years {
      let members = year.rows.compactMap { i -> TheilIndex.Member? in
        guard let y = incomes[i], groups == nil || groups?[i] != nil else { return nil }
        return TheilIndex.Member(
          population: persons.flatMap { $0[i] } ?? 1, incomePerHead: y, group: (groups?[i])?.code ?? 0)
      }
      tables.append(year.year, TheilIndex(members), areas: members.count)
    }
    findings += complete.findings(about: code, needing: population == nil ? "income" : "income or persons")
    if let groups { findings += UngroupedRows.findings(about: code, groups) }
    findings += UndefinedValues.findings(about: code, count: tables.undefined, because: "a year has no income")
    let years = MeasureResult.Table("years", tables.yearTable(hasGroups: grouping != nil))
    return MeasureResult(tables: grouping == nil ? [years] : [years, .init("groups", tables.groupTable)])
  }

  /// The tables while they are filled year by year.
  private struct Tables {
    var undefined = 0
    var years: [Int32?] = []
    var areas: [Int32?] = []
    var indices: [TheilIndex?] = []

    mutating func append(_ year: ReferenceYear, _ index: TheilIndex?, areas count: Int) {
      years.append(year.rawValue)
      areas.append(Int32(clamping: count))
      indices.append(index)
      undefined += index == nil ? 1 : 0
    }

    private static func title(_ zh: String, _ en: String) -> Title { Title(zh: zh, en: en) }

    func yearTable(hasGroups: Bool) -> DataTable {
      func column(_ name: String, _ title: Title, _ figure: (TheilIndex) -> Double?) -> DataColumn {
        DataColumn(name, .double(indices.map { $0.flatMap(figure) }), title: title)
      }
      var columns = [
        DataColumn("year", .int32(years), title: Self.title("年份", "Reference year")),
        DataColumn("areas", .int32(areas), title: Self.title("地区数", "Areas counted")),
        column("t", Self.title("泰尔指数T", "Theil T")) { $0.t },
        column("l", Self.title("泰尔指数L", "Theil L, mean log deviation")) { $0.l },
      ]
      if hasGroups {
        columns += [
          column("t_between", Self.title("T组间", "T between groups")) { $0.tBetween },
          column("t_within", Self.title("T组内", "T within groups")) { $0.tWithin },
          column("l_between", Self.title("L组间", "L between groups")) { $0.lBetween },
          column("l_within", Self.title("L组内", "L within groups")) { $0.lWithin },
        ]
      }
      return DataTable(columns: columns)
    }

    var groupTable: DataTable {
      let rows = zip(years, indices).flatMap { year, index in
        (index?.groups ?? []).map { (year: year, group: $0, whole: index?.t ?? 0) }
      }
      return DataTable(columns: [
        DataColumn("year", .int32(rows.map(\.year)), title: Self.title("年份", "Reference year")),
        DataColumn("area_group", .int32(rows.map(\.group.code)), title: Self.title("组", "Group of areas")),
        DataColumn(
          "population_share", .double(rows.map(\.group.populationShare)), title: Self.title("人口比重", "Share of persons")),
        DataColumn(
          "income_share", .double(rows.map(\.group.incomeShare)), title: Self.title("收入比重", "Share of income")),
        DataColumn("t", .double(rows.map(\.group.t)), title: Self.title("泰尔指数T", "Theil T within the group")),
        DataColumn("l", .double(rows.map(\.group.l)), title: Self.title("泰尔指数L", "Theil L within the group")),
        DataColumn(
          "t_contribution",
          .double(rows.map { $0.whole > 0 ? $0.group.incomeShare * $0.group.t / $0.whole : nil }),
          title: Self.title("组内贡献率", "Share of T that is within this group")),
      ])
    }
  }
}
