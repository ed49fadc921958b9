import ArrayGraph
import ArrayKernels

/// Short rows, several at a time: the rows of a batch lie behind each other in every register, so that a loop runs over
/// all their elements. What it costs to start a loop is paid once a batch and not once a row. Rows that are reduced where
/// they lie in memory may have any length.
extension Frame {
  /// How many rows from the current one on are run together; 1 where rows are long and have registers.
  func batch(_ rowsLeft: Int, length: Int) -> Int {
    guard length > 0, let axis = lastAxis else { return 1 }
    let inAxis = arguments[KernelArguments.outerExtents + axis] - coordinates[axis]
    let rows = min(rowsLeft, inAxis, InterpretedKernel.batchRows)
    if program.onlyReads { return rows }
    return length <= InterpretedKernel.longestBatchedRow ? min(rows, program.batchLength / length) : 1
  }

  /// Runs instructions for `rows` rows of `length` lanes.
  func run(_ instructions: UnsafeBufferPointer<Instruction>, rows: Int, length: Int) {
    guard var next = instructions.baseAddress else { return }
    let end = next + instructions.count
    while next < end {
      run(next, rows, length)
      next += 1
    }
  }

  private func run(_ instruction: UnsafePointer<Instruction>, _ rows: Int, _ length: Int) {
    let (value, size, operand) = (instruction.pointee.value, instruction.pointee.size, instruction.pointee.operand)
    switch instruction.pointee.kind {
    case .loop: runLoop(instruction, rows, length)
    case .literal: run(instruction, rows * length)
    case .view:
      if isPacked(operand, size, length) {
        location[value] = address(operand)
      } else {
        let target = place(instruction.pointee.register)
        for row in 0..<rows {
          (target + row * length * size).copyMemory(from: address(operand, row: row), byteCount: length * size)
        }
        location[value] = target
      }
    case .splat:
      let target = place(instruction.pointee.register)
      Blocks.gather(target, size, from: address(operand), bytes: cursors[operand].rowStride, rows)
      location[value] = target
    case .gather:
      let target = place(instruction.pointee.register)
      for row in 0..<rows {
        Blocks.gather(
          target + row * length * size, size, from: address(operand, row: row),
          bytes: cursors[operand].laneStride * size, length)
      }
      location[value] = target
    case .index:
      let target = place(instruction.pointee.register)
      let cursor = cursors[operand]
      if instruction.pointee.hasLanes {
        for row in 0..<rows {
          Blocks.index(
            target + row * length * size, element(operand) + row * cursor.rowStride, cursor.laneStride, length)
        }
      } else {
        Blocks.index(target, element(operand), cursor.rowStride, rows)
      }
      location[value] = target
    case .expand, .spread:
      let target = place(instruction.pointee.register)
      let source = location[instruction.pointee.a]
      if instruction.pointee.kind == .spread && instruction.pointee.variesInBatch == 0 {
        Blocks.fill(target, size, from: source, count: rows * length)
      } else {
        for row in 0..<rows {
          Blocks.fill(target + row * length * size, size, from: source + row * size, count: length)
        }
      }
      location[value] = target
    case .storeOne:
      if instruction.pointee.level != .once, cursors[operand].rowStride == size {
        address(operand).copyMemory(from: location[value], byteCount: rows * size)
      } else {
        let step = instruction.pointee.level == .once ? 0 : 1
        Blocks.scatter(address(operand), size, bytes: cursors[operand].rowStride, from: location[value], step, rows)
      }
    case .store:
      copy(location[value], operand, size, rows, length)
    case .fill, .scatter:
      let stride = instruction.pointee.kind == .fill ? size : cursors[operand].laneStride * size
      let source = location[value]
      for row in 0..<rows {
        switch instruction.pointee.level {
        case .once: Blocks.scatter(address(operand, row: row), size, bytes: stride, from: source, 0, length)
        case .row:
          Blocks.scatter(address(operand, row: row), size, bytes: stride, from: source + row * size, 0, length)
        case .lanes:
          Blocks.scatter(
            address(operand, row: row), size, bytes: stride, from: source + row * length * size, 1, length)
        }
      }
    }
  }

  private func runLoop(_ instruction: UnsafePointer<Instruction>, _ rows: Int, _ length: Int) {
    let (value, size, operand) = (instruction.pointee.value, instruction.pointee.size, instruction.pointee.operand)
    let isDirect = operand >= 0 && !streams && isPacked(operand, size, length)
    let target = isDirect ? address(operand) : place(instruction.pointee.register)
    instruction.pointee.loop?.run(
      target, location[instruction.pointee.a], location[instruction.pointee.b], location[instruction.pointee.c],
      instruction.pointee.hasLanes ? rows * length : rows, instruction.pointee.variesInBatch)
    location[value] = target
    if operand >= 0 && !isDirect { copy(target, operand, size, rows, length) }
  }

  /// From a register to rows in memory.
  private func copy(_ source: UnsafeRawPointer, _ operand: Int, _ size: Int, _ rows: Int, _ length: Int) {
    if isPacked(operand, size, length) {
      copy(source, to: address(operand), rows * length * size)
    } else {
      for row in 0..<rows {
        address(operand, row: row).copyMemory(from: source + row * length * size, byteCount: length * size)
      }
    }
  }

  /// Whether rows lie behind each other in memory.
  private func isPacked(_ operand: Int, _ size: Int, _ length: Int) -> Bool {
    cursors[operand].rowStride == length * size
  }
  private func address(_ operand: Int, row: Int) -> UnsafeMutableRawPointer {
    address(operand) + row * cursors[operand].rowStride
  }

  /// A sweep over the lanes of each row; every reduction gives one element a row.
  func run(_ sweep: Statement.Sweep, rows: Int, length: Int) {
    run(sweep.body, rows: rows, length: length)
    for reducer in sweep.reducers {
      let register = place(reducer.register)
      let (a, b) = (elements(reducer.a), elements(reducer.b))
      let bytes = rowStride(reducer.a, length * reducer.size)
      switch reducer.work {
      case .tree(let loop, let combine, let startsAtZero):
        loop.reduceRows(
          register, a, bytes, b, rowStride(reducer.b, length * reducer.size), leaves,
          arguments[KernelArguments.leafCount], rows: rows)
        if startsAtZero { combine.run(register, zeros, register, register, rows, 0b10) }
      case .search(let search):
        for row in 0..<rows {
          search.identity(stack(reducer.number), 1)
          positions(reducer)[row] = 0
          search.find(stack(reducer.number), positions(reducer) + row, a + row * bytes, length, 0)
        }
      }
      location[reducer.result] = register
    }
  }

  /// From one row of a batch to the next: as they lie, or packed.
  private func rowStride(_ source: Reducer.Source, _ packed: Int) -> Int {
    source.operand >= 0 ? cursors[source.operand].rowStride : packed
  }
}
