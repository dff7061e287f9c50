import ExcelFile
import Foundation

/// Writes the books: one workbook and one sidecar a table and edition.
struct Yearbook {
  let model: Model
  let project: String
  let seed: UInt64

  /// Folder of the sample's books below a project.
  static let folder = "raw/sample/china-city-yearbook"

  /// Writes the tables of one edition. Returns the bytes written.
  func write(edition: Int, tables: [PrintedTable]) throws -> Int {
    let folder = "\(project)/\(Self.folder)/\(edition)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let figures = BookFigures(model: model, year: edition - 1)
    var bytes = 0
    for table in tables where isPrinted(table, edition) {
      bytes += try write(table, edition: edition, year: edition - 1, figures: figures, folder: folder)
    }
    let late = PlantedTruths.late
    if edition == late.year + 2, let table = tables.first(where: { $0.code == late.table }) {
      let figures = BookFigures(model: model, year: late.year)
      bytes += try write(table, edition: edition, year: late.year, figures: figures, folder: folder)
    }
    return bytes
  }

  private func isPrinted(_ table: PrintedTable, _ edition: Int) -> Bool {
    let (late, absent) = (PlantedTruths.late, PlantedTruths.absent)
    if table.code == late.table && edition == late.year + 1 { return false }
    if table.code == absent.table && edition == absent.edition { return false }
    return edition >= table.firstEdition
  }

  private func write(
    _ table: PrintedTable, edition: Int, year: Int, figures: BookFigures, folder: String
  ) throws -> Int {
    let isLate = year != edition - 1
    let number = table.number.at(edition)
    let name = "\(number)-\(table.code)\(isLate ? "-\(year)" : "").xlsx"
    let path = "\(folder)/\(name)"
    let style = EditionStyle(edition: edition)
    let writer = try ExcelWriter(path: path, properties: properties(table, edition, year))
    let page = page(table, edition: edition, year: year, figures: figures, style: style)
    var layout = SheetLayout(writer: writer, sheet: try writer.addSheet(number), style: style)
    try layout.set(page)
    if let second = style.secondSheet { _ = try writer.addSheet(second) }
    try writer.close()
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let sidecar = Sidecar(
      edition: edition, referenceYear: year, number: number, title: table.title.at(edition), fileName: name,
      bytes: data, seed: seed)
    let text = Data(sidecar.text.utf8)
    try text.write(to: URL(fileURLWithPath: String(path.dropLast(".xlsx".count)) + ".source.yaml"))
    return data.count + text.count
  }

  private func properties(_ table: PrintedTable, _ edition: Int, _ year: Int) -> ExcelProperties {
    ExcelProperties(
      title: "\(table.title.at(edition).zh) \(year) (合成数据 SYNTHETIC SAMPLE)",
      subject: "China City Statistical Yearbook \(edition), synthetic sample",
      author: "SampleYearbooks, seed \(seed)", comments: "Synthetic figures. Not official statistics.")
  }

  private func page(
    _ table: PrintedTable, edition: Int, year: Int, figures: BookFigures, style: EditionStyle
  ) -> PrintedPage {
    let header = HeaderTree(table, edition: edition, style: style)
    var notes: [String] = []
    let rows = rows(table, year: year, header: header, figures: figures, style: style, notes: &notes)
    let isLate = year != edition - 1
    return PrintedPage(
      number: table.number.at(edition), title: table.title.at(edition), chapter: table.chapter,
      captionSuffix: isLate ? " (\(year)年)" : "", header: header, rows: rows,
      footers: footers(notes: notes, marked: rows))
  }

  private func rows(
    _ table: PrintedTable, year: Int, header: HeaderTree, figures: BookFigures, style: EditionStyle,
    notes: inout [String]
  ) -> [PrintedRow] {
    let provinces = Dictionary(model.world.files.provinces.map { ($0.code, $0) }) { first, _ in first }
    var rows: [PrintedRow] = []
    var current = 0
    for area in model.world.spells(in: year) {
      if area.province != current {
        current = area.province
        if !area.isMunicipality, let province = provinces[current] { rows.append(.heading(province)) }
      }
      var mark = ""
      if table.chapter != nil, area.years.lowerBound == year, let former = model.world.formerName(of: area) {
        mark = ["①", "②", "③"][min(2, notes.count)]
        notes.append("\(mark)\(year)年由\(former.nameZh)更名。Renamed from \(former.nameEn) in \(year).")
      }
      let printed = header.leaves.map { figures.printed($0, area, style: style) }
      rows.append(.area(area, mark: mark, figures: printed))
    }
    return rows
  }

  private func footers(notes: [String], marked rows: [PrintedRow]) -> [String] {
    let hasMarks = rows.contains { row in
      guard case .area(_, _, let figures) = row else { return false }
      return figures.contains { if case .marked = $0 { true } else { false } }
    }
    return [
      "注：本表为合成数据，不是官方统计。\(hasMarks ? "*为快速汇总数。" : "")\(notes.joined())",
      "Note: Synthetic sample, not official statistics.\(hasMarks ? " * Quick count." : "")",
      "资料来源：SampleYearbooks 按种子 \(seed) 生成。",
      "Source: generated by SampleYearbooks with seed \(seed).",
    ]
  }
}
