import PanelModel

/// The location quotient (区位熵): how much more of its activity a region has in one part than the whole has.
///
/// LQ_ri = (e_ri / e_r) / (e_i / e), in [0, e / e_i]; 1 is the structure of the whole. Hoover (1936), Balassa (1965).
package enum LocationQuotient {
  /// The quotients of regions, with the whole being their sum in the order given.
  ///
  /// - Parameters:
  ///   - part: e_ri >= 0 of each region, in any unit.
  ///   - total: e_r >= 0 of each region, in the same order and unit.
  ///   - national: e_i / e of the whole where it is not the sum of the regions, > 0, such as a published total.
  /// - Returns: a quotient for each region; nil for 0/0, a region without any activity or a part that exists nowhere.
  /// - Precondition: both have the same length.
  package static func values(part: [Double], total: [Double], national given: Double? = nil) -> [Double?] {
    assert(part.count == total.count, "regions of part and total differ")
    if let given { return zip(part, total).map { e, region in region > 0 ? e / region / given : nil } }
    let wholePart = part.stableSum()
    let whole = total.stableSum()
    guard wholePart > 0, whole > 0 else { return Array(repeating: nil, count: part.count) }
    let national = wholePart / whole
    return zip(part, total).map { e, region in region > 0 ? e / region / national : nil }
  }
}
