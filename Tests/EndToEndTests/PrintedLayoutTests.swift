import PanelModel
import Pipeline
import Testing

/// Turns of print met in real yearbooks, each in a small table of its own.
@Suite struct PrintedLayoutTests {
  /// Reads one table printed as CSV by a definition's lower part.
  private static func read(_ csv: String, layout: String, _ body: String) throws -> Reading {
    let project = try TemporaryProject()
    try project.write(csv, to: "raw/book/t.csv")
    try project.write(
      "yearbook: book\nedition: 2021\nreference_year: 2020\nfile: {name: t.csv}\n", to: "raw/book/t.source.yaml")
    try project.write(
      """
      units:
        person:    {dimension: person, printed: [人]}
        万人:      {times: 10000, of: person, printed: [万人]}
        household: {dimension: household, printed: [户]}

      """, to: "indicators/units.yaml")
    try project.write(
      "code,name_zh,names_also\n1,甲市,全市\n2,乙区,\n3,丙区,\n", to: "indicators/areas/areas.csv")
    try project.write(
      "table: t\nyearbook: book\ntitle: {en: Table}\nlayout: \(layout)\n" + body, to: "indicators/tables/book/t.yaml")
    return Reading.read(
      project.project, catalog: try Validation.load(project.project), sources: try Sources.find(project.project),
      threads: 1, progress: SilentProgress())
  }

  /// `population 2 = 30000`: series, area and value in base units, in order of reading.
  private static func figures(_ reading: Reading) -> [String] {
    reading.tables.flatMap { table in
      table.observations.filter { !$0.status.isMissing }.map { o in
        let series = table.series[Int(o.series)]
        return "\(series.key) \(o.area) = \(DecimalText.text(series.unit.toBase(o.value)))"
      }
    }
  }

  private static func findings(_ reading: Reading) -> [String] {
    reading.findings.map { "\($0.code.rawValue) \($0.severity.rawValue) \($0.count)" }
  }

  @Test func theUnitMayFollowWithoutBracketsAndChangeFromRowToRow() throws {
    let reading = try Self.read(
      "指标名称,全市,乙区\n一、常住人口万人,3.5,1\n2020年平均人口人,34000,9900\n# 户数(户),12,5\n", layout: "indicators in rows",
      """
      areas: {header: [指标名称]}
      columns:
        population: {header: [常住人口], unit: [person, 万人]}
        mean:       {header: [平均人口], unit: [万人, person]}
        households: {header: [户数], unit: household}

      """)
    #expect(
      Self.figures(reading) == [
        "population 1 = 35000", "population 2 = 10000", "mean 1 = 34000", "mean 2 = 9900", "households 1 = 12",
        "households 2 = 5",
      ])
    #expect(reading.findings.isEmpty, "\(reading.findings.map(\.message))")
  }

  @Test func aUnitTheDefinitionDoesNotAllowIsAnError() throws {
    let reading = try Self.read(
      "指标名称,全市\n常住人口万人,3.5\n", layout: "indicators in rows",
      "areas: {header: [指标名称]}\ncolumns:\n  population: {header: [常住人口], unit: person}\n")
    #expect(Self.findings(reading) == ["ING-009 error 1"])
  }

  @Test func aColumnOfUnitsMayHaveNoHeader() throws {
    let reading = try Self.read(
      "指标名称,,全市,乙区\n常住人口,(万人),3.5,1\n户数,户,12,5\n", layout: "indicators in rows",
      """
      areas: {header: [指标名称]}
      columns:
        population: {header: [常住人口], unit: [person, 万人]}
        households: {header: [户数], unit: household}

      """)
    #expect(Self.figures(reading).first == "population 1 = 35000")
    #expect(reading.findings.isEmpty, "\(reading.findings.map(\.message))")
  }

  @Test func aRowThatNamesAnotherYearIsReadAndSaid() throws {
    let reading = try Self.read(
      "指标名称,全市\n2019年平均人口,34000\n", layout: "indicators in rows",
      "areas: {header: [指标名称]}\ncolumns:\n  mean: {header: [平均人口], unit: person}\n")
    #expect(Self.figures(reading) == ["mean 1 = 34000"])
    #expect(Self.findings(reading) == ["ING-002 warning 0"])
    #expect(reading.findings.first?.message.contains("names 2019 in a table of 2020") == true)
  }

  @Test func theNameOfTheStubMayStandAtTheFootOfTheHeader() throws {
    let reading = try Self.read(
      "各区人口,,,,\n,,出生,死亡,\n,年平均,Birth,Death,\n区,人口,人数,人数,\n,,,,备注\n甲市,100,3,2,\n乙区,40,1,1,\n",
      layout: "areas in rows",
      """
      areas: {header: [区]}
      columns:
        mean:   {header: [年平均人口], unit: person}
        births: {header: [人数], under: [出生], unit: person}
        deaths: {header: [人数], under: [死亡], unit: person}

      """)
    #expect(
      Self.figures(reading) == [
        "mean 1 = 100", "births 1 = 3", "deaths 1 = 2", "mean 2 = 40", "births 2 = 1", "deaths 2 = 1",
      ])
    // A column of words holds no figures: a note.
    #expect(Self.findings(reading) == ["ING-002 note 0"])
  }

  @Test func everyFigureLeftOutIsCountedOnce() throws {
    let csv = "7,,,,\n区,人口,密度,面积,\n甲市,100,1,2,\n丁区,40,3,4,\n市区,60,5,6,\n乙区,,,,9\n"
    let reading = try Self.read(
      csv, layout: "areas in rows",
      "areas: {header: [区], ignore: [市区]}\ncolumns:\n  population: {header: [人口], unit: person}\nignore: [[密度]]\n")
    #expect(Self.figures(reading) == ["population 1 = 100"])
    // 面积 holds three figures, 密度 three and 市区 one more that are ignored, 丁区 one more; 7 and 9 stand outside.
    #expect(
      Self.findings(reading).sorted() == [
        "ING-002 warning 3", "ING-004 warning 1", "ING-018 note 4", "ING-018 warning 2",
      ])
    #expect(reading.findings.reduce(1) { $0 + $1.count } == 11)
    #expect(reading.findings.last?.location?.cell == "A1")
  }

  @Test func aRowThatStandsTwiceIsOneError() throws {
    let reading = try Self.read(
      "区,人口,户数\n甲市,100,30\n乙区,40,20\n甲市,101,31\n乙区,40,20\n", layout: "areas in rows",
      """
      areas: {header: [区]}
      columns:
        population: {header: [人口], unit: person}
        households: {header: [户数], unit: household}

      """)
    #expect(Self.findings(reading) == ["ING-006 error 2", "ING-006 error 2"])
    #expect(reading.findings.first?.message.contains("'甲市' in 2020 stand twice") == true)
    #expect(reading.findings.first?.message.hasSuffix("here and at B2") == true)
  }

  @Test func unitsOfOneColumnMustMeasureTheSame() throws {
    let error = #expect(throws: PipelineError.self) {
      try Self.read(
        "区,人口\n", layout: "areas in rows",
        "areas: {header: [区]}\ncolumns:\n  population: {header: [人口], unit: [person, household]}\n")
    }
    #expect(error?.description.contains("household and person do not measure the same") == true)
  }
}
