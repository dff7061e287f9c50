/// Reads the shared strings of a workbook (the SST record and its CONTINUEs, MS-XLS 2.4.265).
enum SharedTextTable {
  /// The reader stands on the record. Text n of the table becomes text n of the pool.
  ///
  /// The counts the record states are often wrong: texts are read as long as there are bytes. Only a negative count,
  /// which no program writes, shows damage.
  static func read(
    _ reader: inout RecordReader, _ text: BIFFText, limits: Limits
  ) throws(SpreadsheetError) -> StringPool {
    let stated = Int32(bitPattern: reader.body.u32(4))
    guard stated >= 0 else { throw reader.damaged("the table of texts states \(UInt32(bitPattern: stated)) texts") }
    var pool = StringPool()
    reader.position = 8
    while try reader.goOn() {
      do throws(SpreadsheetError) {
        try text.read(&reader, countSize: 2)
      } catch {
        // Bytes left over behind the last text.
        if pool.count >= Int(stated), case .recordsDamaged = error.reason { break }
        throw error
      }
      if text.isTooLong(limits) {
        throw reader.failure(.limitExceeded(.charactersPerCell, limit: limits.charactersPerCell))
      }
      guard pool.count < limits.sharedStrings else {
        throw reader.failure(.limitExceeded(.sharedStrings, limit: limits.sharedStrings))
      }
      guard pool.byteCount + text.sink.count <= limits.textSize, pool.append(text.sink.bytes) != nil else {
        throw reader.failure(.limitExceeded(.textSize, limit: limits.textSize))
      }
    }
    return pool
  }
}
