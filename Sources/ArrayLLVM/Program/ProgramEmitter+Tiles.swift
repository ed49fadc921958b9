import ArrayKernels
import CLLVM
import Lanes

// A step with packed operands, tile by tile:
//
//     for (other = 0; other < others; other++)                               // outer axes before the last one
//       for (row = 0; row < rows; row += 128) for (column = 0; column < columns; column += 512) {
//         name_pack4(b + …, scratch, height, width, stride, pitch)           // each packed operand
//         words[inner extent] = width;  words[last outer extent] = height;  words[each pointer] = …;
//         name_kernel0(words, 0, height);
//       }
//
// Elements of a map are computed one by one, so the order of the tiles changes no bit. Each short run is computed on its
// own too: what lies across the lanes is packed once for all rows where it is the same for all, else row by row.
//
//     for (column = 0; column < columns; column += 1024) {
//       name_pack8(b + …, scratch, run, width, stride, pitch)
//       words[inner extent] = width;  words[each pointer] = …;
//       name_kernel0_short(words, 0, rows);
//     }
extension ProgramEmitter {
  /// Bytes of a tile along the last outer axis, and along the lanes. Eight lines of each column are read together, as in
  /// the runtime.
  private static let tile = (column: 512, row: 2048)

  private func size(_ step: NativeProgram.Step) -> Int {
    step.packed.map { step.kernel.operands[$0].dtype.size }.max() ?? 8
  }
  private func tile(_ step: NativeProgram.Step) -> (rows: Int, columns: Int) {
    (Self.tile.column / size(step), Self.tile.row / size(step))
  }
  /// Elements between two rows of a packed tile: some lines more than they need, lest they fall into one set of the cache.
  private func pitch(_ step: NativeProgram.Step) -> Int { tile(step).columns + 64 }
  private func tileBytes(_ step: NativeProgram.Step) -> Int { tile(step).rows * pitch(step) * size(step) }

  /// Bytes that the tiles of a step's packed operands take.
  func scratchBytes(_ step: NativeProgram.Step) -> Int {
    step.packed.count * (step.kernel.form == .short ? shortTileBytes(step) : tileBytes(step))
  }

  func runTiles(
    _ step: NativeProgram.Step, _ kernel: IRValue, _ words: Words, _ extents: [IRValue], _ scratch: IRValue
  ) {
    guard let axis = extents.indices.last else { return }
    let layout = words.layout
    let tile = tile(step)
    for (place, k) in step.packed.enumerated() {
      set(words, layout.pointer(k), tileAddress(step, place, scratch))
      set(words, layout.innerStride(k), e.int(1))
      set(words, layout.outerStride(k, axis), e.int(pitch(step)))
    }
    for other in 0..<axis { set(words, KernelArguments.outerExtents + other, e.int(1)) }
    loop(function, to: extents.dropLast().reduce(e.int(1)) { e.mul($0, $1) }, step: e.int(1)) { other, _ in
      var coordinates = coordinates(other, extents.dropLast()) + [e.int(0)]
      loop(function, to: extents[axis], step: e.int(tile.rows)) { row, height in
        coordinates[axis] = row
        set(words, KernelArguments.outerExtents + axis, height)
        loop(function, to: value(step.innerExtent), step: e.int(tile.columns)) { column, width in
          set(words, KernelArguments.innerExtent, width)
          set(words, KernelArguments.chunkLength, width)
          for k in step.operands.indices {
            let start = pointer(step, k, coordinates, column)
            guard let place = step.packed.firstIndex(of: k) else {
              set(words, layout.pointer(k), start)
              continue
            }
            let size = step.kernel.operands[k].dtype.size
            _ = call(
              pack(size),
              [
                start, tileAddress(step, place, scratch), height, width,
                e.mul(value(step.operands[k].innerStride), e.int(size)), e.int(pitch(step) * size),
              ])
          }
          run(kernel, words, to: height)
        }
      }
    }
  }

  // MARK: Short runs

  /// Lanes of a tile, fewer where they take more than these bytes. What is packed row by row is read from as many others.
  private static let shortTile = (least: 64, most: 1024, bytes: (reused: 1 << 15, onceRead: 1 << 14))

  private func shortTileBytes(_ step: NativeProgram.Step) -> Int {
    let longest = ReductionTree.leafLimit
    return max(Self.shortTile.bytes.reused, longest * Self.shortTile.least * size(step)) + longest * 64
  }

