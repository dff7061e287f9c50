import Definitions
import PanelModel
import Weight

/// How the weights of an index are found, in words a reader can compute them again from.
struct WeightingWords {
  /// An option of the method with the value that holds, written or not.
  struct Option {
    var name: String
    var text: String
    /// Nil for options that are no numbers.
    var number: Double?
  }

  private let index: ScoredPanel.IndexWeights
  private let info: MethodInfo?
  /// Whether the method reads the values of the panel.
  let isFromData: Bool

  init(_ index: ScoredPanel.IndexWeights) {
    self.index = index
    let name = index.index.weight.method.name
    let type = WeightingRegistry.all.first { $0.info.name == name }
    info = type.map { $0.info }
    isFromData = type.map { $0.readsValues } ?? false
  }

  /// `weights by entropy (熵值法) over all 21 indicators together, shift 0.0001, score unshifted: z is ...`.
  var sentence: String {
    let rule = index.index.weight
    guard let info else { return "weights by \(rule.method.name)" }
    let over =
      rule.level == .leaves
      ? "over all \(index.index.tree.leaves.count) indicators together" : "among the children of each node"
    let shown = options.filter { $0.name != "weights" }.map { ", \($0.name) \($0.text)" }.joined()
    return "weights by \(info.name) (\(info.title.zh)) \(over)\(shown): \(formula)"
  }

  var options: [Option] {
    (info?.options ?? []).compactMap { option in
      switch index.index.weight.method.options[option.name] {
      case .number(let x)?: Option(name: option.name, text: DecimalText.text(x), number: x)
      case let value?: Option(name: option.name, text: Explainer.text(value))
      // 'all years' is no value that was chosen.
      case nil:
        option.defaultText.flatMap { text in
          text.contains(" ") ? nil : Option(name: option.name, text: text, number: Double(text))
        }
      }
    }
  }

  /// The method's formula; that of entropy with the shift put in and every letter named.
  var formula: String {
    guard let info, info.name == EntropyWeighting.info.name else { return info?.formula ?? "" }
    let shift = options.first { $0.name == "shift" }?.number ?? 0
    let shifted = shift == 0 ? "z" : "(z + \(DecimalText.text(shift)))"
    let score =
      index.weights.scoreShift == 0
      ? "" : "; the score is taken of z + \(DecimalText.text(index.weights.scoreShift)), not of z"
    return "z is the normalised value, n the number of area-years that have one, and sums go over them: "
      + "p = \(shifted) / sum of \(shifted), e = -k x sum of p x ln(p) with k = 1 / ln(n) and 0 x ln(0) = 0, "
      + "d = 1 - e, weight = d / sum of d\(score)"
  }
}
