import Definitions
import Indices
import PanelModel
import Testing
import _TestSupport

struct MeasureRegistryTests {
  @Test func everyMeasureFileIsRegistered() throws {
    let registered = MeasureRegistry.all.map { String(describing: $0) }
    let files = try MethodFiles.names(module: "Indices", folder: "Measures")
    #expect(!files.isEmpty)
    for name in files {
      #expect(registered.contains(name), "add this line to MeasureRegistry.all: \(name).self,")
    }
    #expect(registered == registered.sorted())
  }

  @Test func namesAreUniqueAndEveryMeasureHasOneMainOutput() {
    let names = MeasureRegistry.all.map { $0.info.name }
    #expect(Set(names).count == names.count)
    for type in MeasureRegistry.all {
      #expect(type.outputs.count { $0.isMain } == 1 && type.outputs.first?.isMain == true)
      #expect(Set(type.outputs.map(\.name)).count == type.outputs.count)
      #expect(!type.info.formula.isEmpty && !type.info.source.isEmpty && !type.info.edges.isEmpty)
    }
  }

  @Test func misspeltNamesGetSuggestions() throws {
    let measure = try #require(throws: DefinitionError.self) {
      try IndicesStage(definition: MeasureDefinition(code: "x", measure: "coaglomeration"))
    }
    #expect(measure.remedy.hasPrefix("Did you mean 'coagglomeration'?"))
    let option = try #require(throws: DefinitionError.self) {
      try IndicesStage(
        definition: MeasureDefinition(
          code: "x", measure: "location_quotient", options: MethodOptions(["totl": .text("employment")])))
    }
    #expect(option.message == "'totl' is not an option of location_quotient")
    #expect(option.remedy.hasPrefix("Did you mean 'total'?"))
  }
}
