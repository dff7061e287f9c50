import Clean
import Definitions
import Indices
import PanelModel

/// Puts a scored panel together as the flat table users get: keys, names, groups, treatment, rings, values, ranks.
struct PanelTable {
  let definition: PanelDefinition
  let catalog: Catalog
  let scored: ScoredPanel

  private var keys: [PanelKey] { scored.panel.keys }

  /// The table and, for each numeric column of it, the letters of its statuses.
  func tables() -> (table: DataTable, status: DataTable) {
    let values = definition.columns.compactMap { code in scored.panel[code].map { (code, $0) } }
    var columns = names() + groups() + treatment() + seats() + rings()
    columns += values.map { code, series in column(code, series) }
    columns += ranks()
    var status = Array(columns.filter { $0.name == "city_id" || $0.name == "year" })
    for (code, series) in values {
      let name = String(code.rawValue.prefix(25)) + "_status"
      status.append(
        DataColumn(
          name, .text(series.statuses.map { String($0.letter) }),
          title: Title(zh: "观测值状态", en: "Observation status of \(code)")))
    }
    return (DataTable(columns: columns), DataTable(columns: status))
  }

  /// The boundaries' year for names: the fixed one, or each row's own.
  func nameYear(_ key: PanelKey) -> ReferenceYear {
    if case .fixed(let year) = definition.boundaries { year } else { key.year }
  }

  private func names() -> [DataColumn] {
    let spells = keys.map { catalog.areas.spell($0.area, at: nameYear($0)) }
    let provinces = spells.map { $0?.province.flatMap { catalog.areas.province($0) } }
    func text(_ values: [String?]) -> DataColumn.Values { .text(values.map { $0?.isEmpty == true ? nil : $0 }) }
    var columns = [
      DataColumn(
        "city_id", .int32(keys.map(\.area.rawValue)), title: Title(zh: "行政区划代码", en: "Administrative code"),
        note: "Six-digit code of the unit under the panel's boundaries (\(boundariesText))."),
      DataColumn("city_zh", text(spells.map { $0?.name.zh }), title: Title(zh: "城市名称", en: "Name in Chinese")),
      DataColumn("city_en", text(spells.map { $0?.name.en }), title: Title(zh: "城市英文名", en: "Name in English")),
    ]
    if provinces.contains(where: { $0 != nil }) {
      columns.append(
        DataColumn(
          "province_id", .int32(provinces.map { $0?.code.rawValue }), title: Title(zh: "省级代码", en: "Province code")))
      columns.append(
        DataColumn("province_zh", text(provinces.map { $0?.name.zh }), title: Title(zh: "省份", en: "Province")))
    }
    columns.append(
      DataColumn(
        "year", .int32(keys.map(\.year.rawValue)), title: Title(zh: "年份", en: "Reference year"),
        note: "The year the figures describe, not the yearbook's edition."))
    return columns
  }

  private var boundariesText: String {
    if case .fixed(let year) = definition.boundaries {
      "those at the end of \(year) in all years"
    } else {
      "as published"
    }
  }

  private func groups() -> [DataColumn] {
    definition.groups.compactMap { name in
      guard let group = catalog.areas.labels.first(where: { $0.code.rawValue == name }) else { return nil }
      let codes = keys.map { label(group, $0)?.code }
      let labels = group.labels.map { DataColumn.ValueLabel(code: $0.code, title: $0.title) }
      return DataColumn(
        name, .int32(codes), title: group.title, valueLabels: labels.sorted { $0.code < $1.code }, note: rule(group))
    }
  }

  func label(_ group: LabelGroup, _ key: PanelKey) -> LabelGroup.Label? {
    guard case .thresholds(let indicator, let year) = group.rule else {
      return catalog.areas.label(group, of: key.area, at: nameYear(key))
    }
    guard let row = scored.panel.row(of: PanelKey(area: key.area, year: year)),
      let value = scored.columns[indicator]?.series[row]
    else { return nil }
    return group.label(for: value)
  }

  private func rule(_ group: LabelGroup) -> String {
    switch group.rule {
    case .area(let field): "By the area's \(field)."
    case .province(let field): "By the province's \(field)."
    case .thresholds(let indicator, let year):
      "By \(indicator) in \(year); a class holds its lower bound. Missing where that figure is."
    }
  }

  private func column(_ code: IndicatorCode, _ series: PanelSeries) -> DataColumn {
    let info = scored.info[code]
    let labels = info?.valueLabels ?? []
    let isCoded = !labels.isEmpty || info?.isInteger == true
    let values: DataColumn.Values =
      isCoded ? .int32(series.values.map { $0.map { Int32($0) } }) : .double(Array(series.values))
    return DataColumn(
      code.rawValue, values, title: info?.title ?? Title(), unit: info?.unit ?? "", valueLabels: labels,
      note: info?.note ?? "")
  }

  /// Rank within each year, 1 the highest; equal values share the best rank of theirs.
  private func ranks() -> [DataColumn] {
    definition.ranks.compactMap { code in
      guard let series = scored.panel[code] else { return nil }
      var ranks = [Int32?](repeating: nil, count: keys.count)
      for (_, rows) in scored.panel.rowsByYear {
        let ordered = rows.compactMap { row in series[row].map { (row, $0) } }.sorted { $0.1 > $1.1 }
        for (i, (row, value)) in ordered.enumerated() {
          let isTie = i > 0 && ordered[i - 1].1 == value
          ranks[row] = isTie ? ranks[ordered[i - 1].0] : Int32(i + 1)
        }
      }
      let title = scored.info[code]?.title ?? Title()
      return DataColumn(
        "\(code)_rank", .int32(ranks), title: Title(zh: "\(title.zh)位次", en: "Rank by \(title.en) within the year"),
        note: "1 is the highest; ties share the best rank.")
    }
  }
}
