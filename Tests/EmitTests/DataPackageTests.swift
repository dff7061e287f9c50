import Emit
import Foundation
import PanelModel
import Testing

@Suite struct DataPackageTests {
  private typealias Object = [String: Any]

  private func package() throws -> Object {
    let text = try Sample.text("datapackage.json")
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object)
  }

  private func resources() throws -> [Object] { try #require(try package()["resources"] as? [Object]) }

  @Test func headOfThePackage() throws {
    let package = try package()
    #expect(package["profile"] as? String == "tabular-data-package")
    #expect(package["name"] as? String == "upgrading_study")
    #expect(package["title"] as? String == "Industrial upgrading study (产业升级研究)")
    #expect(package["version"] as? String == "2021-3b0c1234")
    #expect((package["notice"] as? String)?.hasPrefix("Synthetic figures") == true)
    #expect((package["licenses"] as? [Object])?.first?["name"] as? String == "CC0-1.0")
    #expect((package["sources"] as? [Object])?.first?["citation"] as? String == "NBS (2021)")
  }

  @Test func aResourceForEachTable() throws {
    let resources = try resources()
    #expect(
      resources.compactMap { $0["name"] as? String } == [
        "panel", "panel-parquet", "panel-csv-gz", "panel-jsonl", "status", "pairs", "weights",
      ])
    let files = try Sample.files()
    for resource in resources {
      let file = try #require(files.first { $0.name == resource["path"] as? String })
      #expect(resource["bytes"] as? Int == file.bytes.count)
      #expect(resource["hash"] as? String == "sha256:" + SHA256.hex(file.bytes))
    }
    #expect(resources[0]["rows"] as? Int == 5)
    #expect(resources[0]["compression"] as? String == "zst")
    #expect(resources[1]["compression"] == nil)
    #expect(resources[1]["format"] as? String == "parquet")
  }

  @Test func schema() throws {
    let schema = try #require(try resources()[0]["schema"] as? Object)
    #expect(schema["primaryKey"] as? [String] == ["city_id", "year"])
    #expect(schema["missingValues"] as? [String] == [""])
    let fields = try #require(schema["fields"] as? [Object])
    #expect(
      fields.compactMap { $0["type"] as? String } == ["integer", "string", "integer", "integer", "number", "number"])
    #expect(fields[4]["unit"] as? String == "CNY/person")
    #expect(fields[4]["title"] as? String == "GDP per head (人均生产总值)")
    #expect(fields[4]["description"] as? String == "gdp / population | at 2006 prices")
    #expect((fields[3]["categories"] as? [Object])?.map { $0["label"] as? String } == ["East (东部)", "Central (中部)"])
    #expect((fields[0]["constraints"] as? Object)?["required"] as? Bool == true)
  }

  @Test func statusPointsToThePanel() throws {
    let status = try #require(try resources().first { $0["name"] as? String == "status" })
    let schema = try #require(status["schema"] as? Object)
    let foreign = try #require((schema["foreignKeys"] as? [Object])?.first)
    #expect((foreign["reference"] as? Object)?["resource"] as? String == "panel")
    let letters = (schema["fields"] as? [Object])?.last?["categories"] as? [Object]
    #expect(letters?.count == ObservationStatus.allCases.count)
  }
}
