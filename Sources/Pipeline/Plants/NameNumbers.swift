import PanelFiles

/// Numbers the names of a column in the order they are met, by their bytes: no text is made for a name met before.
struct NameNumbers {
  private struct Slot {
    var key: UInt64 = 0
    /// Number + 1; 0 is free.
    var mark: Int32 = 0
  }

  private(set) var names: [String] = []
  /// Never more than half full.
  private var slots = [Slot](repeating: Slot(), count: 1024)
  /// Bytes of the names whose key does not hold them.
  private var long: [Int: [UInt8]] = [:]

  /// The number of the name in a field; nil if it is not UTF-8.
  mutating func number(_ row: CSVRows.Row, _ column: Int) -> Int? {
    let bytes = row[column]
    let key = Self.key(bytes)
    var place = Self.place(key, slots.count)
    while slots[place].mark != 0 {
      if slots[place].key == key {
        let number = Int(slots[place].mark) - 1
        if bytes.count < 8 || long[number]?.elementsEqual(bytes) == true { return number }
      }
      place = (place + 1) & (slots.count - 1)
    }
    guard let name = row.text(column) else { return nil }
    names.append(name)
    if bytes.count >= 8 { long[names.count - 1] = Array(bytes) }
    slots[place] = Slot(key: key, mark: Int32(names.count))
    if 2 * names.count > slots.count { grow() }
    return names.count - 1
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: 2 * old.count)
    for slot in old where slot.mark != 0 {
      var place = Self.place(slot.key, slots.count)
      while slots[place].mark != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = slot
    }
  }

  /// The bytes themselves and their number where they are fewer than eight, else a hash of them (FNV-1a).
  private static func key(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    if bytes.count < 8 {
      var key = UInt64(bytes.count)
      for byte in bytes { key = key << 8 | UInt64(byte) }
      return key
    }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash | 1 << 63
  }

  private static func place(_ key: UInt64, _ count: Int) -> Int {
    Int((key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (count - 1)
  }
}
