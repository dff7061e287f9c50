import Definitions
import PanelModel

extension CityCoagglomerationMeasure {
  package func working(of output: String, row: Int, in panel: Panel) -> MeasureWorking? {
    guard let variant else { return output == "degree" ? coupledWorking(row: row, in: panel) : nil }
    let quotients = LocationQuotientWorking(
      panel: panel, measure: code, needed: [manufacturing, services, total], total: total)
    let makers = quotients.working(
      "LQm", "location quotient of manufacturing (区位熵)", part: manufacturing, row: row,
      national: base.ratios("manufacturing"))
    let servers = quotients.working(
      "LQs", "location quotient of producer services", part: services, row: row, national: base.ratios("services"))
    if output == "lq_manufacturing" { return makers }
    if output == "lq_services" { return servers }
    guard output == "degree", let makers, let servers, makers.value + servers.value > 0 else { return nil }
    let (m, s) = (Arithmetic.number(makers.value), Arithmetic.number(servers.value))
    let near = Arithmetic.difference(1, .quotient(.call(.abs, [.difference(m, s)]), .sum([m, s])))
    let degree: Arithmetic =
      switch variant {
      case .relativeDifference: near
      case .qualityAndHeight: .sum([near, .sum([m, s])])
      case .product: .product([near, .call(.sqrt, [.product([m, s])])])
      }
    return MeasureWorking(variant.rawValue, "variant \(variant.rawValue)", degree, steps: [makers, servers])
  }

  /// Variant D: the coupling coordination of the two scores.
  private func coupledWorking(row: Int, in panel: Panel) -> MeasureWorking? {
    let scores = (manufacturing + services).compactMap { panel[$0]?[row] }.map { min(1, max(0, $0)) }
    guard scores.count == 2 else { return nil }
    let (m, s) = (Arithmetic.number(scores[0]), Arithmetic.number(scores[1]))
    let root = Arithmetic.call(.sqrt, [.product([m, s])])
    let coupling = MeasureWorking(
      "K", "coupling of the two scores",
      scores[0] + scores[1] > 0 ? .call(.min, [1, .quotient(.product([2, root]), .sum([m, s]))]) : 0,
      note: scores[0] + scores[1] > 0 ? "" : "both scores are 0: K is 0 / 0 and set to 0")
    let index = MeasureWorking("T", "mean of the two scores", .call(.mean, [m, s]))
    return MeasureWorking(
      "D", "variant D", .call(.sqrt, [.product([.number(coupling.value), .number(index.value)])]),
      steps: [coupling, index])
  }
}

extension LocationQuotientMeasure {
  package func working(of output: String, row: Int, in panel: Panel) -> MeasureWorking? {
    guard let part = parts.first(where: { $0.name == output }) else { return nil }
    return LocationQuotientWorking(
      panel: panel, measure: definition.code, needed: [part.codes, total], total: total
    ).working(
      "LQ", "location quotient (区位熵) of \(part.codes.map(\.rawValue).joined(separator: " + "))", part: part.codes,
      row: row, national: base.ratios(isByPart ? part.name : "part"))
  }
}

extension StructuralUpgradingMeasure {
  package func working(of output: String, row: Int, in panel: Panel) -> MeasureWorking? {
    guard let y = shares(valueAdded, "y", "value added", row, panel) else { return nil }
    let terms = y.map { Arithmetic.number($0.value) }
    switch output {
    case "level":
      return MeasureWorking(
        "level", "y1 + 2 y2 + 3 y3",
        .sum(terms.enumerated().map { .product([.number(Double($0.offset + 1)), $0.element]) }), steps: y)
    case "ts":
      guard y[1].value > 0 else { return nil }
      return MeasureWorking("ts", "y3 / y2", .quotient(terms[2], terms[1]), steps: y)
    case "tl":
      guard let employment, let l = shares(employment, "l", "employment", row, panel) else { return nil }
      let parts = zip(y, l).filter { $0.0.value > 0 }
      guard parts.allSatisfy({ $0.1.value > 0 }) else { return nil }
      let sum = Arithmetic.sum(
        parts.map { y, l in
          .product([.number(y.value), .call(.ln, [.quotient(.number(y.value), .number(l.value))])])
        })
      return MeasureWorking("tl", "sum y ln(y / l)", sum.value < 0 ? .call(.max, [0, sum]) : sum, steps: y + l)
    case "angle": return MeasureWorking("angle", "3 theta1 + 2 theta2 + theta3", angles(terms), steps: y)
    default: return nil
    }
  }

  /// Every angle is that between the shares and an axis, from the norm of the other two and the axis's own share.
  private func angles(_ y: [Arithmetic]) -> Arithmetic {
    .sum(
      y.indices.map { j in
        let others = y.indices.filter { $0 != j }.map { Arithmetic.product([y[$0], y[$0]]) }
        return .product([.number(Double(y.count - j)), .call(.atan2, [.call(.sqrt, [.sum(others)]), y[j]])])
      })
  }

  /// The shares of the three industries in their sum.
  private func shares(
    _ codes: [IndicatorCode], _ name: String, _ what: String, _ row: Int, _ panel: Panel
  ) -> [MeasureWorking]? {
    let amounts = codes.compactMap { panel[$0]?[row] }
    guard amounts.count == codes.count, StructuralUpgrading.shares(of: amounts) != nil else { return nil }
    let terms = amounts.map { Arithmetic.number($0) }
    return zip(codes, terms).enumerated().map { i, part in
      MeasureWorking("\(name)\(i + 1)", "share of \(part.0) in \(what)", .quotient(part.1, .sum(terms)))
    }
  }
}
