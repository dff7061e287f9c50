import Definitions
import PanelModel

extension NationalSeries {
  /// The series over the rows of a panel, for every scope: a source column without a cell behind it.
  func columns(_ keys: [PanelKey]) -> [SeriesKey: SourceColumn] {
    let values = keys.map { value($0.year) }
    let series = PanelSeries(values, values.map { $0 == nil ? .missing : .normal })
    let column = SourceColumn(series: series, origins: Array(repeating: nil, count: keys.count))
    return Dictionary(
      uniqueKeysWithValues: StatisticalScope.allCases.map { (SeriesKey(code, $0), column) })
  }
}
