import Aggregate
import Definitions
import Indices
import Normalize
import PanelModel
import Weight

/// A method of a stage's registry, with what it says of itself.
package struct CatalogedMethod: Sendable {
  /// The step of an index a method serves, by the key of a definition it stands under.
  package enum Kind: String, Sendable, CaseIterable {
    case normalize
    case weight
    case aggregate
    case measure
  }

  /// Something a measure gives.
  package struct Output: Sendable {
    package var name: String
    package var title: Title
    package var isMain: Bool
    package var isTable: Bool
    package var note: String
  }

  package var kind: Kind
  package var info: MethodInfo
  /// What a measure gives; empty for other methods.
  package var outputs: [Output]
}

/// The methods of all stages, in order of kind and name.
package enum MethodCatalog {
  package static let all: [CatalogedMethod] = {
    var methods = NormalizationRegistry.all.map { CatalogedMethod(kind: .normalize, info: $0.info, outputs: []) }
    methods += WeightingRegistry.all.map { CatalogedMethod(kind: .weight, info: $0.info, outputs: []) }
    methods += AggregationRegistry.all.map { CatalogedMethod(kind: .aggregate, info: $0.info, outputs: []) }
    methods += MeasureRegistry.all.map { type in
      let outputs = type.outputs.map { output in
        CatalogedMethod.Output(
          name: output.name, title: output.title, isMain: output.isMain, isTable: output.kind == .table,
          note: output.note)
      }
      return CatalogedMethod(kind: .measure, info: type.info, outputs: outputs)
    }
    return CatalogedMethod.Kind.allCases.flatMap { kind in
      methods.filter { $0.kind == kind }.sorted { $0.info.name < $1.info.name }
    }
  }()

  /// The methods of a name: `entropy`, or `weight:entropy` where several stages have one.
  package static func named(_ name: String) -> [CatalogedMethod] {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return all.filter { $0.info.name == name } }
    return all.filter { $0.kind.rawValue == parts[0] && $0.info.name == parts[1] }
  }

  /// What to do about a name no method has.
  package static func remedy(for name: String) -> String {
    let near = Suggestions.nearest(to: name, among: all.map { $0.info.name })
    return (near.map { "Did you mean '\($0)'? " } ?? "") + "'almanac methods' lists all."
  }

  /// The list as a table: a row a method.
  package static var table: DataTable {
    DataTable(columns: [
      DataColumn("kind", .text(all.map(\.kind.rawValue))),
      DataColumn("method", .text(all.map { $0.info.name })),
      DataColumn("title", .text(all.map { $0.info.title.both })),
      DataColumn("formula", .text(all.map { $0.info.formula })),
      DataColumn("source", .text(all.map { $0.info.source })),
    ])
  }
}
