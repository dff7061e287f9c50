import Spreadsheet
import Testing

@Suite struct NumberFormatTests {
  @Test(arguments: [
    "yyyy-mm-dd", "m/d/yy", "yyyy\"年\"m\"月\"", "h:mm:ss", "[h]:mm", "[mm]:ss", "[$-804]yyyy/m/d", "mmm-yy", "dd",
    "[Red]d",
    "YYYY-MM-DD",
  ])
  func dates(code: String) {
    #expect(NumberFormat(code: code).isDate)
  }

  @Test(arguments: [
    "General", "GENERAL", "G/通用格式", "0", "0.00", "#,##0.00", "0%", "@", "0.00E+00", "#,##0\"days\"", "0\\d", "0_d",
    "[Red]0", "[$USD]0", "0;0;\"mm\"", "\"yyyy\"0", "", "0.0*d", "[>=100]0;0",
  ])
  func numbers(code: String) {
    #expect(!NumberFormat(code: code).isDate)
  }

  @Test(arguments: ["\"", "\\", "[", "_", "*", "\"a", "[h", "0\"", "a\\"])
  func brokenCodesAreNoTrap(code: String) {
    #expect(NumberFormat(code: code).code == code)
  }

  @Test(arguments: [
    ("0", 8.53, "9"), ("0.00", 8.530000000000001, "8.53"), ("0.00", 8.5, "8.50"), ("0.00", 1.005, "1.01"),
    ("0.0", -0.04, "0.0"), ("0.0", -0.05, "-0.1"), ("#,##0", 1_234_567.5, "1,234,568"), ("#,##0.0", 999.96, "1,000.0"),
    ("0%", 0.253, "25%"), ("0.0%", 0.253, "25.3%"), ("0.00%", 1, "100.00%"), ("0.00_ ", 3, "3.00"),
    ("0.00_);(0.00)", 3, "3.00"), ("0", 0.5, "1"), ("0.0", 0, "0.0"), ("0", 999.5, "1000"),
    ("0.000", 0.0004999, "0.000"), ("0%", 0.0049, "0%"),
  ])
  func plainPatterns(code: String, value: Double, text: String) {
    #expect(NumberFormat(code: code).formatted(value) == text)
  }

  @Test(arguments: ["General", "0.0#", "00.0", "#", "0.00E+00", "[Red]0", "0\"元\"", "yyyy", "?/?", "@"])
  func otherPatternsAreNotGuessed(code: String) {
    #expect(NumberFormat(code: code).formatted(8.53) == nil)
  }
}
