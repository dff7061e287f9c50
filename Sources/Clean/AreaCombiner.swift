import Definitions
import PanelModel

/// Puts the figures of one series into the rows of a panel and combines those of areas that became one.
struct AreaCombiner {
  typealias Part = SourceColumnBuilder.Part

  private let keys: [PanelKey]
  private let targets: PlaceTargets
  /// Figures in order of arrival, with the next one of the same row; -1 for none.
  private var incoming: [Incoming] = []
  private var firstOfRow: [Int32]
  private var lastOfRow: [Int32]
  private let editions: [EditionYear]
  /// Last year of each area that ended.
  private let lastYears: [AreaCode: Int32]
  /// Rows whose sum may count a part twice, with that part.
  private(set) var doubtful: [(row: Int, whole: Part, part: Part)] = []

  private struct Incoming {
    /// Number among the parts of the series.
    var part: Int32
    var share: Double
    var next: Int32
  }

  /// - Parameter editions: of each table, to tell prints made before an area ended from later ones.
  init(rows: PanelRows, targets: PlaceTargets, editions: [EditionYear]) {
    self.editions = editions
    lastYears = Dictionary(rows.areas.spells.map { ($0.code, $0.lastYear) }, uniquingKeysWith: max)
    keys = rows.keys
    self.targets = targets
    firstOfRow = Array(repeating: -1, count: keys.count)
    lastOfRow = firstOfRow
  }

  /// Forgets the series before.
  mutating func begin() {
    incoming.removeAll(keepingCapacity: true)
    doubtful.removeAll()
    for row in keys.indices { firstOfRow[row] = -1 }
  }

  /// Takes a figure. Returns whether it is one of an area outside the panel.
  mutating func add(_ number: Int, of parts: [Part]) -> Bool {
    let (place, isMissing) = (Int(parts[number].place), parts[number].isMissing)
    var isOutside = false
    for place in targets.range(place) {
      let target = targets.targets[place]
      guard target.row >= 0 else {
        isOutside = isOutside || !isMissing
        continue
      }
      let (row, arrival) = (Int(target.row), Int32(truncatingIfNeeded: incoming.count))
      incoming.append(Incoming(part: Int32(truncatingIfNeeded: number), share: target.share, next: -1))
      if firstOfRow[row] < 0 { firstOfRow[row] = arrival } else { incoming[Int(lastOfRow[row])].next = arrival }
      lastOfRow[row] = arrival
    }
    return isOutside
  }

  /// The column of all figures taken.
  mutating func column(_ parts: [Part]) -> SourceColumn {
    var values = [Double?](repeating: nil, count: keys.count)
    var statuses = [ObservationStatus](repeating: .missing, count: keys.count)
    var origins = [SourceColumn.Origin?](repeating: nil, count: keys.count)
    for row in keys.indices where firstOfRow[row] >= 0 {
      let first = incoming[Int(firstOfRow[row])]
      let part = parts[Int(first.part)]
      if first.next < 0 && first.share == 1 && targets.isWhole(part.area, row) {
        origins[row] = part.origin
        statuses[row] = part.status
        if !part.isMissing { values[row] = part.value }
      } else {
        (values[row], statuses[row], origins[row]) = combined(row, parts)
      }
    }
    return SourceColumn(series: PanelSeries(values, statuses), origins: origins)
  }

  private mutating func combined(_ row: Int, _ parts: [Part]) -> (Double?, ObservationStatus, SourceColumn.Origin?) {
    let area = keys[row].area
    let all = figures(of: row, parts)
    let isShort = targets.parts[row].contains { code in !all.contains { $0.part.area == code } }
    guard let first = all.first(where: { $0.part.area == area }) ?? all.first else { return (nil, .missing, nil) }
    let origin = first.part.origin
    let isWhole = all.count == 1 && first.share == 1 && !isShort
    if isWhole || first.part.combine == .keep {
      // A rate or index cannot be put together from parts: the area that lives on keeps its own.
      let isOwn = isWhole || first.part.area == area
      if first.part.isMissing || !isOwn { return (nil, isOwn ? first.part.status : .missing, origin) }
      return (first.part.value, first.part.status, origin)
    }
    // A sum without one of its parts would be too small, silently.
    if isShort { return (nil, .missing, origin) }
    var sum = StableSum()
    for figure in all {
      if figure.part.isMissing { return (nil, figure.part.status, origin) }
      sum.add(figure.part.value * figure.share)
    }
    noteDoubt(row, first.part, all.map(\.part))
    return (sum.value, .estimated, origin)
  }

  /// A book made after an area ended may print the area it went to with it in all years: adding an earlier book's figure
  /// of the part would then count it twice.
  private mutating func noteDoubt(_ row: Int, _ whole: Part, _ parts: [Part]) {
    guard whole.area == keys[row].area else { return }
    for part in parts where part.area != whole.area {
      guard let end = lastYears[part.area], let ended = end < Int32.max - 1 ? end + 1 : nil else { continue }
      let (later, earlier) = (editions[Int(whole.origin.table)], editions[Int(part.origin.table)])
      if later.rawValue > ended && earlier.rawValue <= ended { doubtful.append((row, whole, part)) }
    }
  }

  private func figures(of row: Int, _ parts: [Part]) -> [(part: Part, share: Double)] {
    var result: [(part: Part, share: Double)] = []
    var number = firstOfRow[row]
    while number >= 0 {
      let next = incoming[Int(number)]
      result.append((parts[Int(next.part)], next.share))
      number = incoming[Int(number)].next
    }
    return result
  }
}
