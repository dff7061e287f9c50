import Compression
import Testing

@Suite struct ZstdTests {
  /// About 600 kB that compress well but not to nothing.
  static let sample: [UInt8] = {
    var state: UInt32 = 12_345
    return (0..<600_000).map { index in
      state = state &* 1_664_525 &+ 1_013_904_223
      return index % 3 == 0 ? UInt8(truncatingIfNeeded: state >> 24) & 0x0F : UInt8(truncatingIfNeeded: index / 1_000)
    }
  }()

  @Test(arguments: [1, 3, 9, 19])
  func roundTrip(level: Int) throws {
    let packed = try Zstd.compress(Self.sample, level: level)
    #expect(packed.count < Self.sample.count)
    #expect(try Zstd.decompress(packed) == Self.sample)
  }

  @Test func emptyInput() throws {
    #expect(try Zstd.decompress(Zstd.compress([])) == [])
  }

  @Test func frameStatesContentSizeAndChecksum() throws {
    let packed = try Zstd.compress(Self.sample)
    #expect(packed.prefix(4) == [0x28, 0xB5, 0x2F, 0xFD])
    // RFC 8878, 3.1.1.1.1: bit 2 of the descriptor is the checksum flag; bits 6 and 7 give the width of the size field.
    #expect(packed[4] & 0x04 != 0)
    #expect(packed[4] >> 6 == 2)
    let hasSingleSegment = packed[4] & 0x20 != 0
    let at = hasSingleSegment ? 5 : 6
    let size = packed[at..<(at + 4)].reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect(size == Self.sample.count)
  }

  @Test func bytesDoNotDependOnPieces() throws {
    var whole = try ZstdCompressor(level: 3)
    try whole.append(Self.sample)
    let expected = try whole.finish()
    for size in [1_000, 65_536, 262_144, 300_001] {
      var pieces = try ZstdCompressor(level: 3)
      var taken: [UInt8] = []
      for start in stride(from: 0, to: Self.sample.count, by: size) {
        try pieces.append(Self.sample[start..<min(start + size, Self.sample.count)])
        taken += pieces.takeOutput()
      }
      let bytes = taken + (try pieces.finish())
      #expect(bytes == expected, "pieces of \(size)")
    }
    #expect(try Zstd.decompress(expected) == Self.sample)
  }

  @Test func severalFramesFollowOneAnother() throws {
    let two = try Zstd.compress([1, 2, 3]) + Zstd.compress([4, 5])
    #expect(try Zstd.decompress(two) == [1, 2, 3, 4, 5])
  }

  @Test func refusals() throws {
    let packed = try Zstd.compress(Self.sample)
    #expect(throws: CompressionError(format: "zstd", reason: .tooLarge(limit: 1_000))) {
      try Zstd.decompress(packed, maxSize: 1_000)
    }
    #expect(throws: CompressionError(format: "zstd", reason: .truncated)) {
      try Zstd.decompress(Array(packed.dropLast(9)))
    }
    #expect(throws: CompressionError(format: "zstd", reason: .truncated)) { try Zstd.decompress([]) }
    var damaged = packed
    damaged[damaged.count - 1] ^= 0xFF
    #expect(throws: CompressionError.self) { try Zstd.decompress(damaged) }
    #expect(throws: CompressionError.self) { try Zstd.decompress([1, 2, 3, 4, 5, 6]) }
  }

  @Test func statedSizeMustBeMet() throws {
    #expect(throws: CompressionError.self) {
      var compressor = try ZstdCompressor(level: 3, contentSize: 10)
      try compressor.append([1, 2, 3])
      _ = try compressor.finish()
    }
  }

  @Test func versionHasThreeNumbers() {
    #expect(Zstd.version.split(separator: ".").compactMap { Int($0) }.count == 3)
  }
}
