import Foundation
import SampleYearbooks
import Spreadsheet
import Testing

/// The workbooks of Docs/Tutorial are those the generator makes.
@Suite struct TutorialBookTests {
  private static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func cells(_ file: URL) throws -> [String] {
    let sheet = try Workbook.open(path: file.path).sheet(at: 0)
    return sheet.cells.map { "\($0)" }
  }

  @Test func theShippedWorkbooksAreTheGeneratorsOwn() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tutorial-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let arguments = try Arguments(["--project", Self.repository.path, "--tutorial", folder.path])
    _ = try SampleYearbooksCommand.run(arguments) { _ in }
    for edition in 2010...2012 {
      let name = "public-services-\(edition).xlsx"
      let made = try Self.cells(folder.appendingPathComponent(name))
      #expect(made.count > 200)
      #expect(made == (try Self.cells(Self.repository.appendingPathComponent("Docs/Tutorial/\(name)"))))
    }
  }
}
