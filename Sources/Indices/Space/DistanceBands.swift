import PanelModel

/// Rings around an area, in km: ring k is (edges[k], edges[k + 1]]. A ring from 0 holds 0 too, so that two areas with one
/// seat are near each other.
package struct DistanceBands: Sendable, Equatable {
  /// Ascending, at least two, the first >= 0.
  package let edges: [Double]
  package let distances: Haversine

  /// Nil unless the edges ascend from 0 or more and there are at least two.
  package init?(edges: [Double], distances: Haversine = Haversine()) {
    guard edges.count > 1, edges[0] >= 0, zip(edges, edges.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
    self.edges = edges
    self.distances = distances
  }

  package var count: Int { edges.count - 1 }

  /// The ring a distance lies in; nil beyond the rings.
  package func band(of kilometres: Double) -> Int? {
    if kilometres == 0 && edges[0] == 0 { return 0 }
    guard kilometres > edges[0] else { return nil }
    return edges.dropFirst().firstIndex { kilometres <= $0 }.map { $0 - 1 }
  }

  /// How many live treated other areas lie in each ring of each row.
  ///
  /// An area is live from its first year of treatment on. It never counts for itself, and treated areas have rings too.
  /// - Parameters:
  ///   - keys: the rows, sorted by area and year.
  ///   - seats: by area. An area without one has no figures and counts for nobody.
  ///   - firstTreated: by area; never treated areas are absent.
  /// - Returns: for each ring, a count for each row; nil for rows of areas without a seat.
  package func liveNeighbours(
    of keys: [PanelKey], seats: [AreaCode: GeographicPoint], firstTreated: [AreaCode: ReferenceYear]
  ) -> [[Int32?]] {
    let sources = firstTreated.sorted { $0.key < $1.key }
    var result = Array(repeating: [Int32?](repeating: nil, count: keys.count), count: count)
    var area: AreaCode?
    var starts: [[ReferenceYear]] = []
    for (row, key) in keys.enumerated() {
      guard let seat = seats[key.area] else { continue }
      if area != key.area {
        area = key.area
        starts = Array(repeating: [], count: count)
        for (source, year) in sources where source != key.area {
          guard let other = seats[source], let ring = band(of: distances.kilometres(seat, other)) else { continue }
          starts[ring].append(year)
        }
      }
      for ring in 0..<count { result[ring][row] = Int32(starts[ring].count { $0 <= key.year }) }
    }
    return result
  }
}
