/// A flat typed table, the last form of a panel before a file format and the first after reading one.
///
/// Columns have equal length; a cell is a value or missing. Row order is the writer's: panels sort by area and year.
package struct DataTable: Sendable, Equatable {
  package var columns: [DataColumn]

  /// - Precondition: all columns have the same length.
  package init(columns: [DataColumn]) {
    self.columns = columns
    assert(Set(columns.map(\.count)).count <= 1, "columns of unequal length")
  }

  package var rowCount: Int { columns.first?.count ?? 0 }

  package subscript(name: String) -> DataColumn? { columns.first { $0.name == name } }
}

/// One column of a `DataTable`.
package struct DataColumn: Sendable, Equatable {
  /// Variable name: lower-case ASCII, at most 32 characters.
  package var name: String
  package var values: Values
  /// Label in English and Chinese, for codebooks and formats that carry labels.
  package var title: Title
  /// Unit as defined in units.yaml; empty for names, codes and pure numbers.
  package var unit: String
  /// Labels of coded integers, in order of the code; empty if the integers are numbers.
  package var valueLabels: [ValueLabel]
  /// One sentence for the codebook: the formula, rule or source.
  package var note: String

  package enum Values: Sendable, Equatable {
    case int32([Int32?])
    case double([Double?])
    case text([String?])
  }

  package struct ValueLabel: Sendable, Equatable {
    package var code: Int32
    package var title: Title

    package init(code: Int32, title: Title) {
      self.code = code
      self.title = title
    }
  }

  package init(
    _ name: String, _ values: Values, title: Title = Title(), unit: String = "", valueLabels: [ValueLabel] = [],
    note: String = ""
  ) {
    self.name = name
    self.values = values
    self.title = title
    self.unit = unit
    self.valueLabels = valueLabels
    self.note = note
  }

  package var count: Int {
    switch values {
    case .int32(let v): v.count
    case .double(let v): v.count
    case .text(let v): v.count
    }
  }

  /// How many cells hold no value.
  package var missingCount: Int {
    switch values {
    case .int32(let v): v.count { $0 == nil }
    case .double(let v): v.count { $0 == nil }
    case .text(let v): v.count { $0 == nil }
    }
  }
}

/// A title in both languages; either may be empty.
package struct Title: Sendable, Hashable {
  package var zh: String
  package var en: String

  package init(zh: String = "", en: String = "") {
    self.zh = zh
    self.en = en
  }

  /// English with the Chinese term beside it, as user-facing text prints it.
  package var both: String {
    zh.isEmpty ? en : en.isEmpty ? zh : "\(en) (\(zh))"
  }
}
