/// The stream cipher RC4: XORs bytes with a sequence that follows from a key.
struct RC4: ~Copyable {
  private let state = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
  private var i: UInt8 = 0
  private var j: UInt8 = 0

  init(key: [UInt8]) {
    for index in 0..<256 { state[index] = UInt8(truncatingIfNeeded: index) }
    guard !key.isEmpty else { return }
    var mixed: UInt8 = 0
    for index in 0..<256 {
      mixed = mixed &+ state[index] &+ key[index % key.count]
      swap(index, Int(mixed))
    }
  }

  deinit { state.deallocate() }

  private func swap(_ one: Int, _ other: Int) {
    let kept = state[one]
    state[one] = state[other]
    state[other] = kept
  }

  mutating func apply(to bytes: UnsafeMutableRawBufferPointer) {
    for index in bytes.indices {
      i = i &+ 1
      let first = state[Int(i)]
      j = j &+ first
      let second = state[Int(j)]
      state[Int(i)] = second
      state[Int(j)] = first
      bytes[index] ^= state[Int(first &+ second)]
    }
  }

  mutating func applied(to bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    result.withUnsafeMutableBytes { apply(to: $0) }
    return result
  }
}
