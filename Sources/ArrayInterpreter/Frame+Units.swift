import ArrayKernels

/// The units of a kernel: rows, chunks of rows, or blocks of a total.
extension Frame {
  mutating func runChunks(_ begin: Int, _ end: Int) {
    let inner = arguments[KernelArguments.innerExtent]
    let length = arguments[KernelArguments.chunkLength]
    let chunks = max((inner + length - 1) / length, 1)
    var row = -1
    for unit in begin..<end {
      if unit / chunks != row {
        if row >= 0 { advanceRow() } else { seek(row: unit / chunks) }
        row = unit / chunks
        run(program.row, count: 1)
      }
      let first = unit % chunks * length
      let last = min(first + length, inner)
      var position = first
      while position < last {
        let count = min(program.blockLength, last - position)
        innerPosition = position
        run(program.chunk, count: count)
        position += count
      }
    }
  }

  mutating func runRows(_ begin: Int, _ end: Int) {
    seek(row: begin)
    for row in begin..<end {
      run(program.row, count: 1)
      if row + 1 < end { advanceRow() }
    }
  }

  mutating func runBlocks(_ begin: Int, _ end: Int) {
    guard let raw = UnsafeRawPointer(bitPattern: arguments[KernelArguments.blocks]),
      let partials = UnsafeMutableRawPointer(bitPattern: arguments[KernelArguments.partials])
    else { return }
    let blocks = raw.assumingMemoryBound(to: KernelArguments.Block.self)
    let accumulators = program.accumulatorCount
    for unit in begin..<end {
      for statement in program.row {
        guard case .sweep(let sweep) = statement else { continue }
        let block = blocks[unit]
        sweepLanes(sweep, block.leaves, block.leafCount, from: block.start)
        for k in 0..<accumulators {
          (partials + (unit * accumulators + k) * 8).copyMemory(
            from: stack(k), byteCount: program.accumulatorSizes[k])
        }
      }
    }
  }

  private mutating func run(_ statements: UnsafeBufferPointer<Statement>, count: Int) {
    for statement in statements {
      switch statement {
      case .block(let instructions): run(instructions, count: count)
      case .sweep(let sweep): run(sweep, count: count)
      }
    }
  }
}
