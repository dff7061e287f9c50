import Definitions
import PanelModel

/// A name of the grammar 指标_范围_单位 (indicator, scope, unit joined by `_`), as data portals print it.
struct TidyName {
  /// The whole name and its parts, as header texts: 地区生产总值_当年价格_全市_万元, 地区生产总值, 全市, ...
  let path: HeaderPath
  /// The indicator alone.
  let indicator: String

  init(_ text: String, _ units: UnitDefinitions) {
    let whole = HeaderText(text, units: units)
    let parts = text.split(separator: "_").map(String.init)
    indicator = PrintedText.trimmed(parts.first ?? text)
    guard parts.count > 1 else {
      path = HeaderPath(texts: whole.forms.isEmpty ? [] : [whole])
      return
    }
    var texts = [whole]
    for (i, part) in parts.enumerated() {
      let isUnit = i == parts.count - 1 && units.unit(printed: part) != nil
      texts.append(HeaderText(isUnit ? "\(parts[0])(\(part))" : part, units: units))
    }
    path = HeaderPath(texts: texts)
  }
}
