import Benchmark
import LazyArrays

/// From memory-bound to compute-bound.
private let workloads: [Workload] = [
  .vectors("triad", 2) { 2.5 * $0[0] + $0[1] },
  .vectors("chain", 2) { a in
    let (x, y) = (a[0], a[1])
    return abs((((x + y) * x - y) * 0.5 + x) * y - 1.5)
  },
  .vectors("whereclip", 2) { select($0[0] .> 0.5, $0[0] * 2, clip($0[1], 0.1, 0.9)) },
  .vectors("poly", 1) { a in
    let x = a[0]
    return 0.25 * pow(x, 3) + 0.75 * pow(x, 2) - 1.5 * x - 2
  },
  .vectors("sum", 1) { $0[0].sum() },
  .vectors("dot", 2) { ($0[0] * $0[1]).sum() },
  .matrices("rowsum", largest: [4096, 4096]) { $0[0].sum(axis: 1) },
  .matrices("colsum", largest: [4096, 4096]) { $0[0].sum(axis: 0) },
  .matrices("badd", inputs: { [$0, [$0[1]]] }) { $0[0] + $0[1] },
  .matrices("addT", largest: [4096, 4096], inputs: { [$0, [$0[1], $0[0]]] }) { $0[0] + $0[1].transposed() },
  .matrices("colstd") { a in
    let x = a[0]
    return (x - x.mean(axis: 0)) / sqrt(x.var(axis: 0))
  },
  .matrices("layernorm") { a in
    let x = a[0]
    return (x - x.mean(axis: 1, keepDims: true)) / sqrt(x.var(axis: 1, keepDims: true) + 1e-5)
  },
  .matrices("softmax") { softmax($0[0], axis: 1) },
  .vectors("gaussian", 1) { exp(-0.5 * $0[0] * $0[0]) / 2.5066283 },
  .vectors("sincos", 1, upTo: 1_000_000) { a in
    let (s, c) = (sin(a[0]), cos(a[0]))
    return s * s + c * c
  },
  .vectors("softplus", 1, upTo: 1_000_000) { log1p(exp($0[0])) },
  .vectors("gelu", 1, upTo: 1_000_000) { a in
    let x = a[0]
    let inner = 0.79788456 * (x + 0.044715 * x * x * x)
    return 0.5 * x * (1 + tanh(inner))
  },
  .vectors("pow", 1, upTo: 1_000_000) { pow($0[0], 1.7) },
  .vectors("black_scholes", 3) { a in
    let (spot, strike, time) = (a[0], a[1], a[2])
    let (r, v) = (Float(0.02), Float(0.3))
    let spread = v * sqrt(time)
    let d1 = (log(spot / strike) + (r + v * v / 2) * time) / spread
    let d2 = d1 - spread
    let n1 = 0.5 * (1 + erf(d1 / Float(2).squareRoot()))
    let n2 = 0.5 * (1 + erf(d2 / Float(2).squareRoot()))
    return spot * n1 - strike * exp(-r * time) * n2
  },
]

let benchmarks: @Sendable () -> Void = {
  for workload in workloads { workload.register() }
}
