/// Figures common to all areas, by year; 2005 to 2020.
enum NationalPath {
  /// Price level of gross product, 2006 = 1: the growth of a plausible deflator, chained.
  static func deflator(_ year: Int) -> Double {
    let growth = [
      2007: 0.078, 2008: 0.078, 2009: -0.002, 2010: 0.069, 2011: 0.081, 2012: 0.023, 2013: 0.022, 2014: 0.010,
      2015: 0.001, 2016: 0.014, 2017: 0.042, 2018: 0.035, 2019: 0.013, 2020: 0.006,
    ]
    if year < 2006 { return 0.96 }
    return (2006...year).reduce(1) { $0 * (1 + (growth[$1] ?? 0)) }
  }

  /// How far a series that rises from 2006 to 2020 has come: 0 in 2006, 1 in 2020, fast at first and nearly level at the
  /// end. Everyone gains the same amount, so that differences between areas stay what they were and parallel trends hold in
  /// levels; the flat end keeps the last years' best cities within the bounds of a pooled winsorisation.
  static func progress(_ year: Int) -> Double {
    let x = Double(year - 2006) / 14
    if x <= 0 { return 1.4 * x }
    return x * (1.4 - 0.4 * x * x)
  }

  /// Real gross product a head gained since 2006, yuan of 2006: 2,000 a year at first, 2,500 at most, 700 in 2020.
  static func productGained(_ year: Int) -> Double {
    let gains = [
      2007: 2_000.0, 2008: 1_700, 2009: 1_800, 2010: 2_400, 2011: 2_500, 2012: 2_350, 2013: 2_350, 2014: 2_300,
      2015: 2_250, 2016: 2_200, 2017: 2_150, 2018: 2_000, 2019: 1_700, 2020: 700,
    ]
    if year < 2006 { return -1_500 }
    return (2006...year).reduce(0) { $0 + (gains[$1] ?? 0) }
  }

  /// Part of all employment in units that is in manufacturing and in producer services.
  static func manufacturingShare(_ year: Int) -> Double { 0.285 - 0.045 * progress(year) }
  static func servicesShare(_ year: Int) -> Double { 0.120 + 0.045 * progress(year) }
  /// Part of producer-service employment that is in information transmission and software.
  static func informationShare(_ year: Int) -> Double { 0.105 + 0.035 * progress(year) }

  /// Change of each price group on the year before, in the order of `Variable.prices`.
  static func priceChange(_ group: Int, _ year: Int) -> Double {
    let all = [
      2006: 0.015, 2007: 0.048, 2008: 0.059, 2009: -0.007, 2010: 0.033, 2011: 0.054, 2012: 0.026, 2013: 0.026,
      2014: 0.020, 2015: 0.014, 2016: 0.020, 2017: 0.016, 2018: 0.021, 2019: 0.029, 2020: 0.025,
    ]
    let lean = [0.024, -0.004, -0.006, -0.008, 0.002, -0.018, -0.008, 0.006]
    return (all[year] ?? 0.02) * (group == 0 ? 1.6 : 0.8) + lean[group]
  }
}
