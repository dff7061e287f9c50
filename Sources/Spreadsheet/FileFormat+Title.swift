extension FileFormat {
  /// What a file that is read turned out to be, in words.
  public var title: String {
    switch self {
    case .xlsx: "workbook (.xlsx)"
    case .xls: "old workbook (.xls)"
    case .html: "web page (HTML)"
    case .webArchive: "web archive (.mht)"
    case .spreadsheetML: "XML spreadsheet of 2003"
    case .delimitedText: "delimited text"
    default: rawValue
    }
  }
}
