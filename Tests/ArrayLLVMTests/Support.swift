import ArrayGraph
import ArrayInterpreter
import ArrayKernels
import ArrayLLVM
import Foundation
import Lanes
import Testing

/// The libraries that tests run with: the oldest and the newest that are supported where both are installed, else
/// the one that a program would take. Empty only where `ARRAYC_LLVM` is `none`.
let compilers: [LLVMCompiler] = {
  let environment = ProcessInfo.processInfo.environment["ARRAYC_LLVM"]
  if environment == "none" { return [] }
  let both =
    environment == nil
    ? ["libLLVM-14.so.1", "libLLVM.so.22.1"].compactMap { try? LLVMLibrary(path: $0) } : []
  if !both.isEmpty { return both.map { LLVMCompiler($0) } }
  return (try? LLVMLibrary.shared.get()).map { [LLVMCompiler($0)] } ?? []
}()

/// Deterministic values, so that a failing case can be run again.
struct Random: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// A kernel with memory for its operands.
struct Bench {
  let kernel: Kernel
  let outer: [Int]
  let sweep: Int
  let inner: Int
  let chunk: Int
  var literals: [Int] = []
  var buffers: [[UInt8]] = []
  private var strides: [(sweep: Int, inner: Int, outer: [Int])] = []

  init(
    _ kernel: Kernel, outer: [Int] = [], sweep: Int = 1, inner: Int = 1, chunk: Int = 1 << 40,
    literals: [Int] = [], seed: UInt64 = 1, resultsApart: Int = 1,
    fill: (DType, Int, inout Random) -> [UInt8] = edgeValues
  ) {
    self.kernel = kernel
    (self.outer, self.sweep, self.inner, self.chunk, self.literals) = (outer, sweep, inner, chunk, literals)
    var random = Random(seed: seed)
    let alongSweep = kernel.form == .rows || kernel.form == .total
    for operand in kernel.operands {
      let step =
        switch operand.layout {
        case .contiguous: 1
        case .broadcast: 0
        case .strided: 3
        case .spaced(let spacing): spacing.distance
        }
      let extent = alongSweep ? sweep : inner
      var span = max(1, step * extent) * (operand.role == .output ? resultsApart : 1)
      let vector = step
      var other = 0
      if kernel.form.sweepsAcrossLanes {
        // What is stored outside of the sweep does not vary along it.
        other = operand.role == .output && !storedInSweep(kernel, operand) ? 0 : span
        span *= other == 0 ? 1 : max(1, sweep)
      }
      var outerStrides = Array(repeating: 0, count: outer.count)
      for axis in outer.indices.reversed() {
        outerStrides[axis] = span
        span *= max(1, outer[axis])
      }
      strides.append((alongSweep ? vector : other, alongSweep ? 0 : vector, outerStrides))
      buffers.append(
        operand.role == .input
          ? fill(operand.dtype, span + 1, &random)
          : Array(repeating: 0, count: (span + 1) * operand.dtype.size))
    }
  }

  /// Whether the outputs may be stored past the caches: one aligned head serves them.
  var mayStream: Bool {
    let outputs = kernel.operands.filter { $0.role == .output && $0.layout == .contiguous }
    return outputs.count == 1 && (kernel.form != .columns || !storedInSweep(kernel, outputs[0]))
  }

