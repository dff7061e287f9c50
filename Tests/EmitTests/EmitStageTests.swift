import Compression
import Emit
import Foundation
import PanelFiles
import PanelModel
import Testing

@Suite struct EmitStageTests {
  @Test func filesInOrder() throws {
    #expect(
      try Sample.files().map(\.name) == [
        "panel.csv.zst", "panel.parquet", "panel.csv.gz", "panel.jsonl", "status.csv.zst", "pairs.csv.zst",
        "datapackage.json", "codebook.md", "weights.csv", "findings.json", "manifest.json",
      ])
  }

  @Test func panelOfNothingElse() throws {
    let emission = Emission(panel: "p", title: Title(), table: Sample.table, manifest: PanelManifest(program: "1"))
    #expect(
      try Sample.files(emission).map(\.name) == [
        "panel.csv.zst", "panel.parquet", "datapackage.json", "codebook.md", "weights.csv", "findings.json",
        "manifest.json",
      ])
    #expect(try Sample.text("weights.csv", emission) == "index,node,indicator,n,k,entropy,divergence,weight,method\n")
    #expect(!(try Sample.text("codebook.md", emission)).contains("Synthetic"))
  }

  @Test func equalInputGivesEqualBytes() throws {
    var shuffled = Sample.emission
    shuffled.findings.reverse()
    shuffled.manifest.inputs.reverse()
    shuffled.manifest.codeVersions.reverse()
    shuffled.formats.reverse()
    #expect(try Sample.files() == Sample.files(shuffled))
  }

  @Test func theTableIsInTheFile() throws {
    let file = try #require(try Sample.files().first)
    let text = String(decoding: try Zstd.decompress(file.bytes), as: UTF8.self)
    #expect(
      text == """
        city_id,city_zh,year,region3,gdp_per_capita,nothing
        110000,北京市,2018,1,0.3333333333333333,
        110000,北京市,2019,1,2.0,
        110000,北京市,2020,1,,
        130100,石家庄市,2018,2,400000.0,
        130100,"石|家""庄,市",2020,,0.0,

        """)
  }

  @Test func weights() throws {
    #expect(
      try Sample.text("weights.csv") == """
        index,node,indicator,n,k,entropy,divergence,weight,method
        common_prosperity,affluence,gdp_per_capita,5,0.6213349345596119,0.9,0.1,0.6666666666666666,entropy
        common_prosperity,affluence,income,5,0.6213349345596119,0.95,0.05,0.3333333333333333,entropy
        common_prosperity,common_prosperity,affluence,,,,,1.0,equal

        """)
  }

  @Test func findings() throws {
    #expect(
      try Sample.text("findings.json").hasPrefix(
        """
        {
          "counts": {
            "findings": 3,
            "errors": 1,
            "warnings": 0,
            "notes": 2
          },
          "codes": [
            {
              "code": "ING-005",
              "severity": "error",
              "findings": 1,
              "values": 1
            },
            {
              "code": "CLN-007",
              "severity": "note",
              "findings": 2,
              "values": 5
            }
          ],
          "findings": [
            {
              "code": "ING-005",
              "severity": "error",
              "file": "raw/a.xlsx",
              "sheet": "2-7",
              "cell": "C12",
              "indicator": "gdp",
              "year": 2019,
              "message": "“约5” is text.",
              "remedy": "Correct the cell.",
              "count": 1
            },
        """))
  }

  @Test func manifest() throws {
    let files = try Sample.files()
    let text = String(decoding: files.last?.bytes ?? [], as: UTF8.self)
    #expect(text.contains("\"vintage\": \"2021-3b0c1234\""))
    let first = try #require(text.range(of: "raw/a.xlsx"))
    let second = try #require(text.range(of: "raw/b.xlsx"))
    #expect(first.lowerBound < second.lowerBound)
    #expect(text.contains("\"code_versions\": {\n    \"clean\": 1,\n    \"weight\": 2\n  }"))
    for file in files.dropLast() { #expect(text.contains(SHA256.hex(file.bytes)), "\(file.name)") }
    #expect(SHA256.hex(Array("abc".utf8)).hasPrefix("ba7816bf8f01cfea414140de5dae2223"))
  }
}
