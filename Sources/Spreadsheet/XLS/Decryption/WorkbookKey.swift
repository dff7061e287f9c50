import Hashing

/// What opens an encrypted workbook: the password's part of the keys, checked against the file.
package enum WorkbookKey: Sendable {
  /// Keys of 40 bits by MD5 (MS-OFFCRYPTO 2.3.6.2): the first five bytes of the hash.
  case rc4(prefix: [UInt8])
  /// Keys of 40 to 128 bits by SHA-1 (MS-OFFCRYPTO 2.3.5.2): the hash and the bytes of a key.
  case cryptoAPI(hash: [UInt8], keySize: Int)
  /// Sixteen bytes to XOR with (MS-OFFCRYPTO 2.3.7.2).
  case obfuscation([UInt8])

  /// The password Excel itself tries without asking: workbooks that are only protected against changes carry it.
  package static let defaultPassword = "VelvetSweatshop"

  /// The key of a block of 1,024 bytes; empty for obfuscation.
  func blockKey(_ block: UInt32) -> [UInt8] {
    let number = withUnsafeBytes(of: block.littleEndian) { Array($0) }
    switch self {
    case .rc4(let prefix): return LegacyDigest.md5(of: prefix + number)
    case .cryptoAPI(let hash, let size):
      let key = Array(LegacyDigest.sha1(of: hash + number).prefix(size))
      // A key of 40 bits is used as one of 128 with zeros.
      return size == 5 ? key + [UInt8](repeating: 0, count: 11) : key
    case .obfuscation: return []
    }
  }

  /// Derives the key from a password; nil where the password is not the file's.
  static func rc4(password: String, salt: [UInt8], verifier: [UInt8], hash: [UInt8]) -> WorkbookKey? {
    let start = LegacyDigest.md5(of: utf16(password)).prefix(5)
    let repeated = (0..<16).flatMap { _ in start + salt }
    let key = WorkbookKey.rc4(prefix: Array(LegacyDigest.md5(of: repeated).prefix(5)))
    return key.opens(verifier, hash, LegacyDigest.md5) ? key : nil
  }

  /// Derives the key from a password; nil where the password is not the file's.
  static func cryptoAPI(
    password: String, salt: [UInt8], keySize: Int, verifier: [UInt8], hash: [UInt8]
  ) -> WorkbookKey? {
    let key = WorkbookKey.cryptoAPI(hash: LegacyDigest.sha1(of: salt + utf16(password)), keySize: keySize)
    return key.opens(verifier, hash, LegacyDigest.sha1) ? key : nil
  }

  /// The verifier and its hash are encrypted one after the other with the key of block 0.
  private func opens(_ verifier: [UInt8], _ hash: [UInt8], _ digest: ([UInt8]) -> [UInt8]) -> Bool {
    var cipher = RC4(key: blockKey(0))
    let plain = cipher.applied(to: verifier)
    return cipher.applied(to: hash) == digest(plain)
  }

  private static func utf16(_ text: String) -> [UInt8] {
    text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }
}
