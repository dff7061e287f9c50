/// Types of the records that are read (MS-XLS 2.3.2; for BIFF2 to BIFF5, the forms of those versions).
enum RecordType {
  static let bof2 = 0x0009, bof3 = 0x0209, bof4 = 0x0409, bof = 0x0809
  static let eof = 0x000A
  static let continuation = 0x003C

  static let filePass = 0x002F
  static let codePage = 0x0042
  static let dateMode = 0x0022
  static let boundSheet = 0x0085
  /// A sheet within a workbook of BIFF4.
  static let sheetHeader = 0x008F
  static let format = 0x041E, format2 = 0x001E
  static let xf = 0x00E0, xf2 = 0x0043, xf3 = 0x0243, xf4 = 0x0443
  static let sharedStrings = 0x00FC

  static let number = 0x0203, number2 = 0x0003
  static let integer2 = 0x0002
  static let label = 0x0204, label2 = 0x0004
  static let labelShared = 0x00FD
  static let richString = 0x00D6
  static let rk = 0x027E, mulRK = 0x00BD
  static let boolError = 0x0205, boolError2 = 0x0005
  static let formula = 0x0006, formula3 = 0x0206, formula4 = 0x0406
  static let string = 0x0207, string2 = 0x0007
  static let sharedFormula = 0x04BC
  static let array = 0x0221, array2 = 0x0021
  static let table = 0x0236, table2 = 0x0036, table2TwoInputs = 0x0037
  /// Style number of the BIFF2 cell that follows.
  static let styleOfNext2 = 0x0044

  static let row = 0x0208
  static let columnInfo = 0x007D
  static let mergedCells = 0x00E5

  // Never encrypted as a whole (MS-XLS 2.2.10).
  static let interfaceHeader = 0x00E1
  static let userExclusive = 0x0194, fileLock = 0x0195, revisionInfo = 0x0196, revisionHead = 0x0138
}

/// Versions of the format.
enum BIFFVersion: Int, Sendable, Comparable {
  case biff2 = 2, biff3, biff4, biff5, biff8 = 8

  static func < (left: BIFFVersion, right: BIFFVersion) -> Bool { left.rawValue < right.rawValue }
}

/// What the record at the start of a substream says (BOF, MS-XLS 2.4.21).
struct SubstreamStart {
  enum Kind: Int {
    case globals = 0x0005
    case module = 0x0006
    case worksheet = 0x0010
    case chart = 0x0020
    case macros = 0x0040
    case workspace = 0x0100
  }

  let version: BIFFVersion
  /// nil for kinds that are unknown.
  let kind: Kind?

  /// nil for other records and for versions that do not exist.
  /// - Parameter isBare: no compound file is around the records. Small programs write such files, with 0 for the version
  ///   and texts in bytes.
  init?(type: Int, _ body: ByteView, isBare: Bool) {
    guard body.count >= 4 else { return nil }
    kind = Kind(rawValue: body.u16(2))
    switch type {
    case RecordType.bof2: version = .biff2
    case RecordType.bof3: version = .biff3
    case RecordType.bof4: version = .biff4
    case RecordType.bof:
      switch body.u16(0) {
      case 0x0600: version = .biff8
      case 0x0500: version = .biff5
      // Versions other programs write in a record of this form.
      case 0x0400: version = .biff4
      case 0x0300: version = .biff3
      case 0x0200, 0x0007, 0x0002: version = .biff2
      case 0x0000: version = isBare || body.u16(2) == 0x1000 ? .biff5 : .biff8
      default: return nil
      }
    default: return nil
    }
  }
}
