extension [UInt8] {
  /// Appends an unsigned LEB128 number.
  mutating func append(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  /// Appends a whole number, lowest byte first.
  mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// Appends a number's IEEE 754 bits, lowest byte first; minus zero as zero, as the text formats have it.
  mutating func append(littleEndian value: Double) {
    append(littleEndian: (value == 0 ? 0 : value).bitPattern)
  }
}
