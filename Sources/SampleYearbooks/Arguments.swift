/// What the command line asks for.
package struct Arguments: Equatable {
  /// Folder that holds `indicators/areas`; `raw/sample` is written below it.
  package var project = ""
  package var seed: UInt64 = 20_260_101
  /// Editions (years of the book) to write.
  package var editions = 2007...2021
  /// Codes of the tables to write; empty: all.
  package var tables: [String] = []
  /// Whether the pilots have their effects; false makes the counterfactual.
  package var withPilots = true
  /// Folder for the workbooks of the tutorial, written instead of the sample.
  package var tutorial: String?

  static let usage = """
    SampleYearbooks --project DIR [--seed N] [--editions 2007-2021] [--tables gdp,population] [--no-pilots]
    SampleYearbooks --project DIR --tutorial FOLDER

    Writes the synthetic city yearbooks into DIR/raw/sample/china-city-yearbook, reading areas from DIR/indicators/areas.
    --no-pilots leaves out every planted pilot effect and keeps all else: the counterfactual of the same seed.
    --tutorial writes the workbooks of Docs/Tutorial.md instead.
    """

  /// Reads the words after the program's name.
  package init(_ words: [String]) throws {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--no-pilots" {
        withPilots = false
        continue
      }
      guard ["--project", "--seed", "--editions", "--tables", "--tutorial"].contains(word) else {
        throw SampleError(place: word, message: "not an option\n\n\(Self.usage)")
      }
      guard let value = rest.popFirst() else {
        throw SampleError(place: word, message: "needs a value\n\n\(Self.usage)")
      }
      try set(word, value)
    }
    if project.isEmpty { throw SampleError(place: "--project", message: "is missing\n\n\(Self.usage)") }
  }

  private mutating func set(_ option: String, _ value: String) throws {
    switch option {
    case "--project": project = value
    case "--tutorial": tutorial = value
    case "--seed":
      guard let number = UInt64(value) else { throw SampleError(place: option, message: "'\(value)' is not a number") }
      seed = number
    case "--editions":
      let years = value.split(separator: "-").compactMap { Int($0) }
      guard let first = years.first, let last = years.last, years.count <= 2, 2007 <= first, first <= last, last <= 2021
      else {
        throw SampleError(place: option, message: "'\(value)' is not a range of editions from 2007 to 2021")
      }
      editions = first...last
    default:
      tables = value.split(separator: ",").map(String.init)
      for code in tables where !PrintedTable.all.contains(where: { $0.code == code }) {
        let known = PrintedTable.all.map(\.code).joined(separator: ", ")
        throw SampleError(place: option, message: "'\(code)' is not a table; there are \(known)")
      }
    }
  }
}
