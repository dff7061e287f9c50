extension CorpusDifferences {
  private static let chart =
    "a chart keeps copies of the numbers it shows, which are no cells; the other engine skips it"
  private static let oldErrors =
    "one engine's binding drops error cells, the other refuses the file for its count of texts"
  private static let oldNegative =
    "negative serials stay numbers; one engine prints dates before 1900, the other times of day"
  private static let oldLeapDay = "serial 60 is the 29th of February 1900, as in Excel; the engines give the 28th"

  /// Sheets of old workbooks, by file and sheet.
  static let explainedXLS: [String: String] = [
    "calamine/tests__any_sheets.xls!Chart": chart,
    "calamine/tests__gh548_incorrect_sst_unique_count.xls!Acute Trust Mapping": oldErrors,
    "readxl/tests__testthat__sheets__dates-leap-year-1900-xls.xls!for_testing": oldLeapDay,
    "readxl/tests__testthat__sheets__dates-leap-year-1900-xls.xls!for_human_eyes": oldLeapDay,
    "sheetjs/LONumbers-2010.xls!Sheet1": oldNegative,
    "sheetjs/LONumbers-2011.xls!Sheet1": oldNegative,
    "sheetjs/LONumbers.xls!Sheet1": oldNegative,
    "sheetjs/biff5__number_format.xls!ImpliedNegative": oldNegative,
    "sheetjs/biff5__number_format.xls!2011": oldNegative,
    "sheetjs/biff5__number_format_estonian.xls!ImpliedNegative": oldNegative,
    "sheetjs/biff5__number_format_estonian.xls!2011": oldNegative,
    "sheetjs/biff5__number_format_greek.xls!ImpliedNegative": oldNegative,
    "sheetjs/biff5__number_format_greek.xls!2011": oldNegative,
    "sheetjs/biff5__number_format_vietnamese.xls!ImpliedNegative": oldNegative,
    "sheetjs/biff5__number_format_vietnamese.xls!2011": oldNegative,
    "sheetjs/number_format.xls!ImpliedNegative": oldNegative,
    "sheetjs/number_format.xls!2011": oldNegative,
    "sheetjs/number_format_russian.xls!ImpliedNegative": oldNegative,
    "sheetjs/number_format_russian.xls!2011": oldNegative,
  ]
}
