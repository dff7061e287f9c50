import Aggregate
import Clean
import Definitions
import Emit
import Indices
import Ingest
import Normalize
import Weight

/// The versions of all code that can move a number, part of every vintage's identity.
enum CodeVersions {
  static var all: [PanelManifest.CodeVersion] {
    let stages: [(String, Int)] = [
      (IngestStage.name, IngestStage.codeVersion), (CleanStage.name, CleanStage.codeVersion),
      (NormalizeStage.name, NormalizeStage.codeVersion), (WeightStage.name, WeightStage.codeVersion),
      (AggregateStage.name, AggregateStage.codeVersion), (EmitStage.name, EmitStage.codeVersion),
    ]
    let methods =
      NormalizationRegistry.all.map { ("normalize/\($0.info.name)", $0.info.codeVersion) }
      + WeightingRegistry.all.map { ("weight/\($0.info.name)", $0.info.codeVersion) }
      + AggregationRegistry.all.map { ("aggregate/\($0.info.name)", $0.info.codeVersion) }
      + MeasureRegistry.all.map { ("measure/\($0.info.name)", $0.info.codeVersion) }
    return (stages + methods).map { PanelManifest.CodeVersion($0.0, $0.1) }
  }
}
