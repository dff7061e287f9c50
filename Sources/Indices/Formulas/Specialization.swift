import Foundation
import PanelModel

/// How far the structure of one region is from that of the whole, or how far one industry is spread from the whole. Both
/// ways take a part's shares and a reference's shares over the same places (industries, or regions).
package enum Specialization {
  /// sum |s - x|, in [0, 2): Krugman, Geography and Trade (1991). Hoover's coefficient is half of it.
  package static func krugman(_ s: [Double], _ x: [Double]) -> Double {
    zip(s, x).lazy.map { abs($0 - $1) }.stableSum()
  }

  /// sum s^2, in [1 / n, 1].
  package static func herfindahl(_ s: [Double]) -> Double { s.lazy.map { $0 * $0 }.stableSum() }

  /// (H - 1/n) / (1 - 1/n), in [0, 1]; nil for one place.
  package static func normalizedHerfindahl(_ s: [Double]) -> Double? {
    guard s.count > 1 else { return nil }
    let least = 1 / Double(s.count)
    return (herfindahl(s) - least) / (1 - least)
  }

  /// -sum s ln s, in [0, ln n], with 0 ln 0 = 0: diversity, large where the structure is even.
  package static func entropy(_ s: [Double]) -> Double {
    -s.lazy.filter { $0 > 0 }.map { $0 * log($0) }.stableSum()
  }

  /// sum (s - x)^2, in [0, 2): the raw "spatial Gini" (空间基尼系数) of Chinese papers, which is no Gini coefficient.
  package static func rawSpatialGini(_ s: [Double], _ x: [Double]) -> Double {
    zip(s, x).lazy.map { ($0 - $1) * ($0 - $1) }.stableSum()
  }

  /// 1 - sum (cs_k + cs_(k-1)) (cx_k - cx_(k-1)), places in order of s / x: the Gini coefficient of the Lorenz curve of s
  /// over x, in [0, 1).
  package static func lorenzGini(_ s: [Double], _ x: [Double]) -> Double {
    var places: [(ratio: Double, index: Int, s: Double, x: Double)] = []
    for i in s.indices where s[i] > 0 || x[i] > 0 {
      places.append((x[i] > 0 ? s[i] / x[i] : .infinity, i, s[i], x[i]))
    }
    places.sort { ($0.ratio, $0.index) < ($1.ratio, $1.index) }
    var area = StableSum()
    var reached = StableSum()
    for place in places {
      let before = reached.value
      reached.add(place.s)
      area.add((before + reached.value) * place.x)
    }
    return max(0, 1 - area.value)
  }

  /// 2 / (n^2 mean) sum k (C_(k) - mean) over n values in ascending order: the Gini coefficient of values that count once
  /// each, such as location quotients. Nil where all are 0 or there is none.
  package static func gini(of values: [Double]) -> Double? {
    let n = Double(values.count)
    let mean = values.stableSum() / n
    guard n > 0, mean > 0 else { return nil }
    let sum = values.sorted().enumerated().lazy.map { Double($0.offset + 1) * ($0.element - mean) }.stableSum()
    return 2 / (n * n * mean) * sum
  }
}
