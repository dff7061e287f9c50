/// Every figure the sample prints, by its column code, and what the model needs beside them.
package enum Variable: String, CaseIterable, Sendable {
  case populationYearend = "population_yearend"
  case populationMean = "population_mean"
  case naturalGrowth = "natural_growth"
  case landArea = "land_area"
  case builtUpArea = "built_up_area"
  case gdp
  case primaryShare = "gdp_primary_share"
  case secondaryShare = "gdp_secondary_share"
  case tertiaryShare = "gdp_tertiary_share"
  case gdpIndex = "gdp_index"
  case employmentTotal = "employment_total"
  case agriculture = "employment_agriculture"
  case mining = "employment_mining"
  case manufacturing = "employment_manufacturing"
  case utilities = "employment_utilities"
  case construction = "employment_construction"
  case wholesale = "employment_wholesale"
  case transport = "employment_transport"
  case hotels = "employment_hotels"
  case information = "employment_information"
  case finance = "employment_finance"
  case realEstate = "employment_real_estate"
  case leasing = "employment_leasing"
  case research = "employment_research"
  case water = "employment_water"
  case household = "employment_household"
  case education = "employment_education"
  case health = "employment_health"
  case culture = "employment_culture"
  case publicService = "employment_public"
  case fiscalRevenue = "fiscal_revenue"
  case fiscalExpenditure = "fiscal_expenditure"
  case scienceExpenditure = "science_expenditure"
  case educationExpenditure = "education_expenditure"
  case wage = "wage_average"
  case incomeUrban = "income_urban"
  case incomeRural = "income_rural"
  case consumptionUrban = "consumption_urban"
  case consumptionRural = "consumption_rural"
  case savings = "savings_deposits"
  case pensionInsured = "pension_insured"
  case medicalInsured = "medical_insured"
  case fdi
  case so2
  case greenCover = "green_cover"
  case wasteTreated = "waste_treated_share"
  case studentsHigher = "students_higher"
  case pupilsPrimary = "pupils_primary"
  case pupilsSecondary = "pupils_secondary"
  case teachersPrimary = "teachers_primary"
  case teachersSecondary = "teachers_secondary"
  case hospitals
  case beds
  case doctors
  case internetUsers = "internet_users"
  case mobileUsers = "mobile_users"
  case telecomRevenue = "telecom_revenue"
  case libraryBooks = "library_books"
  case roadArea = "road_area"
  case capitalFormation = "fixed_capital_formation"
  case cpiFood = "cpi_food"
  case cpiTobacco = "cpi_tobacco"
  case cpiClothing = "cpi_clothing"
  case cpiHousehold = "cpi_household"
  case cpiHealth = "cpi_health"
  case cpiTransport = "cpi_transport"
  case cpiEducation = "cpi_education"
  case cpiHousing = "cpi_housing"
  case dfiIndex = "dfi_index"
  case patents = "patents_granted"
  /// Real GDP of the year before at 2006 prices: the weight of the volume index where areas merge. Not printed.
  case realGDPBefore = "real_gdp_before"

  /// The eight groups of the consumer price index.
  package static let prices: [Variable] = [
    .cpiFood, .cpiTobacco, .cpiClothing, .cpiHousehold, .cpiHealth, .cpiTransport, .cpiEducation, .cpiHousing,
  ]

  /// The nineteen sectors in the order of the classification (GB/T 4754).
  package static let sectors: [Variable] = [
    .agriculture, .mining, .manufacturing, .utilities, .construction, .wholesale, .transport, .hotels, .information,
    .finance, .realEstate, .leasing, .research, .water, .household, .education, .health, .culture, .publicService,
  ]

  /// The producer services of the planted co-agglomeration.
  package static let producerServices: [Variable] = [.transport, .information, .finance, .leasing, .research]

  /// What a figure is weighted by when areas are joined; nil: figures add up.
  var weight: Variable? {
    switch self {
    case .primaryShare, .secondaryShare, .tertiaryShare: .gdp
    case .gdpIndex: .realGDPBefore
    case .naturalGrowth, .wage, .incomeUrban, .incomeRural, .consumptionUrban, .consumptionRural, .greenCover,
      .wasteTreated, .dfiIndex:
      .populationMean
    default: Variable.prices.contains(self) ? .populationMean : nil
    }
  }
}

/// One value for every variable, in base units (yuan, persons, km2, tonnes; shares and index numbers as pure numbers).
package struct Figures: Sendable {
  private var values = [Double](repeating: 0, count: Figures.places.count)

  /// Place of each variable in a row of figures.
  private static let places: [Variable: Int] = Dictionary(
    uniqueKeysWithValues: Variable.allCases.enumerated().map { ($0.element, $0.offset) })

  /// The figure of a variable in base units.
  package subscript(variable: Variable) -> Double {
    get { Figures.places[variable].map { values[$0] } ?? 0 }
    set { if let place = Figures.places[variable] { values[place] = newValue } }
  }

  /// The figures of parts joined into one area: totals add up, rates are weighted.
  static func joined(_ parts: [(figures: Figures, share: Double)]) -> Figures {
    if parts.count == 1, let part = parts.first, part.share == 1 { return part.figures }
    var result = Figures()
    for variable in Variable.allCases {
      guard let weight = variable.weight else {
        result[variable] = parts.reduce(0) { $0 + $1.share * $1.figures[variable] }
        continue
      }
      let total = parts.reduce(0) { $0 + $1.share * $1.figures[weight] }
      let sum = parts.reduce(0) { $0 + $1.share * $1.figures[weight] * $1.figures[variable] }
      result[variable] = total > 0 ? sum / total : 0
    }
    return result
  }
}
