import Synchronization

/// Writes down every key the readers ask for while it is current, so that the schema of the files can be compared with
/// what is really read.
///
/// Paths are those of a schema: keys joined by `/`, `*` for a key that is free (a code, a range of editions), `[]` for an
/// item of a list: `editions/*/columns/*`.
package final class YAMLKeyRecorder: Sendable {
  /// The recorder of this task; documents parsed while it is set are recorded.
  @TaskLocal package static var current: YAMLKeyRecorder?

  /// A map in a file.
  package struct Map: Sendable, Hashable {
    package var file: String
    package var path: String
  }

  private struct Seen {
    var keys: [Map: Set<String>] = [:]
    var open: Set<Map> = []
  }

  private let seen = Mutex(Seen())

  package init() {}

  /// The keys asked for, by map.
  package var keys: [Map: Set<String>] { seen.withLock { $0.keys } }

  /// Maps whose other keys go to a method as its options.
  package var openMaps: Set<Map> { seen.withLock { $0.open } }

  func asked(_ key: String, of map: Map) { seen.withLock { _ = $0.keys[map, default: []].insert(key) } }

  func opened(_ map: Map) { seen.withLock { _ = $0.open.insert(map) } }
}

/// Where a value stands in its file, for the recorder.
struct YAMLTrail {
  let recorder: YAMLKeyRecorder
  let map: YAMLKeyRecorder.Map

  /// The trail of a value below this one.
  func below(_ step: String) -> YAMLTrail {
    let path = map.path.isEmpty ? step : step == "[]" ? map.path + step : "\(map.path)/\(step)"
    return YAMLTrail(recorder: recorder, map: YAMLKeyRecorder.Map(file: map.file, path: path))
  }
}
