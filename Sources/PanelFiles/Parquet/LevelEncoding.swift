/// Parquet's hybrid of runs and bit-packed groups, for definition levels and dictionary indices
/// (Encodings.md of Apache Parquet, "RLE/Bit-Packing Hybrid").
///
/// A run is `count << 1` as a varint and the value in as few whole bytes as its width needs; packed values are
/// `groups << 1 | 1` and eight values a group, lowest bit first.
package enum LevelEncoding {
  /// The fewest bits that hold every value up to `maximum`, at least 1.
  package static func bitWidth(for maximum: UInt32) -> Int { max(1, UInt32.bitWidth - maximum.leadingZeroBitCount) }

  /// Encodes values of `bitWidth` bits each, without a length before them.
  package static func encode(_ values: [UInt32], bitWidth: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * bitWidth / 8 + 16)
    var packedFrom = 0
    var i = 0
    while i < values.count {
      let run = runLength(values, at: i)
      // Packed groups hold eight values, so a run may lend its first values to complete the group before it.
      let lent = (8 - (i - packedFrom) % 8) % 8
      if run >= lent + 8 {
        pack(values[packedFrom..<(i + lent)], bitWidth, to: &bytes)
        appendRun(values[i], count: run - lent, bitWidth, to: &bytes)
        packedFrom = i + run
      }
      i += run
    }
    pack(values[packedFrom...], bitWidth, to: &bytes)
    return bytes
  }

  private static func runLength(_ values: [UInt32], at start: Int) -> Int {
    var end = start + 1
    while end < values.count, values[end] == values[start] { end += 1 }
    return end - start
  }

  private static func appendRun(_ value: UInt32, count: Int, _ bitWidth: Int, to bytes: inout [UInt8]) {
    bytes.append(varint: UInt64(count) << 1)
    for shift in stride(from: 0, to: bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(shift)))
    }
  }

  /// Appends values in groups of eight, the last group filled up with zeros.
  private static func pack(_ values: ArraySlice<UInt32>, _ bitWidth: Int, to bytes: inout [UInt8]) {
    guard !values.isEmpty else { return }
    let groups = (values.count + 7) / 8
    bytes.append(varint: UInt64(groups) << 1 | 1)
    let end = bytes.count + groups * bitWidth
    var pending: UInt64 = 0
    var pendingBits = 0
    for value in values {
      pending |= UInt64(value) << UInt64(pendingBits)
      pendingBits += bitWidth
      while pendingBits >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: pending))
        pending >>= 8
        pendingBits -= 8
      }
    }
    if pendingBits > 0 { bytes.append(UInt8(truncatingIfNeeded: pending)) }
    while bytes.count < end { bytes.append(0) }
  }
}
