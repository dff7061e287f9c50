import PanelModel
import Testing

@Suite struct ObservationStatusTests {
  @Test func everyStatusHasItsOwnSDMXLetter() {
    let letters = ObservationStatus.allCases.map { String($0.letter) }.joined()
    #expect(letters == "ACEIJOMLQK")
    #expect(Set(letters).count == ObservationStatus.allCases.count)
  }

  @Test func fiveKindsAreMissing() {
    #expect(ObservationStatus.allCases.filter(\.isMissing).count == 5)
    #expect(
      ObservationStatus.allCases.filter { !$0.isMissing } == [.normal, .corrected, .estimated, .imputed, .treated])
  }

  @Test func theWeakerClaimWinsInAnyOrder() {
    #expect(ObservationStatus.normal.combined(with: .imputed) == .imputed)
    #expect(ObservationStatus.missingSuppressed.combined(with: .treated) == .missingSuppressed)
    for a in ObservationStatus.allCases {
      #expect(a.combined(with: a) == a)
      for b in ObservationStatus.allCases {
        #expect(a.combined(with: b) == b.combined(with: a))
        // A result of a missing input is missing, and only then.
        #expect(a.combined(with: b).isMissing == (a.isMissing || b.isMissing))
        for c in ObservationStatus.allCases {
          #expect(a.combined(with: b).combined(with: c) == a.combined(with: b.combined(with: c)))
        }
      }
    }
  }
}
