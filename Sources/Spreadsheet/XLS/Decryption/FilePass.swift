/// How a workbook is encrypted (the FilePass record, MS-XLS 2.4.117).
enum FilePass {
  /// The key that a password gives, or the error of the kind of protection where that is not the workbook's password.
  static func key(_ record: ByteView, version: BIFFVersion, password: String) -> Result<WorkbookKey, SpreadsheetError> {
    let isObfuscated = version < .biff8 || record.u16(0) == 0
    let key: WorkbookKey?
    if isObfuscated {
      let fields = version < .biff8 ? 0 : 2
      key = Obfuscation.key(password: password, key: record.u16(fields), verifier: record.u16(fields + 2))
    } else if record.u16(2) == 1 {
      // MS-OFFCRYPTO 2.3.6.1: version 1.1, salt, verifier and its hash.
      key = .rc4(
        password: password, salt: record.array(6, 16), verifier: record.array(22, 16), hash: record.array(38, 16))
    } else {
      key = cryptoAPIKey(record, password)
    }
    return key.map { .success($0) }
      ?? .failure(SpreadsheetError(reason: isObfuscated ? .obfuscated : .passwordProtected))
  }

  /// MS-OFFCRYPTO 2.3.5.1: version, flags, the size of a header with algorithm and key size, salt, verifier and its hash.
  private static func cryptoAPIKey(_ record: ByteView, _ password: String) -> WorkbookKey? {
    let headerSize = Int(record.u32(10))
    let header = 14
    guard headerSize >= 32, headerSize < record.count else { return nil }
    let algorithm = record.u32(header + 8)
    let bits = Int(record.u32(header + 16))
    // 0 stands for RC4 too; AES is not used in .xls.
    guard algorithm == 0x6801 || algorithm == 0, bits % 8 == 0, bits == 0 || (40...128).contains(bits) else {
      return nil
    }
    let verifier = header + headerSize
    guard record.u32(verifier) == 16, record.u32(verifier + 36) == 20 else { return nil }
    return .cryptoAPI(
      password: password, salt: record.array(verifier + 4, 16), keySize: bits == 0 ? 5 : bits / 8,
      verifier: record.array(verifier + 20, 16), hash: record.array(verifier + 40, 20))
  }
}
