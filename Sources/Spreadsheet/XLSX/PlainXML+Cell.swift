extension PlainXML {
  /// Takes an address such as `C7"` with the quote that ends it.
  @inline(__always)
  mutating func takeAddress() -> CellAddress? {
    var column: Int32 = 0
    while true {
      let letter = at[0] &- UInt8(ascii: "A")
      if letter >= 26 { break }
      column = column * 26 + Int32(letter) + 1
      if column > CellAddress.maximumColumns { return nil }
      at += 1
    }
    var row: Int32 = 0
    while true {
      let digit = at[0] &- UInt8(ascii: "0")
      if digit >= 10 { break }
      row = row * 10 + Int32(digit)
      if row > CellAddress.maximumRows { return nil }
      at += 1
    }
    guard column > 0, row > 0, at[0] == UInt8(ascii: "\"") else { return nil }
    at += 1
    return CellAddress(row: row - 1, column: column - 1)
  }

  /// Takes the number of a style with the quote that ends it.
  @inline(__always)
  mutating func takeStyle() -> Int? {
    guard let number = takeIndex(), at[0] == UInt8(ascii: "\"") else { return nil }
    at += 1
    return number
  }

  /// Takes one to nine digits.
  @inline(__always)
  mutating func takeIndex() -> Int? {
    let start = at
    var number = 0
    while true {
      let digit = at[0] &- UInt8(ascii: "0")
      if digit >= 10 { break }
      number = number &* 10 &+ Int(digit)
      at += 1
    }
    return at > start && at - start <= 9 ? number : nil
  }

  /// Takes the type of a cell with the quote that ends it.
  @inline(__always)
  mutating func takeType() -> WorksheetCellType? {
    if take("s\"") { return .shared }
    if take("n\"") { return .number }
    if take("str\"") { return .formulaText }
    if take("inlineStr\"") { return .inline }
    if take("b\"") { return .boolean }
    if take("e\"") { return .error }
    return take("d\"") ? .date : nil
  }

  /// Takes a number of at most 19 digits without exponent; others are left to `NumberText.parse`.
  @inline(__always)
  mutating func takeNumber() -> NumberText.Parsed? {
    guard let (number, end) = NumberText.parsePlain(at) else { return nil }
    at = end
    return number
  }
}
