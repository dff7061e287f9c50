import Definitions
import Foundation

/// The parts of Docs/Definitions.md that come from the schema: between `<!-- keys of KIND -->` and `<!-- end -->`.
struct ManualPage {
  let folder: SchemaFolder

  /// A page with its generated parts written anew.
  func renewed(_ page: String) throws -> String {
    var result = ""
    var isInside = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if let match = line.wholeMatch(of: /<!-- keys of (\w+) -->/) {
        guard let kind = folder[String(match.1)] else { throw SchemaError("no schema of '\(match.1)'") }
        result += line + "\n\n" + (try text(of: kind)) + "\n"
        isInside = true
      } else if line == "<!-- end -->" {
        isInside = false
      }
      if !isInside { result += line + "\n" }
    }
    return String(result.dropLast())
  }

  /// An overview of the keys of a kind of file, then each key, then the options of methods.
  private func text(of kind: SchemaFolder.File) throws -> String {
    let fields = try SchemaWalk(folder, file: kind).fields.filter { $0.file != "common" }
    let own = fields.filter { $0.method == nil }
    var lines = [
      kind.root["description"]?.text ?? "", "", "File: `\(kind.pattern)`. Editors: `\(kind.name).schema.json`.", "",
      "| key | what | default |", "|---|---|---|",
    ]
    lines += own.map { "| `\(Self.name($0))` | \(Self.title($0)) | \(Self.standard($0)) |" }
    lines += own.flatMap(Self.section)
    for method in fields.compactMap(\.method).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } } {
      let body = kind.root["$defs"]?[method]
      lines += ["", "#### Options of `\(method)`: \(body?["title"]?.text ?? "")", ""]
      lines += ["`\(body?["description"]?.text ?? "")`"]
      lines += fields.filter { $0.method == method }.flatMap(Self.section)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func title(_ field: SchemaField) -> String { field.schema["title"]?.text ?? "" }

  /// `columns: CODE: header`
  private static func name(_ field: SchemaField) -> String {
    var steps = field.containers.dropFirst().map { ($0.step, $0.name) } + [(field.key, field.freeName)]
    if field.method != nil { steps = steps.suffix(1) }
    return steps.filter { $0.0 != "[]" }.map { $0.0 == "*" ? $0.1 : $0.0 }.joined(separator: ": ")
  }

  private static func standard(_ field: SchemaField) -> String {
    if let value = field.schema["default"] { return value == .text("") ? "empty" : "`\(value.yaml)`" }
    if let words = field.schema["x-default"]?.text { return words }
    return field.isRequired ? "must be there" : ""
  }

  private static func section(_ field: SchemaField) -> [String] {
    let heading =
      field.method == nil ? "#### `\(name(field))`: \(title(field))" : "**`\(name(field))`**"
    var lines = ["", heading, "", field.schema["description"]?.text ?? ""]
    let standard = standard(field)
    let allowed = allowed(field.schema)
    if !allowed.isEmpty || !standard.isEmpty {
      lines.append(
        "- Allowed: \(allowed.isEmpty ? "see below" : allowed)."
          + (standard.isEmpty ? "" : standard == "must be there" ? " It must be there." : " Default: \(standard)."))
    }
    let key = field.key == "*" ? field.freeName : field.key
    lines.append("- Good: " + field.examples.map { "`\(line(key, $0))`" }.joined(separator: ", or ") + ".")
    for bad in field.bad {
      let what: String
      switch SchemaField.Change(bad: bad) {
      case .set(let value): what = "`\(line(key, value))`"
      case .rename(let other): what = "`\(line(other, field.examples.first ?? .text("x")))`"
      case .remove: what = "no `\(key)`"
      }
      lines.append("- Bad: \(what). *\(escaped(bad["message"]?.text ?? ""))*")
    }
    return lines
  }

  private static func line(_ key: String, _ value: OrderedValue) -> String {
    key.isEmpty ? value.yaml : "\(key): \(value.yaml)"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("*", with: "\\*").replacing("_", with: "\\_").replacing("[", with: "\\[")
  }

  /// What may be written, in words.
  private static func allowed(_ schema: OrderedValue) -> String {
    if let words = schema["x-allowed"]?.text { return words.replacing("|", with: "or") }
    if let words = schema["x-shape"]?.text { return words }
    if let names = schema["enum"]?.items { return names.map { "`\($0.yaml)`" }.joined(separator: ", ") }
    if let name = schema["const"] { return "`\(name.yaml)`" }
    let parts = (schema["anyOf"]?.items ?? []) + (schema["oneOf"]?.items ?? [])
    if !parts.isEmpty { return parts.map(allowed).filter { !$0.isEmpty }.joined(separator: "; or ") }
    if let keys = schema["properties"]?.members.map(\.key) {
      let list = keys.map { "`\($0)`" }.joined(separator: ", ")
      return "a map with \(list)" + (schema["allOf"] == nil ? "" : " and the options of the method")
    }
    if schema["additionalProperties"]?.isMap == true { return "a map" }
    return schema["title"]?.text ?? ""
  }
}

extension SchemaField {
  /// What a free key is called: `CODE`.
  var freeName: String { Self.freeName(of: schema) }

  static func freeName(of schema: OrderedValue) -> String { schema["x-key"]?.text ?? "NAME" }
}
