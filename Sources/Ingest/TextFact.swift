import Definitions
import PanelModel

/// What a printed text says, whatever table it stands in: worked out once for each text and then only looked up.
final class TextFact: Sendable {
  /// A unit that a caption states: known or not, and as printed.
  struct CaptionUnit: Sendable {
    var unit: UnitOfMeasure?
    var text: String
  }

  /// Its number in the memory of texts; -1 for a text that is not kept there.
  let number: Int32
  let text: String
  /// Without blanks, full-width forms narrowed, lower case.
  let compact: String
  /// The number it reads as, if it does.
  let figure: Double?
  /// As names of areas are compared.
  let areaName: String
  let areaChoices: [AreaMatcher.Choice]
  let province: AreaCode?
  /// The first year 1949-2099 in it.
  let year: ReferenceYear?
  /// Whether it has a word for unit in it, as captions do.
  let statesUnit: Bool
  let captionUnit: CaptionUnit?

  init(_ text: String, number: Int32, areas: AreaMatcher, units: UnitDefinitions) {
    self.text = text
    self.number = number
    let narrow = PrintedText.compact(text)
    compact = PrintedText.lowercased(narrow)
    figure = CellValue.number(narrow)
    areaName = AreaMatcher.normalized(text)
    areaChoices = areas.choices(areaName)
    province = areas.province(normalized: areaName)
    year = Captions.referenceYear(in: text, compact: compact)
    statesUnit = compact.hasBytes(of: "单位") || compact.hasBytes(of: "unit:")
    captionUnit = statesUnit ? Captions.unit(in: compact, units) : nil
  }

  /// Nothing but blanks.
  var isBlank: Bool { compact.isEmpty }

  /// 续表, 2-3 续表1, 续表(2010-2019年), continued: that a table goes on, and no title.
  var isBareContinuation: Bool {
    var rest = compact
    for word in ["续表", "continued", "(续)"] { rest = rest.replacing(word, with: "") }
    return rest.count < compact.count && rest.allSatisfy { $0.isNumber || "-–—()[].、第页表年末".contains($0) }
  }
}

extension String {
  /// Whether a text stands in this one, byte for byte: for words that no mark can join.
  func hasBytes(of word: String) -> Bool {
    var (text, word) = (self, word)
    return text.withUTF8 { text in
      word.withUTF8 { word in
        guard let first = word.first else { return true }
        var start = 0
        while start + word.count <= text.count {
          if text[start] == first {
            var length = 1
            while length < word.count && text[start + length] == word[length] { length += 1 }
            if length == word.count { return true }
          }
          start += 1
        }
        return false
      }
    }
  }
}
