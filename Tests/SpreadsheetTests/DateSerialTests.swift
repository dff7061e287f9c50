import Spreadsheet
import Testing

@Suite struct DateSerialTests {
  @Test(arguments: [
    (0.0, "00:00:00"), (0.5, "12:00:00"), (1, "1900-01-01"), (59, "1900-02-28"), (60, "1900-02-29"), (61, "1900-03-01"),
    (25_569, "1970-01-01"), (43_890, "2020-02-29"), (43_890.5, "2020-02-29T12:00:00"),
    (44_196.999988425925, "2020-12-31T23:59:59"), (41_399.879184143516, "2013-05-05T21:06:01.510"),
    (2_958_465, "9999-12-31"),
  ])
  func system1900(serial: Double, text: String) {
    #expect(DateSerial(serial)?.description == text)
  }

  @Test(arguments: [
    (0.0, "1904-01-01"), (1, "1904-01-02"), (42_428, "2020-02-29"), (0.25, "1904-01-01T06:00:00"),
    (2_957_003, "9999-12-31"),
  ])
  func system1904(serial: Double, text: String) {
    #expect(DateSerial(serial, uses1904Dates: true)?.description == text)
  }

  @Test(arguments: [-1.0, -0.001, 2_958_466, .infinity, .nan])
  func refusals(serial: Double) {
    #expect(DateSerial(serial) == nil)
    #expect(DateSerial(serial == 2_958_466 ? 2_957_004 : serial, uses1904Dates: true) == nil)
  }

  @Test(arguments: [false, true])
  func everyDayRoundTrips(uses1904Dates: Bool) throws {
    var previous = ""
    var wrong: [Int] = []
    for serial in stride(from: 1, to: 2_950_000, by: 37) {
      let date = try #require(DateSerial(Double(serial), uses1904Dates: uses1904Dates)).dateText
      let back = DateSerial.serial(fromISO: date, uses1904Dates: uses1904Dates)
      if back != Double(serial) || date <= previous { wrong.append(serial) }
      previous = date
    }
    #expect(wrong == [])
  }

  @Test(arguments: [
    ("2020-02-29", 43_890.0), ("2020-02-29T12:00:00", 43_890.5), ("2020-02-29T12:00:00Z", 43_890.5),
    ("2020-02-29 06:00", 43_890.25), ("12:00:00", 0.5), ("1900-02-29", 60),
  ])
  func readsISO(text: String, serial: Double) {
    #expect(DateSerial.serial(fromISO: text) == serial)
  }

  @Test(arguments: [
    "", "T", "2020", "2020-13-01", "2020-02-30", "2021-02-29", "20-02-29", "2020-2-x", "25:00", "1:2:3:4",
  ])
  func refusesISO(text: String) {
    #expect(DateSerial.serial(fromISO: text) == nil)
  }
}
