import ArrayFunctions
import ArrayGraph
import ArrayInterpreter
import ArrayRuntime
import Lanes
import Testing

/// Scans follow `ScanOrder` to the bit: for every instruction set, along every axis, on any number of threads.
@Suite struct ScanTests {
  private static let lengths = [1, 2, 15, 16, 17, 127, 128, 129, 144, 4095, 4096, 4097, 3 * 4096 + 5]

  /// The order as the document says it, one element at a time.
  private static func model<T: Comparable>(
    _ x: [T], isLastAxis: Bool, none: T, _ combine: (T, T) -> T
  ) -> [T] {
    if !isLastAxis || x.count <= 128 {
      var result = x
      for i in x.indices.dropFirst() { result[i] = combine(result[i - 1], x[i]) }
      return result
    }
    var result: [T] = []
    var before = none
    for start in stride(from: 0, to: x.count, by: 4096) {
      var block: [T] = []
      var inBlock = none
      for first in stride(from: start, to: min(start + 4096, x.count), by: 16) {
        var group = (first..<first + 16).map { $0 < x.count ? x[$0] : none }
        for distance in [1, 2, 4, 8] {
          group = group.indices.map { combine($0 < distance ? none : group[$0 - distance], group[$0]) }
        }
        block += group.map { combine(inBlock, $0) }
        inBlock = combine(inBlock, group[15])
      }
      block.removeLast(max(0, start + block.count - x.count))
      result += block.map { combine(before, $0) }
      before = combine(before, block[block.count - 1])
    }
    return result
  }

  /// Numbers of some sixteen binary orders, so that another order of additions is another sum.
  private static func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    return (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return (Double(state >> 11) / 9007199254740992 - 0.4) * Double(UInt64(1) << (state & 15))
    }
  }

  private static func elements(_ node: Node, threads: Int) throws -> [Double] {
    let engine = Engine(interpreter: Interpreter(), native: nil, options: EngineOptions(threads: threads))
    try engine.evaluate([node])
    let storage = try #require(node.storage)
    return withExtendedLifetime(storage) {
      Array(UnsafeBufferPointer(start: storage.pointer.assumingMemoryBound(to: Double.self), count: node.count))
    }
  }

  private static func node(_ x: [Double], _ shape: [Int]) -> Node {
    Node.data(.f64, shape) { $0.copyMemory(from: x, byteCount: x.count * 8) }
  }

  @Test(arguments: lengths)
  func alongTheLastAxis(_ length: Int) throws {
    for rows in [1, 3] {
      let x = Self.numbers(rows * length, seed: UInt64(length))
      let result = try Self.elements(Self.node(x, [rows, length]).scan(.sum, axis: 1), threads: 1)
      for row in 0..<rows {
        let range = row * length..<(row + 1) * length
        let expected = Self.model(Array(x[range]), isLastAxis: true, none: -0.0, +)
        #expect(Array(result[range]) == expected)
      }
    }
  }

  @Test(arguments: [1, 2, 129, 700], [2, 5, 16, 17, 1500])
  func alongAnotherAxis(_ length: Int, _ columns: Int) throws {
    let x = Self.numbers(2 * length * columns, seed: UInt64(length * columns))
    let result = try Self.elements(Self.node(x, [2, length, columns]).scan(.sum, axis: 1), threads: 1)
    for k in 0..<2 {
      for column in [0, 1, columns - 1] {
        let places = (0..<length).map { (k * length + $0) * columns + column }
        let expected = Self.model(places.map { x[$0] }, isLastAxis: false, none: -0.0, +)
        #expect(places.map { result[$0] } == expected)
      }
    }
  }

  @Test(arguments: [[300_001], [1, 70_000], [40, 5000], [3000, 100], [2, 100, 2000], [50_000, 3]])
  func threadsChangeNothing(_ shape: [Int]) throws {
    let x = Self.numbers(shape.reduce(1, *), seed: 7)
    for axis in shape.indices {
      let alone = try Self.elements(Self.node(x, shape).scan(.sum, axis: axis), threads: 1)
      for threads in [2, 5] {
        for _ in 0..<5 {
          #expect(try Self.elements(Self.node(x, shape).scan(.sum, axis: axis), threads: threads) == alone)
        }
      }
    }
  }

  /// Every reduction and dtype gives on each instruction set what it gives on the first.
  @Test func instructionSetsAgree() throws {
    let best = try #require(LoopTable.all.first)
    for dtype in DType.allCases {
      for reduction in Reduction.allCases where !reduction.isSearch {
        for length in Self.lengths where length <= 4096 {
          let bytes = (0..<length * dtype.size).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 7) & 0x3F }
          func scanned(_ table: LoopTable) throws -> [UInt8] {
            let loop = try #require(table.scan(reduction, dtype))
            var block = [UInt8](repeating: 0, count: bytes.count)
            var shifted = block
            var runs = block
            var after = block
            bytes.withUnsafeBytes { input in
              guard let input = input.baseAddress else { return }
              block.withUnsafeMutableBytes { loop.scanBlock(from: input, to: $0.baseAddress!, count: length) }
              block.withUnsafeBytes { local in
                shifted.withUnsafeMutableBytes {
                  loop.shift(
                    from: local.baseAddress!, to: $0.baseAddress!, count: length, by: input, streams: length % 2 == 0)
                }
              }
              var next: UInt64 = 0
              after.withUnsafeMutableBytes {
                loop.scanBlock(
                  from: input, to: $0.baseAddress!, count: length, after: input, streams: length % 2 == 0, next: &next)
              }
              let last = withUnsafeBytes(of: next) { Array($0.prefix(dtype.size)) }
              #expect(last == Array(after.suffix(dtype.size)))
              runs.withUnsafeMutableBytes {
                loop.scanRuns(
                  from: input, to: $0.baseAddress!, count: 1, stride: 1, runs: length, distance: 1)
              }
            }
            #expect(runs == bytes)
            #expect(after == shifted)
            return block + shifted
          }
          let expected = try scanned(best)
          for table in LoopTable.all.dropFirst() {
            #expect(try scanned(table) == expected, "\(reduction) of \(length) \(dtype): \(table.name), \(best.name)")
          }
        }
      }
    }
  }

  @Test func zerosKeepTheirSigns() throws {
    let x = [Double](repeating: -0.0, count: 5000)
    let sums = try Self.elements(Self.node(x, [5000]).scan(.sum, axis: 0), threads: 2)
    #expect(sums.allSatisfy { $0 == 0 && $0.sign == .minus })
  }

  @Test func scalars() throws {
    #expect(try call("cumsum", .int(5)).node.shape == [1])
    for name in ["add", "multiply", "maximum", "minimum"] {
      #expect(message { try call("\(name).accumulate", .int(5)) }.contains("cannot accumulate on a scalar"))
    }
  }

  @Test func notANumberStays() throws {
    var x = Self.numbers(9000, seed: 3)
    x[4200] = .nan
    for reduction in Reduction.allCases where !reduction.isSearch {
      let result = try Self.elements(Self.node(x, [9000]).scan(reduction, axis: 0), threads: 2)
      #expect(result[..<4200].allSatisfy { !$0.isNaN } && result[4200...].allSatisfy(\.isNaN))
    }
  }
}
