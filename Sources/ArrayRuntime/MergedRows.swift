import ArrayKernels

/// Short rows of a map, so many taken as one, where some operands are the same for each row and the others have one row
/// behind the other.
///
///     repeat the elements of each operand that is the same for all rows
///     run the kernel over rows that are so many times as long; then over the rows that are left, as one
///
/// Elements are computed one by one in a map, so this changes no bit.
struct MergedRows: TileWalk {
  private let step: KernelStep
  private let repeated: [Int]
  private let layout: KernelArguments
  private let rows: Int
  private let rowCount: Int

  init(_ step: KernelStep, _ tiling: Tiling, _ rows: Int, _ layout: KernelArguments) {
    (self.step, self.repeated, self.layout, self.rows) = (step, tiling.packed, layout, rows)
    rowCount = step.outerExtents.reduce(1, *)
  }

  var count: Int { (rowCount + rows - 1) / rows }

  func run(_ arguments: UnsafePointer<Int>, begin: Int, end: Int, _ kernel: any CompiledKernel) {
    let pitch = rows * step.innerExtent * 8
    let scratch = UnsafeMutableRawPointer.allocate(byteCount: pitch * repeated.count, alignment: 64)
    defer { scratch.deallocate() }
    let whole = rowCount / rows
    withUnsafeTemporaryAllocation(of: Int.self, capacity: layout.count) { words in
      _ = words.initialize(from: UnsafeBufferPointer(start: arguments, count: layout.count))
      for (place, k) in repeated.enumerated() {
        let target = scratch + place * pitch
        fill(target, from: arguments[layout.pointer(k)], count: step.innerExtent * size(k))
        words[layout.pointer(k)] = Int(bitPattern: target)
      }
      for k in step.bindings.indices { words[layout.outerStride(k, 0)] *= rows }
      if begin < whole { run(kernel, words, rows, of: whole, begin, min(end, whole)) }
      if end > whole {
        for k in step.bindings.indices {
          words[layout.pointer(k)] += whole * words[layout.outerStride(k, 0)] * size(k)
        }
        run(kernel, words, rowCount % rows, of: 1, 0, 1)
      }
    }
  }

  private func run(
    _ kernel: any CompiledKernel, _ words: UnsafeMutableBufferPointer<Int>, _ rows: Int, of extent: Int, _ begin: Int,
    _ end: Int
  ) {
    words[KernelArguments.outerExtents] = extent
    words[KernelArguments.innerExtent] = rows * step.innerExtent
    words[KernelArguments.chunkLength] = rows * step.innerExtent
    if let words = words.baseAddress { kernel.run(words, begin: begin, end: end) }
  }

  private func size(_ k: Int) -> Int {
    step.kernel.operands[k].role == .index ? 1 : step.kernel.operands[k].dtype.size
  }

  /// The bytes of one row as those of all, twice as many each time.
  private func fill(_ target: UnsafeMutableRawPointer, from address: Int, count: Int) {
    guard let source = UnsafeRawPointer(bitPattern: address) else { return }
    target.copyMemory(from: source, byteCount: count)
    var filled = count
    while filled < rows * count {
      let more = min(filled, rows * count - filled)
      (target + filled).copyMemory(from: target, byteCount: more)
      filled += more
    }
  }
}
