import Foundation
import PanelModel

/// Powers of distances.
enum Power {
  /// Exact for 2, which papers use most.
  static func of(_ base: Double, _ exponent: Double) -> Double { exponent == 2 ? base * base : pow(base, exponent) }
}

/// The file formats other programs read.
extension SpatialWeights {
  /// GeoDa's GAL: neighbours without weights. First line `0 N NAME KEY`, then for each area `ID COUNT` and its neighbours.
  package func gal(name: String, key: String = "area") -> String {
    var lines = ["0 \(areas.count) \(Self.word(name)) \(Self.word(key))"]
    for (area, own) in zip(areas, neighbours) {
      lines.append("\(area) \(own.count)")
      lines.append(own.map { "\($0.area)" }.joined(separator: " "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// GeoDa's GWT: first line `0 N NAME KEY`, then `ID NEIGHBOUR WEIGHT` for each pair. Areas without neighbours have no
  /// line.
  package func gwt(name: String, key: String = "area") -> String {
    var lines = ["0 \(areas.count) \(Self.word(name)) \(Self.word(key))"]
    for (area, own) in zip(areas, neighbours) {
      for one in own { lines.append("\(area) \(one.area) \(DecimalText.text(one.weight))") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A row a pair: `area_i,area_j,km,weight`.
  package var csv: String {
    var lines = ["area_i,area_j,km,weight"]
    for (area, own) in zip(areas, neighbours) {
      for one in own {
        lines.append("\(area),\(one.area),\(DecimalText.text(one.distance)),\(DecimalText.text(one.weight))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same as a table.
  package var table: DataTable {
    let rows = zip(areas, neighbours).flatMap { area, own in own.map { (area: area, one: $0) } }
    return DataTable(columns: [
      DataColumn("area_i", .int32(rows.map(\.area.rawValue)), title: Title(zh: "地区i", en: "Area")),
      DataColumn("area_j", .int32(rows.map(\.one.area.rawValue)), title: Title(zh: "地区j", en: "Neighbour")),
      DataColumn("km", .double(rows.map(\.one.distance)), title: Title(zh: "距离", en: "Distance"), unit: "km"),
      DataColumn("weight", .double(rows.map(\.one.weight)), title: Title(zh: "空间权重", en: "Weight")),
    ])
  }

  /// Names in these files end at a blank.
  private static func word(_ text: String) -> String {
    text.map { $0.isWhitespace ? "_" : String($0) }.joined()
  }
}
