import PanelModel

/// One column in one row group, encoded and ready to be compressed: a dictionary page if it pays, then data pages.
struct ParquetColumn {
  /// The values of a page before compression.
  struct Page {
    var bytes: [UInt8]
    /// Rows of the page, missing ones counted.
    var valueCount: Int
  }

  /// Rows of a page. Pages this small compress better than a page a row group: the compressor suits itself to them.
  static let pageRows = 20_000
  /// A page of text is closed once its values reach this size.
  static let pageSize = 1 << 20
  /// Texts beyond this many bytes give no least and greatest value.
  static let longestStatistic = 64

  private(set) var dictionary: Page?
  private(set) var pages: [Page] = []
  private(set) var statistics: ParquetStatistics

  var encoding: ParquetEncoding { dictionary == nil ? .plain : .dictionary }

  /// Encodes the rows of a column; numbers PLAIN, text by dictionary where that is smaller.
  init(_ values: DataColumn.Values, rows: Range<Int>) {
    switch values {
    case .int32(let numbers):
      self.init(numbers: numbers[rows], width: 4) { $1.append(littleEndian: $0) }
    case .double(let numbers):
      self.init(numbers: numbers[rows], width: 8) { $1.append(littleEndian: $0) }
    case .text(let texts):
      self.init(texts: texts[rows])
    }
  }

  private init<Number: Comparable>(
    numbers: ArraySlice<Number?>, width: Int, append: (Number, inout [UInt8]) -> Void
  ) {
    statistics = ParquetStatistics(nullCount: Int64(numbers.count { $0 == nil }))
    for rows in Self.pageRanges(numbers.indices) {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(rows.count * width + 64)
      Self.appendLevels(numbers[rows], to: &bytes)
      for number in numbers[rows] { if let number { append(number, &bytes) } }
      pages.append(Page(bytes: bytes, valueCount: rows.count))
    }
    guard let first = numbers.first(where: { $0 != nil }) ?? nil else { return }
    var least = first
    var greatest = first
    for number in numbers {
      guard let number else { continue }
      least = min(least, number)
      greatest = max(greatest, number)
    }
    statistics.minimum = Self.plain(least, append)
    statistics.maximum = Self.plain(greatest, append)
  }

  private init(texts: ArraySlice<String?>) {
    let missing = texts.count { $0 == nil }
    statistics = ParquetStatistics(nullCount: Int64(missing))
    if let built = TextDictionary(texts) {
      dictionary = Page(bytes: built.plainBytes(), valueCount: built.entries.count)
      pages = Self.indexPages(texts, built)
      setStatistics(built.entries)
    } else {
      pages = Self.plainPages(texts)
      setStatistics(texts.compactMap { $0 })
    }
  }

  private static func plain<Number>(_ number: Number, _ append: (Number, inout [UInt8]) -> Void) -> [UInt8] {
    var bytes: [UInt8] = []
    append(number, &bytes)
    return bytes
  }

  /// Least and greatest text in order of bytes.
  private mutating func setStatistics(_ texts: [String]) {
    guard let first = texts.first else { return }
    var least = first
    var greatest = first
    for text in texts {
      if text.utf8.lexicographicallyPrecedes(least.utf8) { least = text }
      if greatest.utf8.lexicographicallyPrecedes(text.utf8) { greatest = text }
    }
    if least.utf8.count <= Self.longestStatistic { statistics.minimum = Array(least.utf8) }
    if greatest.utf8.count <= Self.longestStatistic { statistics.maximum = Array(greatest.utf8) }
  }

  /// Appends definition levels, 1 for present and 0 for missing, with their length before them.
  private static func appendLevels<Value>(_ values: ArraySlice<Value?>, to bytes: inout [UInt8]) {
    let levels = LevelEncoding.encode(values.map { $0 == nil ? 0 : 1 }, bitWidth: 1)
    bytes.append(littleEndian: UInt32(levels.count))
    bytes.append(contentsOf: levels)
  }

  private static func pageRanges(_ rows: Range<Int>) -> [Range<Int>] {
    stride(from: rows.lowerBound, to: rows.upperBound, by: pageRows).map { $0..<min($0 + pageRows, rows.upperBound) }
  }

  private static func indexPages(_ texts: ArraySlice<String?>, _ built: TextDictionary) -> [Page] {
    let width = LevelEncoding.bitWidth(for: UInt32(max(1, built.entries.count) - 1))
    var start = 0
    return pageRanges(texts.indices).map { rows in
      let end = start + texts[rows].count { $0 != nil }
      defer { start = end }
      var bytes: [UInt8] = []
      appendLevels(texts[rows], to: &bytes)
      bytes.append(UInt8(width))
      bytes.append(contentsOf: LevelEncoding.encode(Array(built.indices[start..<end]), bitWidth: width))
      return Page(bytes: bytes, valueCount: rows.count)
    }
  }

  private static func plainPages(_ texts: ArraySlice<String?>) -> [Page] {
    var pages: [Page] = []
    var start = texts.startIndex
    while start < texts.endIndex {
      var values: [UInt8] = []
      var end = start
      while end < texts.endIndex, end - start < pageRows, values.count < pageSize {
        if let text = texts[end] { values.append(plainText: text) }
        end += 1
      }
      var bytes: [UInt8] = []
      appendLevels(texts[start..<end], to: &bytes)
      bytes.append(contentsOf: values)
      pages.append(Page(bytes: bytes, valueCount: end - start))
      start = end
    }
    return pages
  }
}

extension [UInt8] {
  /// Appends a text in PLAIN form: its length in bytes, then the bytes.
  mutating func append(plainText text: String) {
    append(littleEndian: UInt32(text.utf8.count))
    append(contentsOf: text.utf8)
  }
}
