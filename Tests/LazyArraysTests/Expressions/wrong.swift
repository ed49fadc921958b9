import LazyArrays

// Each `let` is wrong, and must be found to be wrong within the bound on the solver: the test counts the errors.

func mistakes(
  _ x: NDArray<Float>, _ y: NDArray<Double>, _ n: NDArray<Int>, _ f: NDArray<Bool>, _ w: Float, _ d: Double,
  _ i: Int, _ s: String
) {
  let _ = 2.5 * x * x - 1.5 * x * y + 0.25 * x
  let _ = w * x + d
  let _ = (x - y) / (x + 1e-5)
  let _ = 0.5 * x * (1 + 0.79788456 * (x + 0.044715 * x * x * n))
  let _ = (x + 1) * (x - 1) * (x + 2) * (x - 2) * s
  let _ = ((x * 2 + 1) * 3 + 2) * 4 + i
  let _ = n * 2.5 + 1
  let _ = n / 2 + 1
  let _ = (n + 1) * (n - 1) / n + i
  let _ = select(x, x * 2, x / 2 + 1)
  let _ = select(x .> 0, x * 2, y / 2 + 1)
  let _ = (x .> 0.5) .& (x .< y) .| (x .== 0)
  let _ = f + 1 - f * 2
  let _ = sqrt(n * n + 1) - 2
  let _ = 3 * x - 2 * x + 1 * x - 4 * y + 5 * x - 6 * x + 7
  let _ = x * (x * (x * (x * (x * (d + 1) + 2) + 3) + 4) + 5) + y
  let _ = (x - x.mean(axis: 0)) / (y.std(axis: 0) + 1e-5) * w
  let _ = x[0, "a"] * 2 + 1
  let _ = w * x * d * 2 * x * 3
  let _ = matmul(x, y) * 2 + w
  let _ = x + y
  let _ = 2 * n + 0.5
  let _ = f + f
  let _ = x .< n
  let _ = x * "a"
  let _ = x.sum() + y.sum()
  let _ = n / i
  let _ = (x .> 0.5) & (x .< 1)
  let _ = 3 * x - 2 * x + 1 * x - 4 * s + 5 * x - 6 * x + 7
  let _ = sqrt(x * x + s * s + 1) - sqrt(x + 2)
  let r: NDArray<Double> = x * 2 + 1 * x * 3 - 4 * x; let _ = r
}
