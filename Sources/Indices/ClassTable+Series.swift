import Definitions
import PanelModel

extension ClassTable {
  /// The classes of a series: codes with the status of the values they come from.
  package func classify(_ series: PanelSeries) -> PanelSeries {
    var result = PanelSeries(count: series.count)
    for i in 0..<series.count {
      if let value = series[i], let found = classify(value) {
        result.set(i, Double(found.code), series.statuses[i])
      } else {
        result.setMissing(i, series[i] == nil ? series.statuses[i] : .missingCannotExist)
      }
    }
    return result
  }

  /// Labels of the codes in order of the code.
  package var valueLabels: [DataColumn.ValueLabel] {
    classes.map { DataColumn.ValueLabel(code: $0.code, title: $0.title) }.sorted { $0.code < $1.code }
  }
}