  /// Runs every unit, in two calls, and gives the memory of each operand and the partial results afterwards.
  func run(_ compiled: any CompiledKernel, streams: Bool = false) -> [[UInt8]] {
    let layout = KernelArguments(kernel)
    var words = Array(repeating: 0, count: layout.count)
    words[KernelArguments.innerExtent] = inner
    words[KernelArguments.sweepExtent] = sweep
    words[KernelArguments.chunkLength] = chunk
    words[KernelArguments.streams] = streams ? 1 : 0
    let tree = kernel.form == .columns ? ReductionTree(rows: sweep) : ReductionTree(interleaved: sweep)
    let leaves = UnsafeMutablePointer<ReductionTree.Leaf>.allocate(capacity: tree.leaves.count)
    leaves.initialize(from: tree.leaves, count: tree.leaves.count)
    words[KernelArguments.leaves] = Int(bitPattern: leaves)
    words[KernelArguments.leafCount] = tree.leaves.count
    let partials = UnsafeMutablePointer<KernelArguments.Partial>.allocate(capacity: kernel.accumulators.count)
    partials.initialize(repeating: KernelArguments.Partial(), count: kernel.accumulators.count)
    words[KernelArguments.partials] = Int(bitPattern: partials)
    let block = UnsafeMutablePointer<KernelArguments.Block>.allocate(capacity: 1)
    block.initialize(to: .init(start: 0, end: sweep, leaves: leaves, leafCount: tree.leaves.count))
    words[KernelArguments.blocks] = Int(bitPattern: block)
    for (axis, extent) in outer.enumerated() { words[KernelArguments.outerExtents + axis] = extent }
    var memory: [UnsafeMutableRawPointer] = []
    for (index, buffer) in buffers.enumerated() {
      let pointer = UnsafeMutableRawPointer.allocate(byteCount: max(buffer.count, 1), alignment: 64)
      buffer.withUnsafeBytes {
        pointer.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(pointer), byteCount: $0.count)
      }
      memory.append(pointer)
      words[layout.pointer(index)] = kernel.operands[index].role == .index ? 5 : Int(bitPattern: pointer)
      words[layout.sweepStride(index)] = strides[index].sweep
      words[layout.innerStride(index)] = strides[index].inner
      for axis in outer.indices { words[layout.outerStride(index, axis)] = strides[index].outer[axis] }
    }
    for (index, literal) in literals.prefix(kernel.literals.count).enumerated() {
      words[layout.literal(index)] = literal
    }
    defer {
      leaves.deallocate()
      partials.deallocate()
      block.deallocate()
      for pointer in memory { pointer.deallocate() }
    }
    let rows = outer.reduce(1, *)
    let chunks = inner == 0 ? 0 : (inner + chunk - 1) / chunk
    let units =
      switch kernel.form {
      case .map, .columns, .short: rows * chunks
      case .rows: rows
      case .total: 1
      }
    compiled.run(words, begin: 0, end: units / 2)
    compiled.run(words, begin: units / 2, end: units)
    var results = zip(memory, buffers).map { pointer, buffer in
      Array(UnsafeRawBufferPointer(start: pointer, count: buffer.count))
    }
    for (index, operand) in kernel.operands.enumerated() where operand.dtype.isFloat {
      results[index] = canonicalNaN(results[index], operand.dtype)
    }
    for (index, accumulator) in kernel.accumulators.enumerated() where kernel.form == .total {
      let dtype = kernel.values[accumulator.source].dtype
      let bytes = withUnsafeBytes(of: partials[index].bits) { Array($0.prefix(dtype.size)) }
      results.append(dtype.isFloat ? canonicalNaN(bytes, dtype) : bytes)
      results.append(withUnsafeBytes(of: partials[index].position) { Array($0) })
    }
    return results
  }
}

private func storedInSweep(_ kernel: Kernel, _ operand: Kernel.Operand) -> Bool {
  kernel.chunk.contains { statement in
    guard case .sweep(let sweep) = statement else { return false }
    return sweep.stores.contains { kernel.operands[$0.operand] == operand }
  }
}

/// Sign and payload of NaN are not promised.
func canonicalNaN(_ bytes: [UInt8], _ dtype: DType) -> [UInt8] {
  var bytes = bytes
  bytes.withUnsafeMutableBytes { raw in
    if dtype == .f32 {
      for i in 0..<raw.count / 4 {
        let x = raw.loadUnaligned(fromByteOffset: i * 4, as: Float.self)
        if x.isNaN { raw.storeBytes(of: Float.nan, toByteOffset: i * 4, as: Float.self) }
      }
    } else {
      for i in 0..<raw.count / 8 {
        let x = raw.loadUnaligned(fromByteOffset: i * 8, as: Double.self)
        if x.isNaN { raw.storeBytes(of: Double.nan, toByteOffset: i * 8, as: Double.self) }
      }
    }
  }
  return bytes
}