  func runShortTiles(
    _ step: NativeProgram.Step, _ kernel: IRValue, _ words: Words, _ extents: [IRValue], _ scratch: IRValue
  ) {
    let layout = words.layout
    let (run, lanes) = (value(step.sweepExtent), value(step.innerExtent))
    let rows = extents.reduce(e.int(1)) { e.mul($0, $1) }
    let isReused = !step.packsEachRow
    let bytes = isReused ? Self.shortTile.bytes.reused : Self.shortTile.bytes.onceRead
    let fitting = e.c.LLVMBuildUDiv(
      e.builder, e.int(bytes / step.packed.count), e.mul(atLeastOne(run), e.int(size(step))), "")
    let columns = e.and(
      greatest(e.int(Self.shortTile.least), least(e.int(Self.shortTile.most), fitting)), e.int(-Self.shortTile.least))
    // A line more than they need, lest they fall into one set of the cache.
    let pitch = e.add(columns, e.int(64 / size(step)))
    for (place, k) in step.packed.enumerated() {
      set(words, layout.pointer(k), tileAddress(step, place, scratch))
      set(words, layout.innerStride(k), e.int(1))
      set(words, layout.sweepStride(k), pitch)
      for axis in extents.indices { set(words, layout.outerStride(k, axis), e.int(0)) }
    }
    loop(function, to: isReused ? e.int(1) : rows, step: e.int(1)) { row, _ in
      let coordinates = coordinates(row, extents)
      loop(function, to: lanes, step: columns) { column, width in
        set(words, KernelArguments.innerExtent, width)
        set(words, KernelArguments.chunkLength, width)
        for k in step.operands.indices where !step.packed.contains(k) {
          set(words, layout.pointer(k), pointer(step, k, extents.map { _ in e.int(0) }, column))
        }
        func move(_ role: Kernel.Operand.Role) {
          for (place, k) in step.packed.enumerated() where step.kernel.operands[k].role == role {
            let size = step.kernel.operands[k].dtype.size
            let (own, tile) = (pointer(step, k, coordinates, column), tileAddress(step, place, scratch))
            let (stride, inTile) = (e.mul(value(step.operands[k].innerStride), e.int(size)), e.mul(pitch, e.int(size)))
            let arguments =
              role == .input ? [own, tile, run, width, stride, inTile] : [tile, own, width, run, inTile, stride]
            _ = call(pack(size), arguments)
          }
        }
        move(.input)
        self.run(kernel, words, from: row, to: isReused ? rows : e.add(row, e.int(1)))
        move(.output)
      }
    }
  }

  /// Where the tile of the packed operand at `place` lies.
  private func tileAddress(_ step: NativeProgram.Step, _ place: Int, _ scratch: IRValue) -> IRValue {
    e.add(scratch, e.int(place * scratchBytes(step) / step.packed.count))
  }

  private func coordinates(_ row: IRValue, _ extents: some BidirectionalCollection<IRValue>) -> [IRValue] {
    var (rest, coordinates) = (row, [IRValue]())
    for extent in extents.reversed() {
      coordinates.insert(e.c.LLVMBuildURem(e.builder, rest, extent, ""), at: 0)
      rest = e.c.LLVMBuildUDiv(e.builder, rest, extent, "")
    }
    return coordinates
  }

  // MARK: Packing

  private var usesMasks: Bool { e.target.hasAVX512 }

  /// Where the element of an operand at some coordinates lies.
  private func pointer(
    _ step: NativeProgram.Step, _ k: Int, _ coordinates: [IRValue], _ column: IRValue
  ) -> IRValue {
    let operand = step.operands[k]
    let elements = zip(coordinates, operand.outerStrides).reduce(e.mul(column, value(operand.innerStride))) {
      e.add($0, e.mul($1.0, value($1.1)))
    }
    let size = operand.buffer == nil ? 1 : step.kernel.operands[k].dtype.size
    return e.add(pointer(step, k), e.mul(elements, e.int(size)))
  }

