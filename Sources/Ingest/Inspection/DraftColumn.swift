import Definitions
import PanelModel

/// One column of a drafted definition, gathered from every sheet that prints it.
struct DraftColumn {
  /// What makes it the same column on another sheet.
  var key: String
  var code: String
  var headers: [String]
  var under: [String]
  var categories: [String] = []
  /// Units as a definition writes them; the first one holds where none is printed.
  var units: [UnitOfMeasure]
  var unknownUnit: String
  var unitSource: TableInspection.UnitSource
  var scopes: [StatisticalScope]
  var title: Title
  /// Tables that print it.
  var tables: Set<Int>

  mutating func merge(_ other: DraftColumn) {
    headers += other.headers.filter { !headers.contains($0) }
    under += other.under.filter { !under.contains($0) }
    scopes += other.scopes.filter { !scopes.contains($0) }
    scopes.sort()
    tables.formUnion(other.tables)
    if units.isEmpty
      || (rank(other.unitSource) < rank(unitSource) && other.units.first?.dimension != units.first?.dimension)
    {
      units = other.units
      unknownUnit = other.unknownUnit
      unitSource = other.unitSource
    }
    for unit in other.units where unit.dimension == units.first?.dimension {
      let isKnown = units.contains { $0.multiplier == unit.multiplier }
      if !isKnown { units.append(unit) }
    }
  }

  private func rank(_ source: TableInspection.UnitSource) -> Int {
    switch source {
    case .header, .column: 0
    case .sibling: 1
    case .caption: 2
    case .vocabulary: 3
    case .none: 4
    }
  }
}

/// Makes the columns of one table: codes from the vocabulary, else from English headers, and units from where they are
/// stated.
struct DraftColumns {
  let vocabulary: HeaderVocabulary
  let units: UnitDefinitions

  func columns(_ table: TableInspection, number: Int) -> [DraftColumn] {
    var result: [DraftColumn] = []
    for line in table.figureLines where !line.name.isEmpty {
      if !table.categoryValues.isEmpty {
        for category in table.categoryValues {
          var column = column(line, table, number)
          column.categories = [category]
          let own = vocabulary.entry(category)?.code.rawValue ?? Self.slug(category)
          let isOnly = table.figureLines.count == 1
          column.code = Self.cut(isOnly || column.code.isEmpty ? own : own.isEmpty ? "" : "\(column.code)_\(own)")
          column.key += "|\(category)"
          if let stated = table.categoryUnits[category], let first = stated.first {
            column.units = stated.filter { $0.dimension == first.dimension }
            column.unitSource = .column
          }
          add(column, to: &result)
        }
      } else {
        add(column(line, table, number), to: &result, isDated: table.isYearInHeader)
      }
    }
    return result
  }

  /// One column an indicator; its scopes stand together. The same header a second time is another column.
  private func add(_ column: DraftColumn, to result: inout [DraftColumn], isDated: Bool = false) {
    var column = column
    var times = 1
    let base = column.key
    while let same = result.firstIndex(where: { $0.key == column.key }) {
      let isSame = result[same].headers == column.headers && result[same].under == column.under
      if isSame && isDated { return }
      if isSame && !result[same].scopes.contains(where: column.scopes.contains) {
        result[same].merge(column)
        return
      }
      times += 1
      column.key = "\(base)#\(times)"
    }
    result.append(column)
  }

  private func column(_ line: TableInspection.Line, _ table: TableInspection, _ number: Int) -> DraftColumn {
    let entry = entry(line, table)
    var column = DraftColumn(
      key: entry?.code.rawValue ?? "\(line.name)|\(line.under)".lowercased(), code: entry?.code.rawValue ?? "",
      headers: [line.name], under: line.under.isEmpty ? [] : [line.under], units: [], unknownUnit: line.unknownUnit,
      unitSource: line.unitSource, scopes: [line.scope ?? .wholeCity], title: entry?.title ?? Title(),
      tables: [number])
    if table.isYearInHeader || table.isOfOneIndicator {
      column.key += "|\(line.scope?.rawValue ?? "")"
    }
    if column.code.isEmpty { column.code = ownCode(line) }
    if column.title.zh.isEmpty { column.title.zh = PrintedText.hasHan(line.name) ? line.under + line.name : "" }
    if column.title.en.isEmpty { column.title.en = line.english }
    setUnit(&column, line, table, entry)
    if let entry, line.unit == nil { setMeasure(&column, line, table, entry) }
    return column
  }

  /// Under a title such as 地区生产总值构成 or 增长速度, 第一产业 is a share or a rate of what it is elsewhere.
  private func setMeasure(
    _ column: inout DraftColumn, _ line: TableInspection.Line, _ table: TableInspection, _ entry: HeaderVocabulary.Entry
  ) {
    let title = (table.title?.value ?? "").prefix { $0 != "(" }
    let usual = units.unit(named: entry.unit)
    guard !table.isOfOneIndicator, usual?.dimension.isNumber != true, !Self.isChange(line) else { return }
    let measures = [
      ("构成", "share", "%"), ("比重", "share", "%"), ("增速", "growth", "%"), ("增长速度", "growth", "%"),
      ("增长率", "growth", "%"),
      ("指数", "index", ""), ("发展速度", "index", ""),
    ]
    guard let measure = measures.first(where: { title.hasSuffix($0.0) && !title.hasSuffix("及" + $0.0) }) else { return }
    column.code = Self.cut("\(column.code)_\(measure.1)")
    column.key += "|\(measure.1)"
    column.units = units.unit(printed: measure.2).map { [$0] } ?? []
    column.unitSource = .vocabulary
  }

