import PanelModel
import Testing
import _TestSupport

@Suite struct PanelTests {
  private func key(_ area: Int32, _ year: Int32) -> PanelKey {
    PanelKey(area: AreaCode(area), year: ReferenceYear(year))
  }

  private var keys: [PanelKey] {
    [key(1, 2010), key(1, 2011), key(1, 2013), key(2, 2010), key(5, 2011), key(5, 2012)]
  }

  @Test func keysAreSortedAndUniqueWhateverTheOrderGiven() {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<50 {
      let shuffled = (keys + keys.prefix(3)).shuffled(using: &generator)
      #expect(Panel(keys: shuffled).keys == keys)
    }
    #expect(Panel(keys: []).rowCount == 0)
  }

  @Test func everyKeyIsFoundAtItsRowAndNoOther() {
    let panel = Panel(keys: keys)
    for (row, key) in panel.keys.enumerated() { #expect(panel.row(of: key) == row) }
    for absent in [key(0, 2010), key(1, 2012), key(2, 2011), key(5, 2013), key(9, 2010)] {
      #expect(panel.row(of: absent) == nil)
    }
    #expect(Panel(keys: []).row(of: key(1, 2010)) == nil)
  }

  @Test func rowsGroupByAreaAndByYear() {
    let panel = Panel(keys: keys)
    #expect(panel.areas == [AreaCode(1), AreaCode(2), AreaCode(5)])
    #expect(panel.years.map(\.rawValue) == [2010, 2011, 2012, 2013])
    #expect(panel.rowsByArea == [0..<3, 3..<4, 4..<6])
    #expect(panel.rowsByYear.map(\.rows) == [[0, 3], [1, 4], [5], [2]])
    #expect(panel.rowsByArea.flatMap { Array($0) } == Array(keys.indices))
    #expect(Panel(keys: []).rowsByArea.isEmpty)
  }

  @Test func columnsKeepTheOrderTheyWereAdded() {
    var panel = Panel(keys: [key(1, 2010)])
    panel["b"] = PanelSeries([1])
    panel["a"] = PanelSeries([2])
    panel["b"] = PanelSeries([3])
    #expect(panel.codes == ["b", "a"])
    #expect(panel["b"]?[0] == 3)
    panel["b"] = nil
    #expect(panel.codes == ["a"])
    #expect(panel["b"] == nil)
    panel["absent"] = nil
    #expect(panel.codes == ["a"])
  }
}

@Suite struct PanelSeriesTests {
  @Test("No number that is not finite is kept", arguments: [Double.nan, .infinity, -.infinity, .signalingNaN])
  func neverHoldsNaN(x: Double) {
    var series = PanelSeries([1.5, x])
    #expect(series.values == [1.5, nil])
    #expect(series.statuses == [.normal, .missingCannotExist])
    series.set(0, x, .imputed)
    #expect(series[0] == nil)
    #expect(series.statuses[0] == .missingCannotExist)
  }

  @Test func aValueIsNilExactlyWhereItsStatusIsMissing() {
    var generator = SplitMix64(seed: 11)
    var series = PanelSeries(count: 40, missing: .missingNotCollected)
    let numbers = [0, -0.0, 1, 1e300, .nan, .infinity]
    for _ in 0..<2000 {
      let row = Int.random(in: 0..<40, using: &generator)
      let status = ObservationStatus.allCases.randomElement(using: &generator) ?? .normal
      if Bool.random(using: &generator) {
        series.set(row, numbers.randomElement(using: &generator) ?? 0, status)
      } else {
        series.setMissing(row, status)
      }
      #expect((series[row] == nil) == series.statuses[row].isMissing)
      #expect(series[row]?.isFinite ?? true)
    }
    #expect(series.presentCount == series.statuses.count { !$0.isMissing })
  }

  @Test func minusZeroIsStoredAsZero() {
    var series = PanelSeries(count: 1)
    series.set(0, -0.0, .normal)
    #expect(series[0]?.sign == .plus)
  }

  @Test func aStatusThatIsNotMissingCannotMarkAMissingValue() {
    #expect(PanelSeries(count: 1, missing: .normal).statuses == [.missing])
    var series = PanelSeries([1])
    series.setMissing(0, .imputed)
    #expect(series.statuses == [.missing])
    series.set(0, 4, .missingSuppressed)
    #expect(series[0] == nil)
    #expect(series.statuses == [.missingSuppressed])
  }

  @Test func nilBecomesTheStatusAskedFor() {
    #expect(PanelSeries([nil, 2], whenNil: .missingSuppressed).statuses == [.missingSuppressed, .normal])
  }
}
