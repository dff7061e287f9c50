import Compression
import Testing

@Suite struct InflaterTests {
  @Test(arguments: [1, 7, 65_536])
  func chunksJoinToTheWhole(chunkSize: Int) throws {
    let content = Array(ZstdTests.sample.prefix(5_000))
    let packed = try Inflater.deflate(content)
    var joined: [UInt8] = []
    var largest = 0
    try Inflater.inflate(packed, chunkSize: chunkSize) { chunk in
      joined.append(contentsOf: chunk)
      largest = max(largest, chunk.count)
    }
    #expect(joined == content)
    #expect(largest <= chunkSize)
  }

  @Test func inputMayComeInPieces() throws {
    let packed = try Inflater.deflate(ZstdTests.sample)
    var inflater = try Inflater()
    var output = [UInt8](repeating: 0, count: 4_096)
    var joined: [UInt8] = []
    var isFinished = false
    for byte in packed {
      var consumed = 0
      repeat {
        let progress = try withUnsafeBytes(of: byte) { input in
          try output.withUnsafeMutableBytes { room in
            try inflater.inflate(UnsafeRawBufferPointer(rebasing: input[consumed...]), into: room)
          }
        }
        consumed += progress.consumed
        joined += output[..<progress.produced]
        isFinished = progress.isFinished
        if progress.produced == 0 { break }
      } while !isFinished
    }
    #expect(isFinished)
    #expect(joined == ZstdTests.sample)
  }

  @Test func refusals() throws {
    let packed = try Inflater.deflate(ZstdTests.sample)
    #expect(throws: CompressionError(format: "deflate", reason: .truncated)) {
      try Inflater.inflate(Array(packed.dropLast(3))) { _ in }
    }
    #expect(throws: CompressionError(format: "deflate", reason: .truncated)) { try Inflater.inflate([]) { _ in } }
    #expect(throws: CompressionError(format: "deflate", reason: .invalidData(detail: "invalid block type"))) {
      try Inflater.inflate([0x07, 0xFF, 0xFF]) { _ in }
    }
  }
}

@Suite struct CRC32Tests {
  /// The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
  @Test func checkValue() {
    #expect(CRC32.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(CRC32.checksum([]) == 0)
  }

  @Test func piecesGiveTheSame() {
    var crc = CRC32()
    Array("12345".utf8).withUnsafeBytes { crc.append($0) }
    Array("6789".utf8).withUnsafeBytes { crc.append($0) }
    #expect(crc.value == 0xCBF4_3926)
  }
}
