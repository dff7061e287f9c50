import Definitions
import Emit
import PanelModel
import Weight

/// Turns a scored panel and what is known about it into the input of the emit stage.
struct PanelEmission {
  let definition: PanelDefinition
  let catalog: Catalog
  let scored: ScoredPanel
  let reading: Reading
  let findings: [Finding]
  let manifest: PanelManifest

  var emission: Emission {
    let tables = PanelTable(definition: definition, catalog: catalog, scored: scored).tables()
    var emission = Emission(
      panel: definition.code.rawValue, title: definition.title, description: definition.description,
      table: tables.table, manifest: manifest)
    emission.status = tables.status
    emission.weights = scored.weights.map(weights)
    emission.extraTables = scored.sideTables.filter { side in
      definition.tables.contains(side.measure)
    }.map { Emission.ExtraTable(name: $0.name, title: $0.title, table: $0.table) }
    emission.extraFiles = scored.sideFiles.filter { definition.tables.contains($0.measure) }
      .map { EmittedFile(name: $0.name, bytes: Array($0.text.utf8)) }
    emission.history =
      PrintHistory(catalog: catalog, definition: definition, tables: reading.tables, scored: scored).emission
    emission.cleaning = CleaningRecord(scored.cleaned).emission
    emission.findings = (reading.findings + findings).sorted()
    emission.sources = sources
    emission.licence = definition.licence.isEmpty ? nil : Emission.Licence(name: definition.licence)
    emission.synthetic = reading.sources.contains(where: \.isSynthetic)
    emission.formats = definition.formats
    return emission
  }

  private func weights(_ index: ScoredPanel.IndexWeights) -> Emission.IndexWeights {
    var nodes = index.index.tree.innerNodes.compactMap { node in
      index.weights.nodes[node.code].map { Emission.IndexWeights.Node(code: node.code, set: $0) }
    }
    // The leaves' weights in the whole index, which a reader checks against n, k, e and d.
    if let root = nodes.first, root.set.entries.map(\.indicator) != index.weights.effective.entries.map(\.indicator) {
      nodes.append(Emission.IndexWeights.Node(code: "effective", set: index.weights.effective))
    }
    return Emission.IndexWeights(
      index: index.index.code, title: index.index.title, nodes: nodes, method: WeightingWords(index).sentence)
  }

  /// One source a yearbook, with the licences its sidecars state.
  private var sources: [Emission.Source] {
    let books = Dictionary(grouping: reading.sources, by: \.yearbook)
    return books.keys.sorted().map { book in
      let own = books[book] ?? []
      let producers = Set(own.map(\.producer)).sorted().filter { !$0.isEmpty }.joined(separator: "; ")
      let licences = Set(own.map(\.licence)).sorted().filter { !$0.isEmpty }.joined(separator: "; ")
      let editions = own.map(\.edition.rawValue)
      let span = "editions \(editions.min() ?? 0)-\(editions.max() ?? 0)"
      return Emission.Source(
        title: [book, producers, span].filter { !$0.isEmpty }.joined(separator: ", "), licence: licences,
        citation: definition.citation)
    }
  }
}
