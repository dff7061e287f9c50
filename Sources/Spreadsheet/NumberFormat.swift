/// How a cell's number is to be shown: the code of the workbook and what follows from it.
public struct NumberFormat: Hashable, Sendable {
  /// The code as stored, such as "0.00" or "yyyy\-mm\-dd"; "General" for none.
  public let code: String
  /// The code shows a number as a date, a time or a duration.
  public let isDate: Bool
  /// Decimals and percent sign of codes like "0", "0.00", "#,##0.0", "0.00%"; nil for all others.
  public let decimals: Int?
  /// The code shows hundredths: "0.0%".
  public let isPercent: Bool
  /// The code separates thousands: "#,##0".
  public let isGrouped: Bool

  /// The format of cells without a style.
  public static let general = NumberFormat(code: "General")

  /// Takes the code as the workbook holds it.
  public init(code: String) {
    self.code = code
    let section = Self.firstSection(code)
    isDate = Self.showsDate(section)
    let plain = isDate ? nil : Self.plainNumber(section)
    decimals = plain?.decimals
    isPercent = plain?.isPercent ?? false
    isGrouped = plain?.isGrouped ?? false
  }

  /// A built-in format by its number; numbers that depend on the language have the codes of Chinese workbooks.
  init(builtIn id: Int) {
    self.init(code: Self.builtInCode(id))
  }

  private static func builtInCode(_ id: Int) -> String {
    switch id {
    case 1: "0"
    case 2: "0.00"
    case 3: "#,##0"
    case 4: "#,##0.00"
    case 9: "0%"
    case 10: "0.00%"
    case 11: "0.00E+00"
    case 14: "yyyy/m/d"
    case 15: "d-mmm-yy"
    case 16: "d-mmm"
    case 17: "mmm-yy"
    case 18, 19, 20, 21: "h:mm:ss"
    case 22: "yyyy/m/d h:mm"
    case 27, 36, 50, 57: "yyyy\"年\"m\"月\""
    case 28, 29, 51, 54, 58: "m\"月\"d\"日\""
    case 30: "m-d-yy"
    case 31: "yyyy\"年\"m\"月\"d\"日\""
    case 32, 33, 34, 35, 55, 56: "h\"时\"mm\"分\""
    case 37, 38: "#,##0"
    case 39, 40: "#,##0.00"
    case 45, 47: "mm:ss"
    case 46: "[h]:mm:ss"
    case 52: "yyyy\"年\"m\"月\""
    case 53: "m\"月\"d\"日\""
    default: "General"
    }
  }

  /// The part before the first ";" outside quotes: it shows positive numbers.
  private static func firstSection(_ code: String) -> [UInt8] {
    var isQuoted = false
    var isEscaped = false
    var section: [UInt8] = []
    for byte in code.utf8 {
      if !isQuoted && !isEscaped && byte == UInt8(ascii: ";") { break }
      section.append(byte)
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: "\\") && !isQuoted {
        isEscaped = true
      }
    }
    return section
  }

  /// True when a letter of dates or times stands outside quotes, escapes and brackets, or as in "[h]" within them.
  private static func showsDate(_ section: [UInt8]) -> Bool {
    let code = literalFree(section)
    if String(decoding: code.bare, as: UTF8.self).hasPrefix("general") { return false }
    for content in code.brackets where !content.isEmpty {
      if content.allSatisfy({ $0 == content[0] }) && "hms".utf8.contains(content[0]) { return true }
    }
    return code.bare.contains { "dmyhs".utf8.contains($0) }
  }

  /// The section in lower case without quoted and escaped characters, and what its brackets hold.
  private static func literalFree(_ section: [UInt8]) -> (bare: [UInt8], brackets: [[UInt8]]) {
    var bare: [UInt8] = []
    var brackets: [[UInt8]] = []
    var position = 0
    while position < section.count {
      let byte = section[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): position += 1
      case UInt8(ascii: "\""):
        position = (section[position...].firstIndex(of: byte) ?? section.count - 1) + 1
      case UInt8(ascii: "["):
        let end = section[position...].firstIndex(of: UInt8(ascii: "]")) ?? section.count
        brackets.append(section[position..<end].map { $0 | 0x20 })
        position = end + 1
      default: bare.append((65...90).contains(byte) ? byte | 0x20 : byte)
      }
    }
    return (bare, brackets)
  }

  /// Reads codes that are a plain pattern of digits, with nothing but blanks around it.
  private static func plainNumber(_ section: [UInt8]) -> (decimals: Int, isPercent: Bool, isGrouped: Bool)? {
    let parts = literalFree(section)
    guard parts.brackets.isEmpty, !section.contains(UInt8(ascii: "\"")), !section.contains(UInt8(ascii: "\\")) else {
      return nil
    }
    var pattern = parts.bare.filter { $0 != UInt8(ascii: " ") }
    let isPercent = pattern.last == UInt8(ascii: "%")
    if isPercent { pattern.removeLast() }
    let halves = pattern.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let whole = halves.first, whole.last == UInt8(ascii: "0"), halves.count <= 2,
      whole.allSatisfy({ "#,0".utf8.contains($0) })
    else { return nil }
    let decimals = halves.count == 2 ? halves[1] : []
    guard decimals.allSatisfy({ $0 == UInt8(ascii: "0") }), decimals.count <= 15 else { return nil }
    guard whole.filter({ $0 == UInt8(ascii: "0") }).count == 1 else { return nil }
    return (decimals.count, isPercent, whole.contains(UInt8(ascii: ",")))
  }
}
