import ArrayGraph
import ArrayKernels

/// Loops along the sweep axis, and the reductions over them.
extension Frame {
  mutating func run(_ sweep: Statement.Sweep, count: Int) {
    if program.form == .columns || sweep.reducers.isEmpty && program.form == .short {
      sweepRows(sweep, count)
    } else if program.form == .short {
      sweepShort(sweep, count)
    } else if sweep.reducers.isEmpty {
      sweepStores(sweep)
    } else {
      sweepLanes(sweep, leaves, arguments[KernelArguments.leafCount], from: 0)
      for reducer in sweep.reducers { finish(reducer) }
    }
    sweepPosition = 0
  }

  /// The stack of an accumulator.
  func stack(_ number: Int) -> UnsafeMutableRawPointer { stacks + number * stackBytes }

  var leaves: UnsafePointer<ReductionTree.Leaf> {
    UnsafeRawPointer(bitPattern: arguments[KernelArguments.leaves]).unsafelyUnwrapped
      .assumingMemoryBound(to: ReductionTree.Leaf.self)
  }

  /// A sweep that only stores: no tree to follow.
  private mutating func sweepStores(_ sweep: Statement.Sweep) {
    let extent = arguments[KernelArguments.sweepExtent]
    while sweepPosition < extent {
      let count = min(program.blockLength, extent - sweepPosition)
      run(sweep.body, count: count)
      sweepPosition += count
    }
  }

  /// A sweep along the lanes: whole leaves at a time, as many as fit a block.
  mutating func sweepLanes(
    _ sweep: Statement.Sweep, _ leaves: UnsafePointer<ReductionTree.Leaf>, _ leafCount: Int, from start: Int
  ) {
    let limit = sweep.onlyReads ? Int.max : program.blockLength
    var depth = 0
    var leaf = 0
    sweepPosition = start
    beginSearches(sweep, at: start, 1)
    while leaf < leafCount {
      var end = leaf
      var count = 0
      while end < leafCount, count + Int(leaves[end].length) <= limit {
        count += Int(leaves[end].length)
        end += 1
      }
      if count > 0 || sweep.onlyReads { run(sweep.body, count: count) }
      var next = depth
      for reducer in sweep.reducers {
        let a = elements(reducer.a)
        switch reducer.work {
        case .tree(let loop, _, _):
          next = loop.reduce(stack(reducer.number), depth, a, elements(reducer.b), leaves + leaf, end - leaf)
        case .search(let search):
          search.find(stack(reducer.number), positions(reducer), a, count, Int64(sweepPosition))
        }
      }
      depth = next
      leaf = end
      sweepPosition += count
    }
  }

  /// Where the elements are that a reducer reads.
  @inline(__always) func elements(_ source: Reducer.Source) -> UnsafeMutableRawPointer {
    source.operand >= 0 ? address(source.operand) : location[source.value]
  }

  /// Combines the start value with what the tree gave, as a splat.
  private func finish(_ reducer: Reducer) {
    let register = place(reducer.register)
    switch reducer.work {
    case .tree(_, let combine, let startsAtZero):
      Blocks.splat(register, reducer.size, from: stack(reducer.number))
      if startsAtZero {
        combine.run(register, zeros, register, register, BlockLoop.splatBytes / reducer.size, 0)
      }
    case .search: Blocks.splat(register, 8, from: register)
    }
    location[reducer.result] = register
  }

  // MARK: Columns

  /// A sweep across rows, for a block of columns: row by row within a leaf, leaves by the tree.
  private mutating func sweepRows(_ sweep: Statement.Sweep, _ count: Int) {
    if sweep.reducers.isEmpty {
      for row in 0..<arguments[KernelArguments.sweepExtent] {
        sweepPosition = row
        run(sweep.body, count: count)
      }
      return
    }
    var depth = 0
    sweepPosition = 0
    beginSearches(sweep, at: 0, count)
    for leaf in 0..<arguments[KernelArguments.leafCount] {
      for reducer in sweep.reducers { beginLeaf(reducer, depth, count) }
      let end = sweepPosition + Int(leaves[leaf].length)
      while sweepPosition < end {
        let rows = sweep.onlyReads ? min(end - sweepPosition, Frame.rowsAtOnce) : 1
        run(sweep.body, count: count)
        for reducer in sweep.reducers { addRows(reducer, depth, count, rows) }
        sweepPosition += rows
      }
      for reducer in sweep.reducers { endLeaf(reducer, depth, count, leaves[leaf].combines) }
      depth += 1 - Int(leaves[leaf].combines)
    }
    for reducer in sweep.reducers { finish(reducer, count) }
  }

