import PanelModel

/// Reads CSV into a table. See `CSVWriter` for the form; CRLF line ends and a byte order mark are accepted too.
///
/// A column has the type its schema states, or the narrowest of int32, double and text that holds all its values
/// without loss: codes with leading zeros (`010100`) and whole numbers a double cannot hold stay text. Quotation
/// marks say nothing about the type. An empty field is missing; `""` is empty text in a column of text and missing in
/// a column of numbers.
package struct CSVReader: Sendable {
  /// Types by column name; the type of a column not named here is found from its values.
  package var types: [String: ColumnType]
  /// Texts that mean missing besides the empty field, such as `NA`; compared with fields as they are printed.
  package var missingMarks: [String]

  package init(types: [String: ColumnType] = [:], missingMarks: [String] = []) {
    self.types = types
    self.missingMarks = missingMarks
  }

  /// The table in `bytes`, columns in the order of the file. Errors name the file as `file`.
  package func read(_ bytes: [UInt8], file: String = "") throws(PanelFileError) -> DataTable {
    do throws(PanelFileError) {
      return try bytes.withUnsafeBufferPointer { buffer throws(PanelFileError) in try table(buffer) }
    } catch {
      var located = error
      located.file = file
      throw located
    }
  }

  private func table(_ bytes: UnsafeBufferPointer<UInt8>) throws(PanelFileError) -> DataTable {
    let scanner = try CSVScanner(bytes)
    let marks = missingMarks.map { Array($0.utf8) }
    var columns: [DataColumn] = []
    var names: Set<String> = []
    for (i, field) in scanner.header.enumerated() {
      guard let name = CSVColumn.text(of: field, bytes) else { throw PanelFileError(.notUTF8, line: 1) }
      if name.isEmpty { throw PanelFileError(.tableShape("header field \(i + 1) is empty"), line: 1) }
      if !names.insert(name).inserted {
        throw PanelFileError(.tableShape("two columns have this name"), line: 1, column: name)
      }
      let column = CSVColumn(name: name, bytes: bytes, fields: scanner.columns[i], missingMarks: marks)
      do {
        columns.append(DataColumn(name, try column.values(types[name])))
      } catch {
        throw PanelFileError(
          error.reason, line: scanner.line(at: Int(scanner.columns[i][error.row].start)), column: name,
          row: error.row + 1)
      }
    }
    if let missing = types.keys.sorted().first(where: { !names.contains($0) }) {
      throw PanelFileError(.columnNotFound, column: missing)
    }
    return DataTable(columns: columns)
  }
}
