import Definitions
import PanelModel
import Testing

@Suite struct RevisionRuleTests {
  private static func project(_ a: String, _ b: String, panel: String = "") throws -> ScratchProject {
    func table(_ name: String, _ rule: String) -> String {
      "table: \(name)\nyearbook: book\ntitle: T\nareas: {header: City}\ncolumns:\n  gdp: {header: GDP, unit: 万元}\n\(rule)\n"
    }
    return try ScratchProject([
      "indicators/units.yaml": testUnits, "indicators/areas/a.csv": "code,name_zh\n1,甲市\n",
      "indicators/tables/book/a.yaml": table("a", a), "indicators/tables/book/b.yaml": table("b", b),
      "indicators/panels/p.yaml":
        "code: p\ntitle: P\nareas: {group: all, boundaries: as published}\nyears: 2010\n\(panel)\ncolumns: [gdp]\n",
    ])
  }

  @Test func aPanelsRuleGoesBeforeATables() throws {
    let day = try #require(CalendarDate("2014-12-31"))
    let catalog = try Self.project("revisions: first", "revisions: first").load()
    let panel = catalog.panels[0].revisions
    #expect(RevisionRules(catalog.tables, panel: panel).rule(table: "a", of: "book") == .first)
    #expect(RevisionRules(catalog.tables, panel: panel).rule(table: "z", of: "book") == .latest)
    let other = try Self.project("", "", panel: "revisions: {as_of: 2014-12-31}").load()
    let rules = RevisionRules(other.tables, panel: other.panels[0].revisions)
    #expect(rules.rule(table: "a", of: "book") == .asOf(day))
  }

  @Test(arguments: [
    (
      "revisions: newest",
      "b.yaml:7:12: 'newest' is not a rule for revisions. Write latest, first or {as_of: 2014-12-31}."
    ),
    ("revisions: {as_of: 2014}", "b.yaml:7:20: '2014' is not a date"),
    ("revisions: {asof: 2014-12-31}", "Unknown key 'asof', and 'as_of' is missing. Did you mean 'as_of'?"),
  ]) func mistakesSayWhereAndWhat(_ rule: String, _ words: String) throws {
    let project = try Self.project("", rule)
    let said = try #require(message { try project.load() })
    #expect(said.contains(words), "\(said)")
  }

  @Test func tablesOfOneColumnMustAgree() throws {
    let project = try Self.project("", "revisions: first")
    let said = try #require(message { try project.load() })
    #expect(said.contains("'gdp' is also in the table 'a', whose revisions are latest, here first"), "\(said)")
  }
}
