/// A table for the terminal. Columns align although Chinese characters are two columns wide.
package struct TextTable {
  package enum Alignment: Sendable { case left, right }

  package var header: [String]
  package var rows: [[String]]
  private let alignments: [Alignment]

  /// - Parameter alignments: one a column; right where none is given.
  package init(header: [String], rows: [[String]], alignments: [Alignment] = []) {
    self.header = header
    self.rows = rows
    self.alignments = header.indices.map { $0 < alignments.count ? alignments[$0] : .right }
  }

  /// Lines with two blanks between columns and no blanks at line ends.
  package var text: String {
    let all = [header] + rows
    let widths = header.indices.map { i in all.map { Self.width($0[i]) }.max() ?? 0 }
    let rule = widths.map { String(repeating: "-", count: $0) }
    return ([header, rule] + rows).map { line($0, widths) }.joined(separator: "\n")
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (i, cell) in cells.enumerated() {
      if i > 0 { line += "  " }
      let padding = String(repeating: " ", count: max(0, widths[i] - Self.width(cell)))
      line += alignments[i] == .right ? padding + cell : cell + padding
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }

  /// Terminal columns of a text: wide East Asian characters count two, combining marks none.
  package static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x0300...0x036F, 0x200B...0x200D, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
