import Foundation

/// How wide running text is printed: as the variable COLUMNS says, else as the terminal is, else 100 columns.
enum TerminalWidth {
  /// Narrower than this a cell and its place do not fit a line; wider than this a line is hard to read.
  private static let bounds = 60...200

  static var columns: Int {
    let stated = ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } ?? terminal ?? 100
    return min(max(stated, bounds.lowerBound), bounds.upperBound)
  }

  /// Columns of the terminal that data goes to; nil for a file or a pipe.
  private static var terminal: Int? {
    var size = winsize()
    let output = FileHandle.standardOutput.fileDescriptor
    guard isatty(output) == 1, ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
