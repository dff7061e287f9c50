extension PrintedTable {
  /// Population, land, output, investment and prices.
  static let economy: [PrintedTable] = [
    PrintedTable(
      code: "population", number: Eras("2-1"), title: Eras(Bilingual("人口状况", "Population")),
      chapter: Bilingual("(一)人口、劳动力及土地资源", "Population, Labour Forces and Land Resources"),
      groups: [
        ColumnGroup([
          PrintedColumn(
            .populationYearend,
            Eras(
              Bilingual("年末总人口", "Total Population\nat Year-end"),
              (2017, Bilingual("年末户籍人口", "Household Registered\nPopulation at Year-end"))),
            Eras(.tenThousandPersons), decimals: Eras(2), scopes: both),
          PrintedColumn(
            .populationMean, Eras(Bilingual("年平均人口", "Annual Average Population")), Eras(.tenThousandPersons),
            decimals: Eras(2), scopes: both),
          PrintedColumn(
            .naturalGrowth, Eras(Bilingual("自然增长率", "Natural Growth Rate")), Eras(.perMille), decimals: Eras(2),
            scopes: both),
        ])
      ]),
    PrintedTable(
      code: "land", number: Eras("2-5"),
      title: Eras(Bilingual("行政区域土地面积及建成区面积", "Administrative Land Area and Built-up Area")),
      groups: [
        ColumnGroup([
          PrintedColumn(
            .landArea, Eras(Bilingual("行政区域土地面积", "Total Land Area of\nAdministrative Region")),
            Eras(.squareKilometre), scopes: both),
          PrintedColumn(
            .builtUpArea, Eras(Bilingual("建成区面积", "Area of Built-up District")), Eras(.squareKilometre),
            decimals: Eras(2), scopes: [.districts]),
        ])
      ]),
    PrintedTable(
      code: "gdp", number: Eras("2-7"),
      title: Eras(Bilingual("地区生产总值及构成", "Gross Regional Product and Its Composition")),
      chapter: Bilingual("(二)综合经济", "General Economy"),
      groups: [
        ColumnGroup([
          PrintedColumn(
            .gdp, Eras(Bilingual("地区生产总值", "Gross Regional Product")),
            Eras(.tenThousandYuan, (2017, .hundredMillionYuan)), decimals: Eras(0, (2017, 2)), scopes: both)
        ]),
        ColumnGroup(
          under: Bilingual("地区生产总值构成", "Composition of GRP"),
          [
            share(.primaryShare, Bilingual("第一产业", "Primary Industry")),
            share(.secondaryShare, Bilingual("第二产业", "Secondary Industry")),
            share(.tertiaryShare, Bilingual("第三产业", "Tertiary Industry")),
          ]),
      ]),
    single(
      "gdp_index", "2-8", Bilingual("地区生产总值指数", "Indices of Gross Regional Product"),
      [plain(.gdpIndex, Bilingual("地区生产总值指数", "Index of Gross\nRegional Product"), .previousYear, decimals: 2)]),
    single(
      "investment", "2-9", Bilingual("固定资本形成", "Fixed Capital Formation"),
      [plain(.capitalFormation, Bilingual("固定资本形成总额", "Gross Fixed\nCapital Formation"), .tenThousandYuan)]),
    single(
      "foreign_investment", "2-10", Bilingual("实际使用外资", "Foreign Capital Actually Utilized"),
      [
        plain(
          .fdi, Bilingual("当年实际使用外资金额", "Amount of Foreign Capital\nActually Utilized"), .tenThousandDollars)
      ]),
    single(
      "prices", "2-14", Bilingual("居民消费价格分类指数", "Consumer Price Indices by Category"),
      [
        price(.cpiFood, "食品", "Food"), price(.cpiTobacco, "烟酒及用品", "Tobacco, Liquor\nand Articles"),
        price(.cpiClothing, "衣着", "Clothing"),
        price(.cpiHousehold, "家庭设备用品及维修服务", "Household Facilities\nand Services"),
        price(.cpiHealth, "医疗保健和个人用品", "Health Care and\nPersonal Articles"),
        price(.cpiTransport, "交通和通信", "Transport and\nCommunication"),
        price(.cpiEducation, "娱乐教育文化用品及服务", "Recreation, Education\nand Culture"),
        price(.cpiHousing, "居住", "Residence"),
      ]),
  ]

  static let both: [Scope] = [.wholeCity, .districts]

  private static func share(_ variable: Variable, _ name: Bilingual) -> PrintedColumn {
    // One decimal until the 2009 book: sums of 99.9 and 100.1.
    PrintedColumn(variable, Eras(name), Eras(.percent), decimals: Eras(1, (2010, 2)), scopes: both)
  }

  private static func price(_ variable: Variable, _ zh: String, _ en: String) -> PrintedColumn {
    plain(variable, Bilingual(zh, en), .previousYear, decimals: 2)
  }

  /// A column of whole-city figures without a scope line.
  static func plain(
    _ variable: Variable, _ header: Bilingual, _ unit: PrintedUnit, decimals: Int = 0
  ) -> PrintedColumn {
    PrintedColumn(variable, Eras(header), Eras(unit), decimals: Eras(decimals))
  }

  /// A table of one group whose number and title never changed.
  static func single(
    _ code: String, _ number: String, _ title: Bilingual, _ columns: [PrintedColumn], firstEdition: Int = 0
  ) -> PrintedTable {
    PrintedTable(
      code: code, number: Eras(number), title: Eras(title), groups: [ColumnGroup(columns)], firstEdition: firstEdition)
  }
}
