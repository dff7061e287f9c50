import Definitions
import PanelModel
import Testing

/// Each rule of the header grammar on a small sheet of its own, worked out by hand.
@Suite struct HeaderGrammarTests {
  @Test func wordsSplitOverRowsAreJoinedAcrossEnglishAndUnits() throws {
    let sheet = try SmallSheet(
      "地  区,房  屋,人  口,\n,Floor,Population,\n,施工面积,年  末,年平均\n,（平方公里）,（万人）,(人)\n甲市,5,3,29000\n",
      """
      areas: {header: [地区]}
      columns:
        floor: {header: [房屋施工面积], unit: km2}
        end:   {header: [人口年末], unit: 万人}
        mean:  {header: [年平均], under: [人口], unit: person}

      """)
    #expect(sheet.figures == ["floor 1 = 5", "end 1 = 30000", "mean 1 = 29000"])
    #expect(sheet.findings.isEmpty, "\(sheet.findings.map(\.message))")
  }

  /// 其中 stands over the first of its columns only, the others have a blank; what they are a part of stands before.
  @Test(
    "Two parents with identical children",
    arguments: [
      "地区,迁入,其中,,迁出,其中,\n,,男,女,,男,女\n甲市,10,4,6,9,5,4\n", "地区,迁入,#男,＃女,迁出,# 男,其中：女\n甲市,10,4,6,9,5,4\n",
      "<table><tr><td rowspan=2>地区</td><td rowspan=2>迁入</td><td colspan=2>其 中</td><td rowspan=2>迁出</td>"
        + "<td colspan=2>其中：</td></tr><tr><td>男</td><td>女</td><td>男</td><td>女</td></tr>"
        + "<tr><td>甲市</td><td>10</td><td>4</td><td>6</td><td>9</td><td>5</td><td>4</td></tr></table>",
    ])
  func parts(page: String) throws {
    // In an order that left to right would get wrong.
    let sheet = try SmallSheet(
      page,
      """
      areas: {header: [地区]}
      columns:
        out_women: {header: [女], under: [迁出], unit: person}
        out_men:   {header: [男], under: [迁出], unit: person}
        out:       {header: [迁出], unit: person}
        in_men:    {header: [男], under: [迁入], unit: person}
        in_women:  {header: [女], under: [迁入], unit: person}
        in_all:    {header: [迁入], unit: person}

      """)
    #expect(
      sheet.figures == [
        "in_all 1 = 10", "in_men 1 = 4", "in_women 1 = 6", "out 1 = 9", "out_men 1 = 5", "out_women 1 = 4",
      ])
    #expect(sheet.findings.isEmpty, "\(sheet.findings.map(\.message))")
  }

  @Test func aPartOfTheTotalIsNotTheTotal() throws {
    let sheet = try SmallSheet(
      "地区,合计,# 女性,党员,# 女性\n甲市,10,4,3,1\n",
      """
      areas: {header: [地区]}
      columns:
        total:        {header: [合计], unit: person}
        women:        {header: [女性], under: [合计], unit: person}
        party_women:  {header: [女性], under: [党员], unit: person}
        party:        {header: [党员], unit: person}

      """)
    #expect(sheet.figures == ["total 1 = 10", "women 1 = 4", "party 1 = 3", "party_women 1 = 1"])
    #expect(sheet.findings.isEmpty, "\(sheet.findings.map(\.message))")
  }

  /// A parent over blanks that are not merged stands over each of its columns, and not over the one before it.
  @Test func aParentMaySpanColumnsByBlanks() throws {
    let sheet = try SmallSheet(
      "地区,面积,出生,,死亡,\n,,人数,出生率（‰）,人数,死亡率（‰）\n甲市,7,3,12,2,8\n",
      """
      areas: {header: [地区]}
      columns:
        land:       {header: [面积], unit: km2}
        births:     {header: [人数], under: [出生], unit: person}
        birth_rate: {header: [出生率], under: [出生], unit: "‰"}
        deaths:     {header: [人数], under: [死亡], unit: person}
        death_rate: {header: [死亡率], under: [死亡], unit: "‰"}

      """)
    #expect(
      sheet.figures == ["land 1 = 7", "births 1 = 3", "birth_rate 1 = 0.012", "deaths 1 = 2", "death_rate 1 = 0.008"])
    #expect(sheet.findings.isEmpty, "\(sheet.findings.map(\.message))")
  }

  @Test func aHeaderOfSeveralColumnsIsAFinding() throws {
    let sheet = try SmallSheet(
      "地区,出生,死亡\n,人数,人数\n甲市,3,2\n",
      "areas: {header: [地区]}\ncolumns:\n  births: {header: [人数], unit: person}\nignore: [[死亡]]\n")
    #expect(sheet.figures == ["births 1 = 3"])
    #expect(sheet.codes == ["ING-040", "ING-018"])
    #expect(sheet.findings.first?.message.contains("stands over the columns B, C; the first of them is read") == true)
    #expect(sheet.findings.first?.location?.cell == "B2")
  }

  /// Only one column is left for deaths, so that births must be the other, in whatever order they are written.
  @Test func whatOnlyOneColumnIsLeftForGoesFirst() throws {
    let sheet = try SmallSheet(
      "地区,出生,死亡\n,人数,人数\n甲市,3,2\n",
      """
      areas: {header: [地区]}
      columns:
        deaths: {header: [人数], unit: person}
        births: {header: [人数], under: [出生], unit: person}

      """)
    #expect(sheet.figures == ["births 1 = 3", "deaths 1 = 2"])
    #expect(sheet.findings.isEmpty, "\(sheet.findings.map(\.message))")
  }

  @Test func aRowOfEnglishBelowTheChineseOneBelongsToTheHeader() throws {
    let sheet = try SmallSheet(
      "城市,人口,自  然  增  长\nCity,Population,Natural Growth\n甲市,3,2\nBlank City,,\n",
      """
      areas: {header: [城市, City]}
      columns:
        population: {header: [Population], unit: 万人}
        growth:     {header: [自然增长], unit: person}

      """)
    #expect(sheet.figures == ["population 1 = 30000", "growth 1 = 2"])
    #expect(sheet.codes == ["ING-007"])
  }

  @Test func yearsInAHeaderAreNoFigures() throws {
    let sheet = try SmallSheet(
      "地区,迁入,,迁出,\n,2011,2012,2011,2012\n甲市,10,11,8,9\n乙区,2010,2011,2012,2013\n",
      """
      areas: {header: [地区]}
      year: header
      columns:
        arrivals:   {header: [迁入], unit: person}
        departures: {header: [迁出], unit: person}

      """)
    #expect(
      sheet.figures == [
        "arrivals 1 2011 = 10", "arrivals 1 2012 = 11", "departures 1 2011 = 8", "departures 1 2012 = 9",
        "arrivals 2 2011 = 2010", "arrivals 2 2012 = 2011", "departures 2 2011 = 2012", "departures 2 2012 = 2013",
      ])
    // The years are labels, and said to be.
    #expect(sheet.findings.map(\.code) == [.headerFigures])
    #expect(sheet.findings.first?.count == 4)
  }

  @Test(
    "Footnote marks behind names and headers",
    arguments: ["天津1)", "天津（2）", "天 津①", "天津市*", "天津²", "天津[3]"])
  func footnotes(name: String) throws {
    let sheet = try SmallSheet(
      "地区,人口1)\n\(name),3\n天津港1),4\n", "areas: {header: [地区]}\ncolumns:\n  population: {header: [人口], unit: person}\n")
    #expect(sheet.figures == ["population 120000 = 3"])
    #expect(sheet.codes == ["ING-004"])
  }

  /// The label is cut to one character on the second page, and the third has none at all.
  @Test func aRepeatedHeaderUnderAMutilatedLabelIsKnown() throws {
    let sheet = try SmallSheet(
      "地区,人口,面积\n,（人）,（平方公里）\n甲市,3,5\n1-2 续表 1 continued,,\n地,人口,面积\n,（人）,（平方公里）\n乙区,2,4\n续完,,\n,人口,面积\n丙区,1,2\n",
      """
      areas: {header: [地区]}
      columns:
        population: {header: [人口], unit: person}
        land:       {header: [面积], unit: km2}

      """)
    #expect(
      sheet.figures == [
        "population 1 = 3", "land 1 = 5", "population 2 = 2", "land 2 = 4", "population 3 = 1", "land 3 = 2",
      ])
    #expect(sheet.codes == ["ING-041", "ING-041"], "\(sheet.findings.map(\.message))")
    #expect(sheet.findings.first?.message.contains("labelled '地'") == true)
  }
}
