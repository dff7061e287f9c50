import PanelModel
import Testing

@Suite struct CodesTests {
  @Test(
    "An area code is read from digits only", arguments: ["", "0", "-1", "12a", " 110000", "110000 ", "99999999999"])
  func refusesWhatIsNoAreaCode(text: String) {
    #expect(AreaCode(text) == nil)
  }

  @Test func readsAndOrdersAreaCodes() {
    #expect(AreaCode("340100") == AreaCode(340100))
    #expect(AreaCode("340100")?.description == "340100")
    #expect([AreaCode(520500), AreaCode(110000)].sorted() == [AreaCode(110000), AreaCode(520500)])
  }

  @Test(
    "An indicator code is lower-case ASCII, starts with a letter and has at most 32 characters",
    arguments: [
      ("gdp", true), ("g", true), ("so2_per_gdp", true), (String(repeating: "a", count: 32), true),
      (String(repeating: "a", count: 33), false), ("", false), ("2gdp", false), ("_gdp", false), ("GDP", false),
      ("gdp per head", false), ("gdp-per-head", false), ("产值", false), ("gdpé", false),
    ])
  func indicatorCodes(text: String, isCode: Bool) {
    #expect((IndicatorCode(validating: text) != nil) == isCode)
  }

  @Test func seriesOfOneIndicatorInTwoScopesAreTwo() {
    let whole = SeriesKey("gdp")
    let districts = SeriesKey("gdp", .municipalDistricts)
    #expect(whole != districts)
    #expect(whole < districts)
    #expect(districts < SeriesKey("gdp_index"))
    #expect(whole.description == "gdp")
    #expect(districts.description == "gdp (municipal_districts)")
  }

  @Test func yearsMoveByWholeYears() {
    #expect(ReferenceYear(2012).advanced(by: -3) == ReferenceYear(2009))
    #expect(ReferenceYear(2009) < ReferenceYear(2012))
    #expect(EditionYear(2013).description == "2013")
  }
}
