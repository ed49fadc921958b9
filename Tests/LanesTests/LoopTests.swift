import Lanes
import Testing

/// The loops of all instruction sets that this processor has give the same bits, for any count, from elements or splats.
@Suite struct LoopTests {
  /// Every row, with the dtypes that it is defined for.
  static let rows = Operation.all.flatMap { operation in
    DType.allCases.compactMap { dtype in operation.signature(dtype).map { RowCase(operation.name, dtype, $0) } }
  }
  struct RowCase: CustomTestStringConvertible {
    var name: String
    var dtype: DType
    var signature: Signature
    init(_ name: String, _ dtype: DType, _ signature: Signature) {
      (self.name, self.dtype, self.signature) = (name, dtype, signature)
    }
    var testDescription: String { "\(name) \(dtype)" }
    var result: DType { signature.givesMask ? .bool : dtype }
    var operands: [DType] {
      signature == .select ? [.bool, dtype, dtype] : Array(repeating: dtype, count: signature.operandCount)
    }
  }

  /// Two whole vectors of the narrowest elements, and a rest.
  private static let count = 150

  @Test(arguments: rows) func rowIsTheSameOnEveryInstructionSet(row: RowCase) throws {
    let operands = row.operands.enumerated().map { Self.elements($1, seed: UInt64($0 + 1)) }
    let results = try LoopTable.all.map { table in
      let loop = try #require(table.loop(row.name, row.dtype), "\(table.name) has no \(row.name) for \(row.dtype)")
      return canonical(run(loop, operands, 0b111, Self.count, row.result), row.result)
    }
    for (table, result) in zip(LoopTable.all, results) {
      #expect(result == results[0], "\(table.name) differs from \(LoopTable.all[0].name)")
    }
  }

