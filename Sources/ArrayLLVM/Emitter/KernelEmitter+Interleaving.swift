import ArrayGraph
import ArrayKernels
import CLLVM

// Results that lie in each other's gaps, as the columns of an (N, 3) matrix do: their lanes are brought to where they
// belong in registers, and whole vectors stored. (Three columns of a million `f32`: 0.20 ms, scattered 1.38.)
//
//     for (i = 0; i < n; i += 16) out[3 * i : 48] = { a[i], b[i], c[i], a[i + 1], … };
//
//     %ab = shufflevector <16 x float> %a, %b, <0, 16, undef, 1, 17, …>
//     %r0 = shufflevector <16 x float> %ab, %c, <0, 1, 16, 3, 4, 17, …>        store %r0, …
extension KernelEmitter {
  func isSpaced(_ operand: Int) -> Bool {
    if case .spaced = kernel.operands[operand].layout { true } else { false }
  }

  /// What is stored to operands in each other's gaps, in the order in which they lie in memory.
  var interleavedStores: [[Kernel.Store]] {
    var groups: [Int: [(behind: Int, store: Kernel.Store)]] = [:]
    for store in chunkValues.stored {
      guard case .spaced(let spacing) = kernel.operands[store.operand].layout else { continue }
      groups[spacing.group, default: []].append((spacing.behind, store))
    }
    return groups.sorted { $0.key < $1.key }.map { $0.value.sorted { $0.behind < $1.behind }.map(\.store) }
  }

  /// Stores columns, as many lanes of each as `p` has.
  func store(interleaved columns: [Kernel.Store], _ p: Position) throws(ArrayError) {
    let dtype = kernel.operands[columns[0].operand].dtype
    let type = e.memoryType(dtype)
    // Of bytes, whole rows at once: the processor's own instructions are made of that.
    let areRows = dtype.size == 1 && p.rest == nil && p.lanes >= 16 && (columns.count & 1 == 1 || columns.count <= 4)
    let lanes = areRows ? min(p.lanes, 32) : registerLanes(dtype, p)
    var values: [IRValue] = []
    for column in columns {
      let value = try use(column.value, p.lanes)
      values.append(dtype == .bool ? bytes(ofTruths: value, lanes: p.lanes) : value)
    }
    let start = address(columns[0].operand, p)
    // How many elements there are, where not all lanes are some.
    let count = p.rest.map { e.mul(minimum($0, e.int(p.lanes)), e.int(columns.count)) }
    var place = 0
    for first in stride(from: 0, to: p.lanes, by: lanes) {
      let parts = values.map { lanes == p.lanes ? $0 : e.shuffle($0, Array(first..<first + lanes)) }
      let vectors = areRows ? [e.rows(parts, lanes: lanes)] : e.interleaved(parts, lanes: lanes)
      let width = areRows ? lanes * columns.count : lanes
      let register = e.wide(type, width)
      for vector in vectors {
        let pointer = e.bitcastPointer(e.offset(type, start, e.int(place)), to: register)
        if let count {
          let rest = e.c.LLVMBuildTrunc(e.builder, e.sub(count, e.int(place)), e.i32, "")
          let mask = e.compare(CLLVMIntSLT, e.iota(lanes, bits: 32), e.splat(rest, lanes))
          e.maskedIntrinsic(
            "llvm.masked.store", [register, e.pointer(register)], [vector, pointer, mask],
            position: 2, address: 1, alignment: dtype.size)
        } else {
          e.store(vector, pointer, alignment: dtype.size)
        }
        place += width
      }
    }
  }
}

extension Emitter {
  /// The lanes of several vectors by turns, in one vector.
  func rows(_ parts: [IRValue], lanes: Int) -> IRValue {
    let count = parts.count
    var (joined, width) = (parts, lanes)
    while joined.count > 1 {
      if joined.count & 1 == 1 { joined.append(c.LLVMGetUndef(c.LLVMTypeOf(joined[0]))) }
      joined = stride(from: 0, to: joined.count, by: 2).map { self.joined(joined[$0], joined[$0 + 1], lanes: width) }
      width *= 2
    }
    return shuffle(joined[0], (0..<lanes * count).map { $0 % count * lanes + $0 / count })
  }

  /// The lanes of several vectors by turns: all first ones, then all second ones, and so on, in as many vectors. `unit`
  /// lanes stay together.
  ///
  /// Of an even number, pairs are interleaved first, then the pairs: that takes n · log n shuffles and not n².
  func interleaved(_ parts: [IRValue], lanes: Int, unit: Int = 1) -> [IRValue] {
    let (count, units) = (parts.count, lanes / unit)
    if count == 1 { return parts }
    if count % 2 == 0, units > 1 {
      func pairs(_ start: Int) -> [IRValue] {
        let indices = (start..<start + units).flatMap { place in
          (0..<unit).map { place % 2 * lanes + place / 2 * unit + $0 }
        }
        return stride(from: 0, to: count, by: 2).map { shuffle(parts[$0], parts[$0 + 1], indices) }
      }
      return interleaved(pairs(0), lanes: lanes, unit: 2 * unit)
        + interleaved(pairs(units), lanes: lanes, unit: 2 * unit)
    }
    return (0..<count).map { vector in
      // What each lane is: of which part, and which of its lanes.
      let sources = (0..<lanes).map { lane in
        let place = vector * units + lane / unit
        return (part: place % count, lane: place / count * unit + lane % unit)
      }
      let first = shuffle(parts[0], parts[1], sources.map { $0.part < 2 ? $0.part * lanes + $0.lane : nil })
      return (2..<count).reduce(first) { sum, part in
        guard sources.contains(where: { $0.part == part }) else { return sum }
        return shuffle(
          sum, parts[part],
          sources.enumerated().map { $1.part == part ? lanes + $1.lane : $1.part < part ? $0 : nil })
      }
    }
  }
}