  /// A sweep across short runs, for a block of columns: one leaf, whose partial results are blocks.
  private mutating func sweepShort(_ sweep: Statement.Sweep, _ count: Int) {
    let extent = arguments[KernelArguments.sweepExtent]
    let whole = extent / Frame.partials * Frame.partials
    for k in 0..<Frame.partials { for reducer in sweep.reducers { beginLeaf(reducer, k, count) } }
    beginSearches(sweep, at: 0, count)
    for row in 0..<extent {
      if row == whole { for reducer in sweep.reducers { addPartials(reducer, count) } }
      sweepPosition = row
      run(sweep.body, count: count)
      for reducer in sweep.reducers { addRows(reducer, row < whole ? row % Frame.partials : 0, count, 1) }
    }
    if whole == extent { for reducer in sweep.reducers { addPartials(reducer, count) } }
    for reducer in sweep.reducers { finish(reducer, count) }
  }

  /// `((0+1)+(2+3))+((4+5)+(6+7))`.
  private func addPartials(_ reducer: Reducer, _ count: Int) {
    guard case .tree(_, let combine, _) = reducer.work else { return }
    for distance in [1, 2, 4] {
      for k in stride(from: 0, to: Frame.partials, by: 2 * distance) {
        let a = stack(reducer.number) + k * blockBytes
        combine.run(a, a, a + distance * blockBytes, a, count, 0b11)
      }
    }
  }

  private func beginLeaf(_ reducer: Reducer, _ depth: Int, _ count: Int) {
    guard case .tree(let loop, _, _) = reducer.work else { return }
    loop.identity(stack(reducer.number) + depth * blockBytes, count)
  }

  /// Rows that are added by one call: so few that another reducer finds them in the cache.
  private static let rowsAtOnce = 16

  private func addRows(_ reducer: Reducer, _ depth: Int, _ count: Int, _ rows: Int) {
    let (a, b) = (elements(reducer.a), elements(reducer.b))
    let step = sweepStride(reducer.a)
    switch reducer.work {
    case .tree(let loop, _, _):
      let varies: UInt32 = (reducer.a.hasLanes ? 0b01 : 0) | (reducer.b.hasLanes ? 0b10 : 0)
      loop.reduceColumns(
        stack(reducer.number) + depth * blockBytes, a, step, b, sweepStride(reducer.b), count, rows, varies)
    case .search(let search):
      for row in 0..<rows {
        search.findInColumns(
          stack(reducer.number), positions(reducer), a + row * step, count, reducer.a.hasLanes ? 1 : 0,
          Int64(sweepPosition + row))
      }
    }
  }

  /// From one row to the next; a value that several of them read is the same for all.
  private func sweepStride(_ source: Reducer.Source) -> Int {
    source.operand >= 0 ? cursors[source.operand].sweepStride : 0
  }

  private func endLeaf(_ reducer: Reducer, _ depth: Int, _ count: Int, _ combines: Int32) {
    guard case .tree(_, let combine, _) = reducer.work else { return }
    for level in 0..<Int(combines) {
      let a = stack(reducer.number) + (depth - level - 1) * blockBytes
      combine.run(a, a, a + blockBytes, a, count, 0b11)
    }
  }

  /// The same for a block of columns.
  private func finish(_ reducer: Reducer, _ count: Int) {
    let register = place(reducer.register)
    if case .tree(_, let combine, let startsAtZero) = reducer.work {
      if startsAtZero {
        combine.run(register, zeros, stack(reducer.number), register, count, 0b10)
      } else {
        register.copyMemory(from: stack(reducer.number), byteCount: count * reducer.size)
      }
    }
    location[reducer.result] = register
  }

  // MARK: Searches

  /// Where a search keeps its positions: where they are wanted.
  func positions(_ reducer: Reducer) -> UnsafeMutablePointer<Int64> {
    place(reducer.register).assumingMemoryBound(to: Int64.self)
  }

  /// Nothing is found yet, for `count` columns: as if the first element had the value that beats nothing.
  private func beginSearches(_ sweep: Statement.Sweep, at first: Int, _ count: Int) {
    for reducer in sweep.reducers {
      guard case .search(let search) = reducer.work else { continue }
      search.identity(stack(reducer.number), count)
      positions(reducer).update(repeating: Int64(first), count: count)
    }
  }
}
