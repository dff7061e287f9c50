import Definitions
import Indices
import PanelModel
import Testing
import _TestSupport

/// Against coupling 0.2, mathmodels 0.0.11, a reference in double precision, and a published table.
@Suite(.enabled(if: SharedFolder.hasGolden, .init(rawValue: SharedFolder.absence)))
struct CouplingGoldenTests {
  private static let formulas: [(name: String, formula: CouplingFormula)] = [
    ("std", .standard), ("wang", .adjusted), ("fan", .fan2024), ("lostcoef", .lostCoefficient),
  ]

  private func inputs(_ path: String, _ columns: [String]) throws -> [[Double]] {
    let csv = try GoldenCSV(path)
    let numbers = try columns.map { try csv.numbers($0) }
    return (0..<csv.rowCount).map { i in numbers.compactMap { $0[i] } }
  }

  private func inputs(_ n: Int) throws -> [[Double]] {
    try inputs("spatial/inputs/coupling_\(n).csv", (1...n).map { "U\($0)" })
  }

  private func values(_ formula: CouplingFormula, _ scores: [[Double]], weights: [Double]? = nil)
    -> [CouplingCoordination.Value]
  {
    let model = CouplingCoordination(formula: formula, weights: weights ?? scores[0].map { _ in 1 })
    return scores.map(model.value)
  }

  private func record(_ file: String, _ worst: Double) -> Double {
    GoldenReport.record(method: "coupling_coordination", file: file, worst: worst)
    return worst
  }

  @Test(arguments: 2...5) func reference(n: Int) throws {
    let csv = try GoldenCSV("spatial/expected/ref_coupling_\(n).csv")
    let scores = try inputs(n)
    var worst = 0.0
    for (name, formula) in Self.formulas {
      let ours = values(formula, scores)
      worst = max(worst, worstDifference(ours.map(\.index), try csv.numbers("T")))
      // The file's Fan cancels in its edge rows 1 to 7.
      let from = formula == .fan2024 ? 7 : 0
      let couplings = try csv.numbers("C_\(name)")
      worst = max(worst, worstDifference(ours[from...].map(\.coupling), Array(couplings[from...])))
      // The file has no D of the lost coefficient.
      if formula == .lostCoefficient { continue }
      let degrees = try csv.numbers("D_\(name)")
      worst = max(worst, worstDifference(ours[from...].map(\.degree), Array(degrees[from...])))
      for i in 0..<from {
        #expect(isClose(ours[i].coupling, couplings[i], relative: 1e-8, floor: 1e-8))
        #expect(isClose(ours[i].degree, degrees[i], relative: 1e-8, floor: 1e-8))
      }
    }
    if n == 2 {
      worst = max(worst, worstDifference(values(.liao1999, scores).map(\.coupling), try csv.numbers("C_liao_k2")))
    }
    #expect(record(csv.path, worst) <= 1e-12)
  }

  @Test(arguments: 2...5) func classesOfTheReference(n: Int) throws {
    let csv = try GoldenCSV("spatial/expected/ref_coupling_\(n).csv")
    let scores = try inputs(n)
    let tables = [
      ("class10_std", CouplingFormula.standard, SampleClasses.ten), ("class10_wang", .adjusted, SampleClasses.ten),
      ("class3_std", .standard, SampleClasses.three),
    ]
    for (column, formula, table) in tables {
      let names = try csv.text(column)
      for (value, name) in zip(values(formula, scores), names) {
        #expect(table(.lower).classify(value.degree)?.title.en == name)
        #expect(table(.upper).classify(value.degree)?.title.en == name)
      }
    }
  }

  @Test(arguments: 2...5) func couplingPackage(n: Int) throws {
    let csv = try GoldenCSV("spatial/expected/couplingpkg_ccd_\(n).csv")
    let scores = try inputs(n)
    var worst = 0.0
    for (name, formula) in [("standard", CouplingFormula.standard), ("wang", .adjusted), ("fan", .fan2024)] {
      let ours = values(formula, scores)
      let couplings = try csv.numbers("C_\(name)")
      let degrees = try csv.numbers("D_\(name)")
      for i in ours.indices {
        // The package takes scores of 1e-9 as 0 (row 5).
        if i == 4, formula != .fan2024 {
          #expect(couplings[i] == 0 && isClose(ours[i].coupling, 1))
          continue
        }
        let difference = max(
          relativeDifference(ours[i].coupling, couplings[i]), relativeDifference(ours[i].degree, degrees[i]))
        // Its Fan takes the difference of mean squares, which cancels in the edge rows 1 to 7.
        if i < 7, formula == .fan2024 {
          #expect(difference <= 1e-8)
        } else {
          worst = max(worst, difference)
        }
      }
    }
    #expect(record(csv.path, worst) <= 1e-12)
  }

