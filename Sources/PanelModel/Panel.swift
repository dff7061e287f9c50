/// The key of a panel row: an area under the panel's boundaries, and a reference year.
package struct PanelKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var area: AreaCode
  package var year: ReferenceYear

  package init(area: AreaCode, year: ReferenceYear) {
    self.area = area
    self.year = year
  }

  package static func < (a: PanelKey, b: PanelKey) -> Bool {
    a.area == b.area ? a.year < b.year : a.area < b.area
  }
  package var description: String { "\(area) \(year)" }
}

/// A numeric series over the rows of a panel: a value and a status each.
///
/// Invariant: `values[i]` is nil exactly where `statuses[i].isMissing`; a present value is finite.
package struct PanelSeries: Sendable, Equatable {
  package private(set) var values: OptionalDoubles
  package private(set) var statuses: [ObservationStatus]

  /// All missing with one status.
  package init(count: Int, missing status: ObservationStatus = .missing) {
    values = OptionalDoubles(gaps: count)
    statuses = Array(repeating: status.isMissing ? status : .missing, count: count)
  }

  /// Values of status normal; nil and non-finite values become `.missingCannotExist` unless `whenNil` says otherwise.
  package init(_ values: [Double?], whenNil status: ObservationStatus = .missingCannotExist) {
    self.init(count: values.count, missing: status)
    for (i, value) in values.enumerated() { if let value { set(i, value, .normal) } }
  }

  /// Values with a status each. A value that is nil, not finite or of a missing status is stored as missing.
  /// - Precondition: as many statuses as values.
  package init(_ values: [Double?], _ statuses: [ObservationStatus]) {
    self.init(OptionalDoubles(values), statuses)
    for (i, value) in values.enumerated() where value?.isNaN == true { setMissing(i, .missingCannotExist) }
  }

  package init(_ values: OptionalDoubles, _ statuses: [ObservationStatus]) {
    assert(values.count == statuses.count, "values and statuses of unequal length")
    self.values = values
    self.statuses = statuses
    // Mostly there is nothing to mend, and one look over all says so.
    if values.areAllPlain && statuses.areAllPresent { return }
    for i in statuses.indices {
      let value = values.packed[i]
      if value.isNaN {
        if !statuses[i].isMissing { setMissing(i, statuses[i]) }
      } else if value.bitPattern == (-0.0).bitPattern || !value.isFinite || statuses[i].isMissing {
        set(i, value, statuses[i])
      }
    }
  }

  package var count: Int { values.count }

  package subscript(i: Int) -> Double? { values[i] }

  /// Sets a present value. A number that is not finite is stored as missing (cannot exist), never as NaN.
  package mutating func set(_ i: Int, _ value: Double, _ status: ObservationStatus) {
    if value.isFinite && !status.isMissing {
      values[i] = value == 0 ? 0 : value
      statuses[i] = status
    } else {
      setMissing(i, status.isMissing ? status : .missingCannotExist)
    }
  }

  package mutating func setMissing(_ i: Int, _ status: ObservationStatus) {
    values[i] = nil
    statuses[i] = status.isMissing ? status : .missing
  }

  /// Present values changed one by one; what is missing stays as it is.
  package func mapped(_ body: (Double) -> Double) -> PanelSeries {
    var result = self
    for i in values.indices { if let value = values[i] { result.set(i, body(value), statuses[i]) } }
    return result
  }

  /// Number of present values.
  package var presentCount: Int { values.count { $0 != nil } }
}

/// Areas x years with numeric columns: the value every stage after cleaning takes and gives.
///
/// Invariants: keys sorted and unique; every series as long as the keys. Columns are found by code and listed in the
/// order they were added.
package struct Panel: Sendable {
  package let keys: [PanelKey]
  package private(set) var codes: [IndicatorCode] = []
  private var storage: [IndicatorCode: PanelSeries] = [:]

  /// Takes the rows in any order; sorts them and drops repeats.
  package init(keys: [PanelKey]) {
    var sorted = keys.sorted()
    var write = 0
    for key in sorted where write == 0 || sorted[write - 1] != key {
      sorted[write] = key
      write += 1
    }
    sorted.removeSubrange(write...)
    self.keys = sorted
  }

  package var rowCount: Int { keys.count }

  /// The series of a code; setting nil removes it.
  /// - Precondition: a series set is as long as the keys.
  package subscript(code: IndicatorCode) -> PanelSeries? {
    get { storage[code] }
    set {
      assert(newValue.map { $0.count == keys.count } ?? true, "series of the wrong length")
      if newValue == nil { codes.removeAll { $0 == code } }
      if newValue != nil && storage[code] == nil { codes.append(code) }
      storage[code] = newValue
    }
  }

  /// The row of a key by binary search; nil if the panel has no such row.
  package func row(of key: PanelKey) -> Int? {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? low : nil
  }

  /// The areas in order of code.
  package var areas: [AreaCode] {
    var result: [AreaCode] = []
    for key in keys where result.last != key.area { result.append(key.area) }
    return result
  }

  /// The years in order.
  package var years: [ReferenceYear] { Set(keys.map(\.year)).sorted() }

  /// The rows of each area, in order of area and year.
  package var rowsByArea: [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    for i in keys.indices where i + 1 == keys.count || keys[i + 1].area != keys[i].area {
      result.append(start..<(i + 1))
      start = i + 1
    }
    return result
  }

  /// The rows of each year, years in order, rows in order of area.
  package var rowsByYear: [(year: ReferenceYear, rows: [Int])] {
    var rows: [ReferenceYear: [Int]] = [:]
    for (i, key) in keys.enumerated() { rows[key.year, default: []].append(i) }
    return rows.sorted { $0.key < $1.key }.map { (year: $0.key, rows: $0.value) }
  }
}
