import ArrayKernels

/// The units of a kernel: rows, chunks of rows, or blocks of a total.
extension Frame {
  mutating func runChunks(_ begin: Int, _ end: Int) {
    let inner = arguments[KernelArguments.innerExtent]
    let length = arguments[KernelArguments.chunkLength]
    let chunks = max((inner + length - 1) / length, 1)
    if chunks == 1 && program.form == .map { return runRows(begin, end) }
    var row = -1
    for unit in begin..<end {
      if unit / chunks != row {
        if row >= 0 { advance(rows: 1) } else { seek(row: unit / chunks) }
        row = unit / chunks
        run(program.row, count: 1)
      }
      let first = unit % chunks * length
      runChunk(first, min(first + length, inner))
    }
  }

  /// Lanes `first ..< last` of the current row, block by block.
  private mutating func runChunk(_ first: Int, _ last: Int) {
    innerPosition = first
    while innerPosition < last {
      let count = min(program.blockLength, last - innerPosition)
      run(program.chunk, count: count)
      innerPosition += count
    }
    innerPosition = 0
  }

  /// Whole rows, short ones in batches.
  mutating func runRows(_ begin: Int, _ end: Int) {
    let isMap = program.form == .map
    let length = arguments[isMap ? KernelArguments.innerExtent : KernelArguments.sweepExtent]
    var row = begin
    seek(row: begin)
    while row < end {
      let rows = batch(end - row, length: length)
      if rows == 1 {
        run(program.row, count: 1)
        if isMap { runChunk(0, length) }
      } else {
        run(program.row, rows: rows, length: length)
        run(program.chunk, rows: rows, length: length)
      }
      advance(rows: rows)
      row += rows
    }
  }

  mutating func runBlocks(_ begin: Int, _ end: Int) {
    guard let raw = UnsafeRawPointer(bitPattern: arguments[KernelArguments.blocks]),
      let partials = UnsafeMutablePointer<KernelArguments.Partial>(bitPattern: arguments[KernelArguments.partials])
    else { return }
    let blocks = raw.assumingMemoryBound(to: KernelArguments.Block.self)
    for unit in begin..<end {
      for statement in program.row {
        guard case .sweep(let sweep) = statement else { continue }
        let block = blocks[unit]
        sweepLanes(sweep, block.leaves, block.leafCount, from: block.start)
        for reducer in sweep.reducers {
          let partial = partials + unit * program.accumulatorCount + reducer.number
          UnsafeMutableRawPointer(partial).copyMemory(from: stack(reducer.number), byteCount: reducer.size)
          if case .search = reducer.work { partial.pointee.position = positions(reducer).pointee }
        }
      }
    }
  }

  private func run(_ statements: UnsafeBufferPointer<Statement>, rows: Int, length: Int) {
    for statement in statements {
      switch statement {
      case .block(let instructions): run(instructions, rows: rows, length: length)
      case .sweep(let sweep): run(sweep, rows: rows, length: length)
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
