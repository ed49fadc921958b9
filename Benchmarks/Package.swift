// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that what measuring needs never reaches those who import the library.
let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "arrayc", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Workloads",
      dependencies: [
        .product(name: "LazyArrays", package: "arrayc"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Workloads",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ],
  swiftLanguageModes: [.v6]
)
