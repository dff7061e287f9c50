import PanelModel
import Testing

@Suite struct UnitOfMeasureTests {
  private let percent = UnitOfMeasure(symbol: "%", dimension: MeasureDimension(), multiplier: 0.01)
  private let money = MeasureDimension(["money": 1])
  private let person = MeasureDimension(["person": 1])

  @Test func moneyInTenThousandsConvertsExactly() {
    let unit = UnitOfMeasure(symbol: "万元", dimension: money, multiplier: 10_000)
    #expect(unit.toBase(17_185) == 171_850_000)
    #expect(unit.fromBase(171_850_000) == 17_185)
  }

  @Test("A share as a percentage has no tail of digits", arguments: [0.4512, 0.07, 0.29, 0.57, 0.58, 1.1])
  func percentages(share: Double) {
    // 0.4512 / 0.01 is 45.120000000000005; the inverse 100 is exact, 0.01 is not.
    #expect(percent.fromBase(share) == share * 100)
  }

  @Test func everyPrintedPercentageComesBack() {
    for tenths in 0...1000 {
      let printed = Double(tenths) / 10
      #expect(isNear(percent.fromBase(percent.toBase(printed)), printed))
    }
  }

  @Test func aMultipleThatIsNoInverseDivides() {
    let unit = UnitOfMeasure(symbol: "0.3", dimension: MeasureDimension(), multiplier: 0.3)
    #expect(unit.fromBase(0.6) == 0.6 / 0.3)
  }

  @Test func dimensionsMultiplyAndDivide() {
    let perHead = money.divided(by: person)
    #expect(perHead.exponents == ["money": 1, "person": -1])
    #expect(perHead.times(person) == money)
    #expect(money.divided(by: money).isNumber)
    #expect(person.raised(to: 0).isNumber)
    #expect(MeasureDimension(["money": 0]) == MeasureDimension())
  }

  @Test func dimensionsReadAloud() {
    #expect(MeasureDimension().description == "number")
    #expect(money.divided(by: person).description == "money / person")
    #expect(MeasureDimension(["area": -2]).description == "1 / area^2")
    #expect(MeasureDimension(["bed": 1, "area": 2, "person": -1]).description == "area^2 * bed / person")
  }

  private func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-15 * max(1, abs(b)) }
}
