import CLibXML2

/// What the attributes of a cell say: its spans and, where a spreadsheet program wrote the page, its exact value, its
/// kind and its number format.
struct HTMLCellAttributes {
  private(set) var token = HTMLToken(.cell)
  private(set) var value: [UInt8] = []
  private var formatCode: String?

  init(_ attributes: HTMLAttributes, _ styles: HTMLStyles, _ page: inout HTMLPage) {
    var classes = ""
    attributes.forEach { name, value in
      if HTMLAttributes.isNamed(name, "colspan") {
        token.columnSpan = max(1, Self.span(value))
      } else if HTMLAttributes.isNamed(name, "rowspan") {
        token.rowSpan = Self.rowSpan(value)
      } else if HTMLAttributes.isNamed(name, "class") {
        classes = String(decoding: value, as: UTF8.self)
      } else if HTMLAttributes.isNamed(name, "style") {
        if value.holds("mso-ignore:colspan") { token.isUnmerged = true }
        formatCode = HTMLStyles.format(in: value) ?? formatCode
      } else {
        takeValue(name, value)
      }
    }
    if formatCode == nil {
      for name in classes.split(separator: " ") { formatCode = styles.codes[String(name)] ?? formatCode }
    }
    if let formatCode { token.format = page.position(ofFormat: formatCode) }
    if token.hint == .none && page.formats[Int(token.format)].code == "@" { token.hint = .text }
  }

  /// `x:num`, `x:str`, `x:bool` and `x:err` are Excel's, `sdval` is LibreOffice's. An empty one tells the kind alone.
  private mutating func takeValue(_ name: UnsafePointer<xmlChar>, _ value: UnsafeBufferPointer<UInt8>) {
    let hint: HTMLToken.Hint
    if HTMLAttributes.isNamed(name, "x:num") || HTMLAttributes.isNamed(name, "sdval") {
      hint = .number
    } else if HTMLAttributes.isNamed(name, "x:str") {
      hint = .text
    } else if HTMLAttributes.isNamed(name, "x:bool") {
      hint = .boolean
    } else if HTMLAttributes.isNamed(name, "x:err") {
      hint = .error
    } else {
      return
    }
    token.hint = hint
    self.value = value.count <= Int(UInt16.max) ? Array(value) : []
  }

  /// The number an attribute starts with, as browsers read it, at most 16,384; 0 where it starts with none.
  static func span(_ value: UnsafeBufferPointer<UInt8>) -> UInt16 {
    UInt16(truncatingIfNeeded: min(number(value) ?? 0, Int(CellAddress.maximumColumns)))
  }

  /// At most 65,534, as in browsers; 0 only where 0 is stated.
  private static func rowSpan(_ value: UnsafeBufferPointer<UInt8>) -> UInt16 {
    UInt16(truncatingIfNeeded: min(number(value) ?? 1, 65_534))
  }

  private static func number(_ value: UnsafeBufferPointer<UInt8>) -> Int? {
    let digits = value.drop { HTMLText.isBlank($0) || $0 == UInt8(ascii: "+") }.prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty else { return nil }
    return digits.reduce(0) { min($0 * 10 + Int($1 - 0x30), 1_000_000) }
  }
}

extension HTMLPage {
  /// The position of a format, which is added when it is new; General once there are too many.
  mutating func position(ofFormat code: String) -> UInt16 {
    if let known = formatPositions[code] { return known }
    guard formats.count < Int(UInt16.max) else { return 0 }
    let position = UInt16(truncatingIfNeeded: formats.count)
    formats.append(NumberFormat(named: code))
    formatPositions[code] = position
    return position
  }
}
