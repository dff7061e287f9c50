/// Finds the delimiter of a text table: the one that stands equally often in the most lines.
enum DelimiterGuess {
  static let candidates: [UInt8] = [
    UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"),
  ]

  /// The delimiter that a first line "sep=;" states, and the length of that line with its end.
  static func stated(at head: UnsafeBufferPointer<UInt8>) -> (delimiter: UInt8, length: Int)? {
    guard head.count >= 6, head.prefix(4).map({ $0 | 0x20 }).elementsEqual("sep=".utf8.map { $0 | 0x20 }) else {
      return nil
    }
    let end = head[5]
    guard head[4] != 0x22, head[4] < 0x80, end == 0x0A || end == 0x0D else { return nil }
    return (head[4], end == 0x0D && head.count > 6 && head[6] == 0x0A ? 7 : 6)
  }

  /// The delimiter of the text that starts with `head`; a comma where none stands out. Nobody types tabs: where they
  /// stand equally often in nearly as many lines as another mark, commas are those of numbers.
  static func delimiter(of head: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var best = (delimiter: UInt8(ascii: ","), lines: 0, count: 0)
    var tabLines = 0
    for candidate in candidates {
      let counts = countsByLine(of: candidate, in: head)
      var frequency: [Int: Int] = [:]
      for count in counts where count > 0 { frequency[count, default: 0] += 1 }
      let commonest = frequency.max { ($0.value, $0.key) < ($1.value, $1.key) }
      if candidate == UInt8(ascii: "\t") { tabLines = commonest?.value ?? 0 }
      guard let commonest, (commonest.value, commonest.key) > (best.lines, best.count) else { continue }
      best = (candidate, commonest.value, commonest.key)
    }
    return tabLines > 0 && tabLines * 10 >= best.lines * 9 ? UInt8(ascii: "\t") : best.delimiter
  }

  /// How often a delimiter stands outside quotes in each of the first 200 lines.
  private static func countsByLine(of delimiter: UInt8, in head: UnsafeBufferPointer<UInt8>) -> [Int] {
    var counts = [0]
    var isQuoted = false
    for byte in head {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if byte == delimiter { counts[counts.count - 1] += 1 }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        if counts.count == 200 { break }
        counts.append(0)
      }
    }
    return counts
  }
}
