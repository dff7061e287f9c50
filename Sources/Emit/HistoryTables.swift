import PanelModel

/// The tables behind `revisions.csv` and `errata.csv`: a row for each revision or corrected figure, in the order given.
enum HistoryTables {
  static func revisions(_ list: [Emission.Revision]) -> DataTable {
    DataTable(
      columns: names(list.map(\.figure)) + [
        DataColumn("kind", .text(list.map(\.kind)), title: Title(zh: "类别", en: "Revised, re-rounded or withdrawn"))
      ] + prints(list.map(\.kept), "kept", "that holds") + prints(list.map(\.superseded), "superseded", "superseded")
        + [
          DataColumn(
            "relative_change", .double(list.map(\.relativeChange)),
            title: Title(zh: "相对变化", en: "Value kept over value superseded, less one"))
        ])
  }

  static func errata(_ list: [Emission.Erratum]) -> DataTable {
    DataTable(
      columns: names(list.map(\.figure)) + [
        DataColumn("action", .text(list.map(\.action)), title: Title(zh: "处理", en: "drop, override, scale or flag"))
      ] + prints(list.map(\.printed), "printed", "as printed") + [
        DataColumn(
          "corrected_value", .double(list.map(\.corrected)),
          title: Title(zh: "更正值", en: "What counts in its place, in the printed unit")),
        DataColumn("reason", .text(list.map(\.reason)), title: Title(zh: "理由", en: "Reason")),
        DataColumn(
          "status", .text(list.map(\.standing)), title: Title(zh: "状态", en: "suspected, reported or confirmed")),
        DataColumn("source", .text(list.map { $0.source.isEmpty ? nil : $0.source }), title: Title(en: "Who says so")),
        DataColumn("correction", .text(list.map(\.place)), title: Title(en: "Where the correction is written")),
      ])
  }

  private static func names(_ figures: [Emission.FigureName]) -> [DataColumn] {
    [
      DataColumn(
        "area", .int32(figures.map(\.area.rawValue)),
        title: Title(zh: "行政区划代码", en: "Code of the area as published, before any boundaries")),
      DataColumn(
        "area_name", .text(figures.map { $0.areaName.isEmpty ? nil : $0.areaName }),
        title: Title(zh: "地区", en: "Name in that year")),
      DataColumn("year", .int32(figures.map(\.year.rawValue)), title: Title(zh: "年份", en: "Reference year")),
      DataColumn(
        "series", .text(figures.map(\.series.indicator.rawValue)), title: Title(zh: "序列", en: "Table column")),
      DataColumn(
        "scope", .text(figures.map(\.series.scope.rawValue)), title: Title(zh: "口径", en: "Statistical scope")),
    ]
  }

  private static func prints(_ prints: [Emission.Print], _ prefix: String, _ words: String) -> [DataColumn] {
    [
      DataColumn(
        "\(prefix)_value", .double(prints.map(\.value)), title: Title(en: "Value \(words), in its printed unit")),
      DataColumn("\(prefix)_unit", .text(prints.map(\.unit)), title: Title(en: "Unit of the value \(words)")),
      DataColumn(
        "\(prefix)_edition", .int32(prints.map(\.edition.rawValue)), title: Title(en: "Edition of the print \(words)")),
      DataColumn(
        "\(prefix)_file", .text(prints.map(\.location.file)), title: Title(en: "Workbook of the print \(words)")),
      DataColumn(
        "\(prefix)_sheet", .text(prints.map(\.location.sheet)), title: Title(en: "Sheet of the print \(words)")),
      DataColumn("\(prefix)_cell", .text(prints.map(\.location.cell)), title: Title(en: "Cell of the print \(words)")),
    ]
  }
}

extension Emission.PrintHistory {
  /// The section of a codebook: the rule and its counts, then every correction used.
  var codebookLines: [String] {
    var lines = ["## Revisions and errata", ""] + sentences.map { "- \($0)" }
    if errata.isEmpty { return lines + ["- No printed figure was corrected.", ""] }
    lines += [
      "- \(errata.count) printed figure\(errata.count == 1 ? " was" : "s were") corrected or flagged:", "",
      "| figure | file ! sheet ! cell | printed | corrected | reason | status |",
      "| --- | --- | ---: | ---: | --- | --- |",
    ]
    return lines + errata.map(Self.row) + [""]
  }

  private static func row(_ erratum: Emission.Erratum) -> String {
    func text(_ x: Double?) -> String {
      x.map { "\(DecimalText.text($0)) \(erratum.printed.unit == "1" ? "" : erratum.printed.unit)" } ?? "missing"
    }
    let figure = erratum.figure
    let name = [figure.areaName, "(\(figure.area))", "\(figure.year)", "\(figure.series)"].filter { !$0.isEmpty }
    let reason = [erratum.reason, erratum.source].filter { !$0.isEmpty }.joined(separator: " Source: ")
    let cells = [
      name.joined(separator: " "), erratum.printed.location.description, text(erratum.printed.value),
      erratum.action == "flag" ? "flagged only" : text(erratum.corrected), reason, erratum.standing,
    ]
    let safe = cells.map { cell in
      cell.split(omittingEmptySubsequences: true) { $0.isNewline }.joined(separator: " ").replacing("|", with: "\\|")
    }
    return "| \(safe.joined(separator: " | ")) |"
  }
}
