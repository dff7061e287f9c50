import PanelModel
import Synchronization

/// The words by which rows of a table are told apart: footers, areas to leave out, the headers of the column of areas.
/// What they make of a text is worked out once for each text.
final class RowVocabulary: Sendable {
  /// What a text in the column of areas may be.
  struct RowClass: OptionSet, Sendable {
    let rawValue: UInt8
    static let known = RowClass(rawValue: 1)
    static let footer = RowClass(rawValue: 2)
    /// 续表, continued.
    static let continuation = RowClass(rawValue: 4)
    static let ignored = RowClass(rawValue: 8)
    /// One of the headers of the column of areas, be it with a unit behind it.
    static let header = RowClass(rawValue: 16)
  }

  /// Texts as the definition writes them; tables with equal ones share a vocabulary.
  struct Words: Hashable, Sendable {
    var footers: [String]
    var ignoredAreas: [String]
    var areaHeaders: [String]
  }

  private let memory: TextMemory
  private let areaHeaders: [String]
  private let compactHeaders: [String]
  private let compactFooters: [String]
  private let ignoredNames: Set<String>
  /// By number of the text.
  private let classes = Mutex<[RowClass]>([])

  init(_ words: Words, memory: TextMemory) {
    self.memory = memory
    areaHeaders = words.areaHeaders
    compactHeaders = words.areaHeaders.map { PrintedText.compact($0).lowercased() }
    compactFooters = words.footers.map { PrintedText.compact($0).lowercased() }
    ignoredNames = Set(words.ignoredAreas.map(AreaMatcher.normalized))
  }

  func rowClass(of fact: TextFact) -> RowClass {
    guard fact.number >= 0 else { return rowClass(fact) }
    return classes.withLock { classes in
      let number = Int(fact.number)
      if number >= classes.count {
        classes.append(contentsOf: repeatElement([], count: number + 1 - classes.count))
      }
      if classes[number].isEmpty { classes[number] = rowClass(fact) }
      return classes[number]
    }
  }

  /// 续表, 2-1 续表 3 continued, (续), 续1, 续完.
  private static func isContinuation(_ text: String) -> Bool {
    if text.hasBytes(of: "续表") || text.hasBytes(of: "continued") || text.hasBytes(of: "(续") { return true }
    guard text.hasPrefix("续"), text.unicodeScalars.count <= 4 else { return false }
    return text.dropFirst().allSatisfy { $0 == "完" || $0.isNumber }
  }

  private func rowClass(_ fact: TextFact) -> RowClass {
    var result = RowClass.known
    if compactFooters.contains(where: fact.compact.hasPrefix) { result.insert(.footer) }
    if Self.isContinuation(fact.compact) { result.insert(.continuation) }
    if ignoredNames.contains(fact.areaName) { result.insert(.ignored) }
    // A quick look before the text is taken apart. Points between words may be printed or not: 区、县级市.
    let mayBeHeader =
      !fact.isBlank
      && (compactHeaders.contains(where: fact.compact.hasBytes)
        || HeaderWords.hasPoints(fact.compact)
          && compactHeaders.contains(where: HeaderWords.withoutPoints(fact.compact).hasBytes))
    if mayBeHeader, memory.header(fact).matches(areaHeaders) { result.insert(.header) }
    return result
  }
}
