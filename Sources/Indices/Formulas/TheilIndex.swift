import Foundation
import PanelModel

/// Theil's two measures of inequality of income per head, with their exact division into groups.
///
/// T = sum (p_i/p)(y_i/mu) ln(y_i/mu) and L = sum (p_i/p) ln(mu/y_i) (mean log deviation), p_i persons with income y_i a
/// head. T = sum over groups of s_g ln(s_g/p_g) + sum s_g T_g with s_g the group's share of income and p_g of persons;
/// L alike with persons' shares. Theil (1967); Shorrocks, Econometrica 48 (1980).
package struct TheilIndex: Sendable, Equatable {
  package struct Group: Sendable, Equatable {
    package var code: Int32
    package var populationShare: Double
    package var incomeShare: Double
    /// Inequality within the group; l is nil where somebody has no income.
    package var t: Double
    package var l: Double?
  }

  /// T >= 0 and its parts; `t == tBetween + tWithin` to rounding.
  package let t: Double
  package let tBetween: Double
  package let tWithin: Double
  /// L and its parts; nil where somebody has no income.
  package let l: Double?
  package let lBetween: Double?
  package let lWithin: Double?
  /// In order of code.
  package let groups: [Group]

  /// One member: an area, a sector.
  package struct Member: Sendable {
    package var population: Double
    package var incomePerHead: Double
    package var group: Int32

    package init(population: Double, incomePerHead: Double, group: Int32 = 0) {
      self.population = population
      self.incomePerHead = incomePerHead
      self.group = group
    }
  }

  /// Nil without any income. Members without persons add nothing; one without income adds 0 to T.
  /// - Parameter members: populations and incomes >= 0.
  package init?(_ members: [Member]) {
    let population = members.lazy.map(\.population).stableSum()
    let income = members.lazy.map { $0.population * $0.incomePerHead }.stableSum()
    guard population > 0, income > 0 else { return nil }
    let mean = income / population
    let codes = Set(members.map(\.group)).sorted()
    var groups: [Group] = []
    for code in codes {
      let own = members.filter { $0.group == code }
      let persons = own.lazy.map(\.population).stableSum()
      let money = own.lazy.map { $0.population * $0.incomePerHead }.stableSum()
      guard persons > 0 else { continue }
      let inner = Self.measures(own, population: persons, mean: money / persons)
      groups.append(
        Group(
          code: code, populationShare: persons / population, incomeShare: money / income, t: inner.t, l: inner.l))
    }
    let whole = Self.measures(members, population: population, mean: mean)
    t = whole.t
    tBetween = groups.lazy.map { $0.incomeShare > 0 ? $0.incomeShare * log($0.incomeShare / $0.populationShare) : 0 }
      .stableSum()
    tWithin = groups.lazy.map { $0.incomeShare * $0.t }.stableSum()
    l = whole.l
    let inner = groups.compactMap { group in group.l.map { $0 * group.populationShare } }
    lWithin = inner.count == groups.count ? inner.stableSum() : nil
    lBetween =
      groups.contains { $0.incomeShare == 0 }
      ? nil : groups.lazy.map { $0.populationShare * log($0.populationShare / $0.incomeShare) }.stableSum()
    self.groups = groups
  }

  private static func measures(_ members: [Member], population: Double, mean: Double) -> (t: Double, l: Double?) {
    guard mean > 0 else { return (0, nil) }
    var t = StableSum()
    var l = StableSum()
    var isDefined = true
    for member in members where member.population > 0 {
      let ratio = member.incomePerHead / mean
      let share = member.population / population
      if ratio > 0 {
        t.add(share * ratio * log(ratio))
        l.add(-share * log(ratio))
      } else {
        isDefined = false
      }
    }
    // Both are >= 0 by Jensen's inequality; rounding may leave -1e-17 where all are equal.
    return (max(0, t.value), isDefined ? max(0, l.value) : nil)
  }
}
