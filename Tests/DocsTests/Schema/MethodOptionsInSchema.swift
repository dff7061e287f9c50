import Aggregate
import Definitions
import Foundation
import Indices
import Normalize
import PanelModel
import Weight

/// What the schema says of methods comes from the methods themselves.
enum MethodOptionsInSchema {
  /// The methods a schema file describes.
  static func methods(of file: String) -> [MethodInfo] {
    switch file {
    case "measure": MeasureRegistry.all.map { $0.info }
    case "index":
      NormalizationRegistry.all.map { $0.info } + WeightingRegistry.all.map { $0.info }
        + AggregationRegistry.all.map { $0.info }
    default: []
    }
  }

  /// A schema file in which every method has the options its `MethodInfo` states, with their texts; examples are kept.
  static func synced(_ file: SchemaFolder.File) -> SchemaFolder.File {
    var result = file
    for info in methods(of: file.name) {
      var body = file.root["$defs"]?[info.name] ?? .map([])
      body["title"] = .text("\(info.title.en) (\(info.title.zh))")
      body["description"] = .text(info.formula)
      var properties = OrderedValue.map([])
      for option in info.options {
        properties[option.name] = synced(body["properties"]?[option.name] ?? .map([]), option)
      }
      let required = info.options.filter { $0.defaultText == nil }.map { OrderedValue.text($0.name) }
      body["required"] = required.isEmpty ? nil : .list(required)
      body["properties"] = properties
      var definitions = result.root["$defs"] ?? .map([])
      definitions[info.name] = body
      result.root["$defs"] = definitions
    }
    return result
  }

  private static func synced(_ known: OrderedValue, _ option: MethodInfo.Option) -> OrderedValue {
    var property = OrderedValue.map([])
    property["description"] = .text(option.meaning)
    property["x-allowed"] = .text(option.allowed)
    if let text = option.defaultText { property["x-default"] = .text(text) }
    let words = option.allowed.components(separatedBy: " | ")
    let names = words.filter { $0.wholeMatch(of: /[A-Za-z0-9_]+/) != nil && $0 != "code" && $0 != "number" }
    if names.count == words.count { property["enum"] = .list(names.map(OrderedValue.text)) }
    for entry in known.members where ["x-with", "x-without", "examples", "x-bad"].contains(entry.key) {
      property[entry.key] = entry.value
    }
    return property
  }
}
