// swift-tools-version: 6.1
import PackageDescription

// The readers of spreadsheets under sanitizers and libFuzzer. A package of its own, so that nobody else builds it, but of
// the same name and over the same sources (by links), so that its targets reach what a package keeps to itself.
// `Scripts/fuzz` builds the static library and links it with libFuzzer, whose `main` a SwiftPM executable could not have;
// `Scripts/sanitize` runs the tests.

let features: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// For the fuzzer, coverage is measured of what it is to explore. Arithmetic and bounds stay checked.
let isFuzzing = Context.environment["FUZZING"] != nil
let measured =
  features + (isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing", "-g"])] : [])

func library(_ name: String, pkgConfig: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig)
}

func module(_ name: String, _ dependencies: Target.Dependency..., settings: [SwiftSetting] = features) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .testTarget(name: "\(name)Tests", dependencies: dependencies + ["_TestSupport"], swiftSettings: features)
}

let modules: [Target] = [
  library("CLibXML2", pkgConfig: "libxml-2.0"),
  library("CZlib", pkgConfig: "zlib"),
  library("CZstd", pkgConfig: "libzstd"),
  module("Compression", "CZlib", "CZstd", settings: measured),
  module("Hashing", .product(name: "Crypto", package: "swift-crypto")),
  module("Spreadsheet", "CLibXML2", "Compression", "Hashing", settings: measured),
]

let package = Package(
  name: "almanac",
  products: isFuzzing ? [.library(name: "FuzzTargets", type: .static, targets: ["FuzzTargets"])] : [],
  dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
  targets: modules
    + (isFuzzing
      ? [module("FuzzTargets", "Spreadsheet", "Compression")]
      : [
        module("PanelModel"),
        .target(
          name: "_TestSupport", dependencies: ["PanelModel", "Compression"], path: "Tests/_TestSupport",
          swiftSettings: features),
        tests("Compression", "Compression"),
        tests("Spreadsheet", "Spreadsheet", "Compression", "Hashing"),
      ]),
  swiftLanguageModes: [.v6]
)
