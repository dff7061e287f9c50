import Definitions
import PanelModel
import Testing

@Suite struct TableDefinitionTests {
  private let text = """
    table: gdp
    yearbook: city-yearbook
    title: {zh: 总值, en: Product}
    find: {title: [总值, Product]}
    areas: {header: [城市, City], groups: province, ignore: [全国]}
    columns:
      gdp:   {header: [地区生产总值], unit: 万元, scopes: [whole_city, municipal_districts]}
      share: {header: [第一产业], under: [构成], unit: "%"}
      stock: {header: [年末人口], unit: 万人, combine: keep, optional: true}
    ignore: [[人均, Per Capita]]
    notes: {footer: [注：]}
    editions:
      2017-: {columns: {gdp: {unit: 亿元}, stock: absent}}
      2013-2016: {find: {title: 生产总值}, areas: {header: 地区}}
      2019: {columns: {gdp: {header: [GRP], scopes: [whole_city]}, share: {under: 结构}}}
      -2012: {columns: {share: {header: [一产]}}}
    """

  private func table(_ text: String? = nil) throws -> TableDefinition {
    try TableDefinition(value(text ?? self.text), units: units())
  }

  private func said(_ change: (String, String)) -> String? {
    message { try table(text.replacing(change.0, with: change.1)) }
  }

  @Test func readsItsColumns() throws {
    let table = try table()
    #expect(table.columns.map(\.code) == ["gdp", "share", "stock"])
    #expect(table.columns[0].scopes == [.wholeCity, .municipalDistricts])
    #expect(table.columns[1].scopes == [.wholeCity])
    #expect(table.layout == .areasInRows)
    #expect(table.year == .sidecar)
    #expect(table.groupsAreProvinces)
    #expect(table.ignoredHeaders == [["人均", "Per Capita"]])
    #expect(table.columns.map(\.isOptional) == [false, false, true])
  }

  @Test func totalsAddUpAndRatesDoNotUnlessToldOtherwise() throws {
    #expect(try table().columns.map(\.combine) == [.sum, .keep, .keep])
  }

  @Test func standardMissingMarksHoldWhereNoneAreWritten() throws {
    let marks = try table().missingMarks
    #expect(marks["—"] == .missingNotCollected)
    #expect(marks["…"] == .missingSuppressed)
    let own = try table(text + "\nmissing_marks: {x: cannot_exist}\n").missingMarks
    #expect(own == ["x": .missingCannotExist])
    #expect(said(("ignore: [[", "missing_marks: {x: cannot}\nignore: [["))?.contains("not a kind of missing") == true)
  }

  @Test("An edition's own words hold for its editions only", arguments: [2010, 2012, 2013, 2016, 2017, 2019, 2025])
  func editions(year: Int32) throws {
    let resolved = try table().resolved(for: EditionYear(year))
    let gdp = try #require(resolved.columns.first { $0.code == "gdp" })
    let share = try #require(resolved.columns.first { $0.code == "share" })
    #expect(gdp.unit.symbol == (year >= 2017 ? "亿元" : "万元"))
    #expect(gdp.headers == (year == 2019 ? ["GRP"] : ["地区生产总值"]))
    #expect(gdp.scopes == (year == 2019 ? [.wholeCity] : [.wholeCity, .municipalDistricts]))
    #expect(share.headers == (year <= 2012 ? ["一产"] : ["第一产业"]))
    #expect(share.under == (year == 2019 ? ["结构"] : ["构成"]))
    #expect(resolved.columns.contains { $0.code == "stock" } == (year < 2017))
    #expect(resolved.findTitles == ((2013...2016).contains(year) ? ["生产总值"] : ["总值", "Product"]))
    #expect(resolved.areaHeaders == ((2013...2016).contains(year) ? ["地区"] : ["城市", "City"]))
  }

  @Test("What is no range of editions is refused", arguments: ["2016-2013", "-", "now", "2013-14x", "13-", "0"])
  func ranges(text: String) {
    let said = said(("2013-2016:", "\"\(text)\":"))
    if text == "13-" {
      #expect(said == nil)
    } else {
      #expect(said?.contains("'\(text)' is not a range of editions") == true)
    }
  }

  @Test func mistakesAreNamedWithTheirPlace() {
    #expect(said(("gdp: {unit: 亿元}", "gpd: {unit: 亿元}"))?.contains("f.yaml:13:21: 'gpd' is not a column") == true)
    #expect(said(("  gdp:   {", "  GDP:   {"))?.hasPrefix("f.yaml:7:3: 'GDP' is not a code") == true)
    #expect(said(("unit: 万元,", "unit: 万圆,"))?.hasPrefix("f.yaml:7:35: '万圆' is not a known unit") == true)
    #expect(said(("unit: 万元, ", ""))?.contains("'unit' is missing") == true)
    #expect(said(("groups: province", "groups: provinces"))?.contains("not a kind of heading rows") == true)
    #expect(said(("whole_city, mun", "whole_cty, mun"))?.contains("Did you mean 'whole_city'?") == true)
    #expect(said(("combine: keep", "combine: mean"))?.contains("Allowed: sum, keep.") == true)
    #expect(said(("\nareas: {header", "\nlayout: years in rows\nareas: {header"))?.contains("not allowed here") == true)
    #expect(
      said(("\nareas: {header", "\nyear: somewhere\nareas: {header"))?.contains("not a place of the year") == true)
    #expect(said(("notes:", "note:"))?.contains("Did you mean 'notes'?") == true)
  }

  @Test func theYearMayStandElsewhere() throws {
    func year(_ text: String) throws -> TableDefinition.YearSource {
      try table(self.text.replacing("\nareas: {header", with: "\nyear: \(text)\nareas: {header")).year
    }
    #expect(try year("caption") == .caption)
    #expect(try year("sheet name") == .sheetName)
    #expect(try year("{column: [年份, Year]}") == .column(["年份", "Year"]))
  }
}
