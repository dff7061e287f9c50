/// The header of a table: for each printed column its path of texts from top to bottom.
struct HeaderTree {
  /// A printed column: what it holds and the texts above it.
  struct Leaf {
    var column: PrintedColumn
    var scope: Scope
    var unit: PrintedUnit
    var decimals: Int
    var path: [String]
  }

  /// A block of the header: a text over rows and columns (columns counted from the first figure column).
  struct Block: Equatable {
    var text: String
    var rows: ClosedRange<Int>
    var columns: ClosedRange<Int>
  }

  let leaves: [Leaf]
  let blocks: [Block]
  /// Rows of the header, at least 2.
  let height: Int
  /// The unit of the caption line; nil: units stand in the headers.
  let captionUnit: PrintedUnit?

  init(_ table: PrintedTable, edition: Int, style: EditionStyle) {
    // The line under the caption holds the unit of the first column; others keep theirs in their header.
    let captionUnit = style.unitsInCaption ? table.columns.first?.unit.at(edition) : nil
    self.captionUnit = captionUnit?.zh.isEmpty == true ? nil : captionUnit
    var leaves: [Leaf] = []
    for group in table.groups {
      for column in group.columns {
        let unit = column.unit.at(edition)
        let header = Self.text(
          column.header.at(edition), unit: unit == captionUnit ? .none : unit, lineBreak: style.lineBreak)
        let above = (group.heading.map { [Self.text($0, unit: .none, lineBreak: style.lineBreak)] } ?? []) + [header]
        for scope in column.scopes.isEmpty ? [Scope.wholeCity] : column.scopes {
          let label = column.scopes.isEmpty ? [] : [Self.text(scope.label, unit: .none, lineBreak: style.lineBreak)]
          leaves.append(
            Leaf(column: column, scope: scope, unit: unit, decimals: column.decimals.at(edition), path: above + label))
        }
      }
    }
    self.leaves = leaves
    height = max(2, leaves.map(\.path.count).max() ?? 2)
    blocks = Self.blocks(leaves.map(\.path), height: height)
  }

  /// Chinese with the unit in parentheses, the English lines, the unit again: `年末户籍人口 (万人)` over `Household …`.
  static func text(_ header: Bilingual, unit: PrintedUnit, lineBreak: String) -> String {
    let lines = header.en.split(separator: "\n").joined(separator: lineBreak)
    if unit.zh.isEmpty { return header.zh + lineBreak + lines }
    let blank = unit.zh.count > 1 ? " " : ""
    return "\(header.zh)\(blank)(\(unit.zh))\(lineBreak)\(lines)\(lineBreak)(\(unit.en))"
  }

  /// Neighbours that share their path down to a level share a block; the last text but the scope reaches down.
  private static func blocks(_ paths: [[String]], height: Int) -> [Block] {
    var blocks: [Block] = []
    let depth = paths.map(\.count).max() ?? 0
    for level in 0..<depth {
      var start = 0
      while start < paths.count {
        guard paths[start].count > level else {
          start += 1
          continue
        }
        var end = start
        while end + 1 < paths.count, paths[end + 1].prefix(level + 1) == paths[start].prefix(level + 1) { end += 1 }
        let rows = rows(of: level, in: paths[start], height: height)
        blocks.append(Block(text: paths[start][level], rows: rows, columns: start...end))
        start = end + 1
      }
    }
    return blocks
  }

  /// A path shorter than the header is stretched at its first text.
  private static func rows(of level: Int, in path: [String], height: Int) -> ClosedRange<Int> {
    let spare = height - path.count
    return level == 0 ? 0...spare : (level + spare)...(level + spare)
  }
}
