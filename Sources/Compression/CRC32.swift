import CZlib

/// The CRC-32 of ZIP, gzip and PNG (polynomial 0xEDB88320), computed piece by piece.
package struct CRC32: Sendable, Hashable {
  /// The checksum of the bytes given so far.
  package private(set) var value: UInt32 = 0

  package init() {}

  /// Adds `bytes` to the checksum.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
    value = UInt32(truncatingIfNeeded: crc32_z(UInt(value), base, bytes.count))
  }

  /// The checksum of one array of bytes.
  package static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc = CRC32()
    bytes.withUnsafeBytes { crc.append($0) }
    return crc.value
  }
}
