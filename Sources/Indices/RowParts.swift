import PanelModel

/// The rows of a year, whole or by group.
struct RowParts {
  var group: Int32?
  var rows: [Int]

  /// One part without a division; else the groups in order of code, rows of no group left out.
  static func of(_ rows: [Int], _ groups: [AreaDivision.Group?]?) -> [RowParts] {
    guard let groups else { return [RowParts(group: nil, rows: rows)] }
    let codes = Set(rows.compactMap { groups[$0]?.code }).sorted()
    return codes.map { code in RowParts(group: code, rows: rows.filter { groups[$0]?.code == code }) }
  }

  /// The column that tells the groups of a table's rows.
  static func column(_ groups: [Int32?]) -> DataColumn {
    DataColumn("area_group", .int32(groups), title: Title(zh: "地区组", en: "Group of areas"))
  }
}
