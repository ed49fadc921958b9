import ArrayKernels

/// Which register, a block in memory, holds which value.
///
/// Values of one sweep, or of a chunk of a map, give their register up after the last use; all others, and values
/// that several sweeps compute, keep it.
struct RegisterPlan {
  /// The register of each value.
  private(set) var register: [Int]
  private(set) var count = 0
  /// Values that can be computed in the memory they are stored to: the output operand, or nil.
  private(set) var destination: [Int?]

  init(_ kernel: Kernel, _ hasLanes: [Bool]) {
    register = Array(repeating: -1, count: kernel.values.count)
    destination = Array(repeating: nil, count: kernel.values.count)
    // What lives outside of the segments first, for good.
    var local: Set<Int> = []
    var repeated: Set<Int> = []
    var segments: [(compute: [Int], uses: [Int])] = []
    for statement in kernel.row + kernel.chunk {
      if case .sweep(let sweep) = statement {
        repeated.formUnion(local.intersection(sweep.compute))
        local.formUnion(sweep.compute)
        segments.append((sweep.compute, sweep.accumulators.map(\.source) + sweep.stores.map(\.value)))
      }
    }
    if kernel.form == .map {
      let compute = kernel.chunk.compactMap { if case .compute(let id) = $0 { id } else { nil } }
      let stored = kernel.chunk.compactMap { statement -> (Int, Int)? in
        if case .store(let id, let operand) = statement { (id, operand) } else { nil }
      }
      local.formUnion(compute)
      segments.append((compute, stored.map(\.0)))
      for (id, operand) in stored
      where kernel.operands[operand].layout == .contiguous && hasLanes[id] && compute.contains(id) {
        switch kernel.values[id].source {
        case .operation, .cast: destination[id] = destination[id] ?? operand
        default: break
        }
      }
    }
    for id in kernel.values.indices where !local.contains(id) || repeated.contains(id) {
      register[id] = count
      count += 1
    }
    let permanent = count
    for segment in segments {
      var free: [Int] = []
      var used = permanent
      var lastUse: [Int: Int] = [:]
      for (position, id) in segment.compute.enumerated() {
        for operand in kernel.values[id].operands { lastUse[operand] = position }
      }
      for id in segment.uses { lastUse[id] = Int.max }
      for (position, id) in segment.compute.enumerated() {
        if repeated.contains(id) {
          // Has its register already.
        } else if let reused = free.popLast() {
          register[id] = reused
        } else {
          register[id] = used
          used += 1
        }
        for operand in Set(kernel.values[id].operands)
        where lastUse[operand] == position && register[operand] >= permanent {
          free.append(register[operand])
        }
        if lastUse[id] == nil && register[id] >= permanent { free.append(register[id]) }
      }
      count = max(count, used)
    }
  }
}

extension Kernel.Value {
  /// The values it is computed from.
  var operands: [Int] {
    switch source {
    case .literal, .load, .reduced: []
    case .operation(_, _, let operands): operands
    case .cast(let operand): [operand]
    }
  }
}
