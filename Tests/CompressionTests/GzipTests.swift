import Compression
import Testing

@Suite struct GzipTests {
  @Test(arguments: [0, 1, 6, 9])
  func roundTrip(level: Int) throws {
    let packed = try Gzip.compress(ZstdTests.sample, level: level)
    #expect(try Gzip.decompress(packed) == ZstdTests.sample)
  }

  @Test func headerHoldsNoTime() throws {
    let packed = try Gzip.compress(Array("统计年鉴".utf8))
    #expect(packed.prefix(3) == [0x1F, 0x8B, 8])
    // RFC 1952: flags, then four bytes of time.
    #expect(packed[3..<8] == [0, 0, 0, 0, 0])
    #expect(try Gzip.compress(Array("统计年鉴".utf8)) == packed)
  }

  @Test func membersFollowOneAnother() throws {
    let two = try Gzip.compress([1, 2]) + Gzip.compress([]) + Gzip.compress([3])
    #expect(try Gzip.decompress(two) == [1, 2, 3])
  }

  @Test func refusals() throws {
    let packed = try Gzip.compress(ZstdTests.sample)
    #expect(throws: CompressionError(format: "gzip", reason: .truncated)) {
      try Gzip.decompress(Array(packed.dropLast(1)))
    }
    #expect(throws: CompressionError(format: "gzip", reason: .tooLarge(limit: 599_999))) {
      try Gzip.decompress(packed, maxSize: 599_999)
    }
    #expect(try Gzip.decompress(packed, maxSize: 600_000).count == 600_000)
    var damaged = packed
    damaged[damaged.count - 5] ^= 1
    #expect(throws: CompressionError.self) { try Gzip.decompress(damaged) }
  }
}
