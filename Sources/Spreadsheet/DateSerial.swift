/// The calendar date and time of day behind a serial number of a workbook (days and parts of a day).
///
/// In the 1900 system serial 1 is 1900-01-01 and serial 60 the 29th of February 1900, which never was (Excel keeps it for
/// the sake of older programs); in the 1904 system serial 0 is 1904-01-01. Times are rounded to the millisecond.
public struct DateSerial: Hashable, Sendable, CustomStringConvertible {
  /// Year, 1899 (for times before the first day) to 9999.
  public let year: Int
  /// Month, 1 to 12.
  public let month: Int
  /// Day of the month, 1 to 31.
  public let day: Int
  /// Hour, 0 to 23.
  public let hour: Int
  /// Minute, 0 to 59.
  public let minute: Int
  /// Second, 0 to 59.
  public let second: Int
  /// Thousandths of a second, 0 to 999.
  public let millisecond: Int
  /// Below one day in the 1900 system: a time of day without a date.
  public let isTimeOnly: Bool

  /// The serials that may be dates: numbers outside stay numbers whatever their format, for spreadsheets show them as
  /// neither.
  static let serials = 0.0..<2_958_466

  /// Nil for negative serials and those after the year 9999.
  public init?(_ serial: Double, uses1904Dates: Bool = false) {
    guard Self.serials.contains(serial), !uses1904Dates || serial < 2_957_004 else { return nil }
    var days = Int(serial)
    var rest = Int(((serial - Double(days)) * 86_400_000).rounded())
    if rest >= 86_400_000 {
      days += 1
      rest = 0
    }
    isTimeOnly = days == 0 && !uses1904Dates
    (hour, minute) = (rest / 3_600_000, rest / 60_000 % 60)
    (second, millisecond) = (rest / 1_000 % 60, rest % 1_000)
    if !uses1904Dates && days == 60 {
      (year, month, day) = (1900, 2, 29)
      return
    }
    // Days since 1970-01-01. Up to the day that never was, the 1900 system runs one day ahead.
    let unixDays = uses1904Dates ? days - 24_107 : (days < 60 ? days - 25_568 : days - 25_569)
    (year, month, day) = Self.civil(fromUnixDays: unixDays)
  }

  /// The serial of an ISO 8601 date, time or both ("2020-02-29", "2020-02-29T12:30:00.5Z", "12:30:00"); nil for
  /// anything else and for dates before the start of the date system. A time zone is ignored: cells have none.
  public static func serial(fromISO text: some StringProtocol, uses1904Dates: Bool = false) -> Double? {
    let parts = text.split(whereSeparator: { $0 == "T" || $0 == " " })
    guard let first = parts.first, parts.count <= 2 else { return nil }
    if parts.count == 1 && first.contains(":") { return dayFraction(first) }
    guard let days = serialDays(first, uses1904Dates), let time = parts.count == 2 ? dayFraction(parts[1]) : 0 else {
      return nil
    }
    return days + time
  }

  /// Date and time of day as ISO 8601: "2020-02-29", "2020-02-29T12:30:00", "12:30:00".
  public var description: String {
    let time = "\(Self.padded(hour, 2)):\(Self.padded(minute, 2)):\(Self.padded(second, 2))"
    let fine = millisecond == 0 ? time : "\(time).\(Self.padded(millisecond, 3))"
    if isTimeOnly { return fine }
    return hour + minute + second + millisecond == 0 ? dateText : "\(dateText)T\(fine)"
  }

  /// The date alone: "2020-02-29".
  public var dateText: String { "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))" }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  private static func serialDays(_ text: some StringProtocol, _ uses1904Dates: Bool) -> Double? {
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.count == 3, fields[0].utf8.count == 4, let year = Int(fields[0]), let month = Int(fields[1]),
      let day = Int(fields[2].prefix { $0.isNumber }), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    if year == 1900 && month == 2 && day == 29 && !uses1904Dates { return 60 }
    let unixDays = unixDays(year, month, day)
    guard civil(fromUnixDays: unixDays) == (year, month, day) else { return nil }
    let days = uses1904Dates ? unixDays + 24_107 : (unixDays + 25_568 < 60 ? unixDays + 25_568 : unixDays + 25_569)
    return days >= 0 ? Double(days) : nil
  }

  private static func dayFraction(_ text: some StringProtocol) -> Double? {
    let clock = text.prefix { $0.isNumber || $0 == ":" || $0 == "." }
    let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count), let hour = Int(fields[0]), let minute = Int(fields[1]),
      let second = fields.count == 3 ? NumberText.parse(fields[2]) : 0,
      (0...24).contains(hour), (0..<60).contains(minute), second >= 0, second < 61
    else { return nil }
    return (Double(hour * 3_600 + minute * 60) + second) / 86_400
  }

  /// Proleptic Gregorian calendar in eras of 400 years that start on the 1st of March.
  private static func civil(fromUnixDays days: Int) -> (Int, Int, Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  private static func unixDays(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
