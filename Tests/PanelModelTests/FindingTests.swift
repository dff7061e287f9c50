import PanelModel
import Testing
import _TestSupport

@Suite struct FindingTests {
  private func finding(
    _ code: FindingCode, severity: Finding.Severity? = nil, cell: String? = nil, area: Int32? = nil,
    year: Int32? = nil, message: String = ""
  ) -> Finding {
    Finding(
      code, severity: severity, location: cell.map { SourceLocation(file: "raw/a.xlsx", sheet: "s", cell: $0) },
      area: area.map { AreaCode($0) }, year: year.map { ReferenceYear($0) }, message: message, remedy: "")
  }

  @Test func errorsFirstThenCodeThenPlace() {
    let sorted = [
      finding(.textWhereNumber, cell: "A1"), finding(.textWhereNumber, cell: "B2"),
      finding(.textWhereNumber, cell: "B10"), finding(.workbookMissing),
      finding(.jumpInTime, area: 1, year: 2010), finding(.jumpInTime, area: 1, year: 2011),
      finding(.jumpInTime, area: 2, year: 2010), finding(.areaNotMatched), finding(.sheetNotUsed),
      finding(.approximation, message: "a"),
      finding(.approximation, message: "b"),
    ]
    var generator = SplitMix64(seed: 5)
    for _ in 0..<30 { #expect((sorted.shuffled(using: &generator).sorted() == sorted) as Bool) }
  }

  @Test func aDefinitionMaySayAnotherSeverity() {
    #expect(finding(.sheetNotUsed).severity == .note)
    let raised = finding(.sheetNotUsed, severity: .error)
    #expect(raised.severity == .error)
    #expect(raised < finding(.workbookMissing, severity: .warning))
  }

  @Test func severitiesRise() {
    #expect(Finding.Severity.allCases.sorted() == [.note, .warning, .error])
  }

  @Test func codesAreStableAndUnique() {
    let codes = FindingCode.allCases.map(\.rawValue)
    #expect(Set(codes).count == codes.count)
    for code in codes {
      let parts = code.split(separator: "-")
      #expect(parts.count == 2 && parts[0].count == 3 && parts[1].count == 3 && Int(parts[1]) != nil, "\(code)")
    }
    // A code keeps its meaning for good: these stand in people's notes and scripts.
    #expect(FindingCode.areaNotMatched.rawValue == "ING-004")
    #expect(FindingCode.jumpInTime.rawValue == "CLN-006")
    #expect(FindingCode.constantIndicator.rawValue == "NRM-001")
  }
}