  @Test(arguments: 2...5) func mathmodels(n: Int) throws {
    let csv = try GoldenCSV(padded: "spatial/expected/mathmodels_coupling_\(n).csv")
    let scores = try inputs(n)
    let standard = values(.standard, scores)
    let adjusted = values(.adjusted, scores)
    let columns = try ["C_std", "D_std", "C_adj", "D_adj", "T"].map { try csv.numbers($0) }
    var worst = 0.0
    for i in scores.indices {
      worst = max(worst, relativeDifference(standard[i].index, columns[4][i]))
      let ours = [standard[i].coupling, standard[i].degree, adjusted[i].coupling, adjusted[i].degree]
      let differences = (0..<4).map { relativeDifference(ours[$0], columns[$0][i]) }
      // Rows 3, 4 and 6 hold a score of 0, which the package's floor of 1e-10 turns into something.
      if [2, 3, 5].contains(i) {
        #expect(differences[0] > 0.1)
      } else {
        worst = max(worst, differences.max() ?? .infinity)
      }
    }
    #expect(record(csv.path, worst) <= 1e-12)
  }

  @Test func mathmodelsExample() throws {
    let scores = try inputs("spatial/inputs/mathmodels_coupling_example.csv", ["s1", "s2", "s3"])
    let csv = try GoldenCSV("spatial/expected/mathmodels_coupling_example.csv")
    let standard = values(.standard, scores)
    let weighted = values(.adjusted, scores, weights: [0.4, 0.3, 0.3])
    let ours = [
      ("C_std", standard.map(\.coupling)), ("T", standard.map(\.index)), ("D_std", standard.map(\.degree)),
      ("C_adj", weighted.map(\.coupling)), ("T_433", weighted.map(\.index)), ("D_adj_433", weighted.map(\.degree)),
    ]
    let worst = try ours.map { worstDifference($0.1, try csv.numbers($0.0)) }.max()
    #expect(record(csv.path, worst ?? .infinity) <= 1e-12)
  }

  /// Table 8 of Wang et al. (2021) prints both couplings of 91 city-years; the scores behind it were solved from them.
  @Test func publishedTable() throws {
    let csv = try GoldenCSV("spatial/expected/published_wang2021_table8.csv")
    let scores = zip(try csv.numbers("implied_Umin"), try csv.numbers("implied_Umax")).map { [$0 ?? 0, $1 ?? 0] }
    #expect(scores.count == 91)
    let original = try csv.numbers("C_original")
    let modified = try csv.numbers("C_modified")
    var worst = 0.0
    for (i, u) in scores.enumerated() where u[1] > 0 {
      let standard = values(.standard, [u])[0].coupling
      let adjusted = values(.adjusted, [u])[0].coupling
      worst = max(worst, relativeDifference(standard, original[i]), relativeDifference(adjusted, modified[i]))
    }
    #expect(record(csv.path, worst) <= 1e-4)
  }

  @Test func entropyWeightedPanel() throws {
    let csv = try GoldenCSV("composite/entropy/coupling_coordination.csv")
    let scores = try inputs(csv.path, ["U1", "U2"])
    let ours = values(.standard, scores)
    let worst = [
      worstDifference(ours.map(\.coupling), try csv.numbers("C")),
      worstDifference(ours.map(\.index), try csv.numbers("T")),
      worstDifference(ours.map(\.degree), try csv.numbers("D")),
    ]
    #expect(record(csv.path, worst.max() ?? .infinity) <= 1e-12)
  }
}

/// The usual classes of D.
enum SampleClasses {
  static func ten(_ closure: ClassTable.Closure) -> ClassTable {
    let names = [
      "extreme_imbalance", "severe_imbalance", "moderate_imbalance", "mild_imbalance", "near_imbalance",
      "barely_coordinated", "primary_coord", "intermediate_coord", "good_coord", "quality_coord",
    ]
    let limits: [Double?] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, nil]
    return table("ten_classes", closure, names, limits)
  }

  static func three(_ closure: ClassTable.Closure) -> ClassTable {
    table("three_ranges", closure, ["imbalance", "transition", "coordinated"], [0.4, 0.6, nil])
  }

  private static func table(
    _ code: String, _ closure: ClassTable.Closure, _ names: [String], _ limits: [Double?]
  ) -> ClassTable {
    ClassTable(
      code: code, closure: closure,
      classes: zip(names, limits).enumerated().map {
        ClassTable.Class(code: Int32($0 + 1), title: Title(en: $1.0), below: $1.1)
      })
  }
}
