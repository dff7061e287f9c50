import Emit
import PanelModel

enum Sample {
  static let stage = EmitStage { SHA256.hex($0) }

  static func files(_ emission: Emission = emission) throws -> [EmittedFile] {
    var findings: [Finding] = []
    return try stage.run(emission, findings: &findings)
  }

  static func text(_ name: String, _ emission: Emission = emission) throws -> String {
    let file = try files(emission).first { $0.name == name }
    return String(decoding: file?.bytes ?? [], as: UTF8.self)
  }

  /// Two areas in three years with one row absent, labels, missing values and texts that trip readers.
  static let emission: Emission = {
    var emission = Emission(
      panel: "upgrading_study", title: Title(zh: "产业升级研究", en: "Industrial upgrading study"),
      description: "Prefecture-level areas under the boundaries of 2020.", table: table, manifest: manifest)
    emission.status = status
    emission.weights = [weights]
    emission.extraTables = [
      Emission.ExtraTable(
        name: "pairs", title: Title(zh: "行业对", en: "Pairs of industries"), table: pairs, key: ["a", "b"])
    ]
    emission.findings = findings
    emission.sources = [
      Emission.Source(
        title: "China City Statistical Yearbook", path: "raw/sample", licence: "CC0-1.0", citation: "NBS (2021)")
    ]
    emission.licence = Emission.Licence(name: "CC0-1.0", title: "Creative Commons Zero 1.0")
    emission.synthetic = true
    emission.formats = ["jsonl", "csv.gz", "csv.zst"]
    return emission
  }()

  static let table = DataTable(columns: [
    DataColumn("city_id", .int32([110_000, 110_000, 110_000, 130_100, 130_100]), title: Title(zh: "代码", en: "Code")),
    DataColumn(
      "city_zh", .text(["北京市", "北京市", "北京市", "石家庄市", "石|家\"庄,市"]), title: Title(zh: "城市", en: "City")),
    DataColumn("year", .int32([2018, 2019, 2020, 2018, 2020]), title: Title(zh: "年份", en: "Reference year")),
    DataColumn(
      "region3", .int32([1, 1, 1, 2, nil]), title: Title(zh: "区域", en: "Region"),
      valueLabels: [
        .init(code: 1, title: Title(zh: "东部", en: "East")), .init(code: 2, title: Title(zh: "中部", en: "Central")),
      ]),
    DataColumn(
      "gdp_per_capita", .double([1.0 / 3, 2, nil, 4e5, -0.0]), title: Title(zh: "人均生产总值", en: "GDP per head"),
      unit: "CNY/person", note: "gdp / population | at 2006 prices"),
    DataColumn("nothing", .double([nil, nil, nil, nil, nil])),
  ])

  static let status = DataTable(columns: [
    table.columns[0], table.columns[2], DataColumn("gdp_per_capita", .text(["A", "I", "L", "A", "J"])),
  ])

  static let pairs = DataTable(columns: [
    DataColumn("a", .text(["steel", "steel"])), DataColumn("b", .text(["glass", "paper"])),
    DataColumn("egk", .double([0.01, -0.02])),
  ])

  static let weights = Emission.IndexWeights(
    index: "common_prosperity", title: Title(en: "Common prosperity"),
    nodes: [
      .init(
        code: "affluence",
        set: WeightSet(
          method: "entropy",
          entries: [
            .init(indicator: "gdp_per_capita", weight: 2.0 / 3, rows: 5, entropy: 0.9, divergence: 0.1),
            .init(indicator: "income", weight: 1.0 / 3, rows: 5, entropy: 0.95, divergence: 0.05),
          ])),
      .init(
        code: "common_prosperity",
        set: WeightSet(method: "equal", entries: [.init(indicator: "affluence", weight: 1)])),
    ])

  static let findings = [
    Finding(.valuesImputed, area: AreaCode(110_000), message: "Filled in.", remedy: "Check.", count: 3),
    Finding(
      .textWhereNumber, location: SourceLocation(file: "raw/a.xlsx", sheet: "2-7", cell: "C12"), indicator: "gdp",
      year: ReferenceYear(2019), message: "“约5” is text.", remedy: "Correct the cell."),
    Finding(.valuesImputed, area: AreaCode(130_100), message: "Filled in.", remedy: "Check.", count: 2),
  ]

  static let manifest = PanelManifest(
    vintage: "2021-3b0c1234", program: "0.1.0", codeVersions: [.init("weight", 2), .init("clean", 1)],
    inputs: [
      .init(path: "raw/b.xlsx", bytes: 20, sha256: "bb"), .init(path: "raw/a.xlsx", bytes: 10, sha256: "aa"),
    ],
    definitions: [.init(path: "indicators/units.yaml", bytes: 5, sha256: "cc")])
}
