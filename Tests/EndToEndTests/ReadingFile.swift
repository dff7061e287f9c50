import Definitions
import PanelModel
import Pipeline

extension TemporaryProject {
  /// Reads every workbook and writes what was read to `reading/observations.csv` and `reading/findings.csv`, a line each,
  /// for Scripts/check-real-panels.py.
  func writeReading() throws -> Reading {
    let reading = Reading.read(
      project, catalog: try Validation.load(project), sources: try Sources.find(project), threads: 2,
      progress: SilentProgress())
    var lines = ["file,sheet,cell,series,scope,multiplier,edition,area,year,value"]
    for table in reading.tables {
      for observation in table.observations {
        let series = table.series[Int(observation.series)]
        let place = table.location(of: observation)
        let fields = [
          place.file, place.sheet ?? "", place.cell ?? "", series.key.indicator.rawValue, series.key.scope.rawValue,
          DecimalText.text(series.unit.multiplier), table.edition.description, observation.area.description,
          observation.year.description, observation.status.isMissing ? "" : DecimalText.text(observation.value),
        ]
        lines.append(fields.map(Self.quoted).joined(separator: ","))
      }
    }
    try write(lines.map { $0 + "\n" }.joined(), to: "reading/observations.csv")
    lines = ["file,sheet,code,count"]
    for finding in reading.findings {
      let fields = [
        finding.location?.file ?? "", finding.location?.sheet ?? "", finding.code.rawValue, "\(finding.count)",
      ]
      lines.append(fields.map(Self.quoted).joined(separator: ","))
    }
    try write(lines.map { $0 + "\n" }.joined(), to: "reading/findings.csv")
    return reading
  }

  private static func quoted(_ field: String) -> String { "\"" + field.replacing("\"", with: "\"\"") + "\"" }
}
