import ArrayGraph
import ArrayKernels

/// Loops along the sweep axis, and the reductions over them.
extension Frame {
  mutating func run(_ sweep: Statement.Sweep, count: Int) {
    if program.form == .columns {
      sweepRows(sweep, count)
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
    while leaf < leafCount {
      var end = leaf
      var count = 0
      if sweep.onlyReads {
        end = leafCount
      } else {
        while end < leafCount, count + Int(leaves[end].length) <= limit {
          count += Int(leaves[end].length)
          end += 1
        }
      }
      if count > 0 || sweep.onlyReads { run(sweep.body, count: count) }
      var next = depth
      for reducer in sweep.reducers {
        next = reducer.loop.reduce(
          stack(reducer.number), depth, location[reducer.source], leaves + leaf, end - leaf)
      }
      depth = next
      leaf = end
      sweepPosition += count
    }
  }

  /// Combines the start value with what the tree gave, as a splat.
  private func finish(_ reducer: Reducer) {
    let register = place(reducer.register)
    Blocks.splat(register, reducer.size, from: stack(reducer.number))
    if reducer.startsAtZero {
      reducer.combine.run(register, zeros, register, register, BlockLoop.splatBytes / reducer.size, 0)
    }
    location[reducer.result] = register
  }

  /// A sweep across rows, for a block of columns: row by row within a leaf, leaves by the tree.
  private mutating func sweepRows(_ sweep: Statement.Sweep, _ count: Int) {
    if sweep.reducers.isEmpty {
      for row in 0..<arguments[KernelArguments.sweepExtent] {
        sweepPosition = row
        run(sweep.body, count: count)
      }
      return
    }
    let bytes = blockBytes
    var depth = 0
    sweepPosition = 0
    for leaf in 0..<arguments[KernelArguments.leafCount] {
      for reducer in sweep.reducers { reducer.loop.identity(stack(reducer.number) + depth * bytes, count) }
      for _ in 0..<leaves[leaf].length {
        run(sweep.body, count: count)
        for reducer in sweep.reducers {
          let top = stack(reducer.number) + depth * bytes
          reducer.combine.run(top, top, location[reducer.source], top, count, reducer.sourceHasLanes ? 0b11 : 0b01)
        }
        sweepPosition += 1
      }
      for reducer in sweep.reducers {
        for level in 0..<Int(leaves[leaf].combines) {
          let a = stack(reducer.number) + (depth - level - 1) * bytes
          reducer.combine.run(a, a, a + bytes, a, count, 0b11)
        }
      }
      depth += 1 - Int(leaves[leaf].combines)
    }
    for reducer in sweep.reducers { finish(reducer, count) }
  }

  /// The same for a block of columns.
  private func finish(_ reducer: Reducer, _ count: Int) {
    let register = place(reducer.register)
    if reducer.startsAtZero {
      reducer.combine.run(register, zeros, stack(reducer.number), register, count, 0b10)
    } else {
      register.copyMemory(from: stack(reducer.number), byteCount: count * reducer.size)
    }
    location[reducer.result] = register
  }
}
