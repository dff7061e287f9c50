import Definitions
import Foundation

/// The variants of a method that an option chooses among: `formula: standard | adjusted`. A method's formula and source tell
/// of all of them; an explanation needs the one used.
struct MethodVariants {
  private let names: [String]
  private let used: Set<String>

  init(_ info: MethodInfo, _ options: MethodOptions) {
    var names: [String] = []
    var used: Set<String> = []
    for option in info.options where option.allowed.contains(" | ") {
      let words = option.allowed.components(separatedBy: " | ")
      guard words.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }) else { continue }
      names += words
      if case .text(let chosen)? = options[option.name] {
        used.insert(chosen)
      } else {
        used.insert(option.defaultText ?? "")
      }
    }
    (self.names, self.used) = (names, used)
  }

  /// A text without its parts about variants that are not used; the whole text where nothing would be left.
  /// - Parameter withParts: whether a variant that the used one is computed from stays too: A in `B = A + LQm + LQs`.
  func used(in text: String, withParts: Bool) -> String {
    let parts = split(text)
    var kept = used
    if withParts {
      for part in parts.reversed() where part.variant.map({ kept.contains($0) }) ?? false {
        let words = part.text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
        kept.formUnion(words.filter { names.contains($0) })
      }
    }
    let left = parts.filter { part in part.variant.map { kept.contains($0) } ?? true }
    return left.isEmpty ? text : left.map(\.text).joined(separator: "; ")
  }

  private struct Part {
    var text: String
    /// The variant it is about; nil for what holds for all.
    var variant: String?
  }

  /// The text cut before every variant's name that begins a sentence or follows a semicolon: `standard C = ...`, `A: ...`.
  private func split(_ text: String) -> [Part] {
    var parts: [Part] = []
    for piece in text.components(separatedBy: "; ") {
      let sentences = piece.components(separatedBy: ". ")
      var texts: [String] = []
      for sentence in sentences {
        if texts.isEmpty || variant(sentence) != nil {
          texts.append(sentence)
        } else {
          texts[texts.count - 1] += ". " + sentence
        }
      }
      parts += texts.map { Part(text: $0, variant: variant($0)) }
    }
    return parts
  }

  private func variant(_ text: String) -> String? {
    names.first { name in
      [": ", " = ", " C = "].contains { text.hasPrefix(name + $0) }
    }
  }
}
