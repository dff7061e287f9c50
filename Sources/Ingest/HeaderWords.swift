import PanelModel

/// What stands around the words of a header or a name without being part of them: numbering, marks of a part, footnote
/// marks. All texts are compact.
enum HeaderWords {
  /// Marks that say that a column or row is a part of the one before it.
  private static let partMarks = ["其中:", "其中", "ofwhich:", "ofwhich", "#"]

  /// Whether a text begins with a mark of a part, or is one.
  static func isPart(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == 0x23 || first == 0xE5 || first == 0x6F || first == 0x4F else {
      return false
    }
    let text = PrintedText.lowercased(text)
    return partMarks.contains(where: text.hasPrefix)
  }

  /// The words alone, in up to three forms: without marks of a part; also without numbering, year and footnote marks;
  /// also without the points between words. Empty where nothing can be dropped.
  static func forms(of text: String) -> [String] {
    var forms: [String] = []
    let whole = withoutPartMarks(text)
    let words = withoutFootnote(withoutNumbering(whole))
    for form in [words, whole, withoutPoints(words)] where form != text && !form.isEmpty && !forms.contains(form) {
      forms.append(form)
    }
    return forms
  }

  /// 其中:男性 -> 男性, # 公园绿地面积 -> 公园绿地面积; a mark alone stays.
  static func withoutPartMarks(_ text: String) -> String {
    var rest = text
    while isPart(rest), let mark = partMarks.first(where: { rest.lowercased().hasPrefix($0) }) {
      if rest.count == mark.count { return forms(mark: text) }
      rest.removeFirst(mark.count)
    }
    return rest
  }

  private static func forms(mark: String) -> String { mark.hasSuffix(":") ? String(mark.dropLast()) : mark }

  /// 一、年末总户数 -> 年末总户数; (一)户数 -> 户数; 2019年平均人口 -> 平均人口.
  static func withoutNumbering(_ text: String) -> String {
    var rest = Substring(text)
    if let (_, behind) = numbering(of: text) { rest = behind }
    let year = rest.prefix { $0.isASCII && $0.isNumber }
    if year.count == 4, rest.dropFirst(4).first == "年", rest.count > 5 { rest = rest.dropFirst(5) }
    return String(rest)
  }

  private static let numerals: Set<Unicode.Scalar> = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]

  /// The rank of a numbering in front and what stands behind it: 一、 is 0, (一) is 1; nil if there is none.
  static func numbering(of text: String) -> (rank: Int, rest: Substring)? {
    var rest = Substring(text)
    let isBracketed = rest.utf8.first == 0x28
    if isBracketed { rest = rest.dropFirst() }
    guard let first = rest.unicodeScalars.first, numerals.contains(first) else { return nil }
    let numeral = rest.prefix { $0.unicodeScalars.allSatisfy(numerals.contains) }
    guard !numeral.isEmpty, rest.dropFirst(numeral.count).first == (isBracketed ? ")" : "、") else { return nil }
    rest = rest.dropFirst(numeral.count + 1)
    return rest.isEmpty ? nil : (isBracketed ? 1 : 0, rest)
  }

  /// Without a footnote mark behind: 天津1), 天津(1), 天津[1], 天津①, 天津¹, 天津*, 天津a); a mark alone stays. A number or letter in round
  /// brackets or before one counts only behind a Chinese word, a bare digit never.
  static func withoutFootnote(_ text: String) -> String {
    var rest = Substring(text)
    while let shorter = droppingMark(rest), !shorter.isEmpty { rest = shorter }
    return String(rest)
  }

  private static func droppingMark(_ text: Substring) -> Substring? {
    guard let last = text.unicodeScalars.last else { return nil }
    switch last.value {
    case 0x2A, 0x2460...0x2473, 0xB9, 0xB2, 0xB3, 0x2074...0x2079: return text.dropLast()
    case 0x29, 0x5D: break
    default: return nil
    }
    var rest = text.dropLast()
    var digits = rest.reversed().prefix { $0.isASCII && $0.isNumber }.count
    if digits == 0, let letter = rest.last, ("a"..."h").contains(letter) { digits = 1 }
    guard (1...2).contains(digits) else { return nil }
    rest = rest.dropLast(digits)
    if let open = rest.last, open == (last == ")" ? "(" : "[") {
      rest = rest.dropLast()
    } else if last == "]" {
      return nil
    }
    guard let before = rest.unicodeScalars.last, PrintedText.isHan(before) else { return nil }
    return rest
  }

  /// Whether there may be points between words: a quick look at a compact text.
  static func hasPoints(_ text: String) -> Bool {
    text.utf8.contains { $0 == 0x2C || $0 == 0x2E || $0 == 0x3B } || text.hasBytes(of: "、") || text.hasBytes(of: "·")
  }

  private static let points: Set<Unicode.Scalar> = ["、", ",", ".", "，", "．", "·", ";"]

  /// 交通运输、仓储和邮政业 -> 交通运输仓储和邮政业: books put points between words or leave them out.
  static func withoutPoints(_ text: String) -> String {
    guard hasPoints(text) || text.utf8.contains(0xEF), PrintedText.hasHan(text) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !points.contains($0) }))
  }
}
