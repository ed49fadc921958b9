import Benchmark
import LazyArrays

/// One expression, measured at some shapes through the public face of the library.
///
/// `ARRAYC_BACKEND` chooses between native code and the interpreter; the definitions are those of
/// `Benchmarks/Expressions`, which `compare.py` measures against NumPy.
struct Workload: Sendable {
  typealias Arrays = [NDArray<Float>]

  let name: String
  let shapes: [[Int]]
  /// The shapes of the inputs, from the shape that the workload is measured at.
  let inputs: @Sendable ([Int]) -> [[Int]]
  let expression: @Sendable (Arrays) -> NDArray<Float>

  /// An expression of `count` vectors of equal length.
  static func vectors(
    _ name: String, _ count: Int, upTo largest: Int = 10_000_000,
    _ expression: @escaping @Sendable (Arrays) -> NDArray<Float>
  ) -> Workload {
    let lengths = [100, 10_000, 1_000_000, 10_000_000].filter { $0 <= largest }
    return Workload(
      name: name, shapes: lengths.map { [$0] }, inputs: { Array(repeating: $0, count: count) },
      expression: expression)
  }

  /// An expression of matrices, or of a matrix and what `inputs` says.
  static func matrices(
    _ name: String, largest: [Int] = [4096, 1024],
    inputs: @escaping @Sendable ([Int]) -> [[Int]] = { [$0] },
    _ expression: @escaping @Sendable (Arrays) -> NDArray<Float>
  ) -> Workload {
    Workload(name: name, shapes: [[10, 10], [100, 100], largest], inputs: inputs, expression: expression)
  }

  /// One benchmark a shape. A measured iteration records the expression anew and evaluates it.
  func register() {
    for shape in shapes {
      let text = shape.map(String.init).joined(separator: "x")
      let configuration = Benchmark.Configuration(
        metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(1),
        maxIterations: 100_000)
      Benchmark("\(name)/f32/\(text)", configuration: configuration) { benchmark in
        let arrays = inputs(shape).enumerated().map { uniform($1, seed: UInt64($0)) }
        evaluate(expression(arrays))
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
          let result = expression(arrays)
          evaluate(result)
          blackHole(result)
        }
      }
    }
  }
}

/// Numbers uniform in [0, 1), the same in every run (SplitMix64, Steele, Lea and Flood 2014).
private func uniform(_ shape: [Int], seed: UInt64) -> NDArray<Float> {
  var state = seed
  let elements = (0..<shape.reduce(1, *)).map { _ -> Float in
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Float((z ^ (z >> 31)) >> 40) * 0x1p-24
  }
  return NDArray(elements).reshaped(shape)
}
