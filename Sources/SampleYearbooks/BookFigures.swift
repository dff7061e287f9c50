/// The figures of one year as a book prints them: areas joined from units, gaps, the slip and footnote marks.
struct BookFigures: Sendable {
  private let year: Int
  private let random: KeyedRandom
  private var whole: [Int: Figures] = [:]
  private var districts: [Int: Figures] = [:]

  /// Columns that every area has in every year: base years, weights and chains hang on them.
  private static let complete: Set<Variable> = Set(
    Variable.sectors + [
      .populationYearend, .populationMean, .gdp, .primaryShare, .secondaryShare, .tertiaryShare, .gdpIndex,
      .employmentTotal,
    ])
  /// Columns that prefectures, leagues and autonomous prefectures often do not report.
  private static let urban: Set<Variable> = Set(
    Variable.prices + [
      .capitalFormation, .fdi, .pensionInsured, .medicalInsured, .so2, .greenCover, .wasteTreated, .builtUpArea,
      .roadArea, .consumptionRural,
    ])

  init(model: Model, year: Int) {
    self.year = year
    random = model.random
    for spell in model.world.spells(in: year) {
      let parts = model.world.parts(of: spell.code, in: year)
      let figures = parts.map { (figures: model.figures($0.unit, year), share: $0.share) }
      whole[spell.code] = .joined(figures)
      let inner = zip(parts, figures).compactMap { part, f in
        // The districts of an area that was divided became counties of its successors.
        part.share < 1 ? nil : (figures: model.districtFigures(of: f.figures, unit: part.unit), share: part.share)
      }
      districts[spell.code] = .joined(inner)
    }
  }

  /// The figure of an area without gaps, in base units.
  func value(_ variable: Variable, _ area: Int, _ scope: Scope) -> Double {
    (scope == .wholeCity ? whole : districts)[area]?[variable] ?? 0
  }

  /// What stands in the book.
  func printed(_ leaf: HeaderTree.Leaf, _ area: AreaSpell, style: EditionStyle) -> PrintedFigure {
    let variable = leaf.column.variable
    if leaf.scope == .districts && !area.isCity { return .notCollected }
    if let gap = gap(variable, area) { return gap }
    var value = value(variable, area.code, leaf.scope)
    let slip = PlantedTruths.slip
    if variable == .gdp, leaf.scope == .wholeCity, area.code == slip.area, year == slip.year { value *= slip.factor }
    if style.numbersAsText, hasNote(leaf, area) { return .marked(value, "*") }
    return .number(value)
  }

  private func gap(_ variable: Variable, _ area: AreaSpell) -> PrintedFigure? {
    // 三沙市 has next to no inhabitants and reports nothing but these.
    if area.code == 460_300 { return variable == .populationYearend || variable == .landArea ? nil : .notCollected }
    if Self.complete.contains(variable) { return nil }
    let kind: PrintedFigure = random.uniform("suppressed", area.code, year) < 0.2 ? .suppressed : .notCollected
    if !area.isCity {
      if Self.urban.contains(variable), random.uniform("never " + variable.rawValue, area.code) < 0.35 { return kind }
      return random.uniform("gap " + variable.rawValue, area.code, year) < 0.03 ? kind : nil
    }
    return random.uniform("gap " + variable.rawValue, area.code, year) < 0.004 ? kind : nil
  }

  /// A few year-end populations bear the mark of a footnote.
  private func hasNote(_ leaf: HeaderTree.Leaf, _ area: AreaSpell) -> Bool {
    leaf.column.variable == .populationYearend && leaf.scope == .wholeCity
      && random.uniform("note", area.code, year) < 0.004
  }
}
