/// What the bytes of a text of unknown encoding look like, from one pass over all of them.
struct TextSurvey {
  private var validator = UTF8Validator()
  /// Characters of two bytes as in GB 18030 and Big5.
  private var pairs = 0
  /// Of those, the ones of GB 2312: both bytes from A1 on, as nearly all Chinese text has them.
  private var basicPairs = 0
  /// The ones whose second byte is ASCII: two in five in Big5, rare in simplified Chinese.
  private var lowTrails = 0
  /// The ones whose first byte is A4 to AF: the commonest characters of Big5; signs and foreign letters in GB 2312.
  private var bigFiveLeads = 0
  /// The ones whose first byte is below A1, which Big5 does not use.
  private var lowLeads = 0
  /// Bytes from 80 on that fit no character of two bytes.
  private var strays = 0
  private var lead: UInt8 = 0

  init(_ source: ByteSource) throws(SpreadsheetError) {
    var offset = 0
    while offset < source.count {
      let piece = try source.bytes(at: offset, count: 1 << 18)
      guard !piece.isEmpty else { return }
      piece.withUnsafeBufferPointer { bytes in
        validator.take(bytes)
        // Pairs matter only once the text has turned out not to be UTF-8; a text that does so late starts there.
        if validator.errors > 0 { countPairs(bytes) }
      }
      offset += piece.count
    }
  }

  var isUTF8: Bool { validator.errors == 0 && validator.isComplete }

  /// UTF-8 but for a few bytes, as where a text was cut within a character.
  var isNearlyUTF8: Bool { validator.sequences >= 8 && validator.errors * 50 <= validator.sequences }

  /// All but a few characters are those of GB 2312.
  var looksLikeGB2312: Bool { pairs > 0 && strays * 50 <= pairs && basicPairs * 10 >= pairs * 9 }

  /// At least half of the characters are those of GB 2312; the others are rarer ones.
  var isPlausibleGB18030: Bool { basicPairs * 2 >= pairs }

  var looksLikeBig5: Bool {
    pairs >= 10 && bigFiveLeads * 5 >= pairs && lowTrails * 5 >= pairs && lowLeads * 50 <= pairs
      && strays * 50 <= pairs
  }

  private mutating func countPairs(_ bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes {
      if lead == 0 {
        if byte > 0x80 && byte < 0xFF { lead = byte } else if byte >= 0x80 { strays += 1 }
        continue
      }
      defer { lead = 0 }
      // Four bytes of GB 18030: the second is a digit, and the other two make a pair that counts for nothing.
      if byte >= 0x30 && byte <= 0x39 { continue }
      guard byte >= 0x40 && byte != 0x7F && byte != 0xFF else {
        strays += 1
        continue
      }
      pairs += 1
      if lead >= 0xA1 && lead <= 0xF7 && byte >= 0xA1 { basicPairs += 1 }
      if byte < 0x80 { lowTrails += 1 }
      if lead >= 0xA4 && lead <= 0xAF { bigFiveLeads += 1 }
      if lead < 0xA1 { lowLeads += 1 }
    }
  }
}
