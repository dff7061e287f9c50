import Definitions

extension SchemaField {
  /// What is done to the key.
  enum Change {
    case set(OrderedValue)
    case remove
    case rename(String)

    /// The change a bad example describes: a value, another key, or no key.
    init(bad: OrderedValue) {
      if let value = bad["value"] {
        self = .set(value)
      } else if let key = bad["key"]?.text {
        self = .rename(key)
      } else {
        self = .remove
      }
    }
  }

  /// A whole file in which the key is changed.
  func document(_ change: Change) -> OrderedValue { changed(nil, 0, change) }

  private func changed(_ node: OrderedValue?, _ depth: Int, _ change: Change) -> OrderedValue {
    let container = containers[depth]
    var here = (container.isOwn ? nil : node) ?? container.example ?? .map([])
    if case .text = here { here = container.example ?? .map([]) }
    guard depth < containers.count - 1 else { return apply(change, to: here) }
    let step = containers[depth + 1].step
    switch (step, here) {
    case ("[]", _):
      let items = here.items.isEmpty ? container.example?.items ?? [] : here.items
      return .list([changed(items.first, depth + 1, change)] + items.dropFirst())
    case ("*", .map(let entries)):
      guard let last = entries.last else { return here }
      here[last.key] = changed(last.value, depth + 1, change)
    default: here[step] = changed(here[step], depth + 1, change)
    }
    return here
  }

  private func apply(_ change: Change, to map: OrderedValue) -> OrderedValue {
    var here = map
    for key in schema["x-without"]?.items.compactMap(\.text) ?? [] { here[key] = nil }
    for entry in schema["x-with"]?.members ?? [] { here[entry.key] = entry.value }
    let key = key == "*" ? here.members.last?.key ?? "x" : key
    switch change {
    case .set(let value): here[key] = value
    case .remove: here[key] = nil
    case .rename(let other):
      here[key] = here[key] ?? examples.first ?? .text("x")
      here = here.renaming(key, to: other)
    }
    return here
  }

  /// The line of a changed file the mistake is in, counted from 1: that of its key at the top of the file.
  func line(in document: OrderedValue, _ change: Change) -> Int {
    guard case .map(let entries) = document else { return 1 }
    var top = containers.count > 1 ? containers[1].step : key
    if containers.count == 1, case .rename(let other) = change { top = other }
    if top == "*" { return entries.count }
    return (entries.firstIndex { $0.key == top } ?? 0) + 1
  }
}
