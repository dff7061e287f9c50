import Definitions
import Foundation
import PanelModel

/// A reciprocal matrix of comparisons in pairs.
struct ComparisonMatrix: Sendable {
  let rows: [[Double]]

  /// Reads rows of numbers and quotients.
  init(
    _ value: OptionValue, _ order: [IndicatorCode], _ options: MethodOptions, key: String
  ) throws(DefinitionError) {
    let n = order.count
    let place = options.places[key] ?? options.place
    guard case .list(let list) = value, list.count == n else {
      throw options.error(key, expected: "\(n) rows, one for each code of 'of'")
    }
    var rows: [[Double]] = []
    for (i, row) in list.enumerated() {
      guard case .list(let cells) = row, cells.count == n else {
        throw options.error(key, expected: "\(n) numbers in the row of '\(order[i])'")
      }
      let numbers = cells.compactMap { Self.number($0) }
      guard numbers.count == n else {
        throw options.error(key, expected: "numbers above 0, or quotients such as 1/3, in the row of '\(order[i])'")
      }
      rows.append(numbers)
    }
    for i in 0..<n {
      for j in 0...i where abs(rows[i][j] * rows[j][i] - 1) > 1e-3 {
        throw DefinitionError(
          place: place,
          message: i == j
            ? "'\(order[i])' is compared with itself as \(rows[i][i])"
            : "'\(order[i])' against '\(order[j])' is \(rows[i][j]), and the other way round \(rows[j][i])",
          remedy: i == j ? "Write 1." : "Write 1/\(rows[j][i]) for one of them, such as 3 and 1/3.")
      }
    }
    self.rows = rows
  }

  /// The geometric mean of the comparisons of several experts.
  init(meanOf matrices: [ComparisonMatrix]) {
    guard let first = matrices.first, matrices.count > 1 else {
      rows = matrices.first?.rows ?? []
      return
    }
    rows = first.rows.indices.map { i in
      first.rows.indices.map { j in
        exp(matrices.map { log($0.rows[i][j]) }.stableSum() / Double(matrices.count))
      }
    }
  }

  /// A number above 0; text such as `1/3` is a quotient.
  private static func number(_ value: OptionValue) -> Double? {
    switch value {
    case .number(let x): return x > 0 && x.isFinite ? x : nil
    case .text(let text):
      let parts = text.split(separator: "/").map { Double($0.filter { $0 != " " }) }
      guard parts.count == 2, let a = parts[0], let b = parts[1], a > 0, b > 0 else { return nil }
      return a / b
    default: return nil
    }
  }

  /// Weights summing to 1.
  func weights(_ derivation: AnalyticHierarchyProcess.Derivation) -> [Double] {
    let n = rows.count
    let raw: [Double]
    switch derivation {
    case .eigenvector: raw = principal.vector
    case .geometricMean: raw = rows.map { row in exp(row.map { log($0) }.stableSum() / Double(n)) }
    case .columnMean:
      let sums = (0..<n).map { j in rows.map { $0[j] }.stableSum() }
      raw = rows.map { row in zip(row, sums).map { $0 / $1 }.stableSum() / Double(n) }
    }
    let total = raw.stableSum()
    return raw.map { $0 / total }
  }

  /// The largest eigenvalue with its vector, summing to 1, by powers of the matrix: of a positive matrix it is single
  /// and its vector positive (Perron), so that the powers converge.
  var principal: (lambda: Double, vector: [Double]) {
    var vector = [Double](repeating: 1 / Double(rows.count), count: rows.count)
    var lambda = 0.0
    for _ in 0..<10_000 {
      let next = rows.map { StableSum.ofProducts($0, vector) }
      lambda = next.stableSum()
      let scaled = next.map { $0 / lambda }
      let change = zip(scaled, vector).reduce(0) { max($0, abs($1.0 - $1.1) / $1.0) }
      vector = scaled
      if change < 1e-15 { break }
    }
    return (lambda, vector)
  }

  /// lambda, CI and CR.
  func consistency(_ table: RandomIndex) -> (lambda: Double, index: Double, ratio: Double) {
    let n = Double(rows.count)
    let lambda = principal.lambda
    guard rows.count > 2 else { return (n, 0, 0) }
    let index = max(0, (lambda - n) / (n - 1))
    return (lambda, index, index / table.value(rows.count))
  }

  /// The comparison above 1 that is farthest from what the weights suggest.
  var worstComparison: (row: Int, column: Int, given: Double, suggested: Double) {
    let w = principal.vector
    var worst = (row: 0, column: 0, given: 1.0, suggested: 1.0)
    var largest = -1.0
    for i in rows.indices {
      for j in rows.indices where rows[i][j] >= 1 && i != j {
        let deviation = abs(log(rows[i][j] * w[j] / w[i]))
        if deviation > largest {
          largest = deviation
          worst = (i, j, rows[i][j], w[i] / w[j])
        }
      }
    }
    return worst
  }
}

extension ComparisonMatrix {
  /// The mean CI of random comparisons, from n = 1; two tables are in use.
  enum RandomIndex: String, Sendable, CaseIterable {
    case saaty1980 = "saaty_1980"
    case saaty1977 = "saaty_1977"

    static let largest = 15

    func value(_ n: Int) -> Double {
      let table =
        switch self {
        case .saaty1980: [0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59]
        case .saaty1977: [0, 0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.51, 1.54, 1.56, 1.57, 1.58]
        }
      return table[min(max(n, 1), Self.largest) - 1]
    }
  }
}
