import Emit
import PanelModel
import Testing

@Suite struct CodebookTests {
  @Test func headAndCounts() throws {
    let text = try Sample.text("codebook.md")
    #expect(
      text.hasPrefix(
        """
        # Industrial upgrading study (产业升级研究)

        > \(Emission.syntheticNotice)

        Prefecture-level areas under the boundaries of 2020.

        - Panel: `upgrading_study`
        - Vintage: `2021-3b0c1234`
        - Made by: almanac 0.1.0
        - Rows: 5, one for each city_id and year
        - Areas: 2
        - Years: 3, 2018-2020
        - Area-years without a row: 1

        """))
    #expect(text.hasSuffix(". NBS (2021). Licence: CC0-1.0\n"))
  }

  @Test func columns() throws {
    let lines = try Sample.text("codebook.md").split(separator: "\n")
    let gdp =
      "| `gdp_per_capita` | GDP per head | 人均生产总值 | double | CNY/person | 20 | 0 | 100001 | 400000 "
      + "| gdp / population \\| at 2006 prices |"
    #expect(lines.contains { $0 == gdp })
    #expect(lines.contains { $0 == "| `city_zh` | City | 城市 | text |  | 0 |  |  |  | 3 distinct |" })
    #expect(lines.contains { $0 == "| `city_id` | Code | 代码 | int32 |  | 0 | 110000 |  | 130100 |  |" })
    #expect(lines.contains { $0 == "| `region3` | Region | 区域 | int32 |  | 20 | 1 |  | 2 |  |" })
    #expect(lines.contains { $0 == "| `nothing` |  |  | double |  | 100 |  |  |  |  |" })
    #expect(lines.contains { $0 == "| `egk` |  |  | double |  | 0 | -0.02 | -0.005 | 0.01 |  |" })
    #expect(lines.contains { $0 == "| 2 | Central | 中部 |" })
    #expect(lines.contains { $0 == "  - `I` imputed: filled in" })
    #expect(lines.contains { $0 == "| `weights.csv` | Weights of the indices (指标权重) | 3 | 9 |" })
  }

  @Test func textsWithLineEndsStayInTheirCell() throws {
    var emission = Sample.emission
    emission.table.columns[4].note = "first\nsecond\r\nthird"
    #expect(try Sample.text("codebook.md", emission).contains("| first second third |"))
  }
}
