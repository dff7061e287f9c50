#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Column, kind, content and number format of cells, each in a run of plain values: about 11 bytes a cell.
///
/// The runs grow where they stand (`realloc` moves pages and not bytes), so that growing needs no second copy of a large
/// sheet; arrays would. Once a sheet owns its cells nobody changes them, which is why they may be read on any thread.
struct CellColumns: ~Copyable, @unchecked Sendable {
  private(set) var count = 0
  private var capacity = 0
  private var columns: UnsafeMutablePointer<UInt16>?
  private var tags: UnsafeMutablePointer<UInt8>?
  /// Bits of a double, or the number of a text.
  private var payloads: UnsafeMutablePointer<UInt64>?
  /// Positions of number formats; nil as long as all are General.
  private var formats: UnsafeMutablePointer<UInt16>?

  init() {}

  deinit {
    free(columns)
    free(tags)
    free(payloads)
    free(formats)
  }

  /// Adds a cell at the end.
  @inline(__always)
  mutating func append(column: UInt16, tag: CellTag, payload: UInt64, format: UInt16) {
    if count == capacity { resize(to: max(256, capacity + capacity / 2)) }
    guard let columns, let tags, let payloads else { return }
    columns[count] = column
    tags[count] = tag.bits
    payloads[count] = payload
    if format != 0 || formats != nil { setFormat(format) }
    count += 1
  }

  private mutating func setFormat(_ format: UInt16) {
    if formats == nil {
      formats = Self.resized(formats, to: capacity)
      formats?.update(repeating: 0, count: count)
    }
    formats?[count] = format
  }

  /// Gives back what was reserved for cells that did not come.
  mutating func trim() {
    if count < capacity { resize(to: count) }
  }

  private mutating func resize(to newCapacity: Int) {
    // No memory can be had for nothing, and nil would mean that there is none.
    let size = max(1, newCapacity)
    columns = Self.resized(columns, to: size)
    tags = Self.resized(tags, to: size)
    payloads = Self.resized(payloads, to: size)
    if formats != nil { formats = Self.resized(formats, to: size) }
    capacity = newCapacity
  }

  private static func resized<Value: BitwiseCopyable>(
    _ values: UnsafeMutablePointer<Value>?, to capacity: Int
  ) -> UnsafeMutablePointer<Value> {
    guard let memory = realloc(values, capacity * MemoryLayout<Value>.stride) else {
      // As where an array cannot grow: there is no memory left to go on with.
      fatalError("out of memory")
    }
    return memory.bindMemory(to: Value.self, capacity: capacity)
  }

  // Indices come from the rows of a sheet and are always in range; the check keeps an error of ours from reading
  // memory that is not ours.

  @inline(__always)
  private func checked(_ index: Int) -> Int {
    precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "no such cell")
    return index
  }

  func column(_ index: Int) -> UInt16 { columns?[checked(index)] ?? 0 }
  func tag(_ index: Int) -> CellTag { CellTag(bits: tags?[checked(index)] ?? 0) }
  func payload(_ index: Int) -> UInt64 { payloads?[checked(index)] ?? 0 }
  func format(_ index: Int) -> UInt16 { formats?[checked(index)] ?? 0 }
}
