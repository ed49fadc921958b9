import Lanes
import Testing

/// What C99, IEEE 754 and NumPy say of zeros, infinities and NaN, and results that must be exact.
@Suite struct MathSpecialCases {
  private static let inf = Double.infinity
  private static let nan = Double.nan

  /// Each case is one or two arguments and the result.
  private func check(_ name: String, _ cases: [[Double]]) throws {
    let padded = cases + Array(repeating: cases[0], count: (8 - cases.count % 8) % 8)
    let x = padded.map { $0[0] }
    let y = padded.map { $0[1] }
    let d = try run(name, x, y)
    let f = try run(name, x.map { Float($0) }, y.map { Float($0) })
    for (i, values) in padded.enumerated() {
      let expected = values[values.count - 1]
      #expect(same(d[i], expected), "\(name)(\(values.dropLast())) is \(d[i])")
      #expect(same(Double(f[i]), Double(Float(expected))), "single \(name)(\(values.dropLast())) is \(f[i])")
    }
  }
  /// Equal, zeros with their signs, or both NaN.
  private func same(_ a: Double, _ b: Double) -> Bool {
    a.isNaN && b.isNaN || a == b && a.sign == b.sign
  }

  @Test func exponentials() throws {
    let inf = Self.inf, nan = Self.nan
    try check("exp", [[0, 1], [-0.0, 1], [inf, inf], [-inf, 0], [nan, nan], [1000, inf], [-1000, 0]])
    try check(
      "expm1", [[0, 0], [-0.0, -0.0], [inf, inf], [-inf, -1], [nan, nan], [1000, inf], [-1000, -1]])
    try check("exp2", (-126...127).map { [Double($0), Double(sign: .plus, exponent: $0, significand: 1)] })
    try check(
      "exp2", [[0, 1], [inf, inf], [-inf, 0], [nan, nan], [-149, 0x1p-149], [1024, inf], [-2000, 0]])
    try check("sigmoid", [[0, 0.5], [inf, 1], [-inf, 0], [nan, nan], [1000, 1], [-1000, 0]])
    try check(
      "silu",
      [[0, 0], [-0.0, -0.0], [inf, inf], [-inf, -0.0], [nan, nan], [1000, 1000], [-1000, -0.0]])
    try check(
      "gelu",
      [[0, 0], [-0.0, -0.0], [inf, inf], [-inf, -0.0], [nan, nan], [1000, 1000], [-1000, -0.0]])
    try check("softplus", [[inf, inf], [-inf, 0], [nan, nan], [1000, 1000], [-1000, 0]])
  }

  @Test func logarithms() throws {
    let inf = Self.inf, nan = Self.nan
    for name in ["log", "log2", "log10"] {
      try check(
        name,
        [
          [1, 0], [0, -inf], [-0.0, -inf], [inf, inf], [-inf, nan], [nan, nan], [-1, nan], [-1e-30, nan],
        ])
    }
    try check(
      "log1p", [[0, 0], [-0.0, -0.0], [-1, -inf], [-2, nan], [inf, inf], [-inf, nan], [nan, nan]])
    try check("log2", (-149...127).map { [Double(sign: .plus, exponent: $0, significand: 1), Double($0)] })
    try check(
      "log10", [[1, 0], [10, 1], [100, 2], [1000, 3], [10000, 4], [100000, 5], [1e6, 6], [1e10, 10]])
    try check(
      "logaddexp",
      [
        [-inf, -inf, -inf], [inf, inf, inf], [-inf, inf, inf], [-inf, 3, 3], [3, -inf, 3], [nan, 1, nan],
        [1, nan, nan],
        [nan, inf, nan], [1000, 0, 1000],
      ])
  }

  @Test func trigonometry() throws {
    let inf = Self.inf, nan = Self.nan
    let pi = Double.pi
    let half: Double = pi / 2, quarter = pi / 4, most = 3 * pi / 4
    try check("sin", [[0, 0], [-0.0, -0.0], [inf, nan], [-inf, nan], [nan, nan]])
    try check("cos", [[0, 1], [-0.0, 1], [inf, nan], [-inf, nan], [nan, nan]])
    try check("tan", [[0, 0], [-0.0, -0.0], [inf, nan], [-inf, nan], [nan, nan]])
    try check(
      "asin",
      [[0, 0], [-0.0, -0.0], [1, half], [-1, -half], [1.5, nan], [-1.5, nan], [inf, nan], [nan, nan]])
    try check(
      "acos",
      [[1, 0], [0, half], [-0.0, half], [-1, pi], [1.5, nan], [-1.5, nan], [-inf, nan], [nan, nan]])
    try check(
      "atan",
      [[0, 0], [-0.0, -0.0], [inf, half], [-inf, -half], [nan, nan], [1, quarter], [-1, -quarter]])
    try check(
      "atan2",
      [
        [0, 0, 0], [-0.0, 0, -0.0], [0, -0.0, pi], [-0.0, -0.0, -pi], [0, 1, 0], [-0.0, 1, -0.0],
        [0, -1, pi],
        [-0.0, -1, -pi], [1, 0, half], [1, -0.0, half], [-1, 0, -half], [-1, -0.0, -half], [1, inf, 0],
        [-1, inf, -0.0],
        [1, -inf, pi], [-1, -inf, -pi], [inf, 1, half], [-inf, 1, -half], [inf, inf, quarter],
        [-inf, inf, -quarter],
        [inf, -inf, most], [-inf, -inf, -most], [nan, 1, nan], [1, nan, nan], [nan, inf, nan],
      ])
  }

