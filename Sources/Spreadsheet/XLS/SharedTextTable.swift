/// Reads the shared strings of a workbook (the SST record and its CONTINUEs, MS-XLS 2.4.265).
enum SharedTextTable {
  /// The reader stands on the record. Text n of the table becomes text n of the pool.
  ///
  /// The counts the record states are often wrong: texts are read as long as there are bytes. Only a table
  /// without texts that states more than there can be shows damage.
  static func read(
    _ reader: inout RecordReader, _ text: BIFFText, limits: Limits
  ) throws(SpreadsheetError) -> StringPool {
    let stated = Int(reader.body.u32(4))
    var pool = StringPool()
    reader.position = 8
    while try reader.goOn() {
      do throws(SpreadsheetError) {
        try text.read(&reader, countSize: 2)
      } catch {
        // Bytes left over behind the last text.
        if pool.count >= stated, case .recordsDamaged = error.reason { break }
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
    guard stated <= Int(Int32.max) || pool.count > 0 else {
      throw reader.damaged("the table of texts states \(stated) texts and holds none")
    }
    return pool
  }
}
