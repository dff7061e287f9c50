import Definitions
import Normalize
import Testing
import _TestSupport

struct NormalizationRegistryTests {
  @Test func everyMethodFileIsRegistered() throws {
    let registered = NormalizationRegistry.all.map { String(describing: $0) }
    for name in try MethodFiles.names(module: "Normalize") {
      #expect(registered.contains(name), "add this line to NormalizationRegistry.all: \(name).self,")
    }
    #expect(registered == registered.sorted())
  }

  @Test func namesAreUniqueAndFound() throws {
    let names = NormalizationRegistry.all.map { $0.info.name }
    #expect(Set(names).count == names.count)
    for name in names { _ = try NormalizationRegistry.method(SampleChoice.of(name)) }
  }

  @Test func misspeltNameGetsASuggestion() throws {
    let error = try #require(throws: DefinitionError.self) {
      try NormalizationRegistry.method(MethodChoice("min-max"))
    }
    #expect(error.message == "'min-max' is not a normalisation method")
    #expect(error.remedy.contains("min_max"))
  }

  @Test func unknownOptionIsRefusedWhereItStands() throws {
    let place = DefinitionPlace(file: "indicators/indices/x.yaml", line: 4, column: 9)
    let options = MethodOptions(["too": .list([.number(0), .number(1)])], places: ["too": place])
    let error = try #require(throws: DefinitionError.self) {
      try NormalizationRegistry.method(MethodChoice("min_max", options: options))
    }
    #expect(error.place == place)
    #expect(error.remedy.contains("'to'"))
  }
}
