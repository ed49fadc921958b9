import CLLVM
import Lanes

// Tables: in registers, where there are instructions that look up in them, else in memory.
extension LLVMFloatLane {
  /// Tables in registers where there are instructions that look up in them, else a load a lane.
  ///
  ///     %r = call <16 x float> @llvm.x86.avx512.vpermi2var.ps.512(%table0, %index, %table1)
  ///     %r = call <8 x float> @llvm.x86.avx2.permps(%table0, %index)
  static func lookup(_ table: LaneTable, _ index: Bits) -> Self {
    let e = Emitter.current
    let values = isDouble ? table.double : table.single.map(Double.init)
    let type = e.floatType(isDouble: isDouble)
    if e.lanes > 1, e.target.hasAVX512 {
      let name = "llvm.x86.avx512.vpermi2var.\(isDouble ? "pd" : "ps").512"
      return lookupInRegisters(values, index, of: isDouble ? 8 : 16, at: 2) { registers, index in
        e.intrinsic(name, [], [registers[0], index, registers[1]])
      }
    }
    if e.lanes > 1, e.target.hasAVX2, !isDouble {
      return lookupInRegisters(values, index, of: 8, at: 1) { registers, index in
        e.intrinsic("llvm.x86.avx2.permps", [], [registers[0], index])
      }
    }
    let start = e.bitcastPointer(e.table(values, isDouble: isDouble), to: type)
    let places = (index & Bits.integer(values.count - 1)).v
    func entry(_ place: IRValue) -> IRValue {
      let wide = e.c.LLVMBuildZExt(e.builder, place, e.i64, "")
      return e.load(type, e.offset(type, start, wide), alignment: isDouble ? 8 : 4)
    }
    if e.lanes == 1 { return Self(entry(places)) }
    var result = e.c.LLVMGetUndef(e.wide(type))
    for lane in 0..<e.lanes { result = e.insert(result, entry(e.extract(places, lane)), lane) }
    return Self(result)
  }

  /// Each instruction looks up in one or two registers by the low bits of the index; each further bit chooses between
  /// the results of two.
  private static func lookupInRegisters(
    _ values: [Double], _ index: Bits, of size: Int, at registers: Int,
    _ permute: ([IRValue], IRValue) -> IRValue
  ) -> Self {
    let e = Emitter.current
    let type = e.floatType(isDouble: isDouble)
    e.cost.tableRegisters += values.count / size
    var found = stride(from: 0, to: values.count, by: size * registers).map { start in
      let held = (0..<registers).map { k in
        e.vectorConstant(values[start + k * size..<start + (k + 1) * size].map { e.c.LLVMConstReal(type, $0) })
      }
      return Self(e.inRegisters(of: size, [index.v]) { permute(held, $0[0]) })
    }
    var bit = size * registers
    while found.count > 1 {
      let isLow = (index & Bits.integer(bit)) .== 0
      found = stride(from: 0, to: found.count, by: 2).map { select(isLow, found[$0], found[$0 + 1]) }
      bit *= 2
    }
    return found[0]
  }

  /// Several tables in memory lie entry by entry: one load brings the numbers of one lane from two (single: four) of them,
  /// and shuffles sort what four lanes brought by tables. A load a lane and table takes nearly twice as many
  /// instructions; and a table of 32 numbers in registers of eight takes four permutations. (Without AVX-512, ns an
  /// element before and since: erf f32 2.17 / 1.16, f64 4.9 / 3.5; log f32 1.28 / 1.00.)
  ///
  ///     store <4 x i64> %offsets, ptr %slot                     %o0 = load i64, ptr %slot                  …
  ///     %r0 = load <2 x double>, ptr (%table + %o0 + 16 * pair) …
  ///     %a = shufflevector %r0, %r2, <0, 1, 2, 3>               %b = shufflevector %r1, %r3, <0, 1, 2, 3>
  ///     %first = shufflevector %a, %b, <0, 4, 2, 6>             %second = shufflevector %a, %b, <1, 5, 3, 7>
  static func lookup(_ tables: [LaneTable], _ index: Bits) -> (Int) -> Self {
    let e = Emitter.current
    // Lanes of a register, and numbers of a load.
    let (size, group) = isDouble ? (4, 2) : (8, 4)
    let columns = tables.map { isDouble ? $0.double : $0.single.map(Double.init) }
    guard e.lanes > 1, e.target.hasAVX2, !e.target.hasAVX512, e.lanes % size == 0, tables.count >= group / 2 + 1
    else { return { lookup(tables[$0], index) } }
    let loads = (columns.count + group - 1) / group
    let entries = columns[0].count
    let numbers = (0..<entries).flatMap { entry in
      (0..<loads * group).map { $0 < columns.count ? columns[$0][entry] : 0 }
    }
    let bytes = e.integerType(8)
    let start = e.bitcastPointer(e.table(numbers, isDouble: isDouble), to: bytes)
    let offsets = (index & Bits.integer(entries - 1)) * Bits.integer(loads * 16)
    e.mark(isLookup: true)
    if tables.count > 2 { e.cost.rowLookups += 1 }
    let lanes = e.throughMemory(offsets.v, e.lanes, bits: isDouble ? 64 : 32)
    let places = stride(from: 0, to: e.lanes, by: size).map { Array(lanes[$0..<$0 + size]) }
    let loaded = e.wide(e.floatType(isDouble: isDouble), group)
    var known: [Int: Self] = [:]
    return { number in
      if let value = known[number] { return value }
      let first = number / group * group
      e.cost.instructions += 3 * group
      let found = places.map { places in
        columnsOfRows(
          places.map { place in
            let address = e.offset(bytes, start, e.add(place, e.int(16 * (number / group))))
            return e.load(loaded, e.bitcastPointer(address, to: loaded), alignment: 16)
          })
      }
      for k in 0..<group { known[first + k] = Self(e.joined(found.map { $0[k] }, lanes: size)) }
      return known[number]!
    }
  }

  /// The transpose of eight rows of four numbers, or of four rows of two.
  private static func columnsOfRows(_ rows: [IRValue]) -> [IRValue] {
    let e = Emitter.current
    let group = rows.count / 2
    // Each half of a register has rows of its own, since shuffles within halves are faster.
    let halves = (0..<group).map { e.shuffle(rows[$0], rows[$0 + group], Array(0..<2 * group)) }
    if group == 2 {
      return [[0, 4, 2, 6], [1, 5, 3, 7]].map { e.shuffle(halves[0], halves[1], $0) }
    }
    let low = [0, 8, 1, 9, 4, 12, 5, 13], high = low.map { $0 + 2 }
    let pairs = [low, high].map { order in
      (e.shuffle(halves[0], halves[2], order), e.shuffle(halves[1], halves[3], order))
    }
    let even = [0, 8, 1, 9, 4, 12, 5, 13], odd = even.map { $0 + 2 }
    return pairs.flatMap { pair in [even, odd].map { e.shuffle(pair.0, pair.1, $0) } }
  }
}
