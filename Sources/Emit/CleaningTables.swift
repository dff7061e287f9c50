import PanelModel

/// The tables behind `changes.csv` and `missing.csv`.
enum CleaningTables {
  /// A line for each cell that was filled or treated.
  static func changes(_ list: [Emission.Change]) -> DataTable {
    func text(_ texts: [String]) -> DataColumn.Values { .text(texts.map { $0.isEmpty ? nil : $0 }) }
    return DataTable(columns: [
      DataColumn("indicator", .text(list.map(\.indicator.rawValue)), title: Title(zh: "指标", en: "Base indicator")),
      DataColumn(
        "city_id", .int32(list.map(\.key.area.rawValue)), title: Title(zh: "行政区划代码", en: "Administrative code")),
      DataColumn("year", .int32(list.map(\.key.year.rawValue)), title: Title(zh: "年份", en: "Reference year")),
      DataColumn(
        "kind", .text(list.map { $0.isFilled ? "filled" : "treated" }),
        title: Title(zh: "类别", en: "A missing value filled, or an outlier treated")),
      DataColumn(
        "before", .double(list.map(\.before)), title: Title(zh: "处理前", en: "Value before, in the indicator's unit")),
      DataColumn(
        "status_before", .text(list.map { String($0.statusBefore.letter) }),
        title: Title(zh: "处理前状态", en: "Observation status before")),
      DataColumn("after", .double(list.map(\.after)), title: Title(zh: "处理后", en: "Value after")),
      DataColumn("rule", .text(list.map(\.rule)), title: Title(zh: "规则", en: "Rule, as definitions name it")),
      DataColumn("detail", text(list.map(\.detail)), title: Title(zh: "说明", en: "Percentile, group or lambda")),
      DataColumn(
        "from_years", text(list.map { $0.from.map(\.description).joined(separator: " ") }),
        title: Title(zh: "所据年份", en: "Years of the area whose values the new one is made from")),
    ])
  }

  /// A line for each indicator and year: `cells` is the sum of all columns after it.
  static func missing(_ list: [Emission.Ledger], rules: [String]) -> DataTable {
    var columns = [
      DataColumn("indicator", .text(list.map(\.indicator.rawValue)), title: Title(zh: "指标", en: "Base indicator")),
      DataColumn("year", .int32(list.map(\.year.rawValue)), title: Title(zh: "年份", en: "Reference year")),
      count("cells", "单元格数", "Cells, the sum of the counts that follow", list.map(\.cells)),
    ]
    for status in ObservationStatus.allCases {
      guard status == .imputed else {
        columns.append(count(name(status), "", status.words, list.map { $0.byStatus[status] ?? 0 }))
        continue
      }
      for rule in rules {
        columns.append(count("imputed_\(rule)", "", "filled by \(rule)", list.map { $0.imputedBy[rule] ?? 0 }))
      }
      columns.append(
        count("imputed_inputs", "", "computed from indicators with filled values", list.map(\.imputedInputs)))
    }
    return DataTable(columns: columns)
  }

  private static func count(_ name: String, _ zh: String, _ en: String, _ counts: [Int]) -> DataColumn {
    DataColumn(name, .int32(counts.map { Int32(clamping: $0) }), title: Title(zh: zh, en: en))
  }

  private static func name(_ status: ObservationStatus) -> String {
    switch status {
    case .normal: "normal"
    case .corrected: "corrected"
    case .estimated: "estimated"
    case .imputed: "imputed"
    case .treated: "treated"
    case .missing: "missing"
    case .missingCannotExist: "missing_cannot_exist"
    case .missingNotCollected: "missing_not_collected"
    case .missingSuppressed: "missing_suppressed"
    case .excluded: "excluded"
    }
  }
}
