import Definitions

/// A choice of each method with the options it cannot do without.
enum SampleChoice {
  static func of(_ name: String, _ more: [String: OptionValue] = [:]) -> MethodChoice {
    var values: [String: OptionValue] =
      switch name {
      case "scaled": ["from": .list([.number(0), .number(10)])]
      case "goalposts": ["posts": .list([.number(0), .number(10)])]
      case "distance_to_target": ["targets": .map([OptionEntry("x", .number(10))])]
      case "distance_to_reference", "ampi_scale": ["year": .number(2001)]
      default: [:]
      }
    values.merge(more) { $1 }
    return MethodChoice(name, options: MethodOptions(values))
  }
}
