import Definitions
import Foundation
import PanelModel
import Testing
import _TestSupport

/// The wordings of the sectors: each belongs to one code, and a table may name a sector by it.
@Suite struct SectorVocabularyTests {
  private static func vocabulary() throws -> (SectorVocabulary, String) {
    let path = "\(AreaMatcherTests.repository)/\(SectorVocabulary.path)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return (try SectorVocabulary(text: text, file: SectorVocabulary.path), text)
  }

  @Test func theErasHoldTheirSectors() throws {
    let (sectors, _) = try Self.vocabulary()
    let eras = Dictionary(grouping: sectors.entries, by: \.era)
    #expect(eras.mapValues(\.count) == [1998...2002: 16, 2003...2012: 19, 2013...2017: 19, 2018...Int32.max: 19])
    for (era, entries) in eras {
      #expect(Set(entries.map(\.section)).count == entries.count, "\(era)")
      #expect(entries.map(\.section).sorted().last == (era.lowerBound == 1998 ? "P" : "S"))
    }
    // The sections that changed places between the classifications of 2002 and 2011.
    let section = { (code: String, year: Int32) in
      sectors.entries.first { $0.code == code && $0.era.contains(year) }?.section
    }
    #expect(["trade", "transport", "catering", "information"].map { section($0, 2010) } == ["H", "F", "I", "G"])
    #expect(["trade", "transport", "catering", "information"].map { section($0, 2015) } == ["F", "G", "H", "I"])
  }

  @Test func aTableMayNameASector() throws {
    let (_, text) = try Self.vocabulary()
    let sheet = try SmallSheet(
      "地区,采矿业 Mining,制  造  业,交通运输仓储及邮政业,信息业,教育\n甲市,1,2,3,4,5\n",
      """
      areas: {header: [地区]}
      columns:
        employment_mining:        {header: {sector: mining}, unit: person}
        employment_manufacturing: {header: {sector: manufacturing, era: 2013-2017}, unit: person}
        employment_transport:     {header: {sector: transport}, unit: person}
        employment_information:   {header: {sector: information, also: [信息业]}, unit: person}
        employment_education:     {header: {sector: education}, unit: person}

      """, sectors: text)
    #expect(
      sheet.figures == [
        "employment_mining 1 = 1", "employment_manufacturing 1 = 2", "employment_transport 1 = 3",
        "employment_information 1 = 4", "employment_education 1 = 5",
      ])
    #expect(sheet.findings.isEmpty, "\(sheet.findings.map(\.message))")
  }

  @Test func anUnknownSectorOrEraIsAnErrorWithItsPlace() throws {
    let (_, text) = try Self.vocabulary()
    for (header, words) in [
      ("{sector: manufacture}", "did you mean"), ("{sector: trade, era: 1998-2002}", "has no era '1998-2002'"),
      ("{sectors: trade}", "sector"),
    ] {
      let error = #expect(throws: DefinitionErrors.self) {
        try SmallSheet(
          "地区,a\n", "areas: {header: [地区]}\ncolumns:\n  x: {header: \(header), unit: person}\n", sectors: text)
      }
      let text = error.map { "\($0)" } ?? ""
      #expect(text.lowercased().contains(words) && text.contains("t.yaml"), "\(text)")
    }
  }

  @Test func oneWordingOfTwoSectorsIsAnError() throws {
    #expect(throws: DefinitionError.self) {
      try SectorVocabulary(
        text: "era,code,section,zh,en,spellings\n2018-,a,A,农业,,\n2018-,b,B,林业,,农业\n", file: "sectors.csv")
    }
  }

  /// The crosswalk names each sector by its section since 2018; two styles of compiled panels print them.
  @Test func everySpellingOfTheReferenceIsKnown() throws {
    guard let folder = SharedFolder.url?.appendingPathComponent("real/reference/sector_header_vocabulary.csv"),
      let text = try? String(contentsOf: folder, encoding: .utf8)
    else { return print("skipped: no folder shared/real/reference beside the package") }
    let (sectors, _) = try Self.vocabulary()
    let rows = DelimitedText.rows(text).dropFirst().map(\.fields)
    #expect(rows.count == 43)
    for row in rows {
      let parts = row[2].split(separator: "_").map(String.init)
      var name = parts.count > 1 ? parts[1] : row[2]
      if name.hasSuffix("万人") { name.removeLast(2) }
      let code = try #require(sectors.code(of: name), "\(row[2])")
      let current = sectors.entries.first { $0.code == code && $0.era.contains(2020) }
      if row[1].isEmpty {
        #expect(current == nil, "\(row[2])")
      } else {
        #expect(current?.section == row[1], "\(row[2]) is \(code)")
      }
    }
  }
}