  /// A group and a name together say more than the name alone.
  private func entry(_ line: TableInspection.Line, _ table: TableInspection) -> HeaderVocabulary.Entry? {
    // A portal's caption or a title is the whole name of what stands below it.
    if table.isOfOneIndicator || table.isLong { return vocabulary.entry(line.name) ?? vocabulary.ending(of: line.name) }
    let found =
      together(line.group, line.name) ?? vocabulary.entry(line.name)
      ?? (line.lookup.isEmpty ? nil : vocabulary.entry(line.lookup))
      ?? (line.english.isEmpty ? nil : vocabulary.entry(line.english))
    if let found, line.under.isEmpty || together(line.under, line.name) != nil { return found }
    guard found == nil || !line.under.isEmpty else { return found }
    return nil
  }

  /// 学校数 over 小学 is 小学学校数, whichever of the two books print first.
  private func together(_ group: String, _ name: String) -> HeaderVocabulary.Entry? {
    group.isEmpty ? nil : vocabulary.entry(group + name) ?? vocabulary.entry(name + group)
  }

  /// From the English header, after the code of its group.
  private func ownCode(_ line: TableInspection.Line) -> String {
    let own = Self.slug(line.name.unicodeScalars.allSatisfy(\.isASCII) ? line.name : line.english)
    let group = line.under.isEmpty ? nil : vocabulary.entry(line.under)?.code.rawValue
    let leaf = vocabulary.entry(line.name)?.code.rawValue
    if let group { return Self.cut([group, leaf ?? own].filter { !$0.isEmpty }.joined(separator: "_")) }
    return Self.cut(leaf ?? own)
  }

  private func setUnit(
    _ column: inout DraftColumn, _ line: TableInspection.Line, _ table: TableInspection,
    _ entry: HeaderVocabulary.Entry?
  ) {
    if let unit = line.unit {
      column.units = [unit]
      return
    }
    if !line.unknownUnit.isEmpty { return }
    if Self.isChange(line) {
      column.units = Self.isRank(line.name) ? [] : units.unit(printed: "%").map { [$0] } ?? []
      column.unitSource = .vocabulary
      return
    }
    let usual = entry.flatMap { $0.unit.isEmpty ? nil : units.unit(named: $0.unit) }
    let said = (table.unit?.value ?? "").split { "、,;/ ".contains($0) }.compactMap { units.unit(printed: String($0)) }
    let isRate =
      ["率", "比重", "比例", "构成", "指数", "密度", "占比"].contains(where: line.name.hasSuffix) || line.name.contains("%")
    if let usual,
      let fits = said.first(where: {
        $0.dimension == usual.dimension && (!usual.dimension.isNumber || $0.multiplier == usual.multiplier)
      })
    {
      column.units = [fits]
      column.unitSource = .caption
    } else if isRate, let usual {
      column.units = [usual]
      column.unitSource = .vocabulary
    } else if isRate, let rate = said.first(where: { $0.dimension.isNumber }) {
      column.units = [rate]
      column.unitSource = .caption
    } else if !isRate, let fits = Self.likely(said, for: line.name) {
      column.units = [fits]
      column.unitSource = .caption
    } else if let usual {
      column.units = [usual]
      column.unitSource = .vocabulary
    }
  }

  /// 增长, 同比, 为上年%, 位次: a change or a rank, which has not the unit of its table.
  private static func isChange(_ line: TableInspection.Line) -> Bool {
    let words = ["增长", "增速", "同比", "环比", "为上年", "比上年", "增减", "增幅"]
    return isRank(line.name)
      || words.contains { word in line.name.contains(word) && !line.name.contains("增长量") && !line.name.contains("增长额") }
  }

  private static func isRank(_ name: String) -> Bool {
    ["位次", "排名", "名次", "排序"].contains(where: name.hasSuffix)
  }

  /// The unit of a caption that may hold for a column without a usual unit: the only one, else one that fits its words.
  private static func likely(_ said: [UnitOfMeasure], for name: String) -> UnitOfMeasure? {
    guard let first = said.first else { return nil }
    if said.allSatisfy({ $0.dimension == first.dimension }) { return first }
    func isOf(_ symbols: [String]) -> UnitOfMeasure? {
      said.first { unit in symbols.contains { unit.symbol.contains($0) } }
    }
    if name.hasSuffix("面积") || name.hasSuffix("用地") { return isOf(["km2", "平方公里", "公顷", "hectare", "m2", "亩"]) }
    if name.hasSuffix("人口") || name.hasSuffix("人数") { return isOf(["person", "人"]) }
    return nil
  }

  /// Lower-case words joined by `_`, small words left out, at most 32 characters; empty if nothing is left.
  static func slug(_ text: String) -> String {
    let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
    let small: Set<String> = [
      "of", "the", "and", "in", "at", "by", "to", "for", "a", "an", "on", "per", "with", "from",
    ]
    var kept = words.filter { !small.contains($0) }
    if kept.isEmpty { kept = words }
    while let first = kept.first, first.first?.isNumber == true { kept.removeFirst() }
    return cut(kept.joined(separator: "_"))
  }

  /// At most 32 characters, cut between words where that is possible.
  static func cut(_ code: String) -> String {
    guard code.utf8.count > 32 else { return code }
    let head = code.prefix(32)
    let whole = code.dropFirst(32).first == "_" ? head : head.lastIndex(of: "_").map { head[..<$0] } ?? head
    return String(whole)
  }
}
