extension Workbook {
  /// Opens a workbook whose parts the XML parser reads alone, without the scanners for plain rows: the result must be the
  /// same, which the tests hold.
  package static func openByParserAlone(
    bytes: [UInt8], name: String, limits: Limits = .standard
  ) throws(SpreadsheetError) -> Workbook {
    try Workbook(ByteSource(bytes: bytes, name: name, limits: limits), limits: limits, usesScanners: false)
  }

  /// The rows of a sheet of an .xlsx workbook are plain, so that the quick way of reading reaches their end.
  package func isPlain(sheetAt index: Int) throws(SpreadsheetError) -> Bool {
    guard case .xlsx(let reader) = content, sheetInfos.indices.contains(index) else { return false }
    return try reader.isPlain(sheetInfos[index])
  }
}
