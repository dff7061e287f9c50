/// Upper halves of the code pages of the Macintosh, which the C library lacks or knows by older tables.
enum MacCodePage {
  private static let roman =
    "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™\u{B4}\u{A8}≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
    + "¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙı\u{2C6}\u{2DC}\u{AF}\u{2D8}\u{2D9}\u{2DA}\u{B8}\u{2DD}\u{2DB}\u{2C7}"
  private static let greek =
    "Ä¹²É³ÖÜ\u{385}àâä\u{384}\u{A8}çéèêë£™îï•½‰ôö¦€ùûü†ΓΔΘΛΞΠß®©ΣΪ§≠°·Α±≤≥¥ΒΕΖΗΙΚΜΦΫΨΩ"
    + "άΝ¬ΟΡ≈Τ«»…\u{A0}ΥΧΆΈœ–―“”‘’÷ΉΊΌΎέήίόΏύαβψδεφγηιξκλμνοπώρστθωςχυζϊϋΐΰ\u{AD}"
  /// Where the pages differ from the Roman one.
  private static let icelandic: [UInt8: UInt32] = [
    0xA0: 0xDD, 0xDC: 0xD0, 0xDD: 0xF0, 0xDE: 0xDE, 0xDF: 0xFE, 0xE0: 0xFD,
  ]
  private static let turkish: [UInt8: UInt32] = [
    0xDA: 0x11E, 0xDB: 0x11F, 0xDC: 0x130, 0xDD: 0x131, 0xDE: 0x15E, 0xDF: 0x15F, 0xF5: 0xF8A0,
  ]

  /// Unicode of the bytes 0x80 to 0xFF; nil for other pages.
  static func upperHalf(_ page: Int) -> [UInt32]? {
    switch page {
    case 10_000, 32_768: scalars(roman)
    case 10_006: scalars(greek)
    case 10_079: scalars(roman, icelandic)
    case 10_081: scalars(roman, turkish)
    default: nil
    }
  }

  private static func scalars(_ text: String, _ changes: [UInt8: UInt32] = [:]) -> [UInt32] {
    var result = text.unicodeScalars.map(\.value)
    for (byte, scalar) in changes where Int(byte) - 128 < result.count { result[Int(byte) - 128] = scalar }
    return result
  }
}
