import LazyArrays

// Operands that do not go together, deep inside of long expressions. Each `let` must be explained, in the sentence that
// `MixedOperands.swift` has for it, within the bound on the solver.

func mixedOperands(
  _ x: NDArray<Float>, _ y: NDArray<Float>, _ z: NDArray<Double>, _ n: NDArray<Int>, _ f: NDArray<Bool>, _ w: Float,
  _ d: Double, _ i: Int, _ byte: UInt8, _ text: String, _ optional: Float?, _ list: [Float]
) {
  let _ = (x + 1) * (x - 1) * (x + 2) * (x - 2) * text
  let _ = ((x * 2 + 1) * 3 + 2) * 4 + text
  let _ = 2.5 * x * x - 1.5 * x * text + 0.25 * x
  let _ = text + w * x + 1 - 3 * x
  let _ = x * w * 2 * text * 3 + 1 * x
  let _ = x * 2 - "a" + 1 * x * 3 - 4 * x
  let _ = x * 2 - true + 1 * x * 3 - 4 * x
  let _ = x * 2 - optional + 1 * x * 3 - 4 * x
  let _ = x * 2 - list + 1 * x * 3 - 4 * x
  let _ = x * 2 - byte + 1 * x * 3 - 4 * x
  let _ = x * 2 - i + 1 * x * 3 - 4 * x + 5 * x - 6 * x
  let _ = x * 2 - d + 1 * x * 3 - 4 * x + 5 * x - 6 * x
  let _ = x * 2 - z + 1 * x * 3 - 4 * x + 5 * x - 6 * x
  let _ = x * 2 - f + 1 * x * 3 - 4 * x + 5 * x - 6 * x
  let _ = 0.5 * x * (1 + 0.79788456 * (x + 0.044715 * x * x * d))
  let _ = exp(-0.5 * x * x) * d + 1 - 3 * x
  let _ = x / 2 / 3 / text + x / 5 / 6 / 7
  let _ = x * 2 / z + 1 / x * 3 - 4 * x
  let _ = 1 / (1 + x * x) / d - 2 * x / 3
  let _ = n % 2.5 + 1 * n * 3 - 4 * n
  let _ = (x .> 0.5) .& (x .< text) .| (x .== 0)
  let _ = (x * 2 - 1 .> 0.5 * y) .| (x * 3 + 1 .<= z) .| (x * x .== 0)
  let _ = maximum(x, text) * 2 + w - 3 * x
  let _ = maximum(x, d) * 2 + w - 3 * x
  let _ = pow(x, i) * 2 + 1 - 3 * x
  let _ = select(x .> 0, x * 2, z) + 1 * x - 3
  let _ = select(x .> 0, x * 2, d) + 1 * x - 3
}
