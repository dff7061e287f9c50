import Definitions
import Testing
import Weight
import _TestSupport

struct WeightingRegistryTests {
  @Test func everyMethodFileIsRegistered() throws {
    let registered = WeightingRegistry.all.map { String(describing: $0) }
    for name in try MethodFiles.names(module: "Weight") {
      #expect(registered.contains(name), "add this line to WeightingRegistry.all: \(name).self,")
    }
    #expect(registered == registered.sorted())
  }

  @Test func namesAreUnique() {
    let names = WeightingRegistry.all.map { $0.info.name }
    #expect(Set(names).count == names.count)
  }

  @Test func misspeltNamesGetSuggestions() throws {
    let method = try #require(throws: DefinitionError.self) {
      try WeightingRegistry.method(MethodChoice("entorpy"))
    }
    #expect(method.remedy.hasPrefix("Did you mean 'entropy'?"))
    let option = try #require(throws: DefinitionError.self) {
      try WeightingRegistry.method(MethodChoice("entropy", options: MethodOptions(["shfit": .number(1)])))
    }
    #expect(option.message == "'shfit' is not an option of entropy")
    #expect(option.remedy.hasPrefix("Did you mean 'shift'?"))
  }

  @Test func methodsWithoutOptionsTakeNone() throws {
    let error = try #require(throws: DefinitionError.self) {
      try WeightingRegistry.method(MethodChoice("equal", options: MethodOptions(["shift": .number(1)])))
    }
    #expect(error.remedy == "It takes no options; remove the key.")
  }
}
