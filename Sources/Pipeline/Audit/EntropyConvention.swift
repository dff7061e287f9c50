import Definitions
import PanelModel

/// One way in which entropy weights are computed in print, right or wrong: how figures are scaled, what is added to them,
/// which logarithm entropy is divided by, and over which rows.
struct EntropyConvention {
  /// What may be said of a way.
  enum Standing: String, Comparable {
    /// As the sources have it.
    case right
    /// A choice that must be stated beside the weights.
    case choice
    /// Not comparable over time, or an index of something else.
    case doubtful
    case wrong

    static func < (a: Standing, b: Standing) -> Bool { a.order < b.order }
    private var order: Int { [.right, .choice, .doubtful, .wrong].firstIndex(of: self) ?? 0 }
  }

  enum Scaling: Hashable {
    case minMax(lo: Double, hi: Double)
    case minMaxEachYear
    /// Every indicator as if more of it were better.
    case minMaxUndirected
    /// x / max, or min / x where less is better.
    case ratio
    /// The figures themselves.
    case none
  }

  /// Whose number the entropy is divided by the logarithm of.
  enum Logarithm { case rows, years, areas }

  enum Rows: Hashable {
    case all
    case year(ReferenceYear)
    /// The mean of the weights of each year.
    case meanOfYears
  }

  var scaling: Scaling
  var shift: Double
  var logarithm: Logarithm
  var rows: Rows

  static let scalings: [Scaling] = [
    .minMax(lo: 0, hi: 1), .minMax(lo: 0.0001, hi: 0.9999), .minMax(lo: 0.002, hi: 0.998), .minMaxEachYear,
    .minMaxUndirected, .ratio, .none,
  ]
  static let shifts = [0, 1e-6, 1e-5, 0.0001, 0.001, 0.01, 0.1, 1]

  /// All that are tried for a panel, the right ones first.
  static func all(years: [ReferenceYear]) -> [EntropyConvention] {
    var result: [EntropyConvention] = []
    for scaling in scalings {
      for shift in scaling.takesShift ? shifts : [0] {
        func add(_ rows: Rows, _ logarithm: Logarithm = .rows) {
          result.append(EntropyConvention(scaling: scaling, shift: shift, logarithm: logarithm, rows: rows))
        }
        add(.all)
        if years.count > 1 {
          add(.all, .years)
          add(.all, .areas)
          add(.meanOfYears)
          for year in years { add(.year(year)) }
        }
      }
    }
    return result.enumerated().sorted { ($0.element.standing, $0.offset) < ($1.element.standing, $1.offset) }
      .map(\.element)
  }

  var standing: Standing {
    if logarithm != .rows || scaling == .minMaxUndirected || scaling == .none { return .wrong }
    if scaling == .minMaxEachYear || scaling == .ratio { return .doubtful }
    if case .year = rows { return .doubtful }
    return scaling == .minMax(lo: 0, hi: 1) && rows == .all && shift == 0 ? .right : .choice
  }

  /// `pooled min-max + 0.0001, ln(rows)`.
  var name: String {
    let added = shift == 0 ? "" : " + \(DecimalText.text(shift))"
    let divisor =
      switch logarithm {
      case .rows: "ln(rows)"
      case .years: "ln(years)"
      case .areas: "ln(areas)"
      }
    let over =
      switch rows {
      case .all: ""
      case .year(let year): ", \(year) alone"
      case .meanOfYears: ", mean of each year's weights"
      }
    return "\(scaling.name)\(added), \(divisor)\(over)"
  }

  /// What follows from the way.
  var note: String {
    if logarithm != .rows {
      return "every entropy is above 1 and every divergence below 0: the order of the weights is turned round"
    }
    switch scaling {
    case .minMaxUndirected: return "indicators of which less is better count as if more were"
    case .none: return "figures of other units or signs have other weights: they must be normalised first"
    case .ratio: return "another zero of a scale gives other weights; fails at zeros and below"
    case .minMaxEachYear: return "bounds differ between years: scores cannot be compared over time"
    case .minMax: break
    }
    if case .year = rows { return "found from one year: state it" }
    if rows == .meanOfYears { return "movement over time has no part in the weights" }
    if shift > 0 { return "the amount added moves weights: state it" }
    if scaling != .minMax(lo: 0, hi: 1) { return "the interval moves weights: state it" }
    return "pooled bounds, 1 / ln(areas x years), 0 ln 0 = 0"
  }
}

extension EntropyConvention.Scaling {
  fileprivate var takesShift: Bool {
    self == .minMax(lo: 0, hi: 1) || self == .minMaxEachYear || self == .minMaxUndirected
  }

  fileprivate var name: String {
    switch self {
    case .minMax(0, 1): "pooled min-max"
    case .minMax(let lo, let hi): "pooled min-max to [\(DecimalText.text(lo)), \(DecimalText.text(hi))]"
    case .minMaxEachYear: "min-max of each year"
    case .minMaxUndirected: "pooled min-max without directions"
    case .ratio: "x / max or min / x"
    case .none: "figures as they are"
    }
  }
}
