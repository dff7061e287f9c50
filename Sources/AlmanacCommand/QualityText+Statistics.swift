import PanelModel
import Pipeline
import Report

extension QualityText {
  func weights(_ data: DataTable, _ year: Int32?) -> String {
    let parents = Set(data.distinct("parent"))
    let rows = (0..<data.rowCount).map { row -> [String] in
      let code = data.text("element", row)
      let isDimension = parents.contains(code)
      let depth = data.text("parent", row) == report.index.rawValue ? 0 : 1
      return [
        String(repeating: "  ", count: depth) + code, Self.cut(title(code), isDimension ? 24 : 22),
        Self.percent(data.double("weight", row)), Self.percent(data.double("effective", row)),
        Self.percent(data.double("carried", row)), Self.number(data.double("r_squared", row)),
        Self.number(data.double("eta_squared", row)),
      ]
    }
    return section(
      "Effective weights (有效权重)", year, ["element", "", "in node", "in index", "carried", "r2", "eta2"], rows, left: 2,
      "An element weighs 'in index' on paper and carries its part of the variance of the score: where 'carried' is far"
        + " above the weight it decides the ranks, near 0 it counts for nothing, below 0 it works against the rest. r2: squared correlation with the"
        + " score; eta2: the same without asking for a straight line.")
  }

  /// A triangle of correlations for each dimension of two indicators or more.
  func matrices(_ data: DataTable, _ year: Int32?) -> [String] {
    let inside = data.rows(where: "relation", is: "indicators").filter { !data.text("dimension", $0).isEmpty }
    var dimensions: [String] = []
    for row in inside where !dimensions.contains(data.text("dimension", row)) {
      dimensions.append(data.text("dimension", row))
    }
    return dimensions.map { dimension in
      matrix(data, inside.filter { data.text("dimension", $0) == dimension }, dimension, year)
    }
  }

  private func matrix(_ data: DataTable, _ pairs: [Int], _ dimension: String, _ year: Int32?) -> String {
    var items: [String] = []
    var cells: [String: String] = [:]
    for row in pairs {
      let (a, b) = (data.text("a", row), data.text("b", row))
      for item in [a, b] where !items.contains(item) { items.append(item) }
      let r = data.double("pearson", row)
      cells["\(b) \(a)"] = Self.number(r) + (abs(r ?? 0) >= report.redundant ? "*" : " ")
    }
    let names = items.enumerated().map { "\($0 + 1) \($1)" }
    let room = max(1, (width - (names.map(TextTable.width).max() ?? 0)) / 7)
    var blocks: [String] = []
    for start in stride(from: 0, to: items.count - 1, by: room) {
      let columns = start..<min(start + room, items.count - 1)
      let rows = items.indices.dropFirst(start + 1).map { row -> [String] in
        [names[row]] + columns.map { cells["\(items[row]) \(items[$0])"] ?? "" }
      }
      blocks.append(TextTable(header: [""] + columns.map { "\($0 + 1) " }, rows: rows, alignments: [.left]).text)
    }
    let heading = "Correlations within \(named(dimension))" + (year.map { ", \($0)" } ?? "")
    let meaning =
      "Pearson's r; 1 is \(items[0]). * is \(Self.number(report.redundant)) or more, one indicator twice; below 0 two"
      + " indicators pull the dimension apart; a dot is undefined."
    let undefined = reasons(data, pairs)
    return ([heading] + blocks + (undefined + [meaning]).map(wrapped)).joined(separator: "\n")
  }

  func withTheIndex(_ data: DataTable, _ year: Int32?) -> String {
    func cells(_ row: Int?) -> [String] {
      ["pearson", "spearman", "kendall"].map { name in row.map { Self.number(data.double(name, $0)) } ?? "" }
    }
    var rows: [[String]] = []
    var last = ""
    for row in data.rows(where: "relation", is: "indicator_index") {
      let code = data.text("a", row)
      let own = data.rows(where: "a", is: code).first { data.text("relation", $0) == "indicator_dimension" }
      let dimension = own.map { data.text("b", $0) } ?? ""
      if dimension != last, !dimension.isEmpty { rows.append([dimension] + [String](repeating: "", count: 7)) }
      last = dimension
      rows.append(
        [(dimension.isEmpty ? "" : "  ") + code] + cells(own) + cells(row) + [data.text("rows", row)])
    }
    return section(
      "Indicators with \(last.isEmpty ? "" : "their dimension and with ")\(report.index)", year,
      ["indicator", "r dim", "rho dim", "tau dim", "r index", "rho index", "tau index", "rows"], rows,
      notes: reasons(data, data.rows(where: "relation", is: "indicator_index")),
      "Pearson's r, Spearman's rho, Kendall's tau-b. An indicator near 0 with the index is in it by name only; one below 0"
        + " is good where the index is low.")
  }

