import Foundation
import Pipeline
import Synchronization

/// Progress as one line that updates on a terminal, or a plain line a step in a log.
final class ProgressLine: ProgressReporter {
  private struct State {
    var step = ""
    var total = 0
    var done = 0
    var start = Date()
    var lastShown = Date.distantPast
  }

  private let state = Mutex(State())
  private let isTerminal = Console.talksToTerminal

  func began(_ step: String, total: Int) {
    state.withLock { $0 = State(step: step, total: total) }
  }

  func advanced() {
    state.withLock { state in
      state.done += 1
      let now = Date()
      guard isTerminal, now.timeIntervalSince(state.lastShown) > 0.1, state.done < state.total else { return }
      state.lastShown = now
      let spent = now.timeIntervalSince(state.start)
      let left = spent / Double(state.done) * Double(state.total - state.done)
      Console.overwrite("\(state.step) \(state.done)/\(state.total), \(Self.seconds(left)) left")
    }
  }

  func finished(_ note: String) {
    state.withLock { state in
      let line = "\(state.step): \(note) in \(Self.seconds(Date().timeIntervalSince(state.start)))"
      if isTerminal { Console.overwrite(line + "\n") } else { Console.talk(line) }
    }
  }

  private static func seconds(_ x: TimeInterval) -> String { "\((x * 10).rounded() / 10) s" }
}
