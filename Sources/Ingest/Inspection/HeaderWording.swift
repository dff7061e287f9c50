import Definitions
import PanelModel

/// The wording of header cells as a definition would write it.
struct HeaderWording {
  let units: UnitDefinitions
  var vocabulary = HeaderVocabulary()

  /// The shortest Chinese form, else the English line without its unit.
  func name(_ header: HeaderText) -> String {
    let chinese = header.forms.filter { form in
      PrintedText.hasHan(form) && form.count { $0 == "(" } == form.count { $0 == ")" }
    }
    if let shortest = chinese.min(by: { ($0.count, $0) < ($1.count, $1) }) { return original(shortest, header.printed) }
    return english(header.printed)
  }

  /// Forms are lower case; a Chinese header with Latin letters keeps its own.
  private func original(_ form: String, _ printed: String) -> String {
    let compact = PrintedText.compact(printed)
    let lower = compact.lowercased()
    guard let range = lower.firstRange(of: form), lower.count == compact.count else { return form }
    let start = lower.distance(from: lower.startIndex, to: range.lowerBound)
    return String(compact.dropFirst(start).prefix(form.count))
  }

  /// The words without Chinese letters, on one line, without a known unit in brackets.
  func english(_ printed: String) -> String {
    var words = ""
    for line in printed.split(whereSeparator: \.isNewline) {
      let latin = String(line.unicodeScalars.drop { PrintedText.isHan($0) || PrintedText.isBlank($0) })
      if PrintedText.hasHan(latin) && !PrintedText.hasHan(line.suffix(3)) {
        let tail =
          latin.unicodeScalars.lastIndex(where: PrintedText.isHan)
          .map { String(latin.unicodeScalars[latin.unicodeScalars.index(after: $0)...]) } ?? latin
        words += " " + tail
      } else if !PrintedText.hasHan(latin) {
        words += " " + latin
      }
    }
    var text = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    while let open = text.lastIndex(of: "("), text.hasSuffix(")"),
      units.unit(printed: String(text[text.index(after: open)...].dropLast())) != nil
    { text = PrintedText.trimmed(String(text[..<open])) }
    return text.contains(where: \.isLetter) ? text : ""
  }

  /// Whether a header cell is a unit in brackets and nothing else.
  func isOnlyUnit(_ header: HeaderText) -> Bool {
    let compact = PrintedText.compact(header.printed)
    return compact.hasPrefix("(") && compact.hasSuffix(")") && !compact.dropFirst().dropLast().contains("(")
      && unit(in: compact) != nil
  }

  /// The unit a header prints in its last brackets, or that is all its text: known ones, and others as text.
  func unit(in compact: String) -> (unit: UnitOfMeasure?, text: String)? {
    var inside = compact
    if let open = compact.lastIndex(of: "("), let close = compact[open...].firstIndex(of: ")") {
      inside = String(compact[compact.index(after: open)..<close])
    } else if !["幢", "套", "辆", "所", "台", "人次", "面"].contains(compact) {
      return nil
    }
    if let known = unit(printed: inside) { return (known, inside) }
    // 固定资产投资(不含农户) says what is counted, not in what.
    guard inside.count <= 10, !inside.contains(where: { "不含按括除下年末期现".contains($0) }), let last = inside.last,
      Self.countWords.contains(last), inside.first?.isASCII != true
    else { return nil }
    return (nil, inside)
  }

  /// A unit that follows a known wording without brackets: 常住人口万人 is 常住人口 in 万人. `plain` is the name a
  /// definition may write: the reader knows the unit behind it only where units.yaml prints it.
  func trailingUnit(_ name: String) -> (plain: String, unit: UnitOfMeasure, length: Int)? {
    guard PrintedText.hasHan(name), vocabulary.entry(name) == nil else { return nil }
    for length in stride(from: min(name.count - 1, 8), to: 0, by: -1) {
      let (head, tail) = (String(name.dropLast(length)), String(name.suffix(length)))
      guard let unit = unit(printed: tail), vocabulary.entry(head) != nil || length > 1 else { continue }
      return (units.unit(printed: tail) == nil ? name : head, unit, length)
    }
    return nil
  }

  private static let countWords = "元人户个张册件吨米里顷辆所台度部次幢套平座只头亩瓦时克升条艘位家名处间艇"

  /// A printed unit, also one joined by a stroke: 人/平方公里.
  func unit(printed text: String) -> UnitOfMeasure? {
    if let known = units.unit(printed: text) { return known }
    let parts = PrintedText.compact(text).split(separator: "/").map(String.init)
    guard parts.count == 2, let above = units.unit(printed: parts[0]), let below = units.unit(printed: parts[1]) else {
      return nil
    }
    return units.unit(named: "\(above.symbol)/\(below.symbol)")
  }

  /// Whether a header is a part of its neighbour: one of those words, or a name with one in front.
  static func isPart(_ compact: String) -> Bool {
    isPartMark(compact) || compact.hasPrefix("#") || compact.hasPrefix("其中")
  }

  /// Words that make a header a part of its neighbour, and name nothing themselves.
  static func isPartMark(_ compact: String) -> Bool {
    ["其中", "其中:", "#", "of which", "ofwhich", "ofwhich:", "#其中"].contains(compact.lowercased())
  }
}
