/// Encrypts streams of old workbooks with Excel's own password. Keys, verifiers and their hashes were computed apart from
/// this package (Python 3.11, hashlib) for the salt 1...16 and the verifier 0x20...0x2F.
struct TinyEncryption {
  /// The body of the record that says how the workbook is encrypted.
  let filePass: [UInt8]
  /// Keys of the blocks of 1,024 bytes; empty for obfuscation.
  let keys: [[UInt8]]
  var obfuscation: [UInt8] = []

  private static let salt = (1...16).map { UInt8($0) }

  static let rc4 = TinyEncryption(
    filePass: BIFF.u16(1) + BIFF.u16(1) + BIFF.u16(1) + salt
      + hex("876367c9548c8cd52482f93fbc7862fb23caa738980ec9d624e23531c0a75e04"),
    keys: [
      "1aa1b85ab5b6972de3594236678798f6", "ebffa87c1b25f43f55984d4101e2e289", "1b6f69e2facda7ed57c3e6a711bf3ebe",
      "1e91d0804149cf31152ed5783f9f1a8b",
    ].map(hex))

  static let cryptoAPI40 = cryptoAPI(
    bits: 40, "ccdf556b6b9e602b2fd7729b096c80bd7651402c536545f317a35902e35186993fa5aeef",
    ["3050e621f4", "cef1a75189", "43848f4616", "17d28619b3"].map { $0 + "0000000000000000000000" })
  static let cryptoAPI56 = cryptoAPI(
    bits: 56, "6aa799a09d2ce74b2b9a9791a19a182a045542e9ff581420375159a77df5dd3beb3fc9de",
    ["3050e621f4ae84", "cef1a75189d8f3", "43848f4616e5f6", "17d28619b348ed"])
  static let cryptoAPI128 = cryptoAPI(
    bits: 128, "46ba030532d1ac71a06f37c50d308fd865569e2b268fa51386d547821a713f9901858abb",
    [
      "3050e621f4ae84f4154cafe8cff93972", "cef1a75189d8f3db66061f927d3c40bd", "43848f4616e5f6631dca16c7b22411bb",
      "17d28619b348ede00f529b27254f1ef5",
    ])

  static let xor = TinyEncryption(
    filePass: BIFF.u16(0) + BIFF.u16(0xB359) + BIFF.u16(0x9A0A), keys: [],
    obfuscation: hex("876b9ae21ee305621e699660986e9404"))

  private static func cryptoAPI(bits: Int, _ verifier: String, _ keys: [String]) -> TinyEncryption {
    let provider = BIFF.utf16("Microsoft Enhanced Cryptographic Provider v1.0\0")
    let header =
      BIFF.u32(4) + BIFF.u32(0) + BIFF.u32(0x6801) + BIFF.u32(0x8004) + BIFF.u32(bits) + BIFF.u32(1) + BIFF.u32(0)
      + BIFF.u32(0) + provider
    let bytes = hex(verifier)
    var filePass = BIFF.u16(1) + BIFF.u16(2) + BIFF.u16(2) + BIFF.u32(4) + BIFF.u32(header.count) + header
    filePass += BIFF.u32(16) + salt + bytes.prefix(16) + BIFF.u32(20) + bytes.dropFirst(16)
    return TinyEncryption(filePass: filePass, keys: keys.map(hex))
  }

  static func hex(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }

  /// Encrypts all records that come after the one of the encryption, which the stream must hold.
  func encrypt(_ stream: [UInt8]) -> [UInt8] {
    var result = stream
    let sequences = keys.map { Self.sequence($0) }
    var position = 0
    var isEncrypted = false
    while position + 4 <= stream.count {
      let type = Int(stream[position]) | Int(stream[position + 1]) << 8
      let count = Int(stream[position + 2]) | Int(stream[position + 3]) << 8
      let isClear = [0x0809, 0x002F, 0x00E1].contains(type)
      if isEncrypted && !isClear {
        for index in (type == 0x0085 ? 4 : 0)..<count {
          let place = position + 4 + index
          if keys.isEmpty {
            let rotated = stream[place] << 5 | stream[place] >> 3
            result[place] = rotated ^ obfuscation[(position + 4 + count + index) % 16]
          } else {
            result[place] ^= sequences[place / 1_024][place % 1_024]
          }
        }
      }
      if type == 0x002F { isEncrypted = true }
      position += 4 + count
    }
    return result
  }

  /// The first 1,024 bytes that RC4 makes of a key.
  private static func sequence(_ key: [UInt8]) -> [UInt8] {
    var state = (0..<256).map { $0 }
    var j = 0
    for i in 0..<256 {
      j = (j + state[i] + Int(key[i % key.count])) % 256
      state.swapAt(i, j)
    }
    j = 0
    return (1...1_024).map { step in
      let i = step % 256
      j = (j + state[i]) % 256
      state.swapAt(i, j)
      return UInt8(state[(state[i] + state[j]) % 256])
    }
  }
}