  /// `int64_t pack(source, target, rows, columns, stride, pitch)`: the elements at `source + column · stride` and on, one
  /// behind the other, go to rows `pitch` bytes apart. Blocks of eight by eight are turned in registers, also parts of
  /// such where there are masks; gives 0.
  private func pack(_ size: Int) -> IRValue {
    let name = "\(program.name)_pack\(size)"
    if let known = e.c.LLVMGetNamedFunction(e.module, name) { return known }
    let here = e.block
    defer { e.position(here) }
    var types = (0..<6).map { _ in e.i64 }
    let type = e.c.LLVMFunctionType(e.i64, &types, 6, 0)
    let pack = e.c.LLVMAddFunction(e.module, name, type)
    let parameters = (0..<6).map { e.c.LLVMGetParam(pack, $0) }
    let (source, target, rows, columns) = (parameters[0], parameters[1], parameters[2], parameters[3])
    let (stride, pitch) = (parameters[4], parameters[5])
    func from(_ row: IRValue, _ column: IRValue) -> IRValue {
      e.add(e.add(source, e.mul(column, stride)), e.mul(row, e.int(size)))
    }
    func to(_ row: IRValue, _ column: IRValue) -> IRValue {
      e.add(e.add(target, e.mul(row, pitch)), e.mul(column, e.int(size)))
    }
    e.position(e.c.LLVMAppendBasicBlockInContext(e.context, pack, "entry"))
    let (element, eight) = (e.integerType(size * 8), e.wide(e.integerType(size * 8), 8))
    let (wholeRows, wholeColumns) = (e.and(rows, e.int(~7)), e.and(columns, e.int(~7)))
    func turned(_ block: [IRValue]) -> [IRValue] {
      (0..<3).reduce(block) { block, _ in
        (0..<4).flatMap { k in
          [[0, 8, 1, 9, 2, 10, 3, 11], [4, 12, 5, 13, 6, 14, 7, 15]].map { e.shuffle(block[k], block[k + 4], $0) }
        }
      }
    }
    loop(pack, to: wholeColumns, step: e.int(8)) { column, _ in
      loop(pack, to: wholeRows, step: e.int(8)) { row, _ in
        let block = (0..<8).map { load(eight, from(row, e.add(column, e.int($0))), alignment: size) }
        for (k, vector) in turned(block).enumerated() {
          store(vector, eight, to(e.add(row, e.int(k)), column), alignment: size)
        }
      }
    }
    /// What is not a whole block: one of which a part is there, or a single element.
    func part(_ row: IRValue, _ column: IRValue, _ height: IRValue, _ width: IRValue) {
      guard usesMasks else {
        return store(load(element, from(row, column), alignment: size), element, to(row, column), alignment: size)
      }
      func mask(_ length: IRValue) -> IRValue {
        e.compare(CLLVMIntULT, e.iota(8, bits: 64), e.splat(length, 8))
      }
      func pointer(_ address: IRValue) -> IRValue {
        e.c.LLVMBuildIntToPtr(e.builder, address, e.pointer(eight), "")
      }
      // Columns behind the last one are that one again: loads and stores without lanes would be slow on a page that was
      // never touched.
      let block = (0..<8).map { k in
        let place = e.add(column, least(e.int(k), e.sub(width, e.int(1))))
        return e.maskedIntrinsic(
          "llvm.masked.load", [eight, e.pointer(eight)],
          [pointer(from(row, place)), mask(height), e.c.LLVMConstNull(eight)], position: 1, address: 0, alignment: size)
      }
      let end = e.newBlock("end", in: pack)
      for (k, vector) in turned(block).enumerated() {
        let next = e.newBlock("row", in: pack)
        e.branch(e.compare(CLLVMIntSLT, e.int(k), height), next, end)
        e.position(next)
        e.maskedIntrinsic(
          "llvm.masked.store", [eight, e.pointer(eight)],
          [vector, pointer(to(e.add(row, e.int(k)), column)), mask(width)],
          position: 2, address: 1, alignment: size)
      }
      e.branch(end)
      e.position(end)
    }
    let step = e.int(usesMasks ? 8 : 1)
    loop(pack, from: wholeColumns, to: columns, step: step) { column, width in
      loop(pack, to: wholeRows, step: step) { row, height in part(row, column, height, width) }
    }
    loop(pack, from: wholeRows, to: rows, step: step) { row, height in
      loop(pack, to: columns, step: step) { column, width in part(row, column, height, width) }
    }
    _ = e.c.LLVMBuildRet(e.builder, e.int(0))
    return pack
  }

  /// `for (index = start; index < end; index += step) body(index, min(step, end - index))`
  private func loop(
    _ function: IRValue, from start: IRValue? = nil, to end: IRValue, step: IRValue, _ body: (IRValue, IRValue) -> Void
  ) {
    func newBlock(_ name: String) -> IRBlock { e.c.LLVMAppendBasicBlockInContext(e.context, function, name) }
    let (block, after) = (newBlock("loop"), newBlock("after"))
    let (start, before) = (start ?? e.int(0), e.block)
    e.branch(e.compare(CLLVMIntSLT, start, end), block, after)
    e.position(block)
    let index = e.phi(e.i64, "i")
    e.incoming(index, start, before)
    body(index, least(e.sub(end, index), step))
    let next = e.add(index, step)
    e.incoming(index, next, e.block)
    e.branch(e.compare(CLLVMIntSLT, next, end), block, after)
    e.position(after)
  }
}
