/// The number formats of a workbook, by the style number cells carry.
struct Styles: Sendable {
  /// Distinct formats; the first is General, which cells without a style of the workbook have.
  private(set) var formats: [NumberFormat] = [.general]
  /// Position in `formats` by style number (the cellXfs of the part).
  private(set) var formatOfStyle: [UInt16] = []

  /// A workbook without a styles part: everything is General.
  init() {}

  init(part: String, in archive: ZipArchive) throws(SpreadsheetError) {
    let handler = StylesHandler()
    handler.maximumStyles = archive.limits.styles
    try SAXParser(part: part, limits: archive.limits).parse(archive.open(part), with: handler)
    var positions: [Int: UInt16] = [:]
    for id in handler.formatIDs {
      if let known = positions[id] {
        formatOfStyle.append(known)
        continue
      }
      // Some writers number their own formats from 0, so that even the number of General may mean another.
      let format = handler.codes[id].map { NumberFormat(code: $0) } ?? NumberFormat(builtIn: id)
      let position = format == .general ? 0 : UInt16(clamping: formats.count)
      if position > 0 { formats.append(format) }
      positions[id] = position
      formatOfStyle.append(position)
    }
  }
}

private final class StylesHandler: SAXHandler {
  var codes: [Int: String] = [:]
  var formatIDs: [Int] = []
  var maximumStyles = 0
  private var isInCellFormats = false
  private var namespace = XMLName(nil)

  override func start(_ element: XMLElement) {
    if depth == 1 { namespace = element.namespace }
    guard element.namespace == namespace else { return }
    let name = element.name.text
    if depth == 2 {
      isInCellFormats = name == "cellXfs"
    } else if depth == 3 && isInCellFormats && name == "xf" {
      guard formatIDs.count < maximumStyles else { return fail(.limitExceeded(.styles, limit: maximumStyles)) }
      formatIDs.append(element.value(of: "numFmtId").flatMap { Int($0) } ?? 0)
    } else if depth == 3 && name == "numFmt" {
      guard codes.count < maximumStyles else { return fail(.limitExceeded(.styles, limit: maximumStyles)) }
      guard let id = element.value(of: "numFmtId").flatMap({ Int($0) }) else { return }
      codes[id] = element.value(of: "formatCode") ?? ""
    }
  }
}
