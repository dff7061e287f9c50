extension PrintedTable {
  /// The three tables of employment by sector; sector names follow the classification of 2002 until the 2012 book and that
  /// of 2011 from the 2013 book on.
  static let employment: [PrintedTable] = [
    PrintedTable(
      code: "employment_1", number: Eras("2-2"),
      title: Eras(Bilingual("按行业分组的单位从业人员之一", "Persons Employed in Units by Sector, Part One")),
      groups: group([
        sector(.employmentTotal, Bilingual("从业人员合计", "Total")),
        sector(.agriculture, Bilingual("农、林、牧、渔业", "Agriculture, Forestry,\nAnimal Husbandry and Fishery")),
        sector(.mining, Bilingual("采矿业", "Mining")),
        sector(.manufacturing, Bilingual("制造业", "Manufacturing")),
        sector(
          .utilities,
          Bilingual("电力、燃气及水的生产和供应业", "Production and Supply of\nElectricity, Gas and Water"),
          Bilingual("电力、热力、燃气及水生产和供应业", "Production and Supply of Electricity,\nHeat, Gas and Water")),
        sector(.construction, Bilingual("建筑业", "Construction")),
      ])),
    PrintedTable(
      code: "employment_2", number: Eras("2-3"),
      title: Eras(Bilingual("按行业分组的单位从业人员之二", "Persons Employed in Units by Sector, Part Two")),
      groups: group([
        sector(.wholesale, Bilingual("批发和零售业", "Wholesale and Retail Trades")),
        sector(
          .transport, Bilingual("交通运输、仓储和邮政业", "Transport, Storage and Post")),
        sector(.hotels, Bilingual("住宿和餐饮业", "Hotels and Catering Services")),
        sector(
          .information,
          Bilingual("信息传输、计算机服务和软件业", "Information Transmission,\nComputer Services and Software"),
          Bilingual("信息传输、软件和信息技术服务业", "Information Transmission, Software\nand Information Technology")),
        sector(.finance, Bilingual("金融业", "Financial Intermediation")),
        sector(.realEstate, Bilingual("房地产业", "Real Estate")),
        sector(.leasing, Bilingual("租赁和商务服务业", "Leasing and Business Services")),
      ])),
    PrintedTable(
      code: "employment_3", number: Eras("2-4"),
      title: Eras(Bilingual("按行业分组的单位从业人员之三", "Persons Employed in Units by Sector, Part Three")),
      groups: group([
        sector(
          .research,
          Bilingual("科学研究、技术服务和地质勘查业", "Scientific Research, Technical\nServices and Geological Prospecting"),
          Bilingual("科学研究和技术服务业", "Scientific Research\nand Technical Services")),
        sector(
          .water, Bilingual("水利、环境和公共设施管理业", "Water Conservancy, Environment\nand Public Facilities")),
        sector(
          .household, Bilingual("居民服务和其他服务业", "Services to Households\nand Other Services"),
          Bilingual("居民服务、修理和其他服务业", "Services to Households,\nRepair and Other Services")),
        sector(.education, Bilingual("教育", "Education")),
        sector(
          .health, Bilingual("卫生、社会保障和社会福利业", "Health, Social Security\nand Social Welfare"),
          Bilingual("卫生和社会工作", "Health and Social Work")),
        sector(.culture, Bilingual("文化、体育和娱乐业", "Culture, Sports\nand Entertainment")),
        sector(
          .publicService,
          Bilingual("公共管理和社会组织", "Public Management\nand Social Organizations"),
          Bilingual("公共管理、社会保障和社会组织", "Public Management, Social Security\nand Social Organizations")),
      ])),
  ]

  private static func group(_ columns: [PrintedColumn]) -> [ColumnGroup] {
    [ColumnGroup(under: Bilingual("年末单位从业人员", "Persons Employed in Units at Year-end"), columns)]
  }

  private static func sector(_ variable: Variable, _ name: Bilingual, _ since2013: Bilingual? = nil) -> PrintedColumn {
    let header = since2013.map { Eras(name, (2013, $0)) } ?? Eras(name)
    return PrintedColumn(variable, header, Eras(.person))
  }
}
