/// Why compressed bytes could not be made or read.
package struct CompressionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong, as a value a caller can switch over.
  package enum Reason: Sendable, Hashable {
    /// The library refused to start: `detail` is its own word for it.
    case setup(detail: String)
    /// The bytes are not a valid stream of this format.
    case invalidData(detail: String)
    /// The bytes end before the stream does.
    case truncated
    /// The expanded bytes would exceed `limit` bytes.
    case tooLarge(limit: Int)
  }

  /// Name of the format: "zstd", "gzip" or "deflate".
  package let format: String
  package let reason: Reason

  package init(format: String, reason: Reason) {
    self.format = format
    self.reason = reason
  }

  /// What the library said, or the reason in a few words, to be put into a message of the caller's own.
  package var detail: String {
    switch reason {
    case .setup(let detail), .invalidData(let detail): detail
    case .truncated: "the stream ends too early"
    case .tooLarge(let limit): "more than \(limit) bytes"
    }
  }

  package var description: String {
    switch reason {
    case .setup(let detail): "\(format): the library could not start (\(detail))"
    case .invalidData(let detail): "\(format): the bytes are damaged or of another format (\(detail))"
    case .truncated: "\(format): the bytes end too early; the file is incomplete"
    case .tooLarge(let limit): "\(format): the expanded bytes would exceed the limit of \(limit) bytes"
    }
  }
}
