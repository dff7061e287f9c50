import Crypto

/// SHA-256 (FIPS 180-4), the one hash of manifests, sidecars and vintage ids.
package enum SHA256Digest {
  /// The digest as 64 lower-case hex digits.
  package static func hex(of bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in SHA256.hash(data: bytes) {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The digest of a text's UTF-8 bytes.
  package static func hex(of text: String) -> String { hex(of: Array(text.utf8)) }
}
