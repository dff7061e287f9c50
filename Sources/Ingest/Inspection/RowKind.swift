import PanelModel

/// What a row of a sheet looks like before anything of its table is known.
enum RowKind {
  case blank
  /// One text without company: a caption, a heading or a footer.
  case line
  /// Several texts and no figures: a header, or names in two languages.
  case texts
  /// Several years and no other figures: a header of years.
  case years
  /// Figures, or marks where figures belong.
  case data

  init(_ grid: SheetGrid, row: Int) {
    var (texts, marks, statesUnit) = (0, 0, false)
    var figures: [Double] = []
    for index in grid.cells(inRow: row) {
      if grid.isFigure(index) {
        figures.append(grid.numbers[index])
        continue
      }
      let fact = grid.fact(at: index, row: row)
      if fact.isBlank { continue }
      if InspectionWords.isMark(fact.compact) { marks += 1 } else { texts += 1 }
      if fact.captionUnit != nil { statesUnit = true }
    }
    if texts + marks + figures.count == 0 {
      self = .blank
    } else if statesUnit && figures.isEmpty {
      self = .line
    } else if Self.areYears(figures) && marks == 0 && (figures.count > 2 || texts < 2) {
      self = .years
    } else if Self.areOnlyYears(figures) && marks == 0 && Self.namesColumns(grid, row) {
      self = .years
    } else if !figures.isEmpty {
      self = figures.count == 1 && texts + marks == 0 ? .line : .data
    } else if marks > 0 && texts <= 2 {
      self = .data
    } else {
      self = texts > 1 ? .texts : .line
    }
  }

  private static func areOnlyYears(_ figures: [Double]) -> Bool {
    !figures.isEmpty && figures.allSatisfy(InspectionWords.isYear)
  }

  /// Whether a text of the row is a header over names, as 地区 or 指标: then few years beside it are headers too.
  private static func namesColumns(_ grid: SheetGrid, _ row: Int) -> Bool {
    grid.cells(inRow: row).contains { index in
      guard !grid.isFigure(index) else { return false }
      let text = grid.fact(at: index, row: row).compact
      return InspectionWords.stubHeaders.contains(text) || InspectionWords.indicatorHeaders.contains(text)
    }
  }

  /// Two or more years in steps of at most five, up or down, each perhaps over several columns.
  private static func areYears(_ figures: [Double]) -> Bool {
    guard figures.count > 1, figures.allSatisfy(InspectionWords.isYear) else { return false }
    let steps = zip(figures, figures.dropFirst()).map { $1 - $0 }
    return steps.contains { $0 != 0 }
      && (steps.allSatisfy { (0...5).contains($0) } || steps.allSatisfy { (-5...0).contains($0) })
  }
}

/// Words and signs by which parts of a printed table are told apart, whatever the table is about.
enum InspectionWords {
  /// A sign that stands where a figure is missing: dashes, dots, a stroke, n.a.
  static func isMark(_ compact: String) -> Bool {
    if compact.isEmpty { return false }
    if ["na", "n.a.", "n/a", "x", "null", "nan", "无"].contains(compact.lowercased()) { return true }
    return compact.count <= 6 && compact.unicodeScalars.allSatisfy { "-—–－―_…⋯.·/\\*".unicodeScalars.contains($0) }
  }

  static func isYear(_ x: Double) -> Bool { x >= 1949 && x <= 2099 && x == x.rounded() }

  /// A text that says a year and nothing else: 2019年, (2019), 2019.
  static func isYearOnly(_ compact: String) -> Bool {
    let digits = compact.filter { $0.isASCII && $0.isNumber }
    guard digits.count == 4, Captions.year(in: compact) != nil else { return false }
    return ["", "年", "()", "(年)", "年末", "年底", "年度"].contains(compact.filter { !($0.isASCII && $0.isNumber) })
  }

  static let yearHeaders: Set<String> = [
    "年份", "年度", "年", "时间", "统计年度", "统计年份", "数据年份", "year", "years", "time", "date", "yr", "年份year", "statyear",
  ]

  static let stubHeaders: Set<String> = [
    "城市", "地区", "地市", "市", "区", "区县", "区、县", "区、县级市", "县区", "县(市、区)", "市县", "省份", "省市", "省", "城市名称",
    "地区名称", "地名", "名称", "city", "region", "district", "area", "province", "county", "name", "prefecture", "行政区",
    "行政区划", "市(区)", "县市区", "市、县", "各区", "市州", "地级市", "城市名", "所在城市", "cityname", "city_name", "provname",
  ]

  static let indicatorHeaders: Set<String> = [
    "指标", "指标名称", "项目", "类别", "indicator", "indicators", "item", "items", "指标项目", "统计指标",
  ]

  /// Headers over names of what is no area, though it may be called as one: 杭州 under 高新区 is not the city.
  static let unitsWithinAreas: Set<String> = [
    "高新区", "开发区", "园区", "高新区名称", "开发区名称", "园区名称", "经济技术开发区", "国家高新区", "保税区", "综合保税区", "自贸区", "自由贸易试验区",
    "机场", "港口", "港口名称", "口岸", "景区", "景区名称", "企业", "企业名称", "单位名称", "学校", "学校名称", "医院", "医院名称", "监测点", "断面", "水库", "站点",
    "站名",
  ]

  /// Headers of columns that number or code the rows.
  static let labelHeaders: Set<String> = [
    "序号", "编号", "no.", "no", "id", "代码", "行政区划代码", "地区代码", "城市代码", "行政代码", "区划代码", "code", "citycode",
    "city_code", "adcode", "cityid", "city_id", "省份代码", "区县代码", "邮编",
  ]

  /// Names of rows and columns that sum others up.
  static let totals: Set<String> = [
    "全市", "总计", "合计", "全国", "全省", "全区", "全州", "市区", "县级市", "市辖区", "小计", "全国总计", "总 计", "平均", "全县", "各县", "城区",
    "total", "nationaltotal", "totalcity", "sum", "subtotal", "全市合计", "全省合计", "全市总计", "全省总计", "地级及以上城市合计",
  ]

  /// Whether a text is the name of a row or column that sums others up, be it in two languages.
  static func isTotal(_ fact: TextFact) -> Bool {
    totals.contains(fact.areaName) || totals.contains(fact.compact)
      || AreaMatcher.chinese(fact.areaName).map(totals.contains) ?? false
  }

  static let footers: [String] = [
    "注:", "注：", "注1", "注2", "注释", "注 ", "资料来源", "数据来源", "来源", "说明", "摘编自", "本表", "备注", "note", "source", "sources",
    "data source",
    "①", "*", "#注", "a)", "1)", "(注", "附注", "注",
  ]

  /// The beginning by which a line below a table is known as a footer.
  static func footer(_ compact: String) -> String? {
    let lower = compact.lowercased()
    return footers.map { PrintedText.compact($0) }.first { lower.hasPrefix($0) }
  }

  /// Whether a text could be the name of an area even if no list has it.
  static func looksLikeArea(_ fact: TextFact) -> Bool {
    if !fact.areaChoices.isEmpty || fact.province != nil || isTotal(fact) { return true }
    let name = fact.areaName
    guard (2...14).contains(name.count), PrintedText.hasHan(name), !name.contains("人口") else { return false }
    return ["市", "区", "县", "州", "盟", "旗", "省", "新区", "开发区", "兵团"].contains(where: name.hasSuffix)
  }
}
