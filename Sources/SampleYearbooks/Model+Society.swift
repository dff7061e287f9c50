import Foundation

extension Model {
  /// Students of higher education per 10,000 inhabitants.
  func studentsPerTenThousand(_ unit: Int, _ year: Int) -> Double {
    let u = world.units[unit]
    let level = 80 + (u.isHighRank ? 170.0 : 0) + (u.region == "east" ? 20 : 0) + 60 * random.normal("students", u.code)
    return max(6, level) + 80 * NationalPath.progress(year) + noise("students", unit, year, 4)
  }

  /// Level of 2006 drawn around what region and rank suggest.
  private func level(
    _ key: String, _ unit: Int, base: Double, east: Double = 0, high: Double = 0, spread: Double, least: Double
  ) -> Double {
    let u = world.units[unit]
    let expected = base + (u.region == "east" ? east : 0) + (u.isHighRank ? high : 0)
    return max(least, expected + spread * random.normal(key + " level", u.code))
  }

  func publicSector(_ f: inout Figures, _ unit: Int, _ year: Int) {
    let people = f[.populationYearend]
    let progress = NationalPath.progress(year)
    let push = push(unit, year)
    let revenue =
      level("revenue", unit, base: 1_400, east: 350, high: 350, spread: 380, least: 450) + 5_800 * progress
      + noise("revenue", unit, year, 40) + PlantedTruths.PerPoint.fiscalRevenue * push
    f[.fiscalRevenue] = people * revenue
    let spending =
      level("spending", unit, base: 2_700, east: 350, high: 400, spread: 300, least: 1_400) + 9_600 * progress
      + noise("spending", unit, year, 60) + PlantedTruths.PerPoint.fiscalRevenue * push
    f[.fiscalExpenditure] = people * spending
    let science =
      level("science", unit, base: 0.011, east: 0.003, high: 0.003, spread: 0.0035, least: 0.002) + 0.009 * progress
      + noise("science", unit, year, 0.0004) + PlantedTruths.PerPoint.scienceShare * push
    f[.scienceExpenditure] = f[.fiscalExpenditure] * max(0.0005, science)
    f[.educationExpenditure] =
      f[.fiscalExpenditure] * (0.19 + 0.02 * random.normal("schooling", world.units[unit].code) - 0.02 * progress)
    let pension =
      level("pension", unit, base: 0.18, east: 0.04, high: 0.04, spread: 0.04, least: 0.06) + 0.20 * progress
      + noise("pension", unit, year, 0.003) + PlantedTruths.PerPoint.pensionCoverage * push
    f[.pensionInsured] = people * max(0.02, pension)
    let medical =
      level("medical", unit, base: 0.19, east: 0.04, high: 0.05, spread: 0.045, least: 0.06) + 0.32 * progress
      + noise("medical", unit, year, 0.004)
    f[.medicalInsured] = people * medical
  }

  func households(_ f: inout Figures, _ unit: Int, _ year: Int) {
    let progress = NationalPath.progress(year)
    let push = push(unit, year)
    func yuan(
      _ key: String, _ base: Double, _ east: Double, _ high: Double, _ spread: Double, rise: Double, perPoint: Double
    ) -> Double {
      level(key, unit, base: base, east: east, high: high, spread: spread, least: base * 0.6) + rise * progress
        + noise(key, unit, year, rise * 0.006) + perPoint * push
    }
    f[.wage] = yuan("wage", 17_800, 2_000, 2_600, 1_900, rise: 68_000, perPoint: 0)
    f[.incomeUrban] = yuan(
      "urban", 10_800, 1_600, 1_000, 1_300, rise: 29_500, perPoint: PlantedTruths.PerPoint.incomeUrban)
    f[.incomeRural] = yuan(
      "rural", 3_800, 800, 400, 600, rise: 13_400, perPoint: PlantedTruths.PerPoint.incomeRural)
    f[.consumptionUrban] = yuan(
      "urban use", 7_900, 1_000, 700, 850, rise: 18_000, perPoint: PlantedTruths.PerPoint.consumptionUrban)
    f[.consumptionRural] = yuan(
      "rural use", 2_800, 500, 300, 400, rise: 10_600, perPoint: PlantedTruths.PerPoint.consumptionRural)
    f[.savings] =
      f[.populationYearend]
      * yuan("savings", 11_000, 2_000, 2_000, 2_600, rise: 52_000, perPoint: PlantedTruths.PerPoint.savings)
  }

