import PanelModel

/// What headers of yearbooks usually mean (`indicators/vocabulary/headers.csv`): the code, titles and usual unit of each
/// known wording. A draft takes its codes from here; the reading of figures never does.
package struct HeaderVocabulary: Sendable {
  package struct Entry: Sendable {
    package var code: IndicatorCode
    package var title: Title
    /// The unit books mostly print it in, as units.yaml writes it; empty if there is no usual one.
    package var unit: String
  }

  private var entries: [Entry] = []
  private var byWording: [String: Int] = [:]

  package init() {}

  package var count: Int { entries.count }

  /// Reads the list: `code,zh,en,unit,note`; wordings of one meaning are joined by `|`, the first one is the title.
  package init(text: String, file: String) throws(DefinitionError) {
    let reader = try AreaListReader(text: text, file: file, required: ["code", "zh", "en", "unit"])
    entries = try reader.map { row throws(DefinitionError) in
      guard let code = IndicatorCode(validating: row.text("code")) else { throw row.error("code", "a code") }
      let (zh, en) = (row.list("zh"), row.list("en"))
      return Entry(code: code, title: Title(zh: zh.first ?? "", en: en.first ?? ""), unit: row.text("unit"))
    }
    var number = 0
    _ = try reader.map { row throws(DefinitionError) in
      for wording in row.list("zh") + row.list("en") where byWording[Self.normalized(wording)] == nil {
        byWording[Self.normalized(wording)] = number
      }
      number += 1
    }
  }

  /// What a wording means; words that only say it is a part (其中, #), brackets and a year in front do not count.
  package func entry(_ wording: String) -> Entry? {
    byWording[Self.normalized(wording)].map { entries[$0] }
  }

  /// The entry with the longest wording that stands in a text, such as a table's title.
  package func longest(in text: String) -> Entry? {
    let text = Self.normalized(text)
    // Words such as 合计 and 面积, which have no unit of their own, say nothing about a table.
    let found = byWording.filter { wording, number in
      PrintedText.hasHan(wording) && wording.count > 1 && !entries[number].unit.isEmpty && text.contains(wording)
    }
    return found.max { ($0.key.count, $1.key) < ($1.key.count, $0.key) }.map { entries[$0.value] }
  }

  /// The entry with the longest wording a text ends with: 各市年末常住人口 is 年末常住人口.
  package func ending(of text: String) -> Entry? {
    let text = Self.normalized(text)
    let found = byWording.filter { wording, _ in
      PrintedText.hasHan(wording) && wording.count > 2 && text.hasSuffix(wording)
    }
    return found.max { ($0.key.count, $1.key) < ($1.key.count, $0.key) }.map { entries[$0.value] }
  }

  /// Compact and lower case, without 其中, #, numbering, a year in front, brackets and points between words.
  static func normalized(_ text: String) -> String {
    var rest = PrintedText.compact(text).lowercased()
    for mark in ["其中:", "其中", "#"] where rest.hasPrefix(mark) && rest.count > mark.count {
      rest.removeFirst(mark.count)
    }
    let year = rest.prefix { $0.isASCII && $0.isNumber }
    if year.count == 4, rest.dropFirst(4).first == "年", rest.count > 5 { rest.removeFirst(5) }
    let numeral = rest.prefix { "一二三四五六七八九十".contains($0) }
    if !numeral.isEmpty, rest.dropFirst(numeral.count).first == "、" { rest.removeFirst(numeral.count + 1) }
    while let open = rest.lastIndex(of: "("), rest.hasSuffix(")"), open > rest.startIndex {
      rest = String(rest[..<open])
    }
    // Books put points between words or leave them out.
    return PrintedText.hasHan(rest) ? String(rest.filter { !"、,，·".contains($0) }) : rest
  }
}
