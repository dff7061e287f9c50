// swift-tools-version: 6.1
import PackageDescription

// The graph is a star: stages are strangers to each other and share PanelModel (values) and Definitions (what a
// researcher writes). Only Pipeline knows the order of the stages, only AlmanacCommand prints, and one target stands
// before each library. Tests/ArchitectureTests holds the allowed edges and fails on any other.

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func library(_ name: String, pkgConfig: String?, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func module(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: Target.Dependency..., resources: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: ["_TestSupport"] + dependencies, exclude: resources, swiftSettings: settings)
}

let package = Package(
  name: "almanac",
  products: [
    .executable(name: "almanac", targets: ["AlmanacCommand"]),
    .library(name: "Almanac", targets: ["Almanac"]),
    .library(name: "Spreadsheet", targets: ["Spreadsheet"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Libraries of the system, and the one target before each.
    library("CLibXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
    library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    library("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev"),
    library("CXLSXWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev"),
    library("CLapacke", pkgConfig: "lapacke", apt: "liblapacke-dev"),
    library("CGLPK", pkgConfig: nil, apt: "libglpk-dev"),
    module("Compression", "CZlib", "CZstd"),
    module("ExcelFile", "CXLSXWriter"),
    module("LinearProgram", "CGLPK"),
    module("Hashing", .product(name: "Crypto", package: "swift-crypto")),
    module("LinearAlgebra", "CLapacke"),

    // Vocabulary and declarations.
    module("PanelModel"),
    module("Definitions", "PanelModel", "Yams"),

    // Formats.
    module("Spreadsheet", "CLibXML2", "Compression", "Hashing"),
    module("PanelFiles", "PanelModel", "Compression"),

    // Stages.
    module("Ingest", "PanelModel", "Definitions", "Spreadsheet"),
    module("Clean", "PanelModel", "Definitions"),
    module("Normalize", "PanelModel", "Definitions"),
    module("Weight", "PanelModel", "Definitions", "LinearAlgebra"),
    module("Aggregate", "PanelModel", "Definitions"),
    module("Indices", "PanelModel", "Definitions", "LinearProgram"),
    module("Emit", "PanelModel", "Definitions", "PanelFiles"),

    // Services beside the stages.
    module("Sensitivity", "PanelModel"),
    module("IndexQuality", "PanelModel", "LinearAlgebra"),

    // The order of the stages, and what a person sees.
    module(
      "Pipeline", "PanelModel", "Definitions", "Spreadsheet", "Ingest", "Clean", "Normalize", "Weight", "Aggregate",
      "Indices", "Emit", "PanelFiles", "Hashing", "Compression", "Sensitivity", "IndexQuality"),
    module("Report", "PanelModel"),
    module("Almanac", "PanelModel", "Pipeline"),
    .executableTarget(
      name: "AlmanacCommand",
      dependencies: [
        "Almanac", "PanelModel", "Definitions", "Spreadsheet", "Ingest", "Pipeline", "Report",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(name: "SampleYearbooks", dependencies: ["ExcelFile", "Hashing"], swiftSettings: settings),

    // Tests.
    .target(
      name: "_TestSupport", dependencies: ["PanelModel", "Compression"], path: "Tests/_TestSupport",
      swiftSettings: settings),
    tests("Compression", "Compression"),
    tests("LinearProgram", "LinearProgram"),
    tests("ExcelFile", "ExcelFile", "Compression", "Spreadsheet"),
    tests("LinearAlgebra", "LinearAlgebra"),
    tests("Sensitivity", "Sensitivity", "PanelModel"),
    tests(
      "IndexQuality", "PanelModel", "Definitions", "Weight", "Aggregate", "Sensitivity", "IndexQuality"),
    tests("SampleYearbooks", "SampleYearbooks", "ExcelFile", "Spreadsheet"),
    tests("Spreadsheet", "Spreadsheet", "Compression"),
    tests("PanelFiles", "PanelModel", "PanelFiles", "Compression"),
    tests("Normalize", "PanelModel", "Definitions", "Normalize"),
    tests("Weight", "PanelModel", "Definitions", "Normalize", "Weight"),
    tests("Aggregate", "PanelModel", "Definitions", "Normalize", "Weight", "Aggregate"),
    tests("Indices", "PanelModel", "Definitions", "Indices", "Compression"),
    tests("Command"),
    tests("Architecture"),
    tests(
      "Docs", "PanelModel", "Definitions", "Spreadsheet", "Normalize", "Weight", "Aggregate", "Indices", "Pipeline"),
    tests("PanelModel", "PanelModel"),
    tests("Definitions", "PanelModel", "Definitions"),
    tests("Ingest", "PanelModel", "Definitions", "Ingest", "Spreadsheet"),
    tests("Clean", "PanelModel", "Definitions", "Clean"),
    tests("Report", "PanelModel", "Report"),
    tests(
      "EndToEnd", "PanelModel", "Definitions", "Spreadsheet", "Ingest", "Pipeline", "PanelFiles", "Compression",
      "Report", "Sensitivity",
      resources: ["Projects"]),
    tests("Emit", "PanelModel", "PanelFiles", "Emit", "Compression"),
  ],
  swiftLanguageModes: [.v6]
)