  func services(_ f: inout Figures, _ unit: Int, _ year: Int) {
    let people = f[.populationYearend]
    let progress = NationalPath.progress(year)
    let push = push(unit, year)
    let beds =
      level("beds", unit, base: 2.5, east: 0.1, high: 0.5, spread: 0.42, least: 1.2) + 3.5 * progress
      + noise("beds", unit, year, 0.05) + PlantedTruths.PerPoint.bedsPerThousand * push
    f[.beds] = people / 1000 * beds
    f[.hospitals] = max(1, people / 24_000 * level("hospitals", unit, base: 1, spread: 0.15, least: 0.5))
    let doctors =
      level("doctors", unit, base: 1.55, east: 0.1, high: 0.3, spread: 0.22, least: 0.7) + 1.3 * progress
      + noise("doctors", unit, year, 0.025) + PlantedTruths.PerPoint.doctorsPerThousand * push
    f[.doctors] = people / 1000 * doctors
    f[.roadArea] =
      people * 1e-6 * (level("roads", unit, base: 3.2, east: 1, high: 2, spread: 0.6, least: 1.2) + 3.6 * progress)
    communication(&f, unit, year)
    schools(&f, unit, year)
    nature(&f, unit, year)
  }

  private func communication(_ f: inout Figures, _ unit: Int, _ year: Int) {
    let people = f[.populationYearend]
    let progress = NationalPath.progress(year)
    let push = push(unit, year)
    let broadband =
      level("broadband", unit, base: 5, east: 1.4, high: 1.6, spread: 1.6, least: 1) + 24 * progress
      + noise("broadband", unit, year, 0.3) + PlantedTruths.PerPoint.broadbandPerHundred * push
    f[.internetUsers] = people / 100 * max(0.3, broadband)
    f[.mobileUsers] =
      people / 100
      * (level("mobile", unit, base: 36, east: 9, high: 10, spread: 7, least: 18) + 70 * progress
        + noise("mobile", unit, year, 1.2))
    f[.telecomRevenue] =
      people
      * (level("telecom", unit, base: 330, east: 130, high: 220, spread: 50, least: 150) + 620 * progress
        + noise("telecom", unit, year, 12))
    let books =
      level("books", unit, base: 28, east: 6, high: 10, spread: 8, least: 6) + 42 * progress
      + noise("books", unit, year, 0.6) + PlantedTruths.PerPoint.booksPerHundred * push
    f[.libraryBooks] = people / 100 * max(2, books)
  }

  private func schools(_ f: inout Figures, _ unit: Int, _ year: Int) {
    let people = f[.populationYearend]
    let progress = NationalPath.progress(year)
    let code = world.units[unit].code
    f[.studentsHigher] = people / 1e4 * studentsPerTenThousand(unit, year)
    f[.pupilsPrimary] = people * (0.082 - 0.010 * progress + 0.008 * random.normal("primary pupils", code))
    f[.pupilsSecondary] = people * (0.074 - 0.018 * progress + 0.006 * random.normal("secondary pupils", code))
    let primary = level("primary ratio", unit, base: 19.2, east: -0.6, spread: 1, least: 14) - 2.2 * progress
    let secondary = level("secondary ratio", unit, base: 16.4, east: -0.6, spread: 0.8, least: 12) - 3.2 * progress
    f[.teachersPrimary] = f[.pupilsPrimary] / (primary + noise("primary ratio", unit, year, 0.12))
    f[.teachersSecondary] = f[.pupilsSecondary] / (secondary + noise("secondary ratio", unit, year, 0.12))
  }

  private func nature(_ f: inout Figures, _ unit: Int, _ year: Int) {
    let progress = NationalPath.progress(year)
    let code = world.units[unit].code
    let exponent = 0.45 * random.normal("so2", code) - 3.2 * progress + noise("so2", unit, year, 0.08)
    f[.so2] = realProduct(unit, year) * 11e-6 * exp(exponent)
    f[.greenCover] =
      (level("green", unit, base: 33, high: 1.5, spread: 2.6, least: 22) + 7 * progress
        + noise("green", unit, year, 0.5)) / 100
    f[.wasteTreated] = min(
      1,
      (level("waste", unit, base: 64, high: 6, spread: 6, least: 40) + 36 * progress + noise("waste", unit, year, 1.2))
        / 100)
    let since2011 = (progress - NationalPath.progress(2011)) / (1 - NationalPath.progress(2011))
    f[.dfiIndex] = traits[unit].digitalFinance + 205 * since2011 + noise("digital", unit, year, 1.5)
    f[.patents] =
      f[.populationYearend] / 1e4
      * (level("patents", unit, base: 1.2, east: 0.7, high: 1.0, spread: 0.45, least: 0.2) + 9 * progress
        + noise("patents", unit, year, 0.12))
  }
}
