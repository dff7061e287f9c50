/// Reads what an XML spreadsheet says of its sheets and styles, and finds out whether it is well formed to its end.
final class SpreadsheetMLSurvey: SpreadsheetMLHandler {
  private(set) var sheetNames: [String] = []
  private(set) var visibilities: [SheetVisibility] = []
  private(set) var uses1904Dates = false
  /// The number format and the parent of each style.
  private var styles: [String: (code: String?, parent: String?)] = [:]
  private var style = ""
  private let limits: Limits
  private var section = XMLName(nil)
  private var visible: [UInt8]?

  init(_ parser: SAXParser, limits: Limits) {
    self.limits = limits
    super.init(parser)
  }

  override func start(_ element: XMLElement) {
    super.start(element)
    let isSpreadsheet = element.namespace == names.spreadsheet
    switch depth {
    case 2:
      section = isSpreadsheet || element.name == names.excelWorkbook ? element.name : XMLName(nil)
      if isSpreadsheet && element.name == names.worksheet { startSheet(element) }
    case 3 where section == names.styles && isSpreadsheet: startStyle(element)
    case 3 where section == names.excelWorkbook && element.name == names.date1904: uses1904Dates = true
    case 4 where section == names.styles && isSpreadsheet && element.name == names.numberFormat:
      styles[style]?.code = names.text(names.format, of: element)
    case 4 where section == names.worksheet && element.namespace == names.excel && element.name == names.visible:
      visible = []
    default: return
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if visible?.count ?? 64 < 64 { visible?.append(contentsOf: bytes.prefix(64)) }
  }

  override func end() {
    guard depth == 4, let word = visible, let last = visibilities.indices.last else { return }
    visible = nil
    let name = String(decoding: word, as: UTF8.self).trimmingBlanks
    visibilities[last] = name == "SheetHidden" ? .hidden : name == "SheetVeryHidden" ? .veryHidden : .visible
  }

  private func startSheet(_ element: XMLElement) {
    guard sheetNames.count < limits.sheets else { return fail(.limitExceeded(.sheets, limit: limits.sheets)) }
    sheetNames.append(names.text(names.name, of: element) ?? "Sheet\(sheetNames.count + 1)")
    visibilities.append(.visible)
  }

  private func startStyle(_ element: XMLElement) {
    guard styles.count < limits.styles else { return fail(.limitExceeded(.styles, limit: limits.styles)) }
    style = names.text(names.id, of: element) ?? ""
    styles[style] = (nil, names.text(names.parent, of: element))
  }

  /// All number formats, General first, and the position of each style's among them. A style without a format has its
  /// parent's.
  func formats() -> (formats: [NumberFormat], positions: [String: UInt16]) {
    var formats = [NumberFormat.general]
    var known = ["General": UInt16(0), "": 0]
    var positions: [String: UInt16] = [:]
    for id in styles.keys.sorted() {
      var ancestor = styles[id]
      var steps = 0
      while let style = ancestor, style.code == nil, let parent = style.parent, steps < 16 {
        ancestor = styles[parent]
        steps += 1
      }
      let code = ancestor?.code ?? "General"
      if known[code] == nil {
        known[code] = UInt16(clamping: formats.count)
        formats.append(NumberFormat(named: code))
      }
      positions[id] = known[code]
    }
    return (formats, positions)
  }
}

extension String {
  /// The text without blanks and line ends around it.
  fileprivate var trimmingBlanks: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
