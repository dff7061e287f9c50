import Definitions
import PanelModel

/// Finds the area a printed name means. Names are compared without blanks and footnote marks, with and without their
/// suffix (市, 地区, 盟, 自治州); nothing is matched by likeness alone.
package struct AreaMatcher: Sendable {
  package enum Match: Sendable, Equatable {
    case area(AreaCode)
    /// Matched by a misprint known from books.
    case misprint(AreaCode, meant: String)
    /// The name of another spell of the area than the year's.
    case otherSpell(AreaCode, now: String)
    case province(AreaCode)
    /// Several areas have the name; the province decides.
    case ambiguous([AreaCode])
    case none
  }

  private struct Candidate: Sendable {
    var spell: AreaSpell
    var isMisprint: Bool
  }

  private let areas: AreaDefinitions
  private var byName: [String: [Candidate]] = [:]
  private var provinces: [String: AreaCode] = [:]
  /// Whole names of provinces as they stand in front of their cities: 河北省.
  private var provincesInFront: [(name: String, code: AreaCode)] = []

  package init(_ areas: AreaDefinitions) {
    self.areas = areas
    for spell in areas.spells {
      let names = [spell.name.zh, spell.name.en] + spell.alsoPrinted
      for name in Set(names.flatMap(Self.forms)) {
        byName[name, default: []].append(Candidate(spell: spell, isMisprint: false))
      }
      for name in Set(spell.misprints.flatMap(Self.forms)) {
        byName[name, default: []].append(Candidate(spell: spell, isMisprint: true))
      }
    }
    for province in areas.provinces {
      let whole = Self.normalized(province.name.zh)
      if whole.hasSuffix("省") || whole.hasSuffix("自治区") { provincesInFront.append((whole, province.code)) }
      for name in [province.name.zh, province.shortName, province.name.en] {
        provinces[Self.normalized(name)] = province.code
      }
    }
  }

  /// The province a normalised name is, if it is one.
  func province(normalized name: String) -> AreaCode? {
    provinces[name] ?? provinces[HeaderWords.withoutFootnote(name)] ?? Self.chinese(name).flatMap { provinces[$0] }
  }

  /// The name of an area in a year, or its code if it is not listed.
  package func name(of area: AreaCode, at year: ReferenceYear) -> String {
    guard let name = areas.spell(area, at: year)?.name else { return area.description }
    return name.zh.isEmpty ? name.en : name.zh
  }

  /// The area a text names in a reference year, within a province if one is known from a heading.
  package func match(_ text: String, year: ReferenceYear, province: AreaCode?) -> Match {
    let name = Self.normalized(text)
    var candidates = self.candidates(under: name)
    if candidates.isEmpty { return self.province(normalized: name).map { .province($0) } ?? .none }
    if candidates.contains(where: { !$0.isMisprint }) { candidates.removeAll(where: \.isMisprint) }
    if let province, candidates.contains(where: { $0.spell.province == province }) {
      candidates.removeAll { $0.spell.province != province }
    }
    let current = candidates.filter { $0.spell.covers(year) }
    let codes = Set((current.isEmpty ? candidates : current).map(\.spell.code))
    guard codes.count == 1, let code = codes.first else { return ambiguity(candidates, codes, year) }
    if let found = current.first {
      return found.isMisprint ? .misprint(code, meant: found.spell.name.zh) : .area(code)
    }
    return renamed(code, year)
  }

  /// The spells under a name; only where there are none, under the name without a footnote's number (天津1)).
  private func candidates(under name: String) -> [Candidate] {
    byName[name] ?? byName[HeaderWords.withoutFootnote(name)] ?? Self.chinese(name).flatMap { byName[$0] }
      ?? behindProvince(name) ?? []
  }

  /// 河北省石家庄市: the areas of the province named in front.
  private func behindProvince(_ name: String) -> [Candidate]? {
    guard let province = provincesInFront.first(where: { name.hasPrefix($0.name) }) else { return nil }
    return byName[String(name.dropFirst(province.name.count))]?.filter { $0.spell.province == province.code }
  }

  /// 杭州hangzhou -> 杭州: the Chinese name of one printed in two languages; nil where it is not.
  static func chinese(_ name: String) -> String? {
    let head = name.unicodeScalars.prefix(while: PrintedText.isHan)
    let tail = name.unicodeScalars.dropFirst(head.count)
    let isLatin = tail.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || "'’-().".unicodeScalars.contains($0)) || $0 == "’"
    }
    guard !head.isEmpty, tail.count > 2, isLatin, tail.contains(where: { $0.properties.isAlphabetic }) else {
      return nil
    }
    return String(head)
  }

  /// Several spells of one area under one name are one area: the book may print a name of another year. A unit and
  /// the unit it was upgraded to are one as well (巢湖地区 and 巢湖市 after both are gone).
  private func ambiguity(_ candidates: [Candidate], _ codes: Set<AreaCode>, _ year: ReferenceYear) -> Match {
    let last = codes.filter { code in
      !areas.changes.contains { $0.from == code && $0.to != code && $0.share == 1 && codes.contains($0.to) }
    }
    if last.count == 1, let code = last.first, !candidates.contains(where: { $0.spell.covers(year) }) {
      return renamed(code, year)
    }
    let living = Set(codes.flatMap { code in areas.destinations(of: code, at: year).map(\.code) })
    if living.count == 1, let code = living.first { return renamed(code, year) }
    return .ambiguous(codes.sorted())
  }

  private func renamed(_ code: AreaCode, _ year: ReferenceYear) -> Match {
    let parts = areas.destinations(of: code, at: year)
    let now = parts.count == 1 ? parts[0].code : code
    let name = areas.spell(now, at: year)?.name
    return .otherSpell(now, now: name.map { $0.zh.isEmpty ? $0.en : $0.zh } ?? now.description)
  }

  /// Whether a city's name stands for a year when the whole area was a prefecture or league (地区, 盟) of that name: X市 was
  /// then its county-level city, or the book prints a later name. Nil if not; else the name the area had.
  func nameBeforeCity(_ fact: TextFact, _ code: AreaCode, year: ReferenceYear) -> String? {
    guard fact.areaName.hasSuffix("市"), let spell = areas.spell(code, at: year), spell.covers(year),
      ["prefecture", "league"].contains(spell.kind)
    else { return nil }
    return spell.name.zh
  }

  /// One area a name may mean, without its texts.
  struct Choice: Sendable {
    var code: AreaCode
    var province: AreaCode?
    var firstYear: Int32
    var lastYear: Int32
    var isMisprint: Bool
  }

  /// What a normalised name may mean.
  func choices(_ name: String) -> [Choice] {
    candidates(under: name).map { candidate in
      let spell = candidate.spell
      return Choice(
        code: spell.code, province: spell.province, firstYear: spell.firstYear, lastYear: spell.lastYear,
        isMisprint: candidate.isMisprint)
    }
  }

  /// The area a text means. One that exists that year under that name is told at once; all else is weighed by `match`.
  func match(_ fact: TextFact, year: ReferenceYear, province: AreaCode?) -> Match {
    let choices = fact.areaChoices
    if choices.isEmpty { return fact.province.map { .province($0) } ?? .none }
    let isInProvince = province != nil && choices.contains { !$0.isMisprint && $0.province == province }
    var found: AreaCode?
    for choice in choices where !choice.isMisprint {
      guard choice.firstYear <= year.rawValue, year.rawValue <= choice.lastYear else { continue }
      if isInProvince && choice.province != province { continue }
      if let found, found != choice.code { return match(fact.text, year: year, province: province) }
      found = choice.code
    }
    return found.map { .area($0) } ?? match(fact.text, year: year, province: province)
  }

  /// Compact, lower case, without footnote marks behind the name.
  package static func normalized(_ text: String) -> String {
    let compact = PrintedText.lowercased(PrintedText.compact(text))
    var scalars = compact.unicodeScalars
    guard let last = scalars.last, isMark(last) else { return compact }
    while let last = scalars.last, isMark(last) { scalars.removeLast() }
    return String(scalars)
  }

  /// A footnote mark that is never part of a name.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "*" || scalar == "#" || (0x2460...0x2473).contains(scalar.value)
  }

  /// A name and its form without suffix: 石家庄市 -> 石家庄; a form of one character would say too little.
  private static func forms(_ name: String) -> [String] {
    let full = normalized(name)
    if full.isEmpty { return [] }
    for suffix in ["自治州", "地区", "盟", "市"] where full.hasSuffix(suffix) && full.count >= suffix.count + 2 {
      return [full, String(full.dropLast(suffix.count))]
    }
    return [full]
  }
}
