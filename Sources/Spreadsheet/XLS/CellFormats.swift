/// The number formats of an old workbook, by the style number cells carry.
struct CellFormats: Sendable {
  /// Distinct formats; the first is General.
  private(set) var formats: [NumberFormat] = [.general]
  /// Position in `formats` by style number, and whether it shows dates.
  private(set) var positions: [UInt16] = []
  /// BIFF2 names formats by their place in the file where it has no styles.
  private var unstyled: [UInt16] = []
  private var isDate: [Bool] = [false]

  /// - Parameters:
  ///   - codes: format codes by number.
  ///   - styles: the format number of each style.
  ///   - hasBuiltIns: numbers without a code have their meaning from the version, not from the file.
  init(codes: [Int: String], styles: [Int], hasBuiltIns: Bool) {
    var known: [Int: UInt16] = [:]
    func position(_ id: Int) -> UInt16 {
      if let position = known[id] { return position }
      let format = codes[id].map { NumberFormat(code: $0) } ?? (hasBuiltIns ? NumberFormat(builtIn: id) : .general)
      let position = format == .general ? 0 : UInt16(clamping: formats.count)
      if position > 0 {
        formats.append(format)
        isDate.append(format.isDate)
      }
      known[id] = position
      return position
    }
    positions = styles.map(position)
    if styles.isEmpty { unstyled = (0..<64).map(position) }
  }

  /// The position of a style's format; a number out of range counts as General, as in spreadsheets themselves.
  @inline(__always)
  func position(ofStyle style: Int) -> UInt16 { style < positions.count ? positions[style] : 0 }

  /// The position of a format that a BIFF2 cell names itself.
  func position(ofUnstyled format: Int) -> UInt16 { format < unstyled.count ? unstyled[format] : 0 }

  @inline(__always)
  func showsDate(_ position: UInt16) -> Bool { isDate[Int(position)] }
}
