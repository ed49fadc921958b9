import LazyArrays

// Long mixed expressions of arrays, numbers and literals. The test compiles them with a bound on the solver.

func expressions(
  _ x: NDArray<Float>, _ y: NDArray<Float>, _ z: NDArray<Double>, _ n: NDArray<Int>, _ m: NDArray<Int32>,
  _ w: Float, _ b: Float, _ d: Double, _ i: Int
) -> [any Sendable] {
  var results: [any Sendable] = []
  let a01 = w * x + b
  let a02 = 2 * x + 1
  let a03 = 2.5 * x * x - 1.5 * x * y + 0.25 * y * y - 7
  let a04 = (x - y) / (x + y + 1e-5)
  let a05 = 0.5 * x * (1 + tanhLike(0.79788456 * (x + 0.044715 * x * x * x)))
  let a06 = 1 / (1 + (x * x + y * y) * w)
  let a07 = (x + 1) * (x - 1) * (x + 2) * (x - 2) * (x + 3) * (x - 3)
  let a08 = -x * 2 + -y * 3 - 4
  let a09 = x * w * b * 2 * y * 3
  let a10 = ((x * 2 + 1) * 3 + 2) * 4 + 3
  let a11 = d * z * z - 2 * d * z + d * d
  let a12 = 1 - (z - 0.5) * (z - 0.5) / (2 * d * d)
  let a13 = n * 2 + i * n - 3 * i
  let a14 = (n + 1) * (n - 1) % 7 + i
  let a15 = m * 3 - 2 * m + 1
  let a16 = (x .> 0.5) .& (x .< 1.5) .| (y .== 0)
  let a17 = select(x .> 0, x * 2, y / 2 + 1)
  let a18 = select((x .>= w) .& (y .<= b), 1, x - y)
  let a19 = (x - x.mean()) / (x.std() + 1e-5)
  let a20 = (x - x.mean(axis: 0)) / (x.std(axis: 0) + 1e-5) * w + b
  let a21 = sqrt(x * x + y * y + 1) - sqrt(x + 2)
  let a22 = abs(x - y) * 2 + maximum(x, 0) - minimum(y, 1)
  let a23 = floor(x * 10 + 0.5) / 10
  let a24 = (x[0] + y[0] * 2 - 1) * w
  let a25 = x[0..<2, .ellipsis] * 2 + y[1..., .newAxis] / 3
  let a26 = x.sum() * 2 + y.sum() * 3 - w
  let a27 = x.sum(axis: 1, keepDims: true) / 3 - y * w + x / b
  let a28 = (x * x).sum() / (y * y).sum() * 100
  let a29 = 3 * x - 2 * y + 1 * x - 4 * y + 5 * x - 6 * y + 7
  let a30 = x / 2 / 3 / 4 + y / 5 / 6 / 7
  let a31 = (1 + x) * (2 + x) * (3 + x) * (4 + x) * (5 + x)
  let a32 = x * (y * (x * (y * (x * (y + 1) + 2) + 3) + 4) + 5)
  let a33 = clip(x * 2 - 1, 0, 1) * 255 + 0.5
  let a34 = matmul(x, y) * 2 + w - matmul(y, x) / 3
  let a35 = z * 2 * d + 3 * d * z + d / 2 - 1 / d
  let a36 = (n .== 3) .| (n .> i) .& (n .!= 2 * i)
  let a37 = n & 255 | n ^ 3
  let a38 = w * (x - b) * (y - b) / (w + b) + 2 * w * b
  let a39 = x + w - y + b - x * 2 + y * 3 - 4 * w * x + 5 * b * y
  let a40 = (x * 0.299 + y * 0.587 + x * y * 0.114) * 255 / 256
  results += [a01, a02, a03, a04, a05, a06, a07, a08, a09, a10] as [any Sendable]
  results += [a11, a12, a13, a14, a15, a16, a17, a18, a19, a20] as [any Sendable]
  results += [a21, a22, a23, a24, a25, a26, a27, a28, a29, a30] as [any Sendable]
  results += [a31, a32, a33, a34, a35, a36, a37, a38, a39, a40] as [any Sendable]
  return results
}

func tanhLike(_ x: NDArray<Float>) -> NDArray<Float> { x / (1 + abs(x)) }