  @Test(arguments: DType.allCases, DType.allCases)
  func castIsTheSameOnEveryInstructionSet(from: DType, to: DType) throws {
    let operand = Self.elements(from, seed: 4)
    let results = try LoopTable.all.map { table in
      let loop = try #require(table.cast(from: from, to: to))
      return canonical(run(loop, [operand], 0b111, Self.count, to), to)
    }
    for result in results { #expect(result == results[0]) }
  }

  /// The elements in front of the count, whatever it is, and nothing behind them.
  @Test(arguments: ["add", "where", "less", "exp"], [0, 1, 7, 16, 17, 64, 65, 127])
  func countIsExact(name: String, count: Int) throws {
    let row = try #require(Self.rows.first { $0.name == name && $0.dtype == .f32 })
    let operands = row.operands.enumerated().map { Self.elements($1, seed: UInt64($0 + 5)) }
    for table in LoopTable.all {
      let loop = try #require(table.loop(name, .f32))
      let all = run(loop, operands, 0b111, Self.count, row.result)
      let some = run(loop, operands, 0b111, count, row.result)
      let bytes = count * row.result.size
      #expect(some.prefix(bytes) == all.prefix(bytes))
      #expect(some.dropFirst(bytes).allSatisfy { $0 == 0xAA })
    }
  }

  /// An operand that does not vary counts as if it were repeated.
  @Test(arguments: ["add", "where", "less", "fma"], DType.allCases)
  func splatIsReadAgainAndAgain(name: String, dtype: DType) throws {
    guard let row = Self.rows.first(where: { $0.name == name && $0.dtype == dtype }) else { return }
    let operands = row.operands.enumerated().map { Self.elements($1, seed: UInt64($0 + 8)) }
    for table in LoopTable.all {
      let loop = try #require(table.loop(name, dtype))
      for varies in 0..<(1 << operands.count) {
        let splats = operands.indices.map { k in
          varies >> k & 1 == 1 ? operands[k] : repeated(operands[k], row.operands[k].size, BlockLoop.splatBytes)
        }
        let spread = operands.indices.map { k in
          varies >> k & 1 == 1
            ? operands[k] : repeated(operands[k], row.operands[k].size, Self.count * row.operands[k].size)
        }
        let a = canonical(run(loop, splats, UInt32(varies), Self.count, row.result), row.result)
        let b = canonical(run(loop, spread, 0b111, Self.count, row.result), row.result)
        #expect(a == b, "\(table.name), operands \(varies)")
      }
    }
  }

  /// A destination that is an operand gets what another one would get.
  @Test(arguments: [DType.i8, .i64, .f32, .f64]) func destinationMayBeAnOperand(dtype: DType) throws {
    for table in LoopTable.all {
      let loop = try #require(table.loop("multiply", dtype))
      let a = Self.elements(dtype, seed: 11)
      let apart = canonical(run(loop, [a, a], 0b111, Self.count, dtype), dtype)
      var place = a
      place.withUnsafeMutableBytes {
        let base = $0.baseAddress.unsafelyUnwrapped
        loop.run(base, base, base, base, Self.count, 0b111)
      }
      #expect(canonical(place, dtype) == Array(apart.prefix(Self.count)))
    }
  }

  /// What a reduction takes in rounds as if it were stored first, along rows and across them.
  @Test(arguments: DType.allCases) func whatIsTakenInIsTheSameAsStored(dtype: DType) throws {
    let (count, rows) = (150, 11)
    let (size, bytes) = (dtype.size, count * dtype.size)
    let a = Self.elements(dtype, seed: 21, count: count * rows)
    let b = Self.elements(dtype, seed: 22, count: count * rows)
    let tree = ReductionTree(interleaved: count).leaves
    for table in LoopTable.all {
      for reduction in Reduction.allCases {
        for inner in reduction.takesIn {
          guard let both = table.reduction(reduction, of: inner.combiningRow, dtype) else {
            #expect(dtype == .bool)
            continue
          }
          let outer = try #require(table.reduction(reduction, dtype))
          let row = try #require(table.loop(inner.combiningRow, dtype))
          // The second operand is the same for all rows, or each has its own.
          for stride in [0, bytes] {
            var stored = [UInt8](repeating: 0, count: bytes * rows)
            var (expected, found) = ([UInt8](repeating: 0, count: bytes), [UInt8](repeating: 0, count: bytes))
            a.withUnsafeBytes { a in
              b.withUnsafeBytes { b in
                stored.withUnsafeMutableBytes { stored in
                  let (a, b) = (a.baseAddress.unsafelyUnwrapped, b.baseAddress.unsafelyUnwrapped)
                  let products = stored.baseAddress.unsafelyUnwrapped
                  for k in 0..<rows {
                    row.run(products + k * bytes, a + k * bytes, b + k * stride, a, count, 0b11)
                  }
                  outer.reduceRows(&expected, products, bytes, products, bytes, tree, tree.count, rows: rows)
                  both.reduceRows(&found, a, bytes, b, stride, tree, tree.count, rows: rows)
                }
              }
            }
            #expect(canonical(found, dtype) == canonical(expected, dtype), "\(table.name), rows, \(stride)")
          }
          // The second operand has an element for each column, or one a row.
          for (varies, stride) in [(UInt32(0b11), bytes), (0b01, size)] {
            let (expected, found) = a.withUnsafeBytes { a in
              b.withUnsafeBytes { b -> ([UInt8], [UInt8]) in
                let (a, b) = (a.baseAddress.unsafelyUnwrapped, b.baseAddress.unsafelyUnwrapped)
                var sums = [UInt8](repeating: 0, count: bytes)
                outer.identity(&sums, count)
                var apart = sums
                both.reduceColumns(&sums, a, bytes, b, stride, count, rows, varies)
                var products = [UInt8](repeating: 0, count: bytes)
                for k in 0..<rows {
                  let element = [UInt8](UnsafeRawBufferPointer(start: b + k * stride, count: size))
                  let splat = repeated(element, size, BlockLoop.splatBytes)
                  if varies == 0b11 {
                    row.run(&products, a + k * bytes, b + k * stride, a, count, varies)
                  } else {
                    row.run(&products, a + k * bytes, splat, a, count, varies)
                  }
                  outer.reduceColumns(&apart, products, 0, products, 0, count, 1, 0b11)
                }
                return (apart, sums)
              }
            }
            #expect(canonical(found, dtype) == canonical(expected, dtype), "\(table.name), columns, \(varies)")
          }
        }
      }
    }
  }

  @Test(arguments: Reduction.allCases.filter { !$0.isSearch }, DType.allCases)
  func reductionIsTheSameOnEveryInstructionSet(reduction: Reduction, dtype: DType) throws {
    for length in [0, 1, 5, 8, 100, 128, 129, 1000, 4099] {
      let tree = ReductionTree(interleaved: length)
      let elements = Self.elements(dtype, seed: 12, count: max(length, 1))
      let results = try LoopTable.all.map { table in
        let loop = try #require(table.reduction(reduction, dtype))
        var stack = [UInt64](repeating: 0, count: ReductionTree.stackDepth)
        let depth = tree.leaves.withUnsafeBufferPointer { leaves in
          // In two calls, as for two blocks.
          let half = leaves.count / 2
          let read = leaves.prefix(half).reduce(0) { $0 + Int($1.length) } * dtype.size
          let base = leaves.baseAddress.unsafelyUnwrapped
          return elements.withUnsafeBytes { bytes in
            let start = bytes.baseAddress.unsafelyUnwrapped
            let depth = loop.reduce(&stack, 0, start, start, base, half)
            return loop.reduce(&stack, depth, start + read, start + read, base + half, leaves.count - half)
          }
        }
        #expect(depth == 1)
        return canonical(withUnsafeBytes(of: stack[0]) { Array($0.prefix(dtype.size)) }, dtype)
      }
      for result in results { #expect(result == results[0], "\(length) elements") }
    }
  }

  @Test(arguments: Reduction.allCases.filter(\.isSearch), DType.allCases)
  func searchIsTheSameOnEveryInstructionSet(reduction: Reduction, dtype: DType) throws {
    for length in [1, 5, 8, 63, 64, 65, 100, 300, 1000, 5000, 9001] {
      let elements = Self.elements(dtype, seed: UInt64(length), count: length)
      let results = try LoopTable.all.map { table in
        let loop = try #require(table.search(reduction, dtype))
        return elements.withUnsafeBytes { bytes in
          let start = bytes.baseAddress.unsafelyUnwrapped
          // In two calls, as for two blocks.
          var (best, position) = (UInt64(0), Int64(7))
          loop.identity(&best, 1)
          loop.find(&best, &position, start, length / 3, 7)
          loop.find(&best, &position, start + length / 3 * dtype.size, length - length / 3, 7 + Int64(length / 3))
          // As two rows, and then a splat.
          let columns = length / 2
          let splat = [UInt8]((0..<BlockLoop.splatBytes).map { bytes[$0 % dtype.size] })
          var values = [UInt64](repeating: 0, count: columns)
          var positions = [Int64](repeating: 0, count: columns)
          loop.identity(&values, columns)
          loop.findInColumns(&values, &positions, start, columns, 1, 0)
          loop.findInColumns(&values, &positions, start + columns * dtype.size, columns, 1, 1)
          loop.findInColumns(&values, &positions, splat, columns, 0, 2)
          return [position] + positions
        }
      }
      for result in results { #expect(result == results[0], "\(length) elements") }
      // One place for each column, by itself.
      let table = try #require(LoopTable.all.last?.search(reduction, dtype))
      elements.withUnsafeBytes { bytes in
        for column in 0..<length / 2 {
          let rows = [column, column + length / 2, 0].flatMap { Array(bytes[$0 * dtype.size..<($0 + 1) * dtype.size]) }
          var (best, position) = (UInt64(0), Int64(0))
          table.identity(&best, 1)
          table.find(&best, &position, rows, 3, 0)
          #expect(position == results[0][column + 1], "column \(column) of \(length / 2)")
        }
      }
    }
  }

  // MARK: Elements

  /// Ordinary numbers, any bits at all, and the edges of the dtype.
  private static func elements(_ dtype: DType, seed: UInt64, count: Int = count) -> [UInt8] {
    var g = FixedRandom(state: seed)
    let edges = edges(dtype)
    return (0..<count).flatMap { _ -> [UInt8] in
      let bits: UInt64 =
        switch Int.random(in: 0..<3, using: &g) {
        case 0: edges.randomElement(using: &g) ?? 0
        case 1 where dtype == .f32: UInt64(Float.random(in: -20...20, using: &g).bitPattern)
        case 1 where dtype == .f64: Double.random(in: -20...20, using: &g).bitPattern
        case 1 where dtype != .bool: UInt64(bitPattern: Int64.random(in: -20...20, using: &g))
        default: dtype == .bool ? UInt64.random(in: 0...1, using: &g) : g.next()
        }
      return withUnsafeBytes(of: bits) { Array($0.prefix(dtype.size)) }
    }
  }

  private static func edges(_ dtype: DType) -> [UInt64] {
    let floats = [0, 1, -0.0, -1, 0.5, .infinity, -.infinity, .nan, 1e30, 0x1p31, -0x1p31, 0x1p63]
    let integers: [UInt64] = [0, 1, ~0, 1 << 63, 1 << 31, 1 << 15, 1 << 7, ~(1 << 63), 0x7fff_ffff, 0x7fff, 0x7f]
    return switch dtype {
    case .bool: [0, 1]
    case .f32: (floats + [Double(Float.leastNonzeroMagnitude)]).map { UInt64(Float($0).bitPattern) }
    case .f64: (floats + [Double.leastNonzeroMagnitude]).map(\.bitPattern)
    default: integers
    }
  }

  private func repeated(_ elements: [UInt8], _ size: Int, _ bytes: Int) -> [UInt8] {
    (0..<bytes).map { elements[$0 % size] }
  }

  private func run(
    _ loop: BlockLoop, _ operands: [[UInt8]], _ varies: UInt32, _ count: Int, _ result: DType
  ) -> [UInt8] {
    var out = [UInt8](repeating: 0xAA, count: Self.count * result.size + 64)
    let last = operands[operands.count - 1]
    loop.run(&out, operands[0], operands.count > 1 ? operands[1] : last, last, count, varies)
    return out
  }

  /// The elements' bits, every NaN the same one.
  private func canonical(_ bytes: [UInt8], _ dtype: DType) -> [UInt64] {
    stride(from: 0, to: bytes.count / dtype.size * dtype.size, by: dtype.size).map { start in
      var bits: UInt64 = 0
      for k in (0..<dtype.size).reversed() { bits = bits << 8 | UInt64(bytes[start + k]) }
      if dtype == .f32 && Float(bitPattern: UInt32(bits)).isNaN { return UInt64(Float.nan.bitPattern) }
      if dtype == .f64 && Double(bitPattern: bits).isNaN { return Double.nan.bitPattern }
      return bits
    }
  }
}
