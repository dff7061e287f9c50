import Foundation

/// The two streams of the command.
enum Console {
  /// Data, to standard output.
  static func data(_ text: String) { write(text, to: .standardOutput) }

  /// A piece of long text, to standard output.
  static func piece(_ bytes: [UInt8]) { write(bytes, to: .standardOutput) }

  /// Data that is not text, to standard output.
  static func bytes(_ bytes: [UInt8]) throws { try FileHandle.standardOutput.write(contentsOf: Data(bytes)) }

  /// Talk, a line to standard error.
  static func talk(_ text: String) { write(text + "\n", to: .standardError) }

  /// Talk without a line end, for a line that updates itself.
  static func overwrite(_ text: String) { write("\r\u{1B}[K" + text, to: .standardError) }

  static var talksToTerminal: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }

  private static func write(_ text: String, to handle: FileHandle) { write(Array(text.utf8), to: handle) }

  private static func write(_ bytes: [UInt8], to handle: FileHandle) {
    // A reader that has gone away (`almanac show … | head`) is no error of ours.
    try? handle.write(contentsOf: Data(bytes))
  }
}
