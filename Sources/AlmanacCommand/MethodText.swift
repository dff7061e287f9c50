import Definitions
import PanelModel
import Pipeline
import Report

/// A method as text: title, formula, source, options, outputs, edge rules.
struct MethodText {
  let method: CatalogedMethod

  init(_ method: CatalogedMethod) { self.method = method }

  var text: String {
    let info = method.info
    var lines = ["\(info.name) (\(method.kind.rawValue)): \(info.title.both)"]
    lines += ["", "Formula"] + TextWrap.lines(info.formula, indent: 2)
    lines += ["", "Source"] + TextWrap.lines(info.source, indent: 2)
    if !info.options.isEmpty { lines += ["", "Options"] + info.options.flatMap(Self.lines) }
    if !method.outputs.isEmpty { lines += ["", "Outputs"] + method.outputs.flatMap(Self.lines) }
    lines += ["", "Edges"] + info.edges.flatMap { TextWrap.lines("- \($0)", indent: 2) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ option: MethodInfo.Option) -> [String] {
    let standard = option.defaultText.map { "default: \($0)" } ?? "must be given"
    return TextWrap.lines("\(option.name): \(option.allowed); \(standard)", indent: 2)
      + TextWrap.lines(option.meaning, indent: 6)
  }

  private static func lines(_ output: CatalogedMethod.Output) -> [String] {
    let words = [output.title.both, output.isMain ? "main" : "", output.isTable ? "a table" : "", output.note]
    return TextWrap.lines("\(output.name): " + words.filter { !$0.isEmpty }.joined(separator: "; "), indent: 2)
  }

  /// The options of methods as a table, for programs.
  static func options(of methods: [CatalogedMethod]) -> DataTable {
    let rows = methods.flatMap { method in method.info.options.map { (method.info, $0) } }
    return DataTable(columns: [
      DataColumn("method", .text(rows.map { $0.0.name })),
      DataColumn("option", .text(rows.map { $0.1.name })),
      DataColumn("allowed", .text(rows.map { $0.1.allowed })),
      DataColumn("default", .text(rows.map { $0.1.defaultText })),
      DataColumn("meaning", .text(rows.map { $0.1.meaning })),
    ])
  }
}
