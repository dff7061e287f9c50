import PanelFiles
import Testing

@Suite struct ThriftCompactTests {
  @Test func fieldsByHand() {
    // Field 1 int32 5: step 1, kind 5; zigzag(5) = 10. Field 3 text "ab": step 2, kind 8; length 2.
    let bytes = ThriftCompact.structure {
      $0.int32(1, 5)
      $0.text(3, "ab")
    }
    #expect(bytes == [0x15, 0x0A, 0x28, 0x02, 0x61, 0x62, 0x00])
  }

  @Test func numbersAreZigzagVarints() {
    let bytes = ThriftCompact.structure {
      $0.int64(1, -1)
      $0.int64(2, 150)
      $0.int16(3, -2)
      $0.int64(4, .max)
    }
    #expect(bytes[..<7] == [0x16, 0x01, 0x16, 0xAC, 0x02, 0x14, 0x03])
    #expect(bytes[7...] == [0x16, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x00])
  }

  @Test func farStepsSpellTheIdOut() {
    // Step 20 does not fit four bits: kind alone, then zigzag(20) = 40.
    let bytes = ThriftCompact.structure { $0.int32(20, 0) }
    #expect(bytes == [0x05, 40, 0x00, 0x00])
  }

  @Test func booleansLiveInTheHeader() {
    let bytes = ThriftCompact.structure {
      $0.bool(7, true)
      $0.bool(8, false)
    }
    #expect(bytes == [0x71, 0x12, 0x00])
  }

  @Test func nestedStructuresCountFromZeroAgain() {
    let bytes = ThriftCompact.structure {
      $0.structure(5) { $0.int32(1, 1) }
      $0.int32(6, 1)
    }
    #expect(bytes == [0x5C, 0x15, 0x02, 0x00, 0x15, 0x02, 0x00])
  }

  @Test func lists() {
    let short = ThriftCompact.structure {
      $0.int32s(2, [0, -1])
      $0.texts(3, ["x"])
      $0.structures(4, [1, 2]) { $1.int32(1, $0) }
    }
    #expect(short == [0x29, 0x25, 0x00, 0x01, 0x19, 0x18, 0x01, 0x78, 0x19, 0x2C, 0x15, 0x02, 0, 0x15, 0x04, 0, 0])
    let long = ThriftCompact.structure { $0.int32s(1, Array(repeating: 0, count: 15)) }
    #expect(long == [0x19, 0xF5, 15] + Array(repeating: 0, count: 15) + [0])
  }
}
