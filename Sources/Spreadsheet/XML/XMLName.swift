import CLibXML2

/// A name of an element or attribute, or a namespace, as the parser's dictionary keeps it: equal names have equal addresses.
struct XMLName: Equatable {
  private let address: UnsafePointer<xmlChar>?

  init(_ address: UnsafePointer<xmlChar>?) {
    self.address = address
  }

  static func == (left: XMLName, right: XMLName) -> Bool { left.address == right.address }

  /// The text of the name; empty for the namespace of an element without one.
  var text: String { address.map { String(cString: $0) } ?? "" }
}

/// An element as it starts. It borrows the parser's memory and must not outlive the call that hands it over.
struct XMLElement {
  let name: XMLName
  let namespace: XMLName
  /// The name is written with a prefix.
  let hasPrefix: Bool
  private let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  let attributeCount: Int

  init(
    name: UnsafePointer<xmlChar>?, prefix: UnsafePointer<xmlChar>?, namespace: UnsafePointer<xmlChar>?,
    attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int32
  ) {
    self.name = XMLName(name)
    self.namespace = XMLName(namespace)
    hasPrefix = prefix != nil
    self.attributes = attributes
    attributeCount = attributes == nil ? 0 : Int(count)
  }

  // libxml2 hands over five pointers an attribute: local name, prefix, namespace, start and end of the value.

  @inline(__always) func attributeName(_ index: Int) -> XMLName { XMLName(attributes?[index * 5]) }
  func attributeNamespace(_ index: Int) -> XMLName { XMLName(attributes?[index * 5 + 2]) }
  /// The attribute has no namespace, as all those of worksheets but `r:id`.
  @inline(__always) func isUnqualified(_ index: Int) -> Bool { attributes?[index * 5 + 2] == nil }

  /// The value as UTF-8 bytes, references resolved but for "&", which stands as "&#38;".
  @inline(__always) func attributeValue(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    guard let start = attributes?[index * 5 + 3], let end = attributes?[index * 5 + 4] else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeBufferPointer(start: start, count: end - start)
  }

  /// The value of an attribute without a namespace, for parts where speed does not matter.
  func value(of name: StaticString) -> String? {
    for index in 0..<attributeCount where isUnqualified(index) {
      if attributeName(index).text == name.description { return text(index) }
    }
    return nil
  }

  /// The value of an attribute of a namespace that ends in `suffix`.
  func value(of name: StaticString, namespaceSuffix suffix: String) -> String? {
    for index in 0..<attributeCount where attributeNamespace(index).text.hasSuffix(suffix) {
      if attributeName(index).text == name.description { return text(index) }
    }
    return nil
  }

  /// The value as text. With entities off, libxml2 hands over every "&" as "&#38;", for a second pass that never comes.
  private func text(_ index: Int) -> String {
    let text = String(decoding: attributeValue(index), as: UTF8.self)
    return text.utf8.contains(UInt8(ascii: "&")) ? text.replacing("&#38;", with: "&") : text
  }
}
