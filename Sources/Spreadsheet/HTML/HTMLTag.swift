import CLibXML2

/// What an element of a web page means for the reading of tables.
enum HTMLTag {
  case table, row, cell, caption, rowGroup(HTMLRowGroup), column
  /// Ends the line of text before and after it, as a paragraph does.
  case block
  case lineBreak, title, style
  /// Its text is never shown in the page.
  case unseen
  case inline

  /// The first eight letters of a name in one number; names that share them mean the same here.
  private static func key(_ name: UnsafePointer<xmlChar>) -> UInt64 {
    var key: UInt64 = 0
    var position = 0
    while position < 8, name[position] != 0 {
      key = key << 8 | UInt64(name[position])
      position += 1
    }
    return key
  }

  private static let tags: [UInt64: HTMLTag] = {
    var tags: [UInt64: HTMLTag] = [:]
    func add(_ names: String, _ tag: HTMLTag) {
      for name in names.split(separator: " ") { tags[name.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }] = tag }
    }
    add("table", .table)
    add("tr", .row)
    add("td th", .cell)
    add("caption", .caption)
    add("thead", .rowGroup(.head))
    add("tbody", .rowGroup(.body))
    add("tfoot", .rowGroup(.foot))
    add("col", .column)
    add("br", .lineBreak)
    add("title", .title)
    add("style", .style)
    add("script noscript select option textarea template iframe object noframes applet xml datalist svg", .unseen)
    add("p div center h1 h2 h3 h4 h5 h6 ul ol li dl dt dd pre hr form fieldset address blockquote", .block)
    add("section article header footer main nav aside figure body", .block)
    return tags
  }()

  /// - Parameter name: the name of the element in lower case, as the parser hands it over.
  init(_ name: UnsafePointer<xmlChar>) {
    self = Self.tags[Self.key(name)] ?? .inline
  }
}

/// The part of a table a row belongs to. Feet stand at the bottom wherever the page has them.
enum HTMLRowGroup: UInt8, Sendable {
  case head, body, foot
}

/// The attributes of an element as it starts: names in lower case, values with their references resolved.
struct HTMLAttributes {
  private let list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

  init(_ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    self.list = list
  }

  /// Number of attributes.
  var count: Int {
    var count = 0
    while list?[count * 2] != nil { count += 1 }
    return count
  }

  /// Calls `body` with each name and value; an attribute without a value has an empty one.
  func forEach(_ body: (_ name: UnsafePointer<xmlChar>, _ value: UnsafeBufferPointer<UInt8>) -> Void) {
    guard let list else { return }
    var position = 0
    while let name = list[position] {
      let value = list[position + 1]
      body(name, UnsafeBufferPointer(start: value, count: value.map { Int(xmlStrlen($0)) } ?? 0))
      position += 2
    }
  }

  static func isNamed(_ name: UnsafePointer<xmlChar>, _ text: StaticString) -> Bool {
    xmlStrcmp(name, text.utf8Start) == 0
  }
}
