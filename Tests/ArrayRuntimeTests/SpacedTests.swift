import ArrayGraph
import ArrayKernels
import ArrayRuntime
import Foundation
import Lanes
import Testing

/// Elements that lie a few elements apart: whole vectors are loaded and taken apart, and nothing is read but what lies
/// between the first and the last one.
@Suite struct SpacedTests {
  private static let lengths = [15, 16, 17, 31, 64, 65, 79, 80, 100, 129, 1000]
  private static let dtypes: [DType] = [.bool, .u8, .i16, .f32, .i32, .f64, .i64]

  /// Elements in memory without a byte before the first, or behind the last one: there are pages that may not be read.
  static func fenced(_ count: Int, _ dtype: DType, atEnd: Bool) throws -> Node {
    let (page, bytes) = (Int(sysconf(Int32(_SC_PAGESIZE))), count * dtype.size)
    let inside = (bytes + page - 1) / page * page
    let all = try #require(mmap(nil, inside + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
    try #require(mprotect(all + page, inside, PROT_READ | PROT_WRITE) == 0)
    let start = all + page + (atEnd ? inside - bytes : 0)
    for i in 0..<count {
      // Neighbours at every small distance differ.
      let number = dtype == .bool ? (i &* 2_654_435_761) >> 13 & 1 : (i &* 7919) % (dtype.isFloat ? 1021 : 113)
      let literal = dtype.isFloat ? Literal(Double(number) / 8, dtype) : Literal(number, dtype)
      withUnsafeBytes(of: literal.bits) {
        (start + i * dtype.size).copyMemory(from: $0.baseAddress!, byteCount: dtype.size)
      }
    }
    let storage = Storage(pointer: start, byteCount: bytes) { start, _ in
      let first = UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: start) & ~UInt(page - 1))
      munmap(first.map { $0 - page }, inside + 2 * page)
    }
    return Node(.data(storage), dtype, [count])
  }

  /// `count` elements that lie `distance` apart and are all that `memory` has.
  private static func view(_ memory: Node, _ count: Int, _ distance: Int) -> Node {
    Node(
      .view(memory, Layout(offset: distance < 0 ? -distance * (count - 1) : 0, strides: [distance])), memory.dtype,
      [count])
  }

  private static func elements(_ node: Node) -> [UInt64] { SameBitsTests.bits(node) }

  @Test(arguments: Array(-9 ... -1) + Array(2...9)) func everyDistance(_ distance: Int) throws {
    for dtype in Self.dtypes {
      for length in Self.lengths {
        for atEnd in [true, false] {
          let memory = try Self.fenced(abs(distance) * (length - 1) + 1, dtype, atEnd: atEnd)
          let all = Self.elements(memory)
          let expected = (0..<length).map { all[distance < 0 ? (length - 1 - $0) * -distance : $0 * distance] }
          for engine in TransposedTests.engines {
            let copy = Node(.copy(Self.view(memory, length, distance)), dtype, [length])
            try engine.evaluate(copy)
            #expect(Self.elements(copy) == expected, "\(dtype) \(length) elements, \(distance) apart")
          }
        }
      }
    }
  }

  /// Columns of a table in which each row has a few elements: they share what is loaded, whichever are wanted.
  @Test(arguments: [2, 3, 4, 5, 6, 8]) func columnsShareWhatIsLoaded(_ width: Int) throws {
    let add = try #require(Operation.named("add"))
    for dtype in [DType.u8, .f32, .f64] {
      for length in Self.lengths {
        let pairs = [(0, width - 1), (width - 1, 0), (width / 2, width - 1), (0, width / 2)]
        for (first, last) in pairs where first != last {
          for turned in [false, true] {
            let memory = try Self.fenced(width * (length - 1) + max(first, last) + 1, dtype, atEnd: true)
            func column(_ k: Int) -> Node {
              let (offset, stride) = turned ? (k + width * (length - 1), -width) : (k, width)
              return Node(.view(memory, Layout(offset: offset, strides: [stride])), dtype, [length])
            }
            func sum() -> Node {
              Node(.elementwise(add, dtype: dtype, [column(first), column(last)]), dtype, [length])
            }
            let usual = sum()
            try TransposedTests.engines[0].evaluate(usual)
            for engine in TransposedTests.engines.dropFirst() {
              let node = sum()
              try engine.evaluate(node)
              #expect(Self.elements(node) == Self.elements(usual), "\(dtype) columns \(first), \(last) of \(width)")
            }
          }
        }
      }
    }
    let memory = try Self.fenced(width * 100, .f32, atEnd: true)
    let columns = [width - 1, 0].map { k in
      Node(.view(memory, Layout(offset: k, strides: [width])), .f32, [100])
    }
    let node = Node(.elementwise(add, dtype: .f32, Inputs(columns, computing: .f32)), .f32, [100])
    guard case .kernel(let step) = try #require(TransposedTests.engines[0].schedule([node]).steps.first) else {
      Issue.record("no kernel")
      return
    }
    let spacings = step.kernel.operands.compactMap { operand -> Kernel.Spacing? in
      if case .spaced(let spacing) = operand.layout { spacing } else { nil }
    }
    #expect(Set(spacings.map(\.group)).count == 1 && spacings.map(\.behind) == [width - 1, 0])
  }

  /// Reductions of all elements, of rows and of columns have the bits of those of a packed copy.
  @Test(arguments: [2, 3, -1, -2, 8]) func reductionsAreThoseOfACopy(_ distance: Int) throws {
    for dtype in [DType.f32, .f64, .i32, .u8] {
      for (rows, length) in [(1, 5000), (7, 64), (9, 300), (3, 1025), (300, 4), (90, 7), (41, 13)] {
        let (row, reach) = (abs(distance) * length, abs(distance) * (length - 1))
        let memory = try Self.fenced((rows - 1) * row + reach + 1, dtype, atEnd: rows > 7)
        let offset = distance < 0 ? reach : 0
        func gaps() -> Node {
          Node(.view(memory, Layout(offset: offset, strides: [row, distance])), dtype, [rows, length])
        }
        for reduction in [Reduction.sum, .max, .argmin] {
          for axes in [0..<1, 1..<2, 0..<2] where !(reduction.isSearch && axes.count > 1) {
            let shape = [rows, length].enumerated().filter { !axes.contains($0.offset) }.map(\.element)
            func reduced(_ node: Node) -> Node {
              Node(.reduce(reduction, node, axes: axes), reduction.isSearch ? .i64 : dtype, shape)
            }
            let packed = Node(.copy(gaps()), dtype, [rows, length])
            try TransposedTests.engines[0].evaluate(packed)
            let usual = reduced(packed)
            try TransposedTests.engines[0].evaluate(usual)
            for engine in TransposedTests.engines {
              let node = reduced(gaps())
              try engine.evaluate(node)
              let text = "\(reduction) of \(dtype) \(rows) × \(length) along \(axes)"
              #expect(Self.elements(node) == Self.elements(usual), "\(text)")
            }
          }
        }
      }
    }
  }
}
