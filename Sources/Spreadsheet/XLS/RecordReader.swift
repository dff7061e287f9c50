/// Walks over the records of a BIFF stream: a type, a length and as many bytes (MS-XLS 2.1.4). Reads a piece of the stream
/// at a time and decrypts what is encrypted.
struct RecordReader: ~Copyable {
  /// Larger than the largest record (65,535 bytes and 4 of its head).
  private static let bufferSize = 1 << 17

  private let stream: StreamMap
  private var cipher: RecordCipher?
  /// Records start before this place only.
  private let end: Int
  private let buffer: UnsafeMutableRawBufferPointer
  /// Where the buffer stands in the stream, and how much of it is filled.
  private var bufferStart = 0
  private var filled = 0
  /// Where the next record starts.
  private(set) var next: Int

  /// Of the record last read: its type, its place in the stream and its bytes, which stay valid until the next one is read.
  private(set) var type = 0
  private(set) var start = 0
  private(set) var body = ByteView(UnsafeRawBufferPointer(start: nil, count: 0))
  /// How far the body has been read as text (see `RecordReader+Text.swift`).
  var position = 0

  /// Reads records from `offset` on that start before `end`.
  init(_ stream: StreamMap, key: WorkbookKey? = nil, from offset: Int = 0, end: Int = .max) {
    self.stream = stream
    cipher = key.map { RecordCipher($0) }
    self.end = min(end, stream.count)
    next = max(0, offset)
    let wanted = min(Self.bufferSize, max(16, self.end - next + 0x1_0003))
    buffer = .allocate(byteCount: min(wanted, max(16, stream.count)), alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// From here on, records are decrypted.
  mutating func decrypt(with key: WorkbookKey) { cipher = RecordCipher(key) }

  /// Goes on at another place of the stream.
  mutating func jump(to offset: Int) { next = max(next, offset) }

  /// Reads the next record; false at the end. A record that is cut short is an error.
  mutating func advance() throws(SpreadsheetError) -> Bool {
    guard next <= end &- 4, try fill(4) else { return false }
    let head = ByteView(UnsafeRawBufferPointer(rebasing: buffer[(next - bufferStart)..<(next - bufferStart + 4)]))
    let (type, length) = (head.u16(0), head.u16(2))
    guard try fill(4 + length) else {
      throw damaged("the record at byte \(next) is cut short")
    }
    let position = next - bufferStart + 4
    let bytes = UnsafeMutableRawBufferPointer(rebasing: buffer[position..<(position + length)])
    if cipher != nil { cipher?.decrypt(type: type, bytes, at: next + 4) }
    self.type = type
    start = next
    body = ByteView(UnsafeRawBufferPointer(bytes))
    self.position = 0
    next += 4 + length
    return true
  }

  /// The type of the next record without reading it; nil at the end.
  mutating func peek() throws(SpreadsheetError) -> Int? {
    // The bytes of the present record must stay where they are.
    let position = next - bufferStart
    if position + 2 <= filled { return Int(buffer[position]) | Int(buffer[position + 1]) << 8 }
    let head = UnsafeMutableRawBufferPointer.allocate(byteCount: 2, alignment: 2)
    defer { head.deallocate() }
    guard next <= end &- 4, try stream.read(at: next, into: head) == 2 else { return nil }
    return Int(head[0]) | Int(head[1]) << 8
  }

  /// The records that may be read end before the stream does.
  var isAtNextSheet: Bool { end < stream.count && next >= end }

  /// All records are read, and the stream lacks nothing of what the file states.
  var isWhole: Bool { stream.isWhole && next >= stream.count }

  func failure(_ reason: SpreadsheetError.Reason) -> SpreadsheetError {
    SpreadsheetError(file: stream.source.name, reason: reason)
  }

  func damaged(_ detail: String) -> SpreadsheetError { failure(.recordsDamaged(detail: detail)) }

  /// Has `count` bytes from `next` on in the buffer; false where the stream ends before.
  private mutating func fill(_ count: Int) throws(SpreadsheetError) -> Bool {
    if next - bufferStart >= 0 && next - bufferStart + count <= filled { return true }
    // The record that is being read is not decrypted yet, so that all of it can come from the file again.
    bufferStart = next
    filled = try stream.read(at: next, into: buffer)
    return count <= filled
  }
}
