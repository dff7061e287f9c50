import Clean
import PanelModel
import Testing

@Suite struct DigitSlipTests {
  /// Area 1 among four peers that grow by a tenth a year.
  private func findings(
    _ values: [Double?], growth: Double = 1.1, check: String = "{slip: {against: all}}",
    _ code: FindingCode = .digitSlip
  ) throws -> [Finding] {
    let years = values.count
    var book = SmallBook(years: "2006-\(2005 + years)", areas: (1...5).map { "\($0),市\($0)市,," })
    var figures: [Int32: [Double?]] = [1: values]
    for area in Int32(2)...5 {
      var level = Double(area) * 100
      figures[area] = (0..<years).map { _ in
        defer { level *= growth }
        return level
      }
    }
    try book.add("sales", from: 2006, figures)
    book.define("x", "sales", "万元", "check: \(check)")
    return try book.clean().findings(code)
  }

  @Test(
    "Powers of ten are told apart",
    arguments: [
      (1210.0, "one digit too long"), (12.1, "one digit too short"), (12_100, "two digits too long"),
      (121_000, "in a unit of 千 less"), (1_210_000, "in a unit of 万 less"), (0.0121, "in a unit of 万 more"),
    ]) func powers(value: Double, words: String) throws
  {
    let found = try findings([100, 110, value, 133.1, 146.41])
    #expect(found.map(\.year) == [ReferenceYear(2008)])
    #expect(found.map { $0.location?.cell } == ["D2"])
    #expect(found[0].message.contains(words) && found[0].message.contains("almost exactly"), "\(found[0].message)")
  }

  @Test func fastGrowthOfAllIsNoSlip() throws {
    // Ninefold every year: against neighbours alone each end would look like a digit too many.
    #expect(try findings([1, 9, 81, 729], growth: 9).isEmpty)
    #expect(try findings([1, 2, 4, 8, 16, 60], growth: 1.1).isEmpty)
    #expect(try findings([100, 110, 500, 133, 146]).isEmpty)
  }

  @Test func aSlipHiddenByGrowthIsFound() throws {
    // All grow fourfold a year: 4 -> 16 -> 6.4 is a tenth of the 64 expected, though near its neighbour before.
    let found = try findings([4, 16, 6.4, 256], growth: 4)
    #expect(found.map(\.year) == [ReferenceYear(2008)])
    #expect(found[0].message.contains("one digit too short"))
  }

  @Test func aNewUnitThatStaysIsNamedOnceWhereItBegins() throws {
    let found = try findings([100, 110, 1210, 1331, 1464.1])
    #expect(found.map(\.year) == [ReferenceYear(2008)])
    #expect(found[0].message.contains("perhaps in another unit from here on"))
  }

  @Test func theEndsNeedANearerHit() throws {
    #expect(try findings([100, 110, 121, 133.1, 1464.1]).map(\.year) == [ReferenceYear(2010)])
    #expect(try findings([100, 110, 121, 133.1, 1850]).isEmpty)
    #expect(try findings([1000, 110, 121, 133.1, 146.4]).map(\.year) == [ReferenceYear(2006)])
  }

  @Test func aWholeGroupThatStepsIsOneFinding() throws {
    let found = try findings([100, 1000, 10_000], growth: 10, .groupJump)
    #expect(found.map(\.year) == [ReferenceYear(2007), ReferenceYear(2008)])
    #expect(try findings([100, 1000, 10_000], growth: 10).isEmpty)
  }

  @Test func aJumpIsNotToldTwice() throws {
    let check = "{jump: 3, slip: {against: all}}"
    #expect(try findings([100, 110, 1210, 133.1], check: check).count == 1)
    #expect(try findings([100, 110, 1210, 133.1], check: check, .jumpInTime).isEmpty)
  }
}
