import PanelModel

/// All that is written about one panel: the input of `EmitStage`.
package struct Emission: Sendable {
  /// The panel's code in definitions: the name of its folder and of its data package.
  package var panel: String
  package var title: Title
  /// What the panel is, in a sentence or two.
  package var description: String
  /// Area x year rows, sorted by the key.
  package var table: DataTable
  /// The columns that name a row, in order; int32, never missing, together unique.
  package var key: [String] = ["city_id", "year"]
  /// The same rows with the letter of the observation status of each value; nil if it is not wanted.
  package var status: DataTable?
  package var weights: [IndexWeights] = []
  package var extraTables: [ExtraTable] = []
  /// Files in formats of their own, such as weights matrices for GeoDa.
  package var extraFiles: [EmittedFile] = []
  /// Revisions and corrections of the figures as printed; nil if they are not known.
  package var history: PrintHistory?
  /// What was filled and treated, and what is missing; nil if it is not known.
  package var cleaning: Cleaning?
  package var findings: [Finding] = []
  package var manifest: PanelManifest
  package var sources: [Source] = []
  package var licence: Licence?
  /// The figures were made by a generator: every file with room for words says so.
  package var synthetic = false
  /// Names of formats wanted beside csv.zst and parquet, which are always written.
  package var formats: [String] = []

  package init(panel: String, title: Title, description: String = "", table: DataTable, manifest: PanelManifest) {
    self.panel = panel
    self.title = title
    self.description = description
    self.table = table
    self.manifest = manifest
  }

  /// The weights within one index, node by node.
  package struct IndexWeights: Sendable {
    package var index: IndicatorCode
    package var title: Title
    package var nodes: [Node]
    /// How the weights are found: method, options with their values, formula; empty if not told.
    package var method: String

    /// A node of the index's tree and the weights of its children.
    package struct Node: Sendable {
      package var code: IndicatorCode
      package var set: WeightSet

      package init(code: IndicatorCode, set: WeightSet) {
        self.code = code
        self.set = set
      }
    }

    package init(index: IndicatorCode, title: Title, nodes: [Node], method: String = "") {
      self.index = index
      self.title = title
      self.nodes = nodes
      self.method = method
    }
  }

  /// A table beside the panel with rows of its own, such as pairs of industries.
  package struct ExtraTable: Sendable {
    /// Lower-case ASCII: the file is `NAME.csv.zst`.
    package var name: String
    package var title: Title
    package var table: DataTable
    /// The columns that name a row; empty if it has no key.
    package var key: [String]

    package init(name: String, title: Title = Title(), table: DataTable, key: [String] = []) {
      self.name = name
      self.title = title
      self.table = table
      self.key = key
    }
  }

  /// Where figures came from and how to name it.
  package struct Source: Sendable, Hashable {
    package var title: String
    /// Address or path; empty if there is none.
    package var path: String
    /// What its licence lets one do.
    package var licence: String
    /// How to cite it.
    package var citation: String

    package init(title: String, path: String = "", licence: String = "", citation: String = "") {
      self.title = title
      self.path = path
      self.licence = licence
      self.citation = citation
    }
  }

  /// The licence of the panel.
  package struct Licence: Sendable, Hashable {
    /// Identifier such as `CC0-1.0`.
    package var name: String
    package var title: String
    /// Address of the text; empty if there is none.
    package var path: String

    package init(name: String, title: String = "", path: String = "") {
      self.name = name
      self.title = title
      self.path = path
    }
  }

  /// What every file says of a panel made by the generator.
  package static let syntheticNotice =
    "Synthetic figures: made by a generator for demonstration and tests. Areas, "
    + "codes and policy dates are real, the figures are not; do not cite them."
}
