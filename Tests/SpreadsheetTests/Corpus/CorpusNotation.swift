import Spreadsheet

/// The notation the corpus hashes cells in: row, column, kind and value, tab-separated. The engines print dates in ways of
/// their own.
enum CorpusNotation: CaseIterable {
  /// Midnight without a time, elapsed time in seconds, times below one day alone.
  case calamine
  /// Date and time always, times below one day alone.
  case xlrd

  static var all: [CorpusNotation] { allCases }

  func lines(of sheet: Sheet) -> [UInt8] {
    var text = ""
    for cell in sheet.cells { text += "\(cell.row)\t\(cell.column)\t\(value(cell))\n" }
    return Array(text.utf8)
  }

  private func value(_ cell: Cell) -> String {
    switch cell.kind {
    case .number: "n\t" + Self.hexadecimal(cell.number ?? .nan)
    case .text: "s\t" + Self.escaped(cell.text)
    case .error: "e\t" + cell.text
    case .boolean: cell.number == 0 ? "b\t0" : "b\t1"
    case .date: "d\t" + date(cell)
    }
  }

  private static func hexadecimal(_ value: Double) -> String {
    let digits = String(value.bitPattern, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\\": result += "\\\\"
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  private func date(_ cell: Cell) -> String {
    guard let date = cell.date, let number = cell.number else { return cell.text }
    let isElapsed = ["[h", "[m", "[s"].contains(where: cell.numberFormat.code.lowercased().contains)
    if self == .calamine && isElapsed { return "PT\((number * 86_400_000).rounded() / 1_000)S" }
    let text = date.millisecond == 0 ? date.description : date.description + "000"
    return self == .xlrd && !date.isTimeOnly && !text.contains("T") ? text + "T00:00:00" : text
  }
}
