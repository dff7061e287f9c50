import Testing

/// Indicators down the side: what a row is a part of is told by marks, numbering and blanks in front.
@Suite struct StubGrammarTests {
  private static let columns = """
    layout: indicators in rows
    areas: {header: [指标]}
    columns:
      births:       {header: [人数], under: [出生情况], unit: person}
      deaths:       {header: [人数], under: [死亡情况], unit: person}
      residents:    {header: [常住人口], unit: person}
      men:          {header: [男性], under: [常住人口], unit: person}
      women:        {header: [女性], under: [常住人口], unit: person}
      rural:        {header: [乡村], under: [常住人口], unit: person}
      register:     {header: [户籍人口], unit: person}
      register_men: {header: [男性], under: [户籍人口], unit: person}

    """

  private static let expected = [
    "residents 1 = 10", "men 1 = 4", "women 1 = 6", "rural 1 = 3", "register 1 = 9", "register_men 1 = 5",
    "births 1 = 2", "deaths 1 = 1",
  ]

  @Test(
    "Parts under the row they are a part of",
    arguments: [
      // By numbering, by 其中 with a list that goes on, by blanks.
      "指标,甲市\n一、常住人口,10\n  其中：男性,4\n        女性,6\n        乡村,3\n二、户籍人口,9\n  其中：男性,5\n三、出生情况,\n(一)人数,2\n四、死亡情况,\n(一)人数,1\n",
      // By # alone, without a blank in front.
      "指标,甲市\n常住人口,10\n#男性,4\n#女性,6\n＃乡村,3\n户籍人口,9\n# 男性,5\n出生情况,\n  人数,2\n死亡情况,\n  人数,1\n",
      // By ideographic blanks.
      "指标,甲市\n常住人口,10\n　男性,4\n　女性,6\n　　乡村,3\n户籍人口,9\n　男性,5\n出生情况,\n　人数,2\n死亡情况,\n　人数,1\n",
    ])
  func hierarchy(page: String) throws {
    let sheet = try SmallSheet(page, Self.columns)
    #expect(sheet.figures == Self.expected)
    #expect(sheet.findings.isEmpty, "\(sheet.findings.map(\.message))")
  }

  @Test func aPartOfAnotherRowIsNotTakenForIt() throws {
    let sheet = try SmallSheet(
      "指标,甲市\n户籍人口,9\n  男性,5\n常住人口,10\n",
      """
      layout: indicators in rows
      areas: {header: [指标]}
      columns:
        residents: {header: [常住人口], unit: person}
        men:       {header: [男性], under: [常住人口], unit: person, optional: true}
      ignore: [[户籍人口]]

      """)
    #expect(sheet.figures == ["residents 1 = 10"])
    #expect(sheet.codes == ["ING-002", "ING-018"])
  }
}
