import PanelModel
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: ["2014-03-02", "2000-02-29", "1999-12-31", "0001-01-01"]) func isADay(_ text: String) {
    #expect(CalendarDate(text)?.description == text)
  }

  @Test(arguments: [
    "", "2014", "2014-3-2", "2014-13-01", "2014-00-10", "2014-01-00", "2014-04-31", "2015-02-29", "1900-02-29",
    "02-03-2014", "2014/03/02", "2014-03-02 ", "+014-03-02", "２０１４-03-02", "2014-03-02-01",
  ]) func isNoDay(_ text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func daysAreInOrder() throws {
    let days = try ["2013-12-31", "2014-01-01", "2014-01-31", "2014-02-01"].map { try #require(CalendarDate($0)) }
    #expect(zip(days, days.dropFirst()).allSatisfy { $0 < $1 })
    #expect(days.reversed().sorted() == days)
  }
}

@Suite struct PrintedYearTests {
  @Test(arguments: [
    ("地区生产总值（2014年）", [2014]), ("2013-2016", [2013, 2016]), ("２０１２年", [2012]), ("12014", []), ("20145", []),
    ("1948 2100", []), ("", []), ("2-7", []), ("raw2014x", [2014]),
  ]) func years(_ text: String, _ years: [Int32]) {
    #expect(PrintedText.years(in: text).sorted() == years)
  }

  @Test func onlyOneYearCounts() {
    #expect(PrintedText.onlyYear(in: ["2014", "表 2014"]) == 2014)
    #expect(PrintedText.onlyYear(in: ["2014", "2015"]) == nil)
    #expect(PrintedText.onlyYear(in: ["x"]) == nil)
  }
}
