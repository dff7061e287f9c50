import Spreadsheet

/// What was found in some cells. All but `sum` is the same in any order, so that readers can be held against each other.
struct Tally: Sendable {
  var cells = 0
  var numbers = 0
  var sum = 0.0
  /// Sum of the bit patterns of the numbers, modulo 2^64: equal only if no number differs in its last bit.
  var bits: UInt64 = 0
  var texts = 0
  var textBytes = 0

  /// Counts the cells of a sheet or a batch; looks at each of them only if `checks`.
  mutating func add(_ sheet: Sheet, checks: Bool) {
    cells += sheet.count
    guard checks else { return }
    for cell in sheet.cells {
      switch cell.kind {
      case .number, .date: add(cell.number ?? 0)
      case .text:
        texts += 1
        textBytes += cell.text.utf8.count
      case .boolean, .error: break
      }
    }
  }

  private mutating func add(_ number: Double) {
    numbers += 1
    sum += number
    bits &+= number.bitPattern
  }

  static func += (total: inout Tally, part: Tally) {
    total.cells += part.cells
    total.numbers += part.numbers
    total.sum += part.sum
    total.bits &+= part.bits
    total.texts += part.texts
    total.textBytes += part.textBytes
  }

  /// One line of JSON.
  func line(checks: Bool) -> String {
    guard checks else { return #"{"cells": \#(cells)}"# }
    return #"{"cells": \#(cells), "numbers": \#(numbers), "bits": \#(bits), "sum": \#(sum), "#
      + #""texts": \#(texts), "text_bytes": \#(textBytes)}"#
  }
}
