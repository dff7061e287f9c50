import Definitions
import PanelModel

/// Where the figures of each place go in a panel, worked out once for all series.
struct PlaceTargets {
  struct Target {
    /// Row of the panel; -1 for an area the panel does not hold, in a year it does.
    var row: Int32
    /// Part of the figure that goes there.
    var share: Double
  }

  /// Targets of all places, one after the other.
  private(set) var targets: [Target] = []
  /// Where the targets of each place begin; one more for the end.
  private(set) var starts: [Int32] = [0]
  /// The areas that together make up each row; empty where no other area leads to it.
  let parts: [[AreaCode]]

  init(_ places: ObservationPlaces, _ rows: PanelRows) {
    for area in places.areas {
      for year in places.years {
        for destination in rows.destinations(of: area, in: year) {
          if let row = rows.row(destination.code, year) {
            targets.append(Target(row: Int32(truncatingIfNeeded: row), share: destination.share))
          } else if rows.years.contains(year.rawValue) {
            targets.append(Target(row: -1, share: destination.share))
          }
        }
        starts.append(Int32(truncatingIfNeeded: targets.count))
      }
    }
    parts = rows.keys.map { rows.parts(of: $0.area, in: $0.year) }
  }

  /// Whether the figure of one area is all that makes up a row.
  func isWhole(_ area: AreaCode, _ row: Int) -> Bool {
    parts[row].isEmpty || (parts[row].count == 1 && parts[row][0] == area)
  }

  func range(_ place: Int) -> Range<Int> { Int(starts[place])..<Int(starts[place + 1]) }
}
