import Foundation
import PanelModel

/// The elasticities of output with respect to capital and labour, estimated on a panel of areas with area effects and,
/// unless told otherwise, year effects.
///
/// Constant returns: ln(Y/L) = b_K ln(K/L) + mu_i + lambda_t + e, b_L = 1 - b_K. Unrestricted: ln Y on ln K and ln L.
/// Slopes are common to all areas, or each area has its own beside common year effects (Chen and Hu, 2011).
package struct ProductionFunction: Sendable, Equatable {
  package enum Returns: String, Sendable, CaseIterable {
    case constant, unrestricted
  }
  package enum Slopes: String, Sendable, CaseIterable {
    case common
    case byArea = "by_area"
  }

  /// One area in one year; all sizes > 0.
  package struct Observation: Sendable {
    package var area: AreaCode
    package var year: ReferenceYear
    package var output: Double
    package var capital: Double
    package var labour: Double

    package init(area: AreaCode, year: ReferenceYear, output: Double, capital: Double, labour: Double) {
      self.area = area
      self.year = year
      self.output = output
      self.capital = capital
      self.labour = labour
    }
  }

  package struct Elasticities: Sendable, Equatable {
    package var capital: Double
    package var labour: Double

    package init(capital: Double, labour: Double) {
      self.capital = capital
      self.labour = labour
    }

    /// Whether both lie in (0, 1).
    package var arePlausible: Bool { capital > 0 && capital < 1 && labour > 0 && labour < 1 }
  }

  /// By area, in order of code; an area whose own slope its years cannot determine is absent.
  package private(set) var elasticities: [AreaCode: Elasticities] = [:]

  /// Nil where no slope is determined: one year, or regressors that do not vary within areas beside the year effects.
  /// - Parameter observations: sorted by area and year.
  package init?(_ observations: [Observation], returns: Returns, slopes: Slopes, yearEffects: Bool = true) {
    let years = yearEffects ? Array(Set(observations.map(\.year)).sorted().dropFirst()) : []
    var areas: [Area] = []
    for observation in observations {
      if areas.last?.code != observation.area { areas.append(Area(code: observation.area)) }
      areas[areas.count - 1].add(observation, returns: returns, years: years)
    }
    switch slopes {
    case .common:
      guard let common = Self.common(areas) else { return nil }
      for area in areas { elasticities[area.code] = Self.pair(Array(common.prefix(areas[0].factors.count)), returns) }
    case .byArea:
      areas = areas.filter { LeastSquares(columns: $0.own) != nil }
      guard !areas.isEmpty, let effects = Self.yearEffects(areas) else { return nil }
      for area in areas {
        guard let fit = LeastSquares(columns: area.own) else { continue }
        let slopes = Array(fit.coefficients(area.response(without: effects)).dropFirst())
        elasticities[area.code] = Self.pair(slopes, returns)
      }
    }
  }

  private static func pair(_ slopes: [Double], _ returns: Returns) -> Elasticities {
    Elasticities(capital: slopes[0], labour: returns == .constant ? 1 - slopes[0] : slopes[1])
  }

  /// Slopes and then year effects, after each area's mean is taken away.
  private static func common(_ areas: [Area]) -> [Double]? {
    stacked(areas, own: { [$0.ones] }, common: { $0.factors + $0.dummies })
  }

  /// Year effects, after each area's mean and own slopes are taken away.
  private static func yearEffects(_ areas: [Area]) -> [Double]? {
    if areas.allSatisfy({ $0.dummies.isEmpty }) { return [] }
    return stacked(areas, own: { $0.own }, common: { $0.dummies })
  }

  /// The coefficients of common regressors beside regressors that each area has for itself (Frisch-Waugh-Lovell).
  private static func stacked(
    _ areas: [Area], own: (Area) -> [[Double]], common: (Area) -> [[Double]]
  ) -> [Double]? {
    var response: [Double] = []
    var columns: [[Double]] = []
    var plain: [[Double]] = []
    for area in areas {
      guard let fit = LeastSquares(columns: own(area)) else { return nil }
      response += fit.residual(area.response)
      let parts = common(area).map { fit.residual($0) }
      if columns.isEmpty {
        (columns, plain) = (parts, common(area))
      } else {
        for (k, part) in parts.enumerated() { columns[k] += part }
        for (k, column) in common(area).enumerated() { plain[k] += column }
      }
    }
    return LeastSquares(columns: columns, lengths: plain.map(LeastSquares.length))?.coefficients(response)
  }

  /// The years of one area as columns.
  private struct Area {
    let code: AreaCode
    var response: [Double] = []
    /// ln(K/L), or ln K and ln L.
    var factors: [[Double]] = []
    var dummies: [[Double]] = []

    init(code: AreaCode) { self.code = code }

    var ones: [Double] { response.map { _ in 1 } }
    var own: [[Double]] { [ones] + factors }

    mutating func add(_ o: Observation, returns: Returns, years: [ReferenceYear]) {
      if response.isEmpty {
        factors = Array(repeating: [], count: returns == .constant ? 1 : 2)
        dummies = Array(repeating: [], count: years.count)
      }
      switch returns {
      case .constant:
        response.append(log(o.output / o.labour))
        factors[0].append(log(o.capital / o.labour))
      case .unrestricted:
        response.append(log(o.output))
        factors[0].append(log(o.capital))
        factors[1].append(log(o.labour))
      }
      for (k, year) in years.enumerated() { dummies[k].append(year == o.year ? 1 : 0) }
    }

    func response(without effects: [Double]) -> [Double] {
      response.indices.map { i in
        response[i] - zip(effects, dummies).lazy.map { $0 * $1[i] }.stableSum()
      }
    }
  }
}
