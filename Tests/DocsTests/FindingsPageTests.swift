import Foundation
import PanelModel
import Testing

/// Docs/Findings.md: every finding has a row in the table and a section with a message of the program.
@Suite struct FindingsPageTests {
  /// A section by code: title, message and the lines on cause and remedy.
  private struct Section {
    var example: String?
    var cause = ""
    var remedy = ""
  }

  private static let sections: [String: Section] = {
    var sections: [String: Section] = [:]
    var code = ""
    for line in ((try? DocsTests.text("Docs/Findings.md")) ?? "").split(separator: "\n") {
      if let match = line.wholeMatch(of: /### ([A-Z]{3}-\d{3}): .+/) {
        code = String(match.1)
        sections[code] = Section()
      } else if let match = line.wholeMatch(of: /- Example: (?:`[^`]+`: )?\*(.+)\*/) {
        sections[code]?.example = String(match.1)
      } else if line.hasPrefix("- Cause: ") {
        sections[code]?.cause = String(line.dropFirst(9))
      } else if line.hasPrefix("- What to do: ") {
        sections[code]?.remedy = String(line.dropFirst(14))
      }
    }
    return sections
  }()

  private static let messages = try? SourceMessages(DocsTests.repository.appendingPathComponent("Sources"))

  /// A code that nothing finds has no message to show.
  private static func isUsed(_ code: FindingCode) -> Bool {
    messages?.files.contains { $0.text.contains(".\(code)") && !$0.text.contains("enum FindingCode") } ?? false
  }

  @Test(arguments: FindingCode.allCases) func everyFindingHasItsSection(_ code: FindingCode) throws {
    let section = try #require(Self.sections[code.rawValue], "no section '### \(code.rawValue): …'")
    #expect(section.cause.count > 20)
    #expect(section.remedy.count > 7)
    guard Self.isUsed(code) else { return }
    let example = try #require(section.example, "\(code.rawValue) has no example")
    // What is wrong with an unreadable file is said by its reader.
    let word = code == .workbookUnreadable ? "extension SpreadsheetError" : ".\(code)"
    #expect(
      try #require(Self.messages).isWritten(example, where: word),
      "the program does not say '\(example)' where it finds \(code.rawValue)")
  }

  @Test func noSectionIsOfACodeThatIsGone() {
    for code in Self.sections.keys.sorted() { #expect(FindingCode(rawValue: code) != nil, "\(code)") }
  }
}
