import Definitions
import PanelModel

/// The column a person means by a code or a title.
extension Explainer {
  /// The code of a column named by its Chinese or English title; any other text as it is.
  /// - Throws: `PipelineError` with the codes where a title is that of several columns.
  package static func column(_ text: String, in catalog: Catalog) throws(PipelineError) -> String {
    // Codes are of small letters, digits and _, with a scope behind @.
    if text.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_" || $0 == "@") }) { return text }
    let titled = titles(catalog)
    let wanted = squeezed(text)
    var found = titled.filter { squeezed($0.title) == wanted }
    // 人均地区生产总值 for 人均地区生产总值（2006年价）.
    if found.isEmpty { found = titled.filter { squeezed(bare($0.title)) == wanted } }
    let codes = Set(found.map(\.code)).sorted()
    guard let code = codes.first else { return text }
    if codes.count > 1 {
      let list = codes.map { code in "\(code) (\(found.first { $0.code == code }?.title ?? ""))" }
      throw .message(
        "'\(text)' is the title of several columns: \(list.joined(separator: ", "))", remedy: "Name one by its code.")
    }
    return code
  }

  /// Codes with their titles, Chinese and English.
  private static func titles(_ catalog: Catalog) -> [(code: String, title: String)] {
    var titles = catalog.base.map { ($0.code, $0.title) } + catalog.measures.map { ($0.code, $0.title) }
    for index in catalog.indices {
      titles += index.tree.innerNodes.map { ($0.code, $0.code == index.code ? index.title : $0.title) }
    }
    return titles.flatMap { code, title in
      [title.zh, title.en].filter { !$0.isEmpty }.map { (code.rawValue, $0) }
    }
  }

  /// Without blanks, in small letters.
  private static func squeezed(_ text: String) -> String { text.lowercased().filter { !$0.isWhitespace } }

  /// Without what stands in brackets behind.
  private static func bare(_ title: String) -> String { String(title.prefix { !"（(".contains($0) }) }

  /// What to do about a code the panel does not know.
  func remedy(for code: String) -> String {
    let parts = code.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2 {
      let scopes = StatisticalScope.allCases.filter { scored.columns[SeriesKey(IndicatorCode(parts[0]), $0)] != nil }
      if !scopes.isEmpty {
        return "Write \(scopes.map { "\(parts[0])@\($0.rawValue)" }.joined(separator: " or "))."
      }
    }
    let known =
      table.columns.map(\.name) + scored.panel.codes.map(\.rawValue) + scored.columns.keys.map(\.indicator.rawValue)
    var words: [String] = []
    if let near = Suggestions.nearest(to: code, among: Set(known).sorted()) {
      words.append("Did you mean '\(near)'?")
    } else {
      let titles = Self.titles(catalog)
      if let near = Suggestions.nearest(to: code, among: titles.map(\.title)),
        let own = titles.first(where: { $0.title == near })
      {
        words.append("Did you mean '\(own.code)' (\(near))?")
      }
    }
    if code.lowercased().hasPrefix("weight"), let index = scored.weights.first {
      words.append("Weights are printed by: almanac weights \(index.index.code).")
    }
    let panel = definition.code
    words.append(
      "Columns and their titles are listed in output/panels/\(panel)/codebook.md, which almanac build writes.")
    return words.joined(separator: " ")
  }
}
