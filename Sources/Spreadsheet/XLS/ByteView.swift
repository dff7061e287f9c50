/// Bytes lent for reading little-endian numbers. A read beyond the end gives 0 and touches nothing: callers check `count`
/// first where it matters.
struct ByteView {
  private let base: UnsafeRawPointer?
  let count: Int

  init(_ bytes: UnsafeRawBufferPointer) {
    base = bytes.baseAddress
    count = bytes.count
  }

  @inline(__always)
  private func load<Value: FixedWidthInteger>(_ offset: Int, as type: Value.Type) -> Value {
    guard let base, offset >= 0, offset <= count &- MemoryLayout<Value>.size else { return 0 }
    return Value(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: type))
  }

  @inline(__always) func u8(_ offset: Int) -> Int { Int(load(offset, as: UInt8.self)) }
  @inline(__always) func u16(_ offset: Int) -> Int { Int(load(offset, as: UInt16.self)) }
  @inline(__always) func u32(_ offset: Int) -> UInt32 { load(offset, as: UInt32.self) }
  @inline(__always) func u64(_ offset: Int) -> UInt64 { load(offset, as: UInt64.self) }
  @inline(__always) func double(_ offset: Int) -> Double { Double(bitPattern: load(offset, as: UInt64.self)) }

  /// The bytes of a range as far as they are there.
  func slice(_ start: Int, _ length: Int) -> UnsafeBufferPointer<UInt8> {
    let low = min(max(0, start), count)
    let high = min(low &+ max(0, length), count)
    guard let base, high > low else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: (base + low).assumingMemoryBound(to: UInt8.self), count: high - low)
  }

  /// The bytes of a range as an array, as far as they are there.
  func array(_ start: Int, _ length: Int) -> [UInt8] { Array(slice(start, length)) }
}
