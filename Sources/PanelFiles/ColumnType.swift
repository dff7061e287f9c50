import PanelModel

/// The type of a column's values.
package enum ColumnType: String, Sendable, Hashable, CaseIterable {
  case int32
  case double
  case text

  /// The type as a phrase of a message.
  var phrase: String {
    switch self {
    case .int32: "a whole number between -2147483648 and 2147483647"
    case .double: "a number"
    case .text: "a text"
    }
  }
}

extension DataColumn {
  /// The type of the column's values.
  package var type: ColumnType {
    switch values {
    case .int32: .int32
    case .double: .double
    case .text: .text
    }
  }
}

extension DataTable {
  /// Throws if the table is not one every format can carry: at least one column, distinct names that are not empty,
  /// equal lengths, finite numbers.
  package func checkWritable() throws(PanelFileError) {
    guard !columns.isEmpty else { throw PanelFileError(.tableShape("it has no columns")) }
    var names: Set<String> = []
    for column in columns {
      if column.name.isEmpty { throw PanelFileError(.tableShape("a column has no name")) }
      if !names.insert(column.name).inserted {
        throw PanelFileError(.tableShape("two columns have this name"), column: column.name)
      }
      if column.count != rowCount {
        let detail = "\(column.count) rows where the first column has \(rowCount)"
        throw PanelFileError(.tableShape(detail), column: column.name)
      }
      guard case .double(let values) = column.values else { continue }
      if let row = values.firstIndex(where: { $0.map { !$0.isFinite } ?? false }) {
        throw PanelFileError(.notFinite, column: column.name, row: row + 1)
      }
    }
  }
}
