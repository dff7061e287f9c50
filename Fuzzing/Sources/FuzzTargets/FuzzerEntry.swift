#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#else
  import Darwin
#endif

/// The target this process runs; set once by libFuzzer's first call, before any input.
nonisolated(unsafe) private var target: FuzzTarget?

/// libFuzzer's first call. The program's own name says which target it is: `fuzz-zip` runs the target `zip`.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  let program = arguments?.pointee?.pointee.map { String(cString: $0) } ?? ""
  target = program.split(separator: "-").last.flatMap { FuzzTarget(rawValue: String($0)) }
  guard target == nil else { return 0 }
  let names = FuzzTarget.allCases.map { "fuzz-\($0.rawValue)" }.joined(separator: ", ")
  fputs("\(program) names no target; call it by one of these names: \(names)\n", stderr)
  exit(2)
}

/// libFuzzer's call for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let target else { return -1 }
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  let file = target.file(from: input)
  if let path = getenv("FUZZ_WRITE_FILE") { write(file, to: path) }
  do {
    if target == .zip { readEntries(of: file) }
    try WorkbookExercise.read(file, name: target.name)
    if target == .sheet || target == .strings { try WorkbookExercise.compareWays(file, name: target.name) }
  } catch {
    fputs("CONTRADICTION: \(error)\n", stderr)
    abort()
  }
  return 0
}

/// Leaves the file an input stands for, so that it can be opened by hand and kept for the tests.
private func write(_ file: [UInt8], to path: UnsafePointer<CChar>) {
  guard let stream = fopen(path, "wb") else { return }
  fwrite(file, 1, file.count, stream)
  fclose(stream)
}
