/// One entry in the directory of a compound file (MS-CFB 2.6.1).
struct CompoundEntry: Sendable {
  enum Kind: Int, Sendable {
    case unused = 0
    case storage = 1
    case stream = 2
    case root = 5
  }

  /// Bytes of an entry.
  static let size = 128
  /// Entries that are read: far more than any document has.
  static let maximum = 100_000

  let name: String
  let kind: Kind
  /// Entries of the same folder, and the first of the folder's own, by position in the directory.
  let left: UInt32
  let right: UInt32
  let child: UInt32
  let firstSector: UInt32
  let size: Int

  init(_ fields: ByteView, hasLargeSizes: Bool) {
    let length = min(max(fields.u16(64) - 2, 0), 62) / 2
    var units: [UInt16] = []
    for index in 0..<length {
      let unit = UInt16(fields.u16(index * 2))
      if unit == 0 { break }
      units.append(unit)
    }
    name = String(decoding: units, as: UTF16.self)
    kind = Kind(rawValue: fields.u8(66)) ?? .unused
    (left, right, child) = (fields.u32(68), fields.u32(72), fields.u32(76))
    firstSector = fields.u32(116)
    // Small files may hold anything in the upper half.
    size = hasLargeSizes ? Int(clamping: fields.u64(120)) : Int(fields.u32(120))
  }
}

extension CompoundFile {
  /// The stream of a name in the root folder, regardless of case.
  func rootStream(named name: String) -> CompoundEntry? {
    rootEntries.first { $0.kind == .stream && $0.name.lowercased() == name.lowercased() }
  }

  /// The first stream of a name in any folder, for files whose tree of names is broken.
  func anyStream(named name: String) -> CompoundEntry? {
    entries.first { $0.kind == .stream && $0.name.lowercased() == name.lowercased() }
  }

  /// The entries of the root folder. Each is visited once, whatever the tree looks like; entries of embedded documents
  /// lie in folders of their own and are not among them.
  private var rootEntries: [CompoundEntry] {
    guard let root = entries.first(where: { $0.kind == .root }) else { return [] }
    var seen = Set<UInt32>()
    var waiting = [root.child]
    var found: [CompoundEntry] = []
    while let position = waiting.popLast() {
      guard Int(position) < entries.count, seen.insert(position).inserted else { continue }
      let entry = entries[Int(position)]
      if entry.kind != .unused { found.append(entry) }
      waiting += [entry.left, entry.right]
    }
    return found
  }
}
