import Foundation
import Glibc
import Lanes
import Testing

#if DEBUG
  private let sampleCount = 1 << 11
#else
  private let sampleCount = 1 << 19
#endif

/// The promised error of every row of vector mathematics, on some samples; `make accuracy` tries all arguments of single
/// precision and a billion of double precision.
@Suite struct MathTests {
  @Test(arguments: oracles().map(\.name))
  func unaryFunctionKeepsItsBound(name: String) throws {
    let oracle = try #require(oracles().first { $0.name == name })
    let xd = samples(sampleCount, single: false, seed: 1)
    let d = try run(name, xd, xd)
    expect(name, d, oracle.bound, { oracle.extended(Float80(xd[$0])) }, { "\(xd[$0])" })
    let xf = samples(sampleCount, single: true, seed: 2).map { Float($0) }
    let f = try run(name, xf, xf)
    expect(name, f, oracle.bound, { oracle.double(Double(xf[$0])) }, { "\(xf[$0])" })
  }

  @Test(arguments: binaryOracles().map(\.name))
  func binaryFunctionKeepsItsBound(name: String) throws {
    let oracle = try #require(binaryOracles().first { $0.name == name })
    let xd = samples(sampleCount, single: false, seed: 3)
    let yd = shuffled(samples(sampleCount, single: false, seed: 4))
    let d = try run(name, xd, yd)
    expect(
      name, d, oracle.bound, { oracle.extended(Float80(xd[$0]), Float80(yd[$0])) }, { "\(xd[$0]), \(yd[$0])" }
    )
    let xf = xd.map { Float($0) }
    let yf = yd.map { Float($0) }
    let f = try run(name, xf, yf)
    expect(
      name, f, oracle.bound, { oracle.double(Double(xf[$0]), Double(yf[$0])) }, { "\(xf[$0]), \(yf[$0])" })
  }

  /// Powers whose results use the whole range of exponents, where the logarithm's error counts most.
  @Test func powerOfManyExponents() throws {
    var g = FixedRandom(state: 5)
    let target = (0..<sampleCount).map { _ in Double.random(in: -740...709, using: &g) }
    let x = (0..<sampleCount).map { _ in Glibc.exp(Double.random(in: -700...700, using: &g)) }
    let y = zip(x, target).map { $1 / Glibc.log($0) }
    let r = try run("pow", x, y)
    expect("pow", r, 0.9, { powl(Float80(x[$0]), Float80(y[$0])) }, { "\(x[$0]), \(y[$0])" })
  }

  /// The sum cancels where the result is near 0: the error is measured against the greater operand, too.
  @Test func logarithmOfSum() throws {
    let a = samples(sampleCount, single: false, seed: 6)
    let b = shuffled(samples(sampleCount, single: false, seed: 7))
    let r = try run("logaddexp", a, b)
    for i in 0..<sampleCount {
      let most = max(Float80(a[i]), Float80(b[i]))
      let exact = a[i] == b[i] ? most + logl(2) : most + log1pl(expl(-abs(Float80(a[i]) - Float80(b[i]))))
      if a[i].isNaN || b[i].isNaN || Double(exact).isInfinite {
        #expect(r[i].isNaN == (a[i].isNaN || b[i].isNaN) && (r[i].isNaN || r[i] == Double(exact)))
        continue
      }
      let ulp = max(Double(exact).ulp, Double(most).ulp)
      let error = Double(abs(Float80(r[i]) - exact)) / ulp
      if error > 1 { Issue.record("logaddexp(\(a[i]), \(b[i])) is \(r[i]), off by \(error)") }
    }
  }

  /// Arguments whose results lie nearest to the middle between two doubles, as published, and the worst ones known
  /// (`Tests/Accuracy/hardest.txt`).
  @Test func hardestArguments() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Accuracy/hardest.txt")
    var arguments: [String: [(x: Double, y: Double)]] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      let numbers = try words.dropFirst().map { try #require(Double($0)) }
      arguments[String(words[0]), default: []].append((numbers[0], numbers.last!))
    }
    var judged = 0
    for oracle in oracles() {
      let x = arguments[oracle.name, default: []].map(\.x)
      judged += x.count
      expect(
        oracle.name, try run(oracle.name, x, x), oracle.bound, { oracle.extended(Float80(x[$0])) }, { "\(x[$0])" })
    }
    for oracle in binaryOracles() {
      let x = arguments[oracle.name, default: []].map(\.x)
      let y = arguments[oracle.name, default: []].map(\.y)
      judged += x.count
      expect(
        oracle.name, try run(oracle.name, x, y), oracle.bound, { oracle.extended(Float80(x[$0]), Float80(y[$0])) },
        { "\(x[$0]), \(y[$0])" })
    }
    #expect(judged == arguments.values.reduce(0) { $0 + $1.count } && judged > 0)
  }

  private func expect<T: BinaryFloatingPoint, E: BinaryFloatingPoint>(
    _ name: String, _ results: [T], _ bound: Double, _ exact: (Int) -> E, _ argument: (Int) -> String
  ) {
    var worst = 0.0
    var at = 0
    for i in results.indices {
      let error = ulps(results[i], exact(i))
      if error > worst { (worst, at) = (error, i) }
    }
    if worst > bound {
      Issue.record("\(name)(\(argument(at))) is \(results[at]), off by \(worst) ulp of \(T.self)")
    }
  }

  private func shuffled(_ x: [Double]) -> [Double] {
    var g = FixedRandom(state: 9)
    return x.shuffled(using: &g)
  }
}

/// A row of the table over arrays.
func run<T: BinaryFloatingPoint & BitwiseCopyable>(_ name: String, _ x: [T], _ y: [T]) throws -> [T] {
  let loop = try #require(LoopTable.shared.loop(name, T.self == Float.self ? .f32 : .f64))
  var out = [T](repeating: 0, count: x.count)
  loop.run(&out, x, y, y, x.count, 0b111)
  return out
}