/// Ordinary values with every kind of edge among them.
func edgeValues(_ dtype: DType, _ count: Int, _ random: inout Random) -> [UInt8] {
  func bytes<T>(_ values: [T]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }
  func integers<T: FixedWidthInteger>(_: T.Type) -> [UInt8] {
    let edges: [T] = [
      0, 1, 2, 3, T.max, T.min, T(truncatingIfNeeded: -1), 7, T(T.bitWidth), T(T.bitWidth - 1),
    ]
    return bytes(
      (0..<count).map { _ -> T in
        switch random.next() % 4 {
        case 0: edges.randomElement(using: &random) ?? 0
        case 1: T(truncatingIfNeeded: random.next() % 11)
        default: T(truncatingIfNeeded: random.next())
        }
      })
  }
  func floats<T: BinaryFloatingPoint>(_: T.Type, _ make: (UInt64) -> T) -> [UInt8] {
    let edges: [T] = [
      0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, .infinity, -.infinity, .nan, .leastNonzeroMagnitude,
      -.leastNormalMagnitude, .greatestFiniteMagnitude, 0x1p31, -0x1p31, 0x1p63, -0x1p63, 0x1p32, 300,
      -129.75,
    ]
    return bytes(
      (0..<count).map { _ -> T in
        switch random.next() % 4 {
        case 0: edges.randomElement(using: &random) ?? 0
        case 1: make(random.next())
        default: T(Double(Int64(bitPattern: random.next()) >> 40) * 0x1p-18)
        }
      })
  }
  switch dtype {
  case .bool: return (0..<count).map { _ in UInt8(random.next() & 1) }
  case .i8: return integers(Int8.self)
  case .i16: return integers(Int16.self)
  case .i32: return integers(Int32.self)
  case .i64: return integers(Int64.self)
  case .u8: return integers(UInt8.self)
  case .u16: return integers(UInt16.self)
  case .u32: return integers(UInt32.self)
  case .u64: return integers(UInt64.self)
  case .f32: return floats(Float.self) { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) }
  case .f64: return floats(Double.self) { Double(bitPattern: $0) }
  }
}

/// What an operation gives of rows of integers and a second operand a row, in `layout`: interpreted, and native with every
/// LLVM for every processor.
func expectResults<T: FixedWidthInteger>(
  _ name: String, _ dtype: DType, _ layout: Kernel.Layout, _ rows: [[T]], _ seconds: [T], _ expected: [T]
) throws {
  func bytes(_ values: [T]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }
  let kernel = elementwise(Operation.named(name)!, dtype, [.contiguous, layout], .contiguous, rank: 1)
  var bench = Bench(kernel, outer: [rows.count], inner: rows[0].count)
  let spread = zip(rows, seconds).flatMap { row, b in row.map { _ in b } }
  bench.buffers[0] = bytes(rows.flatMap { $0 } + [0])
  bench.buffers[1] = bytes((layout == .broadcast ? seconds : spread) + [0])
  func check(_ compiled: any CompiledKernel, _ what: String) {
    let result = bench.run(compiled)[2]
    guard result != bytes(expected + [0]) else { return }
    let k = result.withUnsafeBytes { found in
      expected.indices.first { found.loadUnaligned(fromByteOffset: $0 * dtype.size, as: T.self) != expected[$0] }
    }
    let element = k.map { "of \(rows.flatMap { $0 }[$0]) and \(spread[$0]), \(expected[$0])" } ?? "behind the end"
    Issue.record("\(name) of \(dtype) differs \(what), \(layout): \(element)")
  }
  check(try Interpreter().compile(kernel), "in the interpreter")
  for (compiler, target) in SameBitsTests.variants {
    let object = try compiler.emit(kernel, name: "kernel", format: .object, target: target)
    check(try NativeKernel(object: object), "with LLVM \(compiler.library.version) for \(target.rawValue)")
  }
}

/// What is tested alike for every type of integers.
protocol IntegerComparison {
  func compare<T: FixedWidthInteger>(_: T.Type, _ dtype: DType) throws
}

let integerTypes: [DType] = [.i8, .i16, .i32, .i64, .u8, .u16, .u32, .u64]

extension IntegerComparison {
  func compare(_ dtype: DType) throws {
    switch dtype {
    case .i8: try compare(Int8.self, dtype)
    case .i16: try compare(Int16.self, dtype)
    case .i32: try compare(Int32.self, dtype)
    case .i64: try compare(Int64.self, dtype)
    case .u8: try compare(UInt8.self, dtype)
    case .u16: try compare(UInt16.self, dtype)
    case .u32: try compare(UInt32.self, dtype)
    case .u64: try compare(UInt64.self, dtype)
    case .bool, .f32, .f64: Issue.record("\(dtype) is no type of integers")
    }
  }
}
