import PanelModel

/// How books print the sectors of the national economy from one classification to the next
/// (`indicators/vocabulary/sectors.csv`). `header: {sector: manufacturing}` in a table stands for all of a sector's wordings.
package struct SectorVocabulary: Sendable {
  package static let path = "indicators/vocabulary/sectors.csv"

  package struct Entry: Sendable, Equatable {
    /// The years of data the classification is used in.
    package var era: ClosedRange<Int32>
    package var code: String
    /// Section of GB/T 4754 in that era; empty where the era had no sections of its own.
    package var section: String
    package var title: Title
    /// Further wordings met in print, without points between words.
    package var spellings: [String]
  }

  package private(set) var entries: [Entry] = []

  /// What books put behind the name of a sector over figures of employment.
  package static let endings = [
    "从业人员", "从业人员数", "就业人员", "就业人员数", "单位从业人员", "单位从业人员数", "年末单位从业人员", "年末单位从业人员数",
  ]

  package init() {}

  /// Reads the list: `era,code,section,zh,en,spellings`; spellings are joined by `|`. One wording belongs to one code.
  package init(text: String, file: String) throws(DefinitionError) {
    let reader = try AreaListReader(
      text: text, file: file, required: ["era", "code", "section", "zh", "en", "spellings"])
    var owners: [String: String] = [:]
    entries = try reader.map { row throws(DefinitionError) in
      guard let era = Self.era(row.text("era")) else { throw row.error("era", "years such as 2003-2012 or 2018-") }
      guard IndicatorCode(validating: row.text("code")) != nil else { throw row.error("code", "a code") }
      return Entry(
        era: era, code: row.text("code"), section: row.text("section"),
        title: Title(zh: row.text("zh"), en: row.text("en")), spellings: row.list("spellings"))
    }
    var line = 1
    for entry in entries {
      line += 1
      for wording in entry.wordings {
        let owner = owners[Self.normalized(wording)] ?? entry.code
        guard owner == entry.code else {
          throw DefinitionError(
            place: DefinitionPlace(file: file, line: line, column: 1),
            message: "'\(wording)' is a wording of '\(owner)' and of '\(entry.code)'",
            remedy: "Give it to one of them; sectors of unlike content need codes of their own.")
        }
        owners[Self.normalized(wording)] = entry.code
      }
    }
  }

  /// The code of a printed sector, with or without what stands behind it over employment; nil if it is none.
  package func code(of printed: String) -> String? {
    let name = Self.normalized(printed)
    return entries.first { entry in
      entry.wordings.contains { wording in
        let known = Self.normalized(wording)
        return name == known || Self.endings.contains { name == known + $0 }
      }
    }?.code
  }

  /// The texts `header:` names: printed ones, or a sector's (`{sector: CODE}`, with `era:` those of one era alone, with
  /// `also:` further ones).
  func headers(_ value: YAMLValue) throws(DefinitionError) -> [String] {
    value.isMap ? try sector(value) : try value.texts()
  }

  private func sector(_ value: YAMLValue) throws(DefinitionError) -> [String] {
    let map = try value.map()
    let code = try map.required("sector")
    let era = map.optional("era")
    let also = try map.optional("also")?.texts() ?? []
    try map.finish()
    let name = try code.text()
    var meant = entries.filter { $0.code == name }
    if meant.isEmpty {
      throw code.error(
        "'\(name)' is no sector of \(Self.path)",
        Suggestions.sentence(for: name, among: Array(Set(entries.map(\.code))).sorted()))
    }
    if let era {
      let text = try era.text()
      meant = meant.filter { Self.era(text) == $0.era }
      if meant.isEmpty { throw era.error("'\(name)' has no era '\(text)'", "Write an era as \(Self.path) does.") }
    }
    var result = also
    for wording in meant.flatMap(\.wordings) {
      for form in [wording] + (PrintedText.hasHan(wording) ? Self.endings.map { Self.normalized(wording) + $0 } : [])
      where !result.contains(form) {
        result.append(form)
      }
    }
    return result
  }

  private static func era(_ text: String) -> ClosedRange<Int32>? {
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let first = Int32(parts[0]) else { return nil }
    guard let last = parts[1].isEmpty ? Int32.max : Int32(parts[1]), first <= last else { return nil }
    return first...last
  }

  /// Compact, lower case, without points between words.
  private static func normalized(_ text: String) -> String {
    PrintedText.compact(text).lowercased().filter { !"、,.，．·;".contains($0) }
  }
}

extension SectorVocabulary.Entry {
  /// Every wording, also without points: books print 交通运输、仓储和邮政业 and 交通运输仓储和邮政业.
  package var wordings: [String] {
    var result: [String] = []
    for text in [title.zh, title.zh.filter { $0 != "、" }, title.en] + spellings
    where !text.isEmpty && !result.contains(text) {
      result.append(text)
    }
    return result
  }
}
