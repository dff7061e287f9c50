extension PrintedText {
  /// Every year 1949-2099 in a text: four digits with no other digit beside them, full-width digits too.
  package static func years(in text: String) -> Set<Int32> {
    var years: Set<Int32> = []
    var run: [UInt8] = []
    for byte in Array(compact(text).utf8) + [0] {
      if (48...57).contains(byte) {
        run.append(byte)
        continue
      }
      if run.count == 4, let year = Int32(String(decoding: run, as: UTF8.self)), (1949...2099).contains(year) {
        years.insert(year)
      }
      run = []
    }
    return years
  }

  /// The one year 1949-2099 that texts name; nil for none and for several.
  package static func onlyYear(in texts: [String]) -> Int32? {
    let years = texts.reduce(into: Set<Int32>()) { $0.formUnion(Self.years(in: $1)) }
    return years.count == 1 ? years.first : nil
  }
}
