import PanelModel

/// Findings as a person reads them: errors and warnings in full, notes by count, with a stop line.
package struct FindingsText {
  private let findings: [Finding]
  private let limit: Int

  /// - Parameter limit: how many findings of one code are printed in full.
  package init(_ findings: [Finding], limit: Int = 5) {
    self.findings = findings.sorted()
    self.limit = limit
  }

  package var text: String {
    var lines: [String] = []
    for severity in [Finding.Severity.error, .warning] {
      let own = findings.filter { $0.severity == severity }
      for code in FindingCode.allCases {
        let same = own.filter { $0.code == code }
        lines += same.prefix(limit).map(Self.line)
        if same.count > limit {
          lines.append("\(severity.rawValue) \(code.rawValue): \(same.count - limit) more like it (findings.json)")
        }
      }
    }
    lines += noteCounts
    return lines.map { $0 + "\n" }.joined()
  }

  /// `3 errors, 12 warnings, 40 notes`.
  package var counts: String {
    let parts = Finding.Severity.allCases.reversed().map { severity -> String in
      let n = findings.count { $0.severity == severity }
      return "\(n) \(severity.rawValue)\(n == 1 ? "" : "s")"
    }
    return parts.joined(separator: ", ")
  }

  /// `warning CLN-006 raw/x.xlsx ! 2-7 ! C12: message. Remedy.`
  package static func line(_ finding: Finding) -> String {
    let place = finding.location.map { " \($0)" } ?? ""
    return "\(finding.severity.rawValue) \(finding.code.rawValue)\(place): \(sentences(finding))"
  }

  /// What is the case and what to do; a message that ends with a mark of its own gets no second one.
  static func sentences(_ finding: Finding) -> String {
    let end = finding.message.last.map { ".?!".contains($0) } ?? false
    return "\(finding.message)\(end ? "" : ".") \(finding.remedy)"
  }

  private var noteCounts: [String] {
    FindingCode.allCases.compactMap { code in
      let same = findings.filter { $0.severity == .note && $0.code == code }
      guard let first = same.first else { return nil }
      let example = same.count == 1 ? first.message : "\(same.count) notes, such as: \(first.message)"
      return "note \(code.rawValue): \(example)"
    }
  }

  /// Findings as a table for `--format json|jsonl|csv`.
  package var table: DataTable {
    func text(_ body: (Finding) -> String?) -> DataColumn.Values { .text(findings.map(body)) }
    return DataTable(columns: [
      DataColumn("code", text { $0.code.rawValue }),
      DataColumn("severity", text { $0.severity.rawValue }),
      DataColumn("file", text { $0.location?.file }),
      DataColumn("sheet", text { $0.location?.sheet }),
      DataColumn("cell", text { $0.location?.cell }),
      DataColumn("indicator", text { $0.indicator?.rawValue }),
      DataColumn("area", .int32(findings.map { $0.area?.rawValue })),
      DataColumn("year", .int32(findings.map { $0.year?.rawValue })),
      DataColumn("count", .int32(findings.map { Int32(clamping: $0.count) })),
      DataColumn("message", text { $0.message }),
      DataColumn("remedy", text { $0.remedy }),
    ])
  }
}
