#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a file, read at any position; a file on disk is read piece by piece and never mapped, so that a file cut
/// short while it is read is an error and not a crash.
final class ByteSource: Sendable {
  private enum Storage: Sendable {
    case descriptor(Int32)
    case bytes([UInt8])
  }

  /// The file as the caller named it, for messages.
  let name: String
  let count: Int
  private let storage: Storage

  init(bytes: [UInt8], name: String, limits: Limits) throws(SpreadsheetError) {
    self.name = name
    count = bytes.count
    storage = .bytes(bytes)
    try check(limits)
  }

  init(path: String, limits: Limits) throws(SpreadsheetError) {
    name = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unreadable(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      let error = status.st_mode & S_IFMT == S_IFDIR ? Self.unreadable(path, "it is a folder") : Self.unreadable(path)
      close(descriptor)
      throw error
    }
    count = Int(status.st_size)
    storage = .descriptor(descriptor)
    try check(limits)
  }

  deinit {
    if case .descriptor(let descriptor) = storage { close(descriptor) }
  }

  /// Fills `buffer` from `offset` on and returns the bytes read: fewer than asked for only at the end of the file.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int {
    let wanted = max(0, min(buffer.count, count - offset))
    guard wanted > 0, offset >= 0 else { return 0 }
    switch storage {
    case .bytes(let bytes):
      bytes.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<(offset + wanted)]))
      }
      return wanted
    case .descriptor(let descriptor):
      var filled = 0
      while filled < wanted {
        let got = pread(descriptor, buffer.baseAddress.map { $0 + filled }, wanted - filled, off_t(offset + filled))
        if got < 0 && errno == EINTR { continue }
        guard got > 0 else { throw Self.unreadable(name, got == 0 ? "it became shorter while it was read" : nil) }
        filled += got
      }
      return filled
    }
  }

  /// The bytes from `offset` on, at most `length` of them.
  func bytes(at offset: Int, count length: Int) throws(SpreadsheetError) -> [UInt8] {
    let wanted = max(0, min(length, count - offset))
    var result = [UInt8](repeating: 0, count: wanted)
    var failure: SpreadsheetError?
    result.withUnsafeMutableBytes { buffer in
      do throws(SpreadsheetError) {
        _ = try read(at: offset, into: buffer)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return result
  }

  private func check(_ limits: Limits) throws(SpreadsheetError) {
    if count == 0 { throw SpreadsheetError(file: name, reason: .emptyFile) }
    if count > limits.fileSize {
      throw SpreadsheetError(file: name, reason: .limitExceeded(.fileSize, limit: limits.fileSize))
    }
  }

  private static func unreadable(_ path: String, _ detail: String? = nil) -> SpreadsheetError {
    SpreadsheetError(file: path, reason: .cannotRead(detail: detail ?? String(cString: strerror(errno))))
  }
}
