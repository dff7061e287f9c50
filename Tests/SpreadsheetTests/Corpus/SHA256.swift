/// SHA-256 (FIPS 180-4), small and slow: the corpus names sheets by it, and this module has no other use for a hash.
enum SHA256 {
  /// The first 16 hexadecimal digits of the hash.
  static func prefix(_ message: [UInt8]) -> String {
    let word = hash(message).prefix(2).map { String($0, radix: 16) }
    return word.map { String(repeating: "0", count: 8 - $0.utf8.count) + $0 }.joined()
  }

  /// The first 32 bits of the fractional parts of the square (`power` 2) or cube roots of the first primes.
  private static func rootBits(_ count: Int, cube: Bool) -> [UInt32] {
    var primes: [UInt64] = []
    var candidate: UInt64 = 2
    while primes.count < count {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { prime in
      // The largest r with r^2 <= p * 2^64, or r^3 <= p * 2^96; its low 32 bits are the fraction.
      var root: UInt128 = 0
      for bit in stride(from: 36, through: 0, by: -1) {
        let trial = root | (1 << UInt128(bit))
        let isBelow = cube ? trial * trial * trial <= UInt128(prime) << 96 : trial * trial <= UInt128(prime) << 64
        if isBelow { root = trial }
      }
      return UInt32(truncatingIfNeeded: root)
    }
  }

  private static let start = rootBits(8, cube: false)
  private static let rounds = rootBits(64, cube: true)

  private static func hash(_ message: [UInt8]) -> [UInt32] {
    var padded = message + [0x80]
    padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
    padded += (0..<8).map { UInt8(truncatingIfNeeded: (UInt64(message.count) * 8) >> UInt64(56 - $0 * 8)) }
    var state = start
    for block in stride(from: 0, to: padded.count, by: 64) { mix(padded[block..<(block + 64)], into: &state) }
    return state
  }

  private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    func rotated(_ value: UInt32, _ count: UInt32) -> UInt32 { value >> count | value << (32 - count) }
    var words = (0..<16).map { word in
      (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(block[block.startIndex + word * 4 + $1]) }
    }
    for index in 16..<64 {
      let (early, late) = (words[index - 15], words[index - 2])
      let first = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
      let second = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
      words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let choice = e & f ^ ~e & g
      let first = h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ choice &+ rounds[index] &+ words[index]
      let second = (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ (a & b ^ a & c ^ b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    for (index, value) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= value }
  }
}
