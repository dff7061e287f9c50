import ExcelFile
import Foundation

/// The three small workbooks of Docs/Tutorial.md: a table of public services in the editions 2010 to 2012, with what such
/// tables bring along: a header of two rows in two languages, 万人 beside 人 and 元, province headings, a city that changed
/// its name, marks for what is missing, and one figure with a digit too many.
struct TutorialBook {
  let areas: AreaFiles
  let random: KeyedRandom

  /// Provinces whose cities the table prints.
  static let provinces = [360_000, 420_000, 430_000]
  static let editions = 2010...2012
  /// The slip: beds of this area and year are printed ten times too many.
  static let slip = (area: 420_500, year: 2010)
  /// What is missing: wages of a year and area, and the books of another.
  static let missing = [(area: 430_800, year: 2009, column: 5), (area: 360_600, year: 2011, column: 4)]

  private struct Column {
    var header: String
    /// Upper header over this column and those after it that name the same.
    var group: String?
    var decimals: Int
    /// Level a head of population (the first column: persons), growth a year, spread between cities.
    var level: Double
    var growth: Double
    var spread: Double
    /// How many base units a printed unit holds.
    var unit: Double
  }

  private static let columns = [
    Column(
      header: "年末总人口\n(万人)\nPopulation at\nYear-end\n(10 000 persons)", decimals: 2, level: 3_800_000,
      growth: 1.006, spread: 0.42, unit: 10_000),
    Column(
      header: "医院床位数\n(张)\nBeds of\nHospitals\n(bed)", group: "医 疗 卫 生\nHealth", decimals: 0, level: 0.0032,
      growth: 1.07, spread: 0.22, unit: 1),
    Column(
      header: "医生数\n(人)\nDoctors\n(person)", group: "医 疗 卫 生\nHealth", decimals: 0, level: 0.0017, growth: 1.04,
      spread: 0.24, unit: 1),
    Column(
      header: "教育支出\n(万元)\nExpenditure for\nEducation\n(10 000 yuan)", group: "教育与文化\nEducation and Culture",
      decimals: 0, level: 620, growth: 1.19, spread: 0.2, unit: 10_000),
    Column(
      header: "公共图书馆藏书\n(千册)\nBooks of Public\nLibraries\n(1 000 copies)", group: "教育与文化\nEducation and Culture",
      decimals: 0, level: 0.28, growth: 1.05, spread: 0.4, unit: 1_000),
    Column(
      header: "职工平均工资\n(元)\nAverage Wage of\nStaff and Workers\n(yuan)", decimals: 0, level: 24_600, growth: 1.14,
      spread: 0.12, unit: 1),
  ]

  private static let headerStyle = ExcelStyle(hasBorder: true, wraps: true, alignment: .center)

  /// Writes the workbooks into a folder and returns the bytes written.
  func write(to folder: String) throws -> Int {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var bytes = 0
    for edition in Self.editions {
      let path = "\(folder)/public-services-\(edition).xlsx"
      let writer = try ExcelWriter(
        path: path,
        properties: ExcelProperties(
          title: "城市公共服务 \(edition - 1) (合成数据 SYNTHETIC)", author: "SampleYearbooks",
          comments: "Synthetic figures. Not official statistics."))
      try set(edition: edition, writer)
      try writer.close()
      bytes += try Data(contentsOf: URL(fileURLWithPath: path)).count
    }
    return bytes
  }

  private func set(edition: Int, _ writer: ExcelWriter) throws {
    let sheet = try writer.addSheet("6-4")
    try writer.setWidth(15, columns: 0...7, of: sheet)
    let bold = ExcelStyle(isBold: true)
    try writer.write("6-4 各市公共服务基本情况 (\(edition - 1)年)", row: 0, column: 0, style: bold, to: sheet)
    try writer.write("Basic Statistics on Public Services by City", row: 1, column: 0, style: bold, to: sheet)
    try header(writer, sheet)
    var row = 4
    for line in lines(year: edition - 1) {
      for (column, text) in line.texts.enumerated() {
        try writer.write(text, row: row, column: column, to: sheet)
      }
      for (i, figure) in line.figures.enumerated() {
        switch figure {
        case .number(let number): try writer.write(number, row: row, column: 2 + i, to: sheet)
        default: try writer.write("…", row: row, column: 2 + i, to: sheet)
        }
      }
      row += 1
    }
    try writer.write("注：本表为合成数据，不是官方统计。", row: row, column: 0, to: sheet)
    try writer.write("Note: Synthetic figures, not official statistics.", row: row + 1, column: 0, to: sheet)
  }

  private func header(_ writer: ExcelWriter, _ sheet: ExcelWriter.Sheet) throws {
    for (column, text) in ["城  市", "City"].enumerated() {
      try writer.merge(text, rows: 2...3, columns: column...column, style: Self.headerStyle, to: sheet)
    }
    var i = 0
    while i < Self.columns.count {
      let column = Self.columns[i]
      guard let group = column.group else {
        try writer.merge(column.header, rows: 2...3, columns: (2 + i)...(2 + i), style: Self.headerStyle, to: sheet)
        i += 1
        continue
      }
      let last = Self.columns.lastIndex { $0.group == group } ?? i
      try writer.merge(group, rows: 2...2, columns: (2 + i)...(2 + last), style: Self.headerStyle, to: sheet)
      for j in i...last {
        try writer.write(Self.columns[j].header, row: 3, column: 2 + j, style: Self.headerStyle, to: sheet)
      }
      i = last + 1
    }
  }

  private func lines(year: Int) -> [(texts: [String], figures: [PrintedFigure])] {
    var lines: [(texts: [String], figures: [PrintedFigure])] = []
    for province in areas.provinces where Self.provinces.contains(province.code) {
      lines.append(([province.nameZh, province.nameEn], []))
      for area in areas.spells where area.province == province.code && area.isCity && area.years.contains(year) {
        let figures = Self.columns.indices.map { figure(area.code, year, $0) }
        lines.append((["  \(area.nameZh)", "  \(area.nameEn)"], figures))
      }
    }
    return lines
  }

  private func figure(_ area: Int, _ year: Int, _ column: Int) -> PrintedFigure {
    if Self.missing.contains(where: { $0 == (area, year, column) }) { return .suppressed }
    var value = quantity(area, year, column)
    if column == 1, (area, year) == Self.slip { value *= 10 }
    return .number(FixedDecimal.number(value / Self.columns[column].unit, decimals: Self.columns[column].decimals))
  }

  /// In base units; totals are the level a head times the population.
  private func quantity(_ area: Int, _ year: Int, _ column: Int) -> Double {
    let it = Self.columns[column]
    let name = "tutorial \(column)"
    var value = it.level * (1 + it.spread * random.normal(name, area))
    for past in 2009..<max(2009, year) { value *= it.growth + 0.006 * random.normal(name + " growth", area, past) }
    let isTotal = column > 0 && column < Self.columns.count - 1
    return max(value, it.level * 0.2) * (isTotal ? quantity(area, year, 0) : 1)
  }
}
