/// What is planted in the sample, so that the whole chain can be checked against it. Docs/Sample.md explains each number and
/// where to look for it; a size changed here is to be changed there.
package enum PlantedTruths {
  // MARK: Pilots

  /// Part of the full effect reached k years after the pilot year: 0.4, 0.6, 0.8, then 1 for good.
  package static func phaseIn(_ yearsSince: Int) -> Double {
    yearsSince < 0 ? 0 : min(1, 0.4 + 0.2 * Double(yearsSince))
  }

  /// Study A works through cities that can carry it: not in the west, not under 5 million inhabitants (registered, whole
  /// city, 2010), half as strong again from 10 million on.
  package static func support(region: String, population: Double) -> Double {
    if region == "west" || population < 5e6 { return 0 }
    return population >= 10e6 ? 1.5 : 1
  }

  // MARK: Study A, upgrading level 1 y1 + 2 y2 + 3 y3 (range 1 to 3) and co-agglomeration (variant B)

  /// Full effect on co-agglomeration where support is 1: strong in the east, not to be told from noise in the centre.
  package static let coagglomerationEffect = ["east": 0.20, "central": 0.01, "west": 0.0]
  /// Upgrading gained by one unit of co-agglomeration, planted and random alike: the mediator's coefficient.
  static let upgradingPerCoagglomeration = 0.10
  /// Full effect on upgrading that does not run through co-agglomeration, where support is 1 and both moderators stand at
  /// their centres.
  static let upgradingDirectEffect = 0.020
  /// Added to the direct effect for each 100 students of higher education per 10,000 inhabitants above the centre.
  static let upgradingPerHundredStudents = 0.008
  static let studentsCentre = 240.0
  /// Added to the direct effect for each 亿元 (current prices) of secondary and tertiary output per km2 of built-up area of
  /// the municipal districts above the centre.
  static let upgradingPerLandEfficiency = 0.006
  static let landEfficiencyCentre = 7.0

  // MARK: Study B, push on common prosperity (in points) and virtual agglomeration (location quotient of information)

  /// Full direct effect of the pilot on the push where no heterogeneity applies.
  static let prosperityDirectEffect = 0.7
  static let prosperityHighRank = 0.9
  static let prosperityHighDigitalFinance = 0.4
  static let prosperityHighIntegration = 0.4
  /// Full effect on the location quotient of information employment at mean misallocation.
  package static let virtualAgglomerationEffect = 0.25
  /// Part of that effect lost for each standard deviation of |tau_K| and of |tau_L| (2010, over all units).
  static let lossPerCapitalMisallocation = 0.25
  static let lossPerLabourMisallocation = 0.25
  /// Push gained by one unit of that location quotient, planted and random alike: the mediator's coefficient.
  static let prosperityPerVirtualAgglomeration = 1.6
  /// Push on every area with at least one live pilot other than itself in a ring (km, open below, closed above).
  package static let rings: [(above: Double, upTo: Double, push: Double)] = [
    (0, 50, 0.30), (50, 100, 0.24), (100, 150, 0.12), (150, 200, 0), (200, 250, -0.15), (250, 300, -0.20),
  ]
  /// Mean radius of the Earth, km.
  static let earthRadius = 6371.0088

  /// What one point of push adds to each base figure.
  enum PerPoint {
    /// Real gross product a head, yuan of 2006.
    static let grossProduct = 900.0
    static let incomeUrban = 700.0
    static let incomeRural = 300.0
    static let consumptionUrban = 450.0
    static let consumptionRural = 200.0
    /// Savings and fiscal revenue a head, yuan.
    static let savings = 1_400.0
    static let fiscalRevenue = 150.0
    static let bedsPerThousand = 0.12
    static let doctorsPerThousand = 0.05
    /// Part of the inhabitants.
    static let pensionCoverage = 0.010
    static let broadbandPerHundred = 1.0
    static let booksPerHundred = 2.0
    /// Part of fiscal expenditure.
    static let scienceShare = 0.0010
  }

  // MARK: Errors and late tables

  /// One cell printed one digit too long: gross product of the whole city.
  package static let slip = (area: 420_600, year: 2014, factor: 10.0)
  /// A table whose figures of a year appear only in the next book, beside that book's own.
  package static let late = (table: "environment", year: 2012)
  /// A table one book does not have at all.
  package static let absent = (table: "infrastructure", edition: 2016)
}
