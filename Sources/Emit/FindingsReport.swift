import PanelModel

/// The findings of a build as `findings.json`: counts on top, then each finding, errors first.
enum FindingsReport {
  static func json(_ findings: [Finding]) -> JSONValue {
    let sorted = findings.sorted()
    return [
      "counts": counts(sorted),
      "codes": .array(codes(sorted)),
      "findings": .array(sorted.map(json)),
    ]
  }

  private static func counts(_ findings: [Finding]) -> JSONValue {
    .object([
      ("findings", .int(findings.count)),
      ("errors", .int(findings.count { $0.severity == .error })),
      ("warnings", .int(findings.count { $0.severity == .warning })),
      ("notes", .int(findings.count { $0.severity == .note })),
    ])
  }

  /// A line for each code and severity: how many findings, and how many values they stand for.
  private static func codes(_ sorted: [Finding]) -> [JSONValue] {
    var lines: [(first: Finding, findings: Int, values: Int)] = []
    for finding in sorted {
      if let last = lines.last, last.first.code == finding.code, last.first.severity == finding.severity {
        lines[lines.count - 1].findings += 1
        lines[lines.count - 1].values += finding.count
      } else {
        lines.append((finding, 1, finding.count))
      }
    }
    return lines.map { line in
      [
        "code": .string(line.first.code.rawValue), "severity": .string(line.first.severity.rawValue),
        "findings": .int(line.findings), "values": .int(line.values),
      ]
    }
  }

  private static func json(_ finding: Finding) -> JSONValue {
    .object([
      ("code", .string(finding.code.rawValue)),
      ("severity", .string(finding.severity.rawValue)),
      ("file", finding.location.map { .string($0.file) }),
      ("sheet", finding.location?.sheet.map { .string($0) }),
      ("cell", finding.location?.cell.map { .string($0) }),
      ("indicator", finding.indicator.map { .string($0.rawValue) }),
      ("area", finding.area.map { .int(Int($0.rawValue)) }),
      ("year", finding.year.map { .int(Int($0.rawValue)) }),
      ("message", .string(finding.message)),
      ("remedy", .string(finding.remedy)),
      ("count", .int(finding.count)),
    ])
  }
}
