/// The cells of a sheet as plain runs of numbers, for readers that look at every cell more than once.
package struct PlainCells: Sendable {
  /// Where the cells of each row begin, empty rows included; one more for the end.
  package var rowStarts: [Int32] = []
  /// Column of each cell, from 0, ascending within a row.
  package var columns: [Int32] = []
  package var kinds: [CellKind] = []
  /// The number, the serial of a date, or 0 and 1 for a boolean; 0 for texts and errors.
  package var numbers: [Double] = []
  /// The number of the text of a text or error cell; -1 for other kinds.
  package var textIDs: [Int32] = []
  /// One more than the largest number a text may have.
  package var textCount = 0
}

extension Sheet {
  /// Copies the cells into plain runs. Cells with one text mostly have one text number, equal numbers always one text.
  package var plainCells: PlainCells {
    var plain = PlainCells()
    let count = storage.cells.count
    let shared = Int32(clamping: storage.sharedTexts.count)
    plain.textCount = Int(shared) + storage.ownTexts.count
    plain.rowStarts.reserveCapacity(rowCount + 1)
    for (position, row) in storage.rowNumbers.enumerated() {
      while plain.rowStarts.count <= Int(row) { plain.rowStarts.append(storage.rowStarts[position]) }
    }
    plain.rowStarts.append(Int32(clamping: count))
    plain.columns.reserveCapacity(count)
    plain.kinds.reserveCapacity(count)
    plain.numbers.reserveCapacity(count)
    plain.textIDs.reserveCapacity(count)
    for index in 0..<count {
      let (tag, payload) = (storage.cells.tag(index), storage.cells.payload(index))
      let kind = tag.kind
      plain.columns.append(Int32(storage.cells.column(index)))
      plain.kinds.append(kind)
      if kind == .text || kind == .error {
        let id = Int32(truncatingIfNeeded: payload)
        plain.numbers.append(0)
        plain.textIDs.append(tag.hasOwnText ? shared &+ id : id)
      } else {
        plain.numbers.append(Double(bitPattern: payload))
        plain.textIDs.append(-1)
      }
    }
    return plain
  }

  /// Lends the UTF-8 bytes of the text with a number of `plainCells`.
  package func withTextBytes<Result>(_ id: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let shared = Int32(clamping: storage.sharedTexts.count)
    return id < shared ? storage.sharedTexts.withBytes(id, body) : storage.ownTexts.withBytes(id &- shared, body)
  }
}

extension StringPool {
  /// The number of a text, adding it when it is new; nil when the pool is full (4 GiB).
  package mutating func number(of bytes: UnsafeBufferPointer<UInt8>) -> Int32? { intern(bytes) }
}
