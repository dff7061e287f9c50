import PanelModel
import Pipeline
import Report

/// The quality of an index for a person to read: tables that fit the terminal, and under each what it means.
struct QualityText {
  let report: QualityReport
  let width: Int

  /// All tables, or one.
  func text(only table: QualityReport.Table? = nil) -> String {
    var parts = table == nil ? [wrapped(report.words + "." + trend)] : []
    for (name, data) in report.tables where table == nil || table == name {
      let years = data["year"] != nil && !Self.rankTables.contains(name) ? report.years : []
      if years.isEmpty { parts += sections(name, data, nil) }
      for year in years { parts += sections(name, data.rows(ofYear: year), year) }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// What a reader of correlations over several years should know.
  private var trend: String {
    let isPooled = report.tables.first?.table["year"] == nil
    return isPooled && report.years.count > 1
      ? " What grows everywhere from year to year goes together over all rows; --by year shows areas alone." : ""
  }

  /// Tables that have rows for years beside those for all rows.
  private static let rankTables: Set<QualityReport.Table> = [.removal, .against, .movers]

  private func sections(_ name: QualityReport.Table, _ data: DataTable, _ year: Int32?) -> [String] {
    switch name {
    case .weights: [weights(data, year)]
    case .correlations: matrices(data, year) + [withTheIndex(data, year), dimensions(data, year)].compactMap { $0 }
    case .flags: [flags(data, year)]
    case .alpha: [alpha(data, year)]
    case .components: [components(data, year)]
    case .loadings: [loadings(data, year)].compactMap { $0 }
    case .removal: [removal(data), removalByYear(data)].compactMap { $0 }
    case .against: [against(data)]
    case .movers: [movers(data)]
    }
  }

  // MARK: form

  /// A heading, the table, what it means, and notes between the two.
  /// - Parameters:
  ///   - header, rows: columns without a word in any row are left out.
  ///   - left: columns of text at the left.
  ///   - trailing: columns of text at the right; the last is cut where the terminal ends.
  func section(
    _ title: String, _ year: Int32? = nil, _ header: [String], _ rows: [[String]], left: Int = 1, trailing: Int = 0,
    notes: [String] = [], _ meaning: String
  ) -> String {
    // A column that says nothing takes no room: titles of a CSV, dimensions of an index without any.
    let kept = header.indices.filter { i in rows.isEmpty || rows.contains { !$0[i].isEmpty } }
    let alignments = kept.map { i -> TextTable.Alignment in
      i < left || i >= header.count - trailing ? .left : .right
    }
    var rows = rows.map { row in kept.map { row[$0] } }
    let isCut = trailing > 0 && kept.last == header.count - 1
    let header = kept.map { header[$0] }
    if isCut, let last = header.indices.last {
      let used = header.indices.dropLast().map { i in ([header] + rows).map { TextTable.width($0[i]) }.max() ?? 0 }
      let room = max(12, width - used.reduce(0, +) - 2 * used.count)
      for i in rows.indices { rows[i][last] = Self.cut(rows[i][last], room) }
    }
    let heading = year.map { "\(title), \($0)" } ?? title
    let table = TextTable(header: header, rows: rows, alignments: alignments).text
    return ([heading, table] + (notes + [meaning]).map(wrapped)).joined(separator: "\n")
  }

  func wrapped(_ text: String) -> String { TextWrap.lines(text, hanging: 0, width: width).joined(separator: "\n") }

  /// A number with so many decimals; a dot for a missing one.
  static func number(_ x: Double?, _ decimals: Int = 2) -> String {
    guard let x, x.isFinite, abs(x) < 1e12 else { return "." }
    let scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    let whole = Int((abs(x) * scale).rounded())
    let fraction = String(whole % Int(scale))
    let sign = x < 0 && whole > 0 ? "-" : ""
    let zeros = String(repeating: "0", count: decimals - (decimals == 0 ? 0 : fraction.count))
    return sign + String(whole / Int(scale)) + (decimals == 0 ? "" : "." + zeros + fraction)
  }

  /// A share as `7.4 %`.
  static func percent(_ x: Double?) -> String { x.map { number($0 * 100, 1) + " %" } ?? "." }

  /// Cut to so many terminal columns.
  static func cut(_ text: String, _ columns: Int) -> String {
    if TextTable.width(text) <= columns { return text }
    var result = ""
    for character in text {
      if TextTable.width(result) + TextTable.width(String(character)) >= columns { break }
      result.append(character)
    }
    return result + "…"
  }

  /// The title a Chinese reader knows, or the English one.
  func title(_ code: String) -> String {
    let title = report.titles[code] ?? Title()
    return title.zh.isEmpty ? title.en : title.zh
  }

  func named(_ code: String) -> String {
    let title = title(code)
    return title.isEmpty ? code : "\(code) (\(title))"
  }
}

/// The cells of a column, as what they are.
extension DataTable {
  func text(_ name: String, _ row: Int) -> String {
    if case .text(let values)? = self[name]?.values { return values[row] ?? "" }
    return whole(name, row).map(String.init) ?? ""
  }

  func whole(_ name: String, _ row: Int) -> Int32? {
    if case .int32(let values)? = self[name]?.values { values[row] } else { nil }
  }

  func double(_ name: String, _ row: Int) -> Double? {
    if case .double(let values)? = self[name]?.values { values[row] } else { nil }
  }

  func rows(where name: String, is value: String) -> [Int] {
    (0..<rowCount).filter { text(name, $0) == value }
  }

  /// The texts of a column, each once, in order.
  func distinct(_ name: String) -> [String] {
    var seen: Set<String> = []
    return (0..<rowCount).map { text(name, $0) }.filter { seen.insert($0).inserted }
  }
}
