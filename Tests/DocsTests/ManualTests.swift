import Foundation
import Testing

/// Docs/Definitions.md: the lists of keys are written from the schema.
@Suite struct ManualTests {
  @Test func keysAreThoseOfTheSchema() throws {
    let page = "Docs/Definitions.md"
    let text = try ManualPage(folder: try SchemaFolder.load()).renewed(try DocsTests.text(page))
    try Snapshots.check(text, at: DocsTests.repository.appendingPathComponent(page))
  }

  @Test func everyKindIsOnThePage() throws {
    let text = try DocsTests.text("Docs/Definitions.md")
    for kind in try SchemaFolder.load().kinds {
      #expect(text.contains("<!-- keys of \(kind.name) -->"), "\(kind.name)")
      #expect(text.contains("\"indicators/schema/\(kind.name).schema.json\": \"\(kind.pattern)\""), "\(kind.name)")
    }
  }
}
