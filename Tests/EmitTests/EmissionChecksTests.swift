import Emit
import PanelModel
import Testing

@Suite struct EmissionChecksTests {
  private func failure(_ change: (inout Emission) -> Void) -> EmitError? {
    var emission = Sample.emission
    change(&emission)
    do {
      _ = try Sample.files(emission)
      return nil
    } catch {
      return error as? EmitError
    }
  }

  @Test func unknownFormat() {
    let error = failure { $0.formats = ["csv.zst", "dta"] }
    #expect(
      error?.description
        == "panel 'upgrading_study': format 'dta' is not one of csv.zst, parquet, csv, csv.gz, jsonl; "
        + "change `formats:` of the panel")
  }

  @Test func keys() {
    #expect(failure { $0.key = ["city_id", "month"] }?.reason == .badKey(column: "month"))
    #expect(failure { $0.key = ["city_zh"] }?.reason == .badKey(column: "city_zh"))
    #expect(failure { $0.table.columns[0].values = .int32([1, 1, 1, 2, nil]) }?.reason == .badKey(column: "city_id"))
    #expect(failure { $0.table.columns[2].values = .int32([1, 2, 3, 1, 1]) }?.reason == .rowsOutOfOrder(row: 5))
    #expect(failure { $0.table.columns[0].values = .int32([2, 2, 1, 3, 3]) }?.reason == .rowsOutOfOrder(row: 3))
  }

  @Test func statusOfOtherRows() {
    #expect(failure { $0.status?.columns[1].values = .int32([1, 2, 3, 4, 5]) }?.reason == .statusRowsDiffer)
  }

  @Test func names() {
    #expect(failure { $0.table.columns[4].name = "GDP" }?.reason == .badColumnName("GDP"))
    #expect(failure { $0.extraTables[0].name = "panel" }?.reason == .badTableName("panel"))
    #expect(failure { $0.extraTables[0].name = "../x" }?.reason == .badTableName("../x"))
    #expect(failure { $0.extraTables += $0.extraTables }?.reason == .badTableName("pairs"))
    #expect(failure { _ in } == nil)
  }
}
