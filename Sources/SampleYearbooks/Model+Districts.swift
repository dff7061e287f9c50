extension Model {
  /// Primary share of the districts as part of the whole city's.
  static let districtPrimary = 0.3

  /// Part of the city's product made in its districts, by their part of the inhabitants.
  static func districtProduct(_ share: Double) -> Double { share < 1 ? min(0.97, share * 1.35) : 1 }

  /// The figures printed for the municipal districts: parts of the whole city's, never more than these.
  package func districtFigures(of whole: Figures, unit: Int) -> Figures {
    let share = traits[unit].districts
    var f = whole
    guard share < 1 else { return f }
    f[.populationYearend] = whole[.populationYearend] * share
    f[.populationMean] = whole[.populationMean] * share
    f[.naturalGrowth] = whole[.naturalGrowth] * 0.93
    f[.landArea] = whole[.landArea] * share * 0.35
    f[.gdp] = whole[.gdp] * Self.districtProduct(share)
    // Farming is outside the districts; what it lacks there goes to services.
    f[.primaryShare] = whole[.primaryShare] * Self.districtPrimary
    f[.secondaryShare] = whole[.secondaryShare] + whole[.primaryShare] * 0.2
    f[.tertiaryShare] = 1 - f[.primaryShare] - f[.secondaryShare]
    let money: [Variable] = [.fiscalRevenue, .fiscalExpenditure, .scienceExpenditure, .educationExpenditure]
    for (variable, factor) in zip(money, [1.3, 1.15, 1.35, 1.05]) {
      f[variable] = whole[variable] * min(0.96, share * factor)
    }
    return f
  }
}
