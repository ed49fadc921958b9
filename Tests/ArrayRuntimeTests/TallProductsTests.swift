import ArrayFunctions
import ArrayGraph
import ArrayInterpreter
import ArrayLinear
import ArrayRuntime
import Testing

/// Products of many rows of a few floats with a matrix of a few columns, recorded as sums: the bits of the own product, which
/// adds in the same order.
@Suite struct TallProductsTests {
  private static func numbers(_ shape: [Int], _ dtype: DType, _ factor: Int) -> Node {
    .of(shape, dtype) {
      let k = $0 &* factor % 1013
      let special: [Double] = [-0.0, 0, .infinity, -.infinity, .nan]
      return Literal(k < special.count ? special[k] : Double(k - 500) / 37, dtype)
    }
  }

  @Test(arguments: [DType.f32, .f64]) func bitsAreThose(_ dtype: DType) throws {
    for (summed, columns) in [(2, 2), (3, 3), (4, 6), (5, 3), (8, 2), (8, 6)] {
      let rows = Self.numbers([4100, summed], dtype, 7919)
      let turned = Self.numbers([summed, 4099], dtype, 31).transposed
      let stack = Self.numbers([3, 1500, summed], dtype, 97)
      for left in [rows, turned, stack] {
        for right in [
          Self.numbers([summed, columns], dtype, 53), Self.numbers([columns, summed], dtype, 11).transposed,
        ] {
          let library = try LinearOperation.matmul.record([left, right])[0]
          try TransposedTests.engines[0].evaluate(library)
          for engine in TransposedTests.engines {
            let found = try left.matmul(right)
            if case .reduce = found.kind {} else { Issue.record("\(summed) by \(columns) is no sum") }
            try engine.evaluate(found)
            #expect(found.shape == library.shape)
            #expect(SameBitsTests.bits(found) == SameBitsTests.bits(library), "\(left.shape) by \(columns)")
          }
        }
      }
    }
  }

  /// Few rows, long ones and many columns are left to the library; what is expensive is computed once.
  @Test func whatIsRecorded() throws {
    func isSum(_ shape: [Int], _ other: [Int], _ make: (Node) throws -> Node = { $0 }) throws -> Bool {
      let product = try make(Self.numbers(shape, .f64, 7919)).matmul(Self.numbers(other, .f64, 31))
      if case .reduce = product.kind { return true } else { return false }
    }
    #expect(try isSum([4096, 3], [3, 3]) && !isSum([4095, 3], [3, 3]))
    #expect(try !isSum([5000, 9], [9, 3]) && !isSum([5000, 3], [3, 7]) && !isSum([3, 3], [3, 5000]))

    func steps(_ name: String) throws -> Int {
      let x = try Ops.unary(name, Self.numbers([5000, 4], .f64, 7919))
      return TransposedTests.engines[0].schedule([try x.matmul(Self.numbers([4, 4], .f64, 31))]).steps.count
    }
    #expect(try steps("negative") == 1 && steps("exp") == 2)
  }
}
