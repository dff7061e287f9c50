/// The relationships of one part: where its other parts are.
struct Relationships: Sendable {
  struct Relationship: Sendable {
    let id: String
    /// The last word of the type, such as "worksheet"; it is the same in transitional and strict workbooks.
    let kind: String
    let target: String
    let isExternal: Bool
  }

  private(set) var all: [Relationship] = []
  /// The part that owns the relationships; "" for the package.
  let owner: String

  /// Reads the relationships of `owner`; none when the archive holds no such part.
  init(of owner: String, in archive: ZipArchive) throws(SpreadsheetError) {
    self.owner = owner
    let slash = owner.lastIndex(of: "/")
    let folder = slash.map { String(owner[...$0]) } ?? ""
    let file = slash.map { String(owner[owner.index(after: $0)...]) } ?? owner
    let part = "\(folder)_rels/\(file).rels"
    guard archive.entry(named: part) != nil else { return }
    let handler = RelationshipsHandler()
    try SAXParser(part: part, limits: archive.limits).parse(archive.open(part), with: handler)
    all = handler.relationships
  }

  func first(ofKind kind: String) -> Relationship? { all.first { $0.kind == kind } }
  func relationship(id: String) -> Relationship? { all.first { $0.id == id } }

  /// The part a relationship points at, as a name in the archive.
  ///
  /// Throws `.targetExternal` for what lies outside the file and `.targetOutsideArchive` for paths that climb too far.
  func part(of relationship: Relationship, in archive: ZipArchive) throws(SpreadsheetError) -> String {
    let target = relationship.target
    let file = archive.source.name
    if relationship.isExternal {
      throw SpreadsheetError(file: file, part: owner, reason: .targetExternal(target: target))
    }
    guard let path = Self.resolve(target, from: owner) else {
      throw SpreadsheetError(file: file, part: owner, reason: .targetOutsideArchive(target: target))
    }
    // Targets are percent-encoded by the rules, but some writers store names as they are.
    return archive.entry(named: path) == nil ? Self.percentDecoded(path) : path
  }

  /// Resolves a target ("/xl/a.xml", "worksheets/a.xml", "../a.xml") against its owner; nil above the archive's root.
  static func resolve(_ target: String, from owner: String) -> String? {
    let slashed = target.utf8.contains(UInt8(ascii: "\\")) ? target.replacing("\\", with: "/") : target
    let path = slashed.prefix { $0 != "#" && $0 != "?" }
    var folders: [Substring] = path.hasPrefix("/") ? [] : owner.split(separator: "/").dropLast()
    for step in path.split(separator: "/") where step != "." {
      if step == ".." {
        guard folders.popLast() != nil else { return nil }
      } else {
        folders.append(step)
      }
    }
    return folders.isEmpty ? nil : folders.joined(separator: "/")
  }

  private static func percentDecoded(_ text: String) -> String {
    guard text.contains("%") else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let digits = String(decoding: bytes[(position + 1)...].prefix(2), as: UTF8.self)
      if bytes[position] == UInt8(ascii: "%"), digits.count == 2, let byte = UInt8(digits, radix: 16) {
        result.append(byte)
        position += 3
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

private final class RelationshipsHandler: SAXHandler {
  var relationships: [Relationships.Relationship] = []

  override func start(_ element: XMLElement) {
    guard depth == 2, element.name.text == "Relationship", let id = element.value(of: "Id"),
      let type = element.value(of: "Type"), let target = element.value(of: "Target")
    else { return }
    relationships.append(
      Relationships.Relationship(
        id: id, kind: type.split(separator: "/").last.map(String.init) ?? type, target: target,
        isExternal: element.value(of: "TargetMode")?.lowercased() == "external"))
  }
}
