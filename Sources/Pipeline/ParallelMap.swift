import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// Maps on several threads; the result is in the order of the elements, whatever thread made it.
  /// - Parameter threads: at least 1; 1 works on the calling thread.
  func parallelMap<T: Sendable>(threads: Int, _ body: @Sendable (Element) -> T) -> [T] {
    if threads <= 1 || count <= 1 { return map(body) }
    let next = Mutex(0)
    let results = Mutex([T?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: Swift.min(threads, count)) { _ in
      while let i = next.withLock({ n -> Int? in
        defer { n += 1 }
        return n < count ? n : nil
      }) {
        let result = body(self[i])
        results.withLock { $0[i] = result }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
