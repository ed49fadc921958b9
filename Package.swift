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
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    .target(name: "CProcessor"),
    .target(name: "CLanes", dependencies: ["CProcessor"]),
    .target(name: "Lanes", dependencies: ["CLanes"]),
    .target(name: "ArrayGraph", dependencies: ["Lanes"]),
    .target(name: "ArrayScans", dependencies: ["ArrayGraph", "CLanes"]),
    .target(name: "ArrayFunctions", dependencies: ["ArrayGraph", "ArrayLinear", "ArrayScans"]),
    .target(name: "ArrayKernels", dependencies: ["ArrayGraph"]),
    .target(name: "ArrayInterpreter", dependencies: ["ArrayKernels", "CLanes"]),
    .target(name: "KernelStore", dependencies: ["ArrayGraph"]),
    .target(name: "CLLVM"),
    .target(name: "ArrayLLVM", dependencies: ["ArrayKernels", "KernelStore", "CLLVM", "CProcessor"]),
    .target(name: "CExit"),
    .target(name: "CMachine", dependencies: ["CProcessor"]),
    .target(name: "CDebugger"),
    .target(name: "ArrayRuntime", dependencies: ["ArrayKernels", "CLanes", "CExit", "CMachine", "CDebugger"]),
    .target(name: "ArrayFiles", dependencies: ["ArrayGraph", "CZlib"]),
    .target(name: "ArrayText", dependencies: ["ArrayGraph"]),
    .target(name: "CLinear", dependencies: ["CProcessor"]),
    .target(name: "ArrayLinear", dependencies: ["ArrayGraph", "CLinear", "CProcessor"], exclude: ["README.md"]),
    .testTarget(name: "LanesTests", dependencies: ["Lanes"]),
    .testTarget(name: "ArrayLinearTests", dependencies: ["ArrayLinear"], exclude: ["cases.py"]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "LazyArrays",
      dependencies: [
        "ArrayFunctions", "ArrayRuntime", "ArrayInterpreter", "ArrayLLVM", "ArrayLinear", "ArrayFiles",
        "ArrayText",
      ]),
    .target(name: "ArrayScript", dependencies: ["LazyArrays"]),
    .testTarget(name: "ArrayScriptTests", dependencies: ["ArrayScript"], exclude: ["Golden", "Stages"]),
    .executableTarget(
      name: "arrayc",
      dependencies: ["ArrayScript", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    .testTarget(
      name: "ArrayRuntimeTests",
      dependencies: ["ArrayFunctions", "ArrayRuntime", "ArrayInterpreter", "ArrayLLVM"]),
    .testTarget(name: "KernelStoreTests", dependencies: ["KernelStore"]),
    .executableTarget(
      name: "EndsWhileCompiling", dependencies: ["LazyArrays"], path: "Tests/EndsWhileCompiling"),
    .testTarget(name: "CommandTests", dependencies: ["arrayc", "EndsWhileCompiling"]),
    .testTarget(name: "ArrayFilesTests", dependencies: ["ArrayFiles"], exclude: ["numpy_files.py"]),
    .testTarget(name: "ArrayLLVMTests", dependencies: ["ArrayLLVM", "ArrayInterpreter"], exclude: ["beside_llvm.c"]),
    .testTarget(name: "ArrayTextTests", dependencies: ["ArrayText"], exclude: ["numpy_cases.py"]),
    .executableTarget(name: "GenerateSources", dependencies: ["ArrayFunctions"]),
    .testTarget(
      name: "ArrayFunctionsTests", dependencies: ["ArrayFunctions", "ArrayRuntime", "ArrayInterpreter"],
      exclude: ["numpy_types.py", "numpy_values.py"]),
    .testTarget(name: "LazyArraysTests", dependencies: ["LazyArrays"], exclude: ["Expressions"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type == .regular || target.type == .executable {
  // Every room has a README that says what it is for.
  if target.path == nil, !target.exclude.contains("README.md") { target.exclude.append("README.md") }
}

// Warnings in our own code are errors in CI; those of dependencies are not our business.
if Context.environment["ARRAYC_WARNINGS_AS_ERRORS"] != nil {
  for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
    target.cSettings = (target.cSettings ?? []) + [.treatAllWarnings(as: .error)]
  }
}
