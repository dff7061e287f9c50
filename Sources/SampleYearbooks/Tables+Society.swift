extension PrintedTable {
  /// Public finance, income, services and environment.
  static let society: [PrintedTable] = [
    PrintedTable(
      code: "fiscal", number: Eras("2-11"),
      title: Eras(Bilingual("地方财政收支状况", "Local Government Revenue and Expenditure")),
      chapter: Bilingual("(三)财政、收入与保障", "Public Finance, Income and Insurance"),
      groups: [
        ColumnGroup([
          money(
            .fiscalRevenue,
            Eras(
              Bilingual("地方财政一般预算内收入", "Local General\nBudgetary Revenue"),
              (2016, Bilingual("地方一般公共预算收入", "Local General Public\nBudget Revenue")))),
          money(
            .fiscalExpenditure,
            Eras(
              Bilingual("地方财政一般预算内支出", "Local General\nBudgetary Expenditure"),
              (2016, Bilingual("地方一般公共预算支出", "Local General Public\nBudget Expenditure")))),
          money(.scienceExpenditure, Eras(Bilingual("科学技术支出", "Expenditure for Science\nand Technology"))),
          money(.educationExpenditure, Eras(Bilingual("教育支出", "Expenditure for Education"))),
        ])
      ]),
    PrintedTable(
      code: "savings", number: Eras("2-12"), title: Eras(Bilingual("居民储蓄", "Savings of Households")),
      groups: [
        ColumnGroup([
          PrintedColumn(
            .savings,
            Eras(
              Bilingual("城乡居民储蓄年末余额", "Savings Deposits of Urban and\nRural Residents at Year-end"),
              (2016, Bilingual("住户存款余额", "Deposits of Households"))),
            Eras(.tenThousandYuan))
        ])
      ]),
    PrintedTable(
      code: "income", number: Eras("2-13"),
      title: Eras(Bilingual("工资、居民收入与消费", "Wages, Income and Consumption of Residents")),
      groups: [
        ColumnGroup([
          plain(.wage, Bilingual("职工平均工资", "Average Wage of\nStaff and Workers"), .yuan),
          plain(
            .incomeUrban, Bilingual("城镇居民人均可支配收入", "Per Capita Disposable Income\nof Urban Residents"), .yuan),
          PrintedColumn(
            .incomeRural,
            Eras(
              Bilingual("农村居民人均纯收入", "Per Capita Net Income\nof Rural Residents"),
              (2015, Bilingual("农村居民人均可支配收入", "Per Capita Disposable Income\nof Rural Residents"))),
            Eras(.yuan)),
          plain(
            .consumptionUrban,
            Bilingual("城镇居民人均消费支出", "Per Capita Consumption\nof Urban Residents"), .yuan),
          plain(
            .consumptionRural,
            Bilingual("农村居民人均消费支出", "Per Capita Consumption\nof Rural Residents"), .yuan),
        ])
      ]),
    single(
      "insurance", "2-15", Bilingual("社会保险参保人数", "Persons Covered by Social Insurance"),
      [
        plain(.pensionInsured, Bilingual("基本养老保险参保人数", "Contributors to Basic\nPension Insurance"), .person),
        plain(.medicalInsured, Bilingual("基本医疗保险参保人数", "Contributors to Basic\nMedical Insurance"), .person),
      ]),
    single(
      "education", "2-16", Bilingual("各级学校学生与教师", "Students and Teachers by Level of School"),
      [
        plain(
          .studentsHigher,
          Bilingual("普通高等学校在校学生数", "Students in Regular Institutions\nof Higher Education"), .person),
        plain(.pupilsSecondary, Bilingual("普通中学在校学生数", "Students in Regular\nSecondary Schools"), .person),
        plain(.pupilsPrimary, Bilingual("小学在校学生数", "Pupils in Primary Schools"), .person),
        plain(.teachersSecondary, Bilingual("普通中学专任教师数", "Full-time Teachers in\nSecondary Schools"), .person),
        plain(.teachersPrimary, Bilingual("小学专任教师数", "Full-time Teachers in\nPrimary Schools"), .person),
      ]),
    single(
      "patents", "2-17", Bilingual("专利授权", "Patents Granted"),
      [plain(.patents, Bilingual("专利授权数", "Number of Patents Granted"), .piece)]),
    PrintedTable(
      code: "health", number: Eras("2-19", (2010, "2-18")), title: Eras(Bilingual("医疗卫生", "Public Health")),
      groups: [
        ColumnGroup([
          PrintedColumn(
            .hospitals,
            Eras(
              Bilingual("医院、卫生院数", "Number of Hospitals\nand Health Centers"),
              (2017, Bilingual("医院数", "Number of Hospitals"))),
            Eras(.unit)),
          PrintedColumn(
            .beds,
            Eras(
              Bilingual("医院、卫生院床位数", "Beds of Hospitals\nand Health Centers"),
              (2017, Bilingual("医院床位数", "Number of Beds\nof Hospitals"))),
            Eras(.bed)),
          plain(.doctors, Bilingual("执业(助理)医师数", "Licensed (Assistant)\nDoctors"), .person),
        ])
      ]),
    PrintedTable(
      code: "telecom", number: Eras("2-18", (2010, "2-19")),
      title: Eras(
        Bilingual("邮政电信业务", "Business of Postal and Telecommunication Services"),
        (2012, Bilingual("电信与互联网", "Telecommunications and Internet"))),
      groups: [
        ColumnGroup([
          plain(.telecomRevenue, Bilingual("电信业务收入", "Revenue from\nTelecommunication Services"), .tenThousandYuan),
          plain(
            .mobileUsers, Bilingual("移动电话年末用户数", "Subscribers of Mobile\nTelephones at Year-end"),
            .tenThousandSubscribers, decimals: 2),
          PrintedColumn(
            .internetUsers,
            Eras(
              Bilingual("国际互联网用户数", "Subscribers of\nInternet Services"),
              (2012, Bilingual("互联网宽带接入用户数", "Subscribers of Internet\nBroadband"))),
            Eras(.tenThousandSubscribers), decimals: Eras(2)),
        ])
      ]),
    PrintedTable(
      code: "infrastructure", number: Eras("2-20"),
      title: Eras(Bilingual("公共图书馆与城市道路", "Public Libraries and Urban Roads")),
      groups: [
        ColumnGroup([
          PrintedColumn(
            .libraryBooks, Eras(Bilingual("公共图书馆图书藏量", "Collections of\nPublic Libraries")),
            Eras(.thousandCopies, (2017, .tenThousandCopies)), decimals: Eras(0, (2017, 2))),
          plain(
            .roadArea, Bilingual("年末实有城市道路面积", "Area of Urban Roads\nat Year-end"), .tenThousandSquareMetres),
        ])
      ]),
    single(
      "environment", "2-21", Bilingual("环境状况", "Environment"),
      [
        plain(.so2, Bilingual("工业二氧化硫排放量", "Volume of Industrial\nSulphur Dioxide Emission"), .tonne),
        plain(.greenCover, Bilingual("建成区绿化覆盖率", "Green Covered Area as\n% of Built-up Area"), .percent, decimals: 2),
        plain(
          .wasteTreated, Bilingual("生活垃圾无害化处理率", "Ratio of Consumption\nWastes Treated"), .percent, decimals: 2),
      ]),
    single(
      "digital_finance", "2-22", Bilingual("数字普惠金融指数", "Digital Financial Inclusion Index"),
      [plain(.dfiIndex, Bilingual("数字普惠金融总指数", "Overall Index of Digital\nFinancial Inclusion"), .none, decimals: 2)],
      firstEdition: 2012),
  ]

  /// Every table in the order of the book.
  static let all: [PrintedTable] = economy + employment + society

  private static func money(_ variable: Variable, _ header: Eras<Bilingual>) -> PrintedColumn {
    PrintedColumn(variable, header, Eras(.tenThousandYuan), scopes: both)
  }
}
