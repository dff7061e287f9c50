/// Sheets of the corpus on which this reader agrees with no engine, each with the reason; reviewed one by one.
enum CorpusDifferences {
  private static let errors = "one engine's binding drops error cells, the other fails or keeps the escapes _x0007_"
  private static let zone = "an ISO date with a time zone is a date; one engine gives its text, the other fails"
  private static let negative = "negative serials stay numbers; the engines print dates before 1900 or times of day"
  private static let leapDay = "serial 60 is the 29th of February 1900, as in Excel; the engines give the 28th"
  private static let blanks = "blanks around texts and texts of blanks are kept; the other engine trims them or fails"

  /// By file and sheet.
  static let all = explained.merging(explainedXLS) { first, _ in first }

  private static let explained: [String: String] = [
    "calamine/tests__minimal_package.xlsx!Sheet1": blanks,
    "calamine/tests__pivots.xlsx!DataSheet": errors,
    "calamine/tests__pivots.xlsx!DataSheet2": errors,
    "readxl/tests__testthat__sheets__Ekaterinburg_IP_9.xlsx!СПАРК - Список": blanks,
    "readxl/tests__testthat__sheets__dates-leap-year-1900-xlsx.xlsx!for_testing": leapDay,
    "readxl/tests__testthat__sheets__dates-leap-year-1900-xlsx.xlsx!for_human_eyes": leapDay,
    "readxl/tests__testthat__sheets__los-angeles-arrests-xlsx.xlsx!Sheet1": blanks,
    "sheetjs/LONumbers-2010.xlsx!Sheet1": negative,
    "sheetjs/LONumbers-2011.xlsx!Sheet1": negative,
    "sheetjs/LONumbers.xlsx!Sheet1": negative,
    "sheetjs/formula_stress_test.xlsx!Text": errors,
    "sheetjs/xlsx-stream-d-date-cell.xlsx!Sheet1": zone,
    "sheetjs/number_format.xlsm!ImpliedNegative": negative,
    "sheetjs/number_format.xlsm!2011": negative,
    "sheetjs/number_format_russian.xlsm!ImpliedNegative": negative,
    "sheetjs/number_format_russian.xlsm!2011": negative,
  ]

  /// Files whose list of sheets differs from that of every engine, each with the reason.
  static let sheetLists: [String: String] = [
    "sheetjs/BlankSheetTypes.xlsm":
      "chart sheets are listed, without cells; the one engine that reads the file drops them"
  ]
}
