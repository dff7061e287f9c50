/// What the workbook part says: the sheets in order and the date system.
struct WorkbookPart: Sendable {
  struct SheetEntry: Sendable {
    let name: String
    /// Nil where the workbook states none; empty for a module of macros of the kind that Excel 95 kept among its sheets.
    let relationshipID: String?
    let visibility: SheetVisibility
  }

  private(set) var sheets: [SheetEntry] = []
  private(set) var uses1904Dates = false

  init(part: String, in archive: ZipArchive) throws(SpreadsheetError) {
    let handler = WorkbookHandler()
    handler.maximumSheets = archive.limits.sheets
    try SAXParser(part: part, limits: archive.limits).parse(archive.open(part), with: handler)
    guard handler.rootName == "workbook" else {
      let detail = "its main part is a <\(handler.rootName)>"
      throw SpreadsheetError(file: archive.source.name, part: part, reason: .notAWorkbook(detail: detail))
    }
    sheets = handler.sheets
    uses1904Dates = handler.uses1904Dates
  }
}

private final class WorkbookHandler: SAXHandler {
  var rootName = ""
  var sheets: [WorkbookPart.SheetEntry] = []
  var uses1904Dates = false
  var maximumSheets = 0
  private var namespace = XMLName(nil)

  override func start(_ element: XMLElement) {
    if depth == 1 {
      rootName = element.name.text
      namespace = element.namespace
    }
    guard element.namespace == namespace else { return }
    if depth == 2 && element.name.text == "workbookPr" {
      uses1904Dates = ["1", "true", "on"].contains(element.value(of: "date1904") ?? "")
    } else if depth == 3 && element.name.text == "sheet" {
      guard sheets.count < maximumSheets else { return fail(.limitExceeded(.sheets, limit: maximumSheets)) }
      sheets.append(
        WorkbookPart.SheetEntry(
          name: element.value(of: "name") ?? "",
          relationshipID: element.value(of: "id", namespaceSuffix: "/relationships"),
          visibility: element.value(of: "state").flatMap(SheetVisibility.init(rawValue:)) ?? .visible))
    }
  }
}
