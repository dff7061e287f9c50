import PanelModel

/// JSON Lines.
package struct JSONLinesFormat: PanelFormat {
  package let name = "jsonl"
  package let base = "jsonl"
  package let mediaType = "application/jsonl"

  package init() {}

  package func write(_ table: DataTable, metadata: FileMetadata) throws -> [UInt8] {
    try JSONLinesWriter().write(table)
  }
}
