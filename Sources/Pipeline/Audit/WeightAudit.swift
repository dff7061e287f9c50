import Definitions
import Normalize
import PanelModel

/// Which convention, right or wrong, gives the weights that somebody has printed.
package struct WeightAudit: Sendable {
  /// A row a convention: those that reproduce the weights first, then the nearest.
  package let table: DataTable
  /// What was found, in a sentence or two.
  package let words: String
}

/// What a line of the shell asks of printed weights.
package struct WeightAuditRequest: Sendable {
  /// The code of an index of the project, or the path of a definition.
  package var index: String
  /// The CSV of printed weights.
  package var file: String
  package var panel: String?
  /// A CSV of base indicators in place of a panel.
  package var data: String?
  package var ids: [String] = []
  package var negative: [String] = []

  package init(index: String, file: String) { (self.index, self.file) = (index, file) }

  /// Reads weights and figures and tries every convention.
  /// - Throws: `PipelineError`, `DefinitionError`, and what reading and stages throw.
  package func audit(in project: Project, progress: any ProgressReporter) throws -> WeightAudit {
    let catalog = try project.exists("indicators") ? Validation.load(project) : nil
    let definition = try IndexFigures.definition(index, catalog)
    let published = try PublishedWeights(csv: file, leaves: definition.tree.leaves)
    let figures: IndexFigures
    if let data {
      figures = try IndexFigures(csv: data, ids: ids, negative: negative, of: published.codes, catalog)
    } else {
      guard let catalog else { throw IndexFigures.noFigures }
      figures = try IndexFigures(of: definition.code, panel: panel, catalog, project, threads: 1, progress)
    }
    guard let raw = figures.panels.first else { throw IndexFigures.noFigures }
    let items = published.codes.map { NormalizationItem($0, figures.direction($0)) }
    return WeightAudit(published, AuditTrials(panel: raw, items: items))
  }
}

extension WeightAudit {
  private struct Trial {
    var convention: EntropyConvention
    var weights: [Double]
    var worst: Double
    var isReproduced: Bool
  }

  init(_ published: PublishedWeights, _ trials: AuditTrials) {
    var made: [Trial] = []
    for convention in EntropyConvention.all(years: trials.years) {
      guard let weights = trials.weights(convention) else { continue }
      made.append(
        Trial(
          convention: convention, weights: weights, worst: published.worstDifference(from: weights),
          isReproduced: published.isReproduced(by: weights)))
    }
    // Reproducing ones in their order, the right before the wrong; the others by distance.
    let found = made.filter(\.isReproduced)
    let others = made.filter { !$0.isReproduced }.sorted { $0.worst < $1.worst }
    table = Self.table(found + others)
    words = Self.words(published, found: found, nearest: others.first, right: made.first)
  }

  private static func table(_ trials: [Trial]) -> DataTable {
    DataTable(columns: [
      DataColumn("convention", .text(trials.map(\.convention.name))),
      DataColumn("standing", .text(trials.map(\.convention.standing.rawValue))),
      DataColumn("reproduces", .text(trials.map { $0.isReproduced ? "yes" : "no" })),
      DataColumn("worst_difference", .double(trials.map(\.worst))),
      DataColumn("note", .text(trials.map(\.convention.note))),
    ])
  }

  private static func words(
    _ published: PublishedWeights, found: [Trial], nearest: Trial?, right: Trial?
  ) -> String {
    var sentences: [String] = []
    let slack = published.roundings.stableSum() + 1e-9
    if abs(published.total - 1) > slack {
      sentences.append("The weights sum to \(DecimalText.rounded(published.total, significant: 6)), not 1.")
    }
    if let best = found.first {
      let name = best.convention.name
      sentences.append(
        "The weights are those of: \(name) (\(best.convention.standing.rawValue): \(best.convention.note))."
          + (found.count > 1 ? " \(found.count - 1) more round to the same figures." : "")
          + (published.mayAgreeByChance ? " So few figures may agree by chance." : ""))
    } else if let nearest {
      sentences.append(
        "No convention tried gives these weights; the nearest, \(nearest.convention.name), is off by "
          + "\(DecimalText.rounded(nearest.worst, significant: 3)).")
    }
    if let right, right.convention.standing == .right {
      let (mine, theirs) = (right.weights.meanRanks, published.weights.meanRanks)
      let turned = theirs.map { Double(theirs.count + 1) - $0 }
      if mine == turned { sentences.append("Their order is that of the right weights turned round.") }
    }
    return sentences.joined(separator: " ")
  }
}