  @Test func hyperbolicsAndErrors() throws {
    let inf = Self.inf, nan = Self.nan
    try check(
      "sinh", [[0, 0], [-0.0, -0.0], [inf, inf], [-inf, -inf], [nan, nan], [1000, inf], [-1000, -inf]])
    try check(
      "cosh", [[0, 1], [-0.0, 1], [inf, inf], [-inf, inf], [nan, nan], [1000, inf], [-1000, inf]])
    try check("tanh", [[0, 0], [-0.0, -0.0], [inf, 1], [-inf, -1], [nan, nan], [50, 1], [-50, -1]])
    try check("asinh", [[0, 0], [-0.0, -0.0], [inf, inf], [-inf, -inf], [nan, nan]])
    try check("acosh", [[1, 0], [inf, inf], [0.5, nan], [-1, nan], [-inf, nan], [nan, nan]])
    try check(
      "atanh",
      [[0, 0], [-0.0, -0.0], [1, inf], [-1, -inf], [2, nan], [-2, nan], [inf, nan], [nan, nan]])
    try check("erf", [[0, 0], [-0.0, -0.0], [inf, 1], [-inf, -1], [nan, nan], [50, 1], [-50, -1]])
    try check("erfc", [[0, 1], [-0.0, 1], [inf, 0], [-inf, 2], [nan, nan], [50, 0], [-50, 2]])
  }

  @Test func roots() throws {
    let inf = Self.inf, nan = Self.nan
    try check(
      "cbrt",
      [[0, 0], [-0.0, -0.0], [inf, inf], [-inf, -inf], [nan, nan], [27, 3], [-8, -2], [1e9, 1000]])
    try check("rsqrt", [[0, inf], [-0.0, -inf], [inf, 0], [-1, nan], [nan, nan], [4, 0.5], [0.25, 2]])
    try check(
      "hypot",
      [
        [0, 0, 0], [-0.0, -0.0, 0], [3, 4, 5], [inf, 1, inf], [1, -inf, inf], [inf, nan, inf],
        [nan, -inf, inf], [nan, 1, nan],
        [0, -2, 2],
      ])
  }

  @Test func powers() throws {
    let inf = Self.inf, nan = Self.nan
    try check(
      "pow",
      [
        [0, 0, 1], [nan, 0, 1], [inf, -0.0, 1], [1, nan, 1], [1, inf, 1], [1, -inf, 1], [nan, 1, nan],
        [2, nan, nan],
        [-1, nan, nan], [-1, inf, 1], [-1, -inf, 1], [0, 3, 0], [-0.0, 3, -0.0], [0, 2, 0], [-0.0, 2, 0],
        [-0.0, 0.5, 0],
        [0, -3, inf], [-0.0, -3, -inf], [-0.0, -2, inf], [-0.0, -0.5, inf], [0, inf, 0], [0, -inf, inf],
        [-0.0, -inf, inf],
        [0.5, inf, 0], [-0.5, inf, 0], [2, inf, inf], [-2, inf, inf], [0.5, -inf, inf], [2, -inf, 0],
        [-2, -inf, 0],
        [inf, 0.5, inf], [inf, -1, 0], [inf, inf, inf], [inf, -inf, 0], [-inf, 3, -inf], [-inf, 2, inf],
        [-inf, 0.5, inf],
        [-inf, -3, -0.0], [-inf, -2, 0], [-inf, -0.5, 0], [-inf, inf, inf], [-inf, -inf, 0],
        [-8, 1.0 / 3, nan], [-2, 0.5, nan],
        [-2, 3, -8], [-2, 2, 4], [-2, -1, -0.5], [10, 2, 100], [10, 5, 100000], [2, 10, 1024], [4, 0.5, 2],
        [-1, 1e30, 1],
        [-1, 8388607, -1], [-1, 16777214, 1], [2, 5000, inf], [-2, 5001, -inf], [2, -5000, 0],
        [-2, -5001, -0.0],
      ])
    let large = Double(1 << 53)
    let x = [Double](repeating: -1, count: 8)
    let y = [large - 1, large, large - 2, Double(1 << 52) + 1, Double(1 << 51) + 0.5, 1, 2, 3]
    let r = try run("pow", x, y)
    #expect(
      r[0] == -1 && r[1] == 1 && r[2] == 1 && r[3] == -1 && r[4].isNaN && r[5] == -1 && r[6] == 1
        && r[7] == -1)
  }
}
