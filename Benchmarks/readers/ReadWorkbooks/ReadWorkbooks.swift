import Dispatch
import Spreadsheet
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads workbooks in one process, as they are timed.
@main
enum ReadWorkbooks {
  static func main() {
    guard let options = Options(CommandLine.arguments.dropFirst()) else {
      print(Options.usage)
      exit(64)
    }
    do throws(Failure) {
      print(try total(options).line(checks: options.checks))
    } catch {
      print(error.message)
      exit(65)
    }
  }

  /// The first thing that went wrong, in words.
  private struct Failure: Error {
    let message: String
  }

  /// Reads all files, each thread taking the next one that is left, and adds up in the order of the files.
  private static func total(_ options: Options) throws(Failure) -> Tally {
    let next = Atomic<Int>(0)
    let found = Mutex<[Result<Tally, Failure>?]>(Array(repeating: nil, count: options.files.count))
    DispatchQueue.concurrentPerform(iterations: min(options.threads, options.files.count)) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < options.files.count else { return }
        let result = Result { try tally(options.files[index], options) }.mapError { Failure(message: "\($0)") }
        found.withLock { $0[index] = result }
      }
    }
    var sum = Tally()
    for result in found.withLock({ $0 }) {
      if let part = try result?.get() { sum += part }
    }
    return sum
  }

  private static func tally(_ file: String, _ options: Options) throws -> Tally {
    let workbook = try Workbook.open(path: file)
    var tally = Tally()
    for info in workbook.sheetInfos {
      if options.streams {
        try workbook.readBatches(ofSheetAt: info.index) { tally.add($0, checks: options.checks) }
      } else {
        tally.add(try workbook.sheet(at: info.index), checks: options.checks)
      }
    }
    return tally
  }
}
