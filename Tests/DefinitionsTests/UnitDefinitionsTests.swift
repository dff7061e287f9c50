import Definitions
import PanelModel
import Testing

@Suite struct UnitDefinitionsTests {
  @Test func multiplesOfMultiplesMultiply() throws {
    let units = try units()
    #expect(units.unit(named: "亿元")?.multiplier == 1e8)
    #expect(units.unit(named: "亿元")?.dimension == units.unit(named: "CNY")?.dimension)
    #expect(units.unit(named: "1") == .one)
    #expect(units.unit(named: "%")?.dimension.isNumber == true)
  }

  @Test func expressionsOfUnits() throws {
    let units = try units()
    let perHead = try #require(units.unit(named: "CNY/person"))
    #expect(perHead.dimension.description == "money / person")
    #expect(perHead.symbol == "CNY/person")
    #expect(units.unit(named: "bed/(1000 person)")?.multiplier == 0.001)
    #expect(units.unit(named: "万元/万人")?.multiplier == 1)
    #expect(units.unit(named: "person/km2")?.dimension.description == "person / area")
    #expect(units.unit(named: "CNY / person / km2")?.dimension.description == "money / area * person")
    #expect(units.unit(named: "km2^2")?.dimension.description == "area^2")
    #expect(units.unit(named: "1/(100 person)")?.multiplier == 0.01)
    #expect(units.unit(named: "CNY*person")?.dimension.description == "money * person")
  }

  @Test(
    "What is no unit gives none",
    arguments: ["", "yen", "CNY/", "CNY//person", "(CNY", "CNY)", "CNY person", "km2^0", "km2^", "-1 CNY", "0 CNY"])
  func refuses(text: String) throws {
    #expect(try units().unit(named: text) == nil)
  }

  @Test func printedFormsAreFoundWhateverTheBlanksAndWidths() throws {
    let units = try units()
    for text in ["万元", "万 元", "10 000 yuan", "10000 Yuan", "10\u{A0}000\u{3000}yuan"] {
      #expect(units.unit(printed: text)?.symbol == "万元", "\(text)")
    }
    #expect(units.unit(printed: "％")?.symbol == "%")
    #expect(units.unit(printed: "上年＝100")?.symbol == "index_previous_100")
    #expect(units.unit(printed: "万人")?.symbol == "万人")
    #expect(units.unit(printed: "dozen") == nil)
  }

  @Test func mistakesInTheUnitsFile() {
    func said(_ entry: String) -> String? { message { try UnitDefinitions(value("units:\n  \(entry)\n")) } }
    #expect(said("\"1\": {dimension: x}") == "f.yaml:2:3: The unit '1' is built in or stands twice. Remove it.")
    #expect(said("x: {times: 0, of: \"1\"}") == "f.yaml:2:3: 'times' must be > 0. Write a positive number.")
    #expect(said("x: {times: 10, of: y}")?.hasPrefix("f.yaml:2:22: 'y' is not a known unit") == true)
    #expect(said("x: {times: 10}")?.contains("'of' is missing") == true)
    #expect(said("x: {dimension: money, tmes: 3}")?.contains("Unknown key 'tmes'") == true)
  }

  @Test func anUnknownUnitSuggestsTheNearest() throws {
    let units = try units()
    #expect(
      message { try units.unit(value("a: persn").map().required("a")) }
        == "f.yaml:1:4: 'persn' is not a known unit. Did you mean 'person'?")
  }
}
