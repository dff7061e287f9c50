import Definitions
import PanelModel

/// The income gap of town and country in each area and year by Theil.
package struct UrbanRuralTheilMeasure: Measure {
  private let code: IndicatorCode
  private let groups: [(name: String, population: IndicatorCode, income: IndicatorCode)]

  package static let info = MethodInfo(
    name: "urban_rural_theil",
    title: Title(zh: "城乡收入差距泰尔指数", en: "Theil index of the income gap between town and country"),
    formula: "T = sum_j (z_j / z) ln[(z_j / z) / (p_j / p)], z_j = p_j times income per head; ratio = y_1 / y_2",
    source: "Wang Shaoping and Ouyang Zhigang, 经济研究 2007(10); Theil (1967)",
    options: [
      .init(
        "groups", allowed: "{urban: {population: code, income: code}, rural: {population: code, income: code}}",
        default: nil, meaning: "Persons and income per head of each group; two or more, in any unit they share.")
    ],
    edges: [
      "A group without persons adds nothing; a group with persons and no income adds 0 to T and has no ratio.",
      "No income at all: missing (cannot exist). A figure below 0 is excluded. T is 0 only where incomes are equal.",
      "T rises with the gap and with how the groups are mixed; its greatest value depends on the shares of persons.",
    ])

  package static let outputs = [
    MeasureOutput(
      "theil", title: Title(zh: "城乡收入差距泰尔指数", en: "Theil index between groups"), isMain: true,
      note: "A negative indicator: 0 is equal incomes."),
    MeasureOutput("ratio", title: Title(zh: "收入比", en: "Income per head of the first group over the second")),
  ]

  package init(definition: MeasureDefinition, context: MeasureContext) throws(DefinitionError) {
    let options = definition.options
    code = definition.code
    let expected = "a map of two or more names to {population: code, income: code}"
    guard let value = options["groups"] else { throw options.missing("groups") }
    guard case .map(let entries) = value, entries.count > 1 else { throw options.error("groups", expected: expected) }
    var groups: [(name: String, population: IndicatorCode, income: IndicatorCode)] = []
    for entry in entries {
      let inner = MethodOptions(["groups": entry.value], places: options.places, place: options.place)
      let codes = try inner.namedCodes("groups")
      guard codes.count == 2, let population = codes.first(where: { $0.name == "population" }),
        let income = codes.first(where: { $0.name == "income" })
      else { throw options.error("groups", expected: expected) }
      groups.append((entry.key, population.code, income.code))
    }
    self.groups = groups
  }

  package var inputs: [IndicatorCode] { distinct(groups.flatMap { [$0.population, $0.income] }) }

  package var definedOutputs: [MeasureOutput] { Self.outputs.filter { $0.isMain || groups.count == 2 } }

  package func compute(_ panel: Panel, findings: inout [Finding]) throws(MeasureError) -> MeasureResult {
    let columns = try groups.map { group throws(MeasureError) in
      (
        population: try panel.sizes([group.population], for: code), income: try panel.sizes([group.income], for: code)
      )
    }
    let all = columns.flatMap { [$0.population, $0.income] }
    var theil = PanelSeries(count: panel.rowCount)
    var ratio = theil
    var undefined = 0
    for i in panel.keys.indices {
      let status = Panel.status(all, row: i)
      let members = columns.compactMap { column -> TheilIndex.Member? in
        guard let p = column.population[i], let y = column.income[i] else { return nil }
        return TheilIndex.Member(population: p, incomePerHead: y)
      }
      guard members.count == columns.count else {
        theil.setMissing(i, status)
        ratio.setMissing(i, status)
        continue
      }
      if let index = TheilIndex(members) {
        theil.set(i, index.t, status)
      } else {
        theil.setMissing(i, .missingCannotExist)
        undefined += 1
      }
      let divisor = members[1].incomePerHead
      if divisor > 0 {
        ratio.set(i, members[0].incomePerHead / divisor, status)
      } else {
        ratio.setMissing(i, .missingCannotExist)
      }
    }
    findings += UndefinedValues.findings(about: code, count: undefined, because: "there is no income")
    return MeasureResult(
      series: [.init("theil", theil)] + (groups.count == 2 ? [.init("ratio", ratio)] : []))
  }
}
