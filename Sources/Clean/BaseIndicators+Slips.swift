import Definitions
import PanelModel

extension BaseIndicatorBuilder {
  /// Reports digit and unit slips. Returns the rows reported, which need no second finding for the same jump.
  mutating func reportSlips(_ series: PanelSeries, _ check: SlipCheck, _ definition: BaseIndicatorDefinition) -> Set<
    Int
  > {
    var search = DigitSlips(series, check, panel: panel, groups: groups.codes(check.group))
    search.run()
    for step in search.groupSteps {
      let key = panel.keys[step.row]
      findings.append(
        Finding(
          .groupJump, location: suspect(definition, step.row), indicator: definition.code, year: key.year,
          message:
            "\(definition.code) of the group '\(check.group.name)' of \(key.area) is \(Self.short(step.growth)) times "
            + "that of the year before in the middle of its areas: perhaps the unit changed",
          remedy: "Compare the unit in the header with the book; write it under editions: of the table."))
    }
    for slip in search.slips {
      let key = panel.keys[slip.row]
      findings.append(
        Finding(
          .digitSlip, location: suspect(definition, slip.row), indicator: definition.code, area: key.area,
          year: key.year,
          message:
            "\(place(slip.row)): \(definition.code) is \(Self.short(slip.factor * slip.expected))"
            + "\(Self.unit(definition)), \(Self.short(slip.factor)) times the \(Self.short(slip.expected)) its neighbours in time and the growth of the group '\(check.group.name)' lead "
            + "one to expect: \(Self.words(slip))",
          remedy: "Compare the cell with the printed book; write a correction in indicators/corrections if it errs."))
    }
    return Set(search.slips.map(\.row))
  }

  private static func words(_ slip: DigitSlips.Slip) -> String {
    if slip.staysSo { return "perhaps in another unit from here on" }
    let nearness = abs(slip.factor / 10.0.power(Double(slip.power)) - 1) <= 0.02 ? "almost exactly " : ""
    switch slip.power {
    case 1: return nearness + "10 times, perhaps one digit too long"
    case -1: return nearness + "a tenth, perhaps one digit too short"
    case 2: return nearness + "100 times, perhaps two digits too long, or a share as %"
    case -2: return nearness + "a hundredth, perhaps two digits too short, or % as a share"
    case 3: return nearness + "1,000 times, perhaps in a unit of 千 less"
    case -3: return nearness + "a thousandth, perhaps in a unit of 千 more"
    case let power:
      return nearness
        + (power > 0 ? "10,000 times, perhaps in a unit of 万 less" : "a ten-thousandth, perhaps in a unit of 万 more")
    }
  }
}