  func dimensions(_ data: DataTable, _ year: Int32?) -> String? {
    let pairs = data.rows(where: "relation", is: "dimensions") + data.rows(where: "relation", is: "dimension_index")
    if pairs.isEmpty { return nil }
    let rows = pairs.map { row in
      [data.text("a", row), data.text("b", row)]
        + ["pearson", "spearman", "kendall"].map { Self.number(data.double($0, row)) } + [data.text("rows", row)]
    }
    return section(
      "Dimensions with each other and with \(report.index)", year, ["a", "b", "r", "rho", "tau", "rows"], rows, left: 2,
      notes: reasons(data, pairs),
      "Dimensions are meant to be related and not to be the same; one far less related to the index than the others"
        + " hardly speaks in it.")
  }

  func flags(_ data: DataTable, _ year: Int32?) -> String {
    let threshold = Self.number(report.redundant)
    guard data.rowCount > 0 else {
      return "Flags" + (year.map { ", \($0)" } ?? "")
        + "\nNo pair of a dimension correlates at \(threshold) or more, and none below 0."
    }
    let shown = 20
    let rows = (0..<min(shown, data.rowCount)).map { row in
      [
        data.text("flag", row), data.text("a", row), data.text("b", row), Self.number(data.double("pearson", row)),
        data.text("rows", row),
      ]
    }
    let more = data.rowCount > shown ? " \(data.rowCount - shown) more: --table flags --format csv." : ""
    return section(
      "Flags", year, ["flag", "a", "b", "r", "rows"], rows, left: 3,
      "redundant: |r| of \(threshold) or more within a dimension, so that one thing counts twice. opposed: r below 0, so"
        + " that one offsets the other; is a direction wrong?" + more)
  }

  func alpha(_ data: DataTable, _ year: Int32?) -> String {
    let rows = (0..<data.rowCount).map { row in
      [
        data.text("group", row), Self.number(data.double("alpha", row)), data.text("indicators", row),
        data.text("rows", row),
      ]
    }
    return section(
      "Cronbach's alpha (克隆巴赫α系数)", year, ["group", "alpha", "indicators", "rows"], rows,
      notes: notes(data),
      "0.7 or more is usually called one scale; near 0 the indicators measure different things, below 0 they contradict"
        + " each other. 'rows' is the fewest of any pair.")
  }

  func components(_ data: DataTable, _ year: Int32?) -> String {
    let rows = (0..<data.rowCount).filter { (data.whole("component", $0) ?? 1) <= 3 }.map { row in
      [
        data.text("group", row), data.text("component", row), Self.number(data.double("eigenvalue", row)),
        Self.percent(data.double("share", row)), Self.percent(data.double("cumulative", row)), data.text("rows", row),
      ]
    }
    return section(
      "Principal components (主成分)", year,
      ["of the children of", "no", "eigenvalue", "variance", "together", "rows"], rows,
      notes: notes(data),
      "How much of the variance of a group one number could tell: a large first share is one common factor; several"
        + " eigenvalues above 1 are several things under one name. The first three are shown.")
  }

  func loadings(_ data: DataTable, _ year: Int32?) -> String? {
    if data.rowCount == 0 { return nil }
    var rows: [[String]] = []
    for group in data.distinct("group") {
      rows.append([group, "", "", ""])
      let own = data.rows(where: "group", is: group)
      for row in own where data.whole("component", row) == 1 {
        let item = data.text("item", row)
        rows.append(
          ["  \(item)"]
            + (1...3).map { component -> String in
              own.first { data.text("item", $0) == item && data.whole("component", $0) == Int32(component) }
                .map { Self.number(data.double("loading", $0)) } ?? ""
            })
      }
    }
    return section(
      "Loadings (载荷)", year, ["item", "1", "2", "3"], rows,
      "Unit vectors, the sum of each not negative. In the first, a loading of the other sign is an item that moves against"
        + " the rest.")
  }

  /// The notes of a table by group, each a line.
  private func notes(_ data: DataTable) -> [String] {
    (0..<data.rowCount).compactMap { row in
      let note = data.text("note", row)
      return note.isEmpty ? nil : "\(data.text("group", row)): \(note)."
    }
  }

  /// Why correlations are undefined, each reason once.
  private func reasons(_ data: DataTable, _ rows: [Int]) -> [String] {
    var reasons: [String] = []
    for row in rows {
      let note = data.text("note", row)
      if !note.isEmpty && !reasons.contains(note) { reasons.append(note) }
    }
    return reasons.isEmpty ? [] : ["Undefined: \(reasons.joined(separator: "; "))."]
  }
}
