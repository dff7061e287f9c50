import Crypto

/// MD5 and SHA-1, which old Office files derive their keys from. Both are broken and serve for nothing else.
package enum LegacyDigest {
  /// MD5 (RFC 1321): 16 bytes.
  package static func md5(of bytes: [UInt8]) -> [UInt8] { Array(Insecure.MD5.hash(data: bytes)) }

  /// SHA-1 (FIPS 180-4): 20 bytes.
  package static func sha1(of bytes: [UInt8]) -> [UInt8] { Array(Insecure.SHA1.hash(data: bytes)) }
}
