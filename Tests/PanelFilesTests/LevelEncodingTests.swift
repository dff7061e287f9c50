import PanelFiles
import Testing

@Suite struct LevelEncodingTests {
  @Test func packedByHand() {
    // The example of Parquet's Encodings.md: 0 to 7 in three bits each are 0x88 0xC6 0xFA; one group: header 1 << 1 |
    // 1.
    #expect(LevelEncoding.encode(Array(0..<8), bitWidth: 3) == [0x03, 0x88, 0xC6, 0xFA])
  }

  @Test func runsByHand() {
    #expect(LevelEncoding.encode(Array(repeating: 1, count: 100), bitWidth: 1) == [0xC8, 0x01, 0x01])
    #expect(LevelEncoding.encode(Array(repeating: 300, count: 8), bitWidth: 9) == [0x10, 0x2C, 0x01])
    #expect(LevelEncoding.encode([], bitWidth: 1).isEmpty)
  }

  @Test func shortRunsArePackedAndFilledUp() {
    // 1, 1, 1 in one bit: one group, bits 0b111.
    #expect(LevelEncoding.encode([1, 1, 1], bitWidth: 1) == [0x03, 0x07])
  }

  @Test func runLendsValuesToTheGroupBeforeIt() {
    // 0, 1 x 20: the group 0 1 1 1 1 1 1 1 = 0xFE, then a run of the 13 ones left.
    let values: [UInt32] = [0] + Array(repeating: 1, count: 20)
    #expect(LevelEncoding.encode(values, bitWidth: 1) == [0x03, 0xFE, 26, 0x01])
  }

  @Test func widths() {
    let expected: [(UInt32, Int)] = [
      (0, 1), (1, 1), (2, 2), (255, 8), (256, 9), (32_767, 15), (32_768, 16), (.max, 32),
    ]
    for (maximum, width) in expected { #expect(LevelEncoding.bitWidth(for: maximum) == width) }
  }

  @Test func decodesToWhatWentIn() {
    var random = SeededGenerator(state: 3)
    for round in 0..<3000 {
      let width = 1 + round % 20
      let distinct = UInt64(1) << UInt64(round % 2 == 0 ? 1 : width)
      var values: [UInt32] = []
      for _ in 0..<(random.next() % 12) {
        let value = UInt32(random.next() % min(distinct, 1 << UInt64(width)))
        values += Array(repeating: value, count: Int(random.next() % 20))
      }
      let bytes = LevelEncoding.encode(values, bitWidth: width)
      #expect(ParquetProbe.levels(bytes[...], width: width, count: values.count) == values)
    }
  }
}
