// swift-tools-version: 6.1
import PackageDescription

// A package of its own: what is timed uses the reader as any other program would, through its public API alone.

let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "almanac", path: "..")
  ],
  targets: [
    .executableTarget(
      name: "read-workbooks",
      dependencies: [.product(name: "Spreadsheet", package: "almanac")],
      path: "readers/ReadWorkbooks",
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
