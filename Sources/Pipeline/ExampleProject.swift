import Foundation

/// The small project `almanac init` makes: one table as CSV, three indicators, one index, one panel.
package enum ExampleProject {
  /// Writes the project and returns how many files it has. The folder must not exist or be empty.
  package static func write(to folder: String) throws -> Int {
    let contents = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard contents.isEmpty else {
      throw PipelineError.message("The folder \(folder) is not empty", remedy: "Name a new folder.")
    }
    for (path, text) in files {
      let url = URL(fileURLWithPath: folder).appendingPathComponent(path)
      do {
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      } catch {
        throw PipelineError.message("\(url.path) cannot be written", remedy: "Check the folder and its permissions.")
      }
    }
    return files.count
  }

  static let files: [(path: String, text: String)] = [
    ("raw/example/2021/cities.csv", cities),
    ("raw/example/2021/cities.source.yaml", sidecar),
    ("indicators/units.yaml", units),
    ("indicators/areas/areas.csv", areas),
    ("indicators/tables/example/cities.yaml", table),
    ("indicators/base/gdp-per-capita.yaml", gdpPerCapita),
    ("indicators/base/income-ratio.yaml", incomeRatio),
    ("indicators/base/doctors-per-1000.yaml", doctors),
    ("indicators/indices/wellbeing.yaml", index),
    ("indicators/panels/example.yaml", panel),
  ]

  private static let cities = """
    城市,年份,地区生产总值_全市_亿元,年末总人口_全市_万人,城镇人均收入_全市_元,农村人均收入_全市_元,医生数_全市_人
    甲市,2018,2310.5,410.2,38120,17210,9120
    甲市,2019,2466.1,412.0,40980,18790,9555
    甲市,2020,2520.9,413.1,42100,20110,9987
    乙市,2018,880.4,265.7,30210,14130,4620
    乙市,2019,951.2,264.9,32400,15480,4811
    乙市,2020,990.0,264.0,33620,16790,5033
    丙市,2018,5120.8,730.5,46800,24900,19840
    丙市,2019,5488.3,741.9,50010,27120,20970
    丙市,2020,5702.7,752.2,51990,29010,22310
    丁市,2018,455.0,188.3,26900,11020,2710
    丁市,2019,489.6,187.1,28790,12100,2800
    丁市,2020,502.2,185.8,29880,13160,

    """

  private static let sidecar = """
    yearbook: example
    edition: 2021
    producer: almanac init
    licence: CC0, invented figures
    synthetic: true
    file: {name: cities.csv}

    """

  private static let units = """
    units:
      CNY: {dimension: money, title: {zh: 元, en: yuan}, printed: [元]}
      亿元: {times: 100000000, of: CNY, printed: [亿元]}
      person: {dimension: person, title: {zh: 人, en: person}, printed: [人]}
      万人: {times: 10000, of: person, printed: [万人]}

    """

  private static let areas = """
    code,name_zh,name_en
    1,甲市,Jia
    2,乙市,Yi
    3,丙市,Bing
    4,丁市,Ding

    """

  private static let table = """
    table: cities
    yearbook: example
    title: {zh: 城市主要指标, en: Main indicators of cities}
    layout: one row per observation
    areas: {header: [城市]}
    year: {column: [年份]}
    columns:
      gdp: {header: [地区生产总值], unit: 亿元}
      population: {header: [年末总人口], unit: 万人}
      income_urban: {header: [城镇人均收入], unit: CNY, combine: keep}
      income_rural: {header: [农村人均收入], unit: CNY, combine: keep}
      doctors: {header: [医生数], unit: person}

    """

  private static let gdpPerCapita = """
    code: gdp_per_capita
    title: {zh: 人均地区生产总值, en: Gross regional product per head}
    formula: gdp / population
    unit: CNY/person
    check: {range: [500, 1.0e6], jump: 3}

    """

  private static let incomeRatio = """
    code: income_ratio
    title: {zh: 城乡收入比, en: Urban to rural income ratio}
    formula: income_urban / income_rural
    unit: "1"
    direction: negative

    """

  private static let doctors = """
    code: doctors_per_1000
    title: {zh: 每千人医生数, en: "Doctors per 1,000 inhabitants"}
    formula: doctors / population
    unit: "1/1000"

    """

  private static let index = """
    code: wellbeing
    title: {zh: 民生指数, en: Well-being index}
    normalize: {method: min_max, over: pooled}
    weight: {method: entropy, over: pooled, shift: 0.0001, score: unshifted}
    aggregate: {method: weighted_arithmetic, when_missing: {at_least: 0.5}}
    tree:
      affluence: {title: {zh: 富裕度, en: Affluence}, of: [gdp_per_capita]}
      sharing: {title: {zh: 共享度, en: Sharing}, of: [income_ratio, doctors_per_1000]}

    """

  private static let panel = """
    code: example
    title: {zh: 示例面板, en: Example panel}
    areas: {group: all, boundaries: as published}
    years: 2018-2020
    columns: [wellbeing, affluence, sharing, gdp_per_capita, income_ratio, doctors_per_1000]

    """
}
