// swift-tools-version: 6.1
import PackageDescription

// The readers of spreadsheets under libFuzzer and address sanitizer. A package of its own, so that nobody else builds
// it, but of the same name and over the same sources (by links), so that the targets reach what a package keeps to
// itself. `Scripts/fuzz` builds the static library and links it with libFuzzer, whose `main` a SwiftPM executable
// could not have.

let features: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// Only what is fuzzed is measured for coverage; arithmetic and bounds stay checked.
let measured: [SwiftSetting] = features + [.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing", "-g"])]

func library(_ name: String, pkgConfig: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig)
}

let package = Package(
  name: "almanac",
  products: [.library(name: "FuzzTargets", type: .static, targets: ["FuzzTargets"])],
  dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
  targets: [
    library("CLibXML2", pkgConfig: "libxml-2.0"),
    library("CZlib", pkgConfig: "zlib"),
    library("CZstd", pkgConfig: "libzstd"),
    .target(name: "Compression", dependencies: ["CZlib", "CZstd"], swiftSettings: measured),
    .target(
      name: "Hashing", dependencies: [.product(name: "Crypto", package: "swift-crypto")], swiftSettings: features),
    .target(name: "Spreadsheet", dependencies: ["CLibXML2", "Compression", "Hashing"], swiftSettings: measured),
    .target(name: "FuzzTargets", dependencies: ["Spreadsheet", "Compression"], swiftSettings: features),
  ],
  swiftLanguageModes: [.v6]
)
