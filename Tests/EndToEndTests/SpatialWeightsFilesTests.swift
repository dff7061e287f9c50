import PanelModel
import Pipeline
import Testing
import _TestSupport

/// A weights matrix of a project's own seats, written beside the panel in the formats other programs read.
@Suite struct SpatialWeightsFilesTests {
  private static let areas = """
    code,name_zh,name_en,lon,lat
    1,甲市,Jia,100,0
    2,乙市,Yi,101,0
    3,丙市,Bing,102,0
    4,丁市,Ding,,

    """

  private static let measure = """
    code: w_near
    title: {zh: 邻近权重, en: Nearness}
    measure: spatial_weights
    method: distance_band
    distance_km: [0, 120]
    standardize: row

    """

  @Test func filesStandBesideThePanel() throws {
    let project = try TemporaryProject.example()
    try project.write(Self.areas, to: "indicators/areas/areas.csv")
    try project.write(Self.measure, to: "indicators/measures/w-near.yaml")
    try project.edit("indicators/panels/example.yaml", "years: 2018-2020", "years: 2018-2020\ntables: [w_near]")
    let result = try project.build()
    #expect(try project.text("output/panels/example/w_near.gal") == "0 3 w_near area\n1 1\n2\n2 2\n1 3\n3 1\n2\n")
    #expect(
      try project.text("output/panels/example/w_near.gwt") == "0 3 w_near area\n1 2 1\n2 1 0.5\n2 3 0.5\n3 2 1\n")
    #expect(try project.text("output/panels/example/manifest.json").contains("w_near.gwt"))
    #expect(project.output()["output/panels/example/w_near_pairs.csv.zst"] != nil)
    // Area 4 has no seat.
    #expect(result.findings.contains { $0.code == .areaWithoutPlace && $0.indicator == "w_near" && $0.count == 1 })
  }
}
