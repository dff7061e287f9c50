/// Tells web pages and the XML formats from each other by their first tags.
enum MarkupSniffer {
  /// The format of a text whose first character that is no blank is "<".
  static func format(of text: ArraySlice<UInt8>) -> FileFormat {
    let bytes = text.prefix(65_536).map { (65...90).contains($0) ? $0 | 0x20 : $0 }
    var rest = bytes[...]
    var isXML = false
    while let tag = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[tag...]
      if rest.starts(with: "<!--".utf8) {
        guard let end = end(of: "-->", in: rest) else { return .html }
        rest = rest[end...]
      } else if rest.starts(with: "<!doctype html".utf8) {
        return .html
      } else if rest.starts(with: "<?".utf8) || rest.starts(with: "<!".utf8) {
        if rest.starts(with: "<?xml".utf8) { isXML = true }
        if rest.starts(with: "<?mso-application".utf8) && holds("word.document", rest.prefix(200)) {
          return .wordDocument
        }
        guard let end = end(of: ">", in: rest) else { return isXML ? .xml : .unknown }
        rest = rest[end...]
      } else {
        return format(ofElement: rest, isXML: isXML)
      }
    }
    return isXML ? .xml : .unknown
  }

  private static let pageElements: Set<String> = [
    "html", "head", "body", "table", "meta", "style", "div", "center", "script", "tr", "td", "th", "thead", "tbody",
    "tfoot", "caption", "title", "link", "base", "p", "br", "span", "font", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "b", "i", "u", "a", "img", "hr", "ul", "ol", "li", "dl", "pre", "iframe", "frameset", "noscript", "section", "main",
    "article", "header", "nav", "colgroup", "col", "strong", "em", "input", "label", "select", "button", "small", "big",
    "marquee", "fieldset", "blockquote", "address", "basefont", "object", "nobr", "tt", "code", "sup", "sub",
  ]

  private static func format(ofElement text: ArraySlice<UInt8>, isXML: Bool) -> FileFormat {
    let ends = " \t\r\n/>".utf8
    // A fragment may start with the end of what was cut off before it.
    let start = text.dropFirst().first == UInt8(ascii: "/") ? text.dropFirst(2) : text.dropFirst()
    let name = String(decoding: start.prefix(64).prefix { !ends.contains($0) }, as: UTF8.self)
    let local = name.split(separator: ":").last.map(String.init) ?? name
    if local == "workbook" && holds("urn:schemas-microsoft-com:office:spreadsheet", text) { return .spreadsheetML }
    if name == "office:document" || name == "office:document-content" { return .openDocument }
    if holds("http://schemas.microsoft.com/office/word", text.prefix(4_096)) && local == "worddocument" {
      return .wordDocument
    }
    if local == "package" && holds("http://schemas.microsoft.com/office/2006/xmlpackage", text.prefix(4_096)) {
      return .wordDocument
    }
    if local == "svg" { return .image }
    if isXML { return ["html", "body", "table", "div"].contains(local) ? .html : .xml }
    if pageElements.contains(name) { return .html }
    return holds("<table", text) && holds("<tr", text) ? .html : .unknown
  }

  private static func end(of mark: String, in text: ArraySlice<UInt8>) -> Int? {
    text.withUnsafeBufferPointer { bytes in bytes.position(of: mark).map { text.startIndex + $0 + mark.utf8.count } }
  }

  private static func holds(_ word: String, _ text: ArraySlice<UInt8>) -> Bool {
    text.withUnsafeBufferPointer { $0.holds(word) }
  }
}
