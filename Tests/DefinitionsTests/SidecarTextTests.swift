import Definitions
import PanelModel
import Testing
import _TestSupport

@Suite struct SidecarTextTests {
  private func whole(_ name: String, _ title: Title, _ text: String) -> SidecarText {
    var sidecar = SidecarText()
    sidecar.add("yearbook", text: "china-city-yearbook")
    sidecar.add("edition", number: 2015)
    sidecar.add("reference_year", number: 2014)
    sidecar.addTable(number: "2-7", title: title)
    sidecar.add("producer", text: text)
    sidecar.add("licence", text: "")
    sidecar.add("url", text: "https://example.org/a?b=c&d=%20")
    sidecar.add("accessed", text: "2015-12-01")
    sidecar.addFile(name: name, bytes: 35_720, sha256: String(repeating: "0", count: 64))
    return sidecar
  }

  @Test func isWrittenAsAPersonWould() {
    let title = Title(zh: "地区生产总值及构成", en: "Gross Regional Product and Its Composition")
    let zeroes = String(repeating: "0", count: 64)
    let expected = """
      yearbook: china-city-yearbook
      edition: 2015
      reference_year: 2014
      table: {number: "2-7", title: {zh: 地区生产总值及构成, en: Gross Regional Product and Its Composition}}
      producer: National Bureau of Statistics
      url: https://example.org/a?b=c&d=%20
      accessed: 2015-12-01
      file: {name: "2-7-gdp.xlsx", bytes: 35720, sha256: \(zeroes)}

      """
    let text = whole("2-7-gdp.xlsx", title, "National Bureau of Statistics").text
    #expect(text == expected)
  }

  @Test(arguments: [
    "x", "a: b", "a #b", "#b", "- a", "[a]", "{a}", "a, b", "\"quoted\"", "it's", "back\\slash", "true", "no", "~",
    "null",
    "1.5", "2014", " leading", "trailing ", "a\tb", "a\u{7}b", "a\u{2028}b", "全市（含县）", "100%", "*a", "&a", "!a", "|",
    ">", "@a",
    "a:", "?", "—", "𠀀𠀀", "👍",
  ]) func anyTextReadsBack(_ text: String) throws {
    let sidecar = whole("\(text).xlsx".replacing("/", with: "-"), Title(zh: text, en: text), text)
    let source: SourceDefinition
    if text.contains("\\") {
      // A back slash may not stand in the name of a file beside its sidecar.
      let said = message { try SourceDefinition(value(sidecar.text), folder: "raw") }
      #expect(said?.contains("is not a plain file name") ?? false)
      source = try SourceDefinition(value(whole("a.xlsx", Title(zh: text, en: text), text).text), folder: "raw")
    } else {
      source = try SourceDefinition(value(sidecar.text), folder: "raw")
      #expect(source.workbook == "raw/\(text).xlsx")
    }
    #expect(source.tableTitle == Title(zh: text, en: text))
    #expect(source.producer == text)
    #expect(source.url == "https://example.org/a?b=c&d=%20")
    #expect(source.accessedDay == CalendarDate("2015-12-01"))
  }

  @Test func randomTextsReadBack() throws {
    var generator = SplitMix64(seed: 7)
    let scalars = Array("ab Z09:#,[]{}'\"\\-_.?!&*%@`|>~\t\n中文（）—…".unicodeScalars)
    for _ in 0..<400 {
      var text = "t"
      for _ in 0..<(1 + Int(generator.next() % 12)) {
        text.unicodeScalars.append(scalars[Int(generator.next() % UInt64(scalars.count))])
      }
      let source = try SourceDefinition(value(whole("a.xlsx", Title(zh: text, en: text), text).text), folder: "raw")
      #expect(source.tableTitle == Title(zh: text, en: text), "\(text)")
      #expect(source.producer == text)
    }
  }

  @Test func mergingRenewsOnlyItsOwnLines() {
    let before = """
      # what a person wrote
      yearbook: book   # stays
      edition: 2013
      accessed: 2014-01-01
      file:
        name: a.xlsx
        bytes: 3   # old
      # after the file
      note: kept

      """
    var sidecar = SidecarText()
    sidecar.add("accessed", text: "2015-05-05")
    sidecar.add("licence", text: "CC0")
    sidecar.addFile(name: "a.xlsx", bytes: 4, sha256: "ff")
    let expected = """
      # what a person wrote
      yearbook: book   # stays
      edition: 2013
      accessed: 2015-05-05
      licence: CC0
      file: {name: a.xlsx, bytes: 4, sha256: ff}
      # after the file
      note: kept

      """
    #expect(sidecar.merged(into: before) == expected)
    #expect(sidecar.merged(into: sidecar.merged(into: before)) == sidecar.merged(into: before))
  }
}
