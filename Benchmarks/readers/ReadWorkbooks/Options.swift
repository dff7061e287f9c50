/// What the command line asks for.
struct Options {
  static let usage = """
    Usage: read-workbooks [--threads N] [--stream] [--check] FILE...
    Reads every sheet of every workbook and prints what was found as a line of JSON.
      --threads N  share the files out among N threads (default 1)
      --stream     read in batches of rows that are dropped at once, not as whole sheets
      --check      also look at each cell: numbers, their bits and sum, texts and their bytes
    """

  var threads = 1
  var streams = false
  var checks = false
  var files: [String] = []

  /// Parses the arguments behind the program's name; nil where they are not as in `usage`.
  init?(_ arguments: some Sequence<String>) {
    var arguments = arguments.makeIterator()
    while let argument = arguments.next() {
      switch argument {
      case "--threads":
        guard let number = arguments.next().flatMap({ Int($0) }), number > 0 else { return nil }
        threads = number
      case "--stream": streams = true
      case "--check": checks = true
      default:
        if argument.hasPrefix("--") { return nil }
        files.append(argument)
      }
    }
  }
}
