import PanelFiles
import PanelModel

/// The codebook of a panel, for people: what it is, its columns with their figures, labels and conventions.
struct Codebook {
  private let emission: Emission
  private let files: [TableResource]
  private var lines: [String] = []

  init(_ emission: Emission, files: [TableResource]) {
    self.emission = emission
    self.files = files
    writeHead()
    writeFiles()
    writeColumns()
    writeLabels()
    writeConventions()
    if let history = emission.history { lines += history.codebookLines }
    writeSources()
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  private mutating func writeHead() {
    let title = emission.title.both
    lines = ["# \(title.isEmpty ? emission.panel : Self.plain(title))", ""]
    if emission.synthetic { lines += ["> \(Emission.syntheticNotice)", ""] }
    if !emission.description.isEmpty { lines += [emission.description, ""] }
    lines.append("- Panel: `\(emission.panel)`")
    if !emission.manifest.vintage.isEmpty { lines.append("- Vintage: `\(emission.manifest.vintage)`") }
    lines.append("- Made by: almanac \(emission.manifest.program)")
    lines += emission.rowCounts.map { "- \($0)" }
    lines.append("")
  }

  private mutating func writeFiles() {
    lines += ["## Files", "", "| file | what | rows | columns |", "| --- | --- | --- | --- |"]
    for file in files {
      let what = file.title.both.isEmpty ? file.name : Self.cell(file.title.both)
      lines.append("| `\(file.file.name)` | \(what) | \(file.table.rowCount) | \(file.table.columns.count) |")
    }
    lines += [
      "| `findings.json` | What a person should know about the data, with places and remedies | | |",
      "| `datapackage.json` | The same description for programs (Frictionless Tabular Data Package) | | |",
      "| `manifest.json` | Content hashes of every input, definition and file | | |", "",
    ]
  }

  private mutating func writeColumns() {
    lines += ["## Columns", ""]
    lines += Self.columnTable(emission.table, key: emission.key)
    for extra in emission.extraTables {
      lines += ["### `\(extra.name)`", ""]
      if !extra.title.both.isEmpty { lines += [Self.plain(extra.title.both), ""] }
      lines += Self.columnTable(extra.table, key: extra.key)
    }
  }

  private static func columnTable(_ table: DataTable, key: [String]) -> [String] {
    var lines = ["| column | title | 名称 | type | unit | missing % | min | mean | max | note |"]
    lines.append("| --- | --- | --- | --- | --- | ---: | ---: | ---: | ---: | --- |")
    for column in table.columns {
      let summary = ColumnSummary(column)
      let isNumber = column.valueLabels.isEmpty && !key.contains(column.name)
      let figures = [summary.least, isNumber ? summary.mean : nil, summary.greatest]
      var note = column.note
      if note.isEmpty, let count = summary.distinctCount { note = "\(count) distinct" }
      let cells =
        ["`\(column.name)`", cell(column.title.en), cell(column.title.zh), column.type.rawValue, cell(column.unit)]
        + [summary.missingShare] + figures.map { $0.map { DecimalText.rounded($0) } ?? "" } + [cell(note)]
      lines.append("| \(cells.joined(separator: " | ")) |")
    }
    return lines + [""]
  }

  private mutating func writeLabels() {
    let labelled = ([emission.table] + emission.extraTables.map(\.table)).flatMap(\.columns)
      .filter { !$0.valueLabels.isEmpty }
    guard !labelled.isEmpty else { return }
    lines += ["## Value labels", ""]
    for column in labelled {
      lines += ["`\(column.name)`", "", "| value | label | 名称 |", "| ---: | --- | --- |"]
      lines += column.valueLabels.map { "| \($0.code) | \(Self.cell($0.title.en)) | \(Self.cell($0.title.zh)) |" }
      lines.append("")
    }
  }

  private mutating func writeConventions() {
    lines += ["## Conventions", ""]
    lines += Self.conventions
    if files.contains(where: { $0.file.name == "missing.csv" }) { lines += Self.ledgerConventions }
    lines += emission.weights.filter { !$0.method.isEmpty }.map {
      "- Weights of `\($0.index)`: \(Self.plain($0.method))."
    }
    if emission.status != nil {
      lines.append("- Letters of the observation status (SDMX CL_OBS_STATUS):")
      lines += ObservationStatus.allCases.map { "  - `\($0.letter)` \($0.words)" }
      lines.append(
        "- A computed number has the weakest status of the inputs it was made of. Where an index lets indicators be "
          + "missing, those missing do not count and the score has at least `E`.")
    }
    lines.append("")
  }

  private static let conventions = [
    "- A missing value is an empty field (CSV), null (Parquet, JSON Lines); it is never 0 and never NaN. `\"\"` in CSV "
      + "is an empty text.",
    "- Numbers are the shortest decimal text that reads back to the same 64 bits. Figures in this codebook are rounded "
      + "to six digits.",
    "- CSV: RFC 4180, UTF-8 without byte order mark, lines end in LF, first line names the columns.",
    "- Rows are sorted by the key, and no key occurs twice.",
    "- Weights in `weights.csv` sum to 1 over the children of a node. The rows of the node `effective` are the weights of "
      + "the indicators in the whole index: the weight in the indicator's node times the weight of that node.",
  ]

  private static let ledgerConventions = [
    "- `missing.csv` counts every cell once, under its final status, so that the counts of a line add up to `cells`. "
      + "`missing` are only those without a known reason; all missing ones are `missing` and the columns `missing_…`.",
    "- `changes.csv` has a line for each change instead. A value filled and then treated has two lines there and counts under "
      + "`treated` alone; a value computed from treated inputs has none and counts under `treated` too, as one computed from "
      + "filled inputs counts under `imputed_inputs`.",
  ]

  private mutating func writeSources() {
    if let licence = emission.licence {
      let words = [licence.name, licence.title, licence.path].filter { !$0.isEmpty }.joined(separator: ", ")
      lines += ["## Licence", "", Self.plain(words), ""]
    }
    if !emission.sources.isEmpty {
      lines += ["## Sources", ""]
      for source in emission.sources {
        let licence = source.licence.isEmpty ? "" : "Licence: \(source.licence)"
        let parts = [source.title, source.path, source.citation, licence]
        lines.append("- " + Self.plain(parts.filter { !$0.isEmpty }.joined(separator: ". ")))
      }
      lines.append("")
    }
    while lines.last == "" { lines.removeLast() }
  }

  /// A text on one line.
  private static func plain(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false) { $0.isNewline }.joined(separator: " ")
  }

  /// A text as a cell of a Markdown table.
  private static func cell(_ text: String) -> String { plain(text).replacing("|", with: "\\|") }
}

extension Emission {
  /// How many rows, areas and years there are, in sentences.
  fileprivate var rowCounts: [String] {
    var counts = ["Rows: \(table.rowCount), one for each \(key.joined(separator: " and "))"]
    guard key.count == 2, case .int32(let areas) = table[key[0]]?.values,
      case .int32(let years) = table[key[1]]?.values
    else { return counts }
    let areaCount = Set(areas.compactMap { $0 }).count
    let distinctYears = Set(years.compactMap { $0 })
    counts.append("Areas: \(areaCount)")
    guard let first = distinctYears.min(), let last = distinctYears.max() else { return counts }
    counts.append("Years: \(distinctYears.count), \(first)-\(last)")
    let absent = areaCount * distinctYears.count - table.rowCount
    counts.append(absent == 0 ? "Every area has every year" : "Area-years without a row: \(absent)")
    return counts
  }
}
