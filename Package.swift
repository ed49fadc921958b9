// swift-tools-version: 6.2
import PackageDescription

// One target a room; a room imports only rooms above it in this list.
let package = Package(
  name: "arrayc",
  products: [
    .library(name: "LazyArrays", targets: ["LazyArrays"]),
    .executable(name: "arrayc", targets: ["arrayc"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    .target(name: "CLanes"),
    .target(name: "Lanes", dependencies: ["CLanes"]),
    .target(
      name: "ArrayGraph", dependencies: ["Lanes", .product(name: "DequeModule", package: "swift-collections")]),
    .target(name: "ArrayFunctions", dependencies: ["ArrayGraph", "ArrayLinear"]),
    .target(name: "ArrayKernels", dependencies: ["ArrayGraph"]),
    .target(name: "ArrayInterpreter", dependencies: ["ArrayKernels"]),
    .target(name: "CLLVM"),
    .target(name: "ArrayLLVM", dependencies: ["ArrayKernels", "CLLVM"]),
    .target(name: "ArrayRuntime", dependencies: ["ArrayKernels"]),
    .target(name: "ArrayLinear", dependencies: ["ArrayGraph"]),
    .target(name: "ArrayFiles", dependencies: ["ArrayGraph", "CZlib"], exclude: ["README.md"]),
    .target(name: "ArrayText", dependencies: ["ArrayGraph"], exclude: ["README.md"]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "LazyArrays",
      dependencies: [
        "ArrayFunctions", "ArrayRuntime", "ArrayInterpreter", "ArrayLLVM", "ArrayLinear", "ArrayFiles",
        "ArrayText",
      ]),
    .target(name: "ArrayScript", dependencies: ["LazyArrays"], exclude: ["README.md"]),
    .testTarget(name: "ArrayScriptTests", dependencies: ["ArrayScript"], exclude: ["Golden"]),
    .executableTarget(
      name: "arrayc",
      dependencies: ["ArrayScript", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    .testTarget(name: "ArrayFilesTests", dependencies: ["ArrayFiles"], exclude: ["numpy_files.py"]),
    .testTarget(name: "ArrayTextTests", dependencies: ["ArrayText"], exclude: ["numpy_cases.py"]),
  ],
  swiftLanguageModes: [.v6]
)
