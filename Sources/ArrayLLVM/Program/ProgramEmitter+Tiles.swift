import ArrayKernels
import CLLVM

// A step with packed operands, tile by tile:
//
//     for (other = 0; other < others; other++)                               // outer axes before the last one
//       for (row = 0; row < rows; row += 128) for (column = 0; column < columns; column += 512) {
//         name_pack4(b + …, scratch, height, width, stride, pitch)           // each packed operand
//         words[inner extent] = width;  words[last outer extent] = height;  words[each pointer] = …;
//         name_kernel0(words, 0, height);
//       }
//
// Elements of a map are computed one by one, so the order of the tiles changes no bit.
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
  func scratchBytes(_ step: NativeProgram.Step) -> Int { step.packed.count * tileBytes(step) }

  func runTiles(
    _ step: NativeProgram.Step, _ kernel: IRValue, _ words: Words, _ extents: [IRValue], _ scratch: IRValue
  ) {
    guard let axis = extents.indices.last else { return }
    let layout = words.layout
    let tile = tile(step)
    for (place, k) in step.packed.enumerated() {
      set(words, layout.pointer(k), e.add(scratch, e.int(place * tileBytes(step))))
      set(words, layout.innerStride(k), e.int(1))
      set(words, layout.outerStride(k, axis), e.int(pitch(step)))
    }
    for other in 0..<axis { set(words, KernelArguments.outerExtents + other, e.int(1)) }
    loop(function, to: extents.dropLast().reduce(e.int(1)) { e.mul($0, $1) }, step: 1) { other, _ in
      var (rest, coordinates) = (other, [e.int(0)])
      for extent in extents.dropLast().reversed() {
        coordinates.insert(e.c.LLVMBuildURem(e.builder, rest, extent, ""), at: 0)
        rest = e.c.LLVMBuildUDiv(e.builder, rest, extent, "")
      }
      loop(function, to: extents[axis], step: tile.rows) { row, height in
        coordinates[axis] = row
        set(words, KernelArguments.outerExtents + axis, height)
        loop(function, to: value(step.innerExtent), step: tile.columns) { column, width in
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
                start, e.add(scratch, e.int(place * tileBytes(step))), height, width,
                e.mul(value(step.operands[k].innerStride), e.int(size)), e.int(pitch(step) * size),
              ])
          }
          run(kernel, words, units: height)
        }
      }
    }
  }

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
  /// behind the other, go to rows `pitch` bytes apart. Blocks of eight by eight are turned in registers; gives 0.
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
    loop(pack, to: wholeColumns, step: 8) { column, _ in
      loop(pack, to: wholeRows, step: 8) { row, _ in
        var block = (0..<8).map { load(eight, from(row, e.add(column, e.int($0))), alignment: size) }
        for _ in 0..<3 {
          block = (0..<4).flatMap { k in
            [[0, 8, 1, 9, 2, 10, 3, 11], [4, 12, 5, 13, 6, 14, 7, 15]].map { e.shuffle(block[k], block[k + 4], $0) }
          }
        }
        for (k, vector) in block.enumerated() {
          store(vector, eight, to(e.add(row, e.int(k)), column), alignment: size)
        }
      }
    }
    func single(_ row: IRValue, _ column: IRValue) {
      store(load(element, from(row, column), alignment: size), element, to(row, column), alignment: size)
    }
    loop(pack, from: wholeColumns, to: columns, step: 1) { column, _ in
      loop(pack, to: wholeRows, step: 1) { row, _ in single(row, column) }
    }
    loop(pack, from: wholeRows, to: rows, step: 1) { row, _ in
      loop(pack, to: columns, step: 1) { column, _ in single(row, column) }
    }
    _ = e.c.LLVMBuildRet(e.builder, e.int(0))
    return pack
  }

  /// `for (index = start; index < end; index += step) body(index, min(step, end - index))`
  private func loop(
    _ function: IRValue, from start: IRValue? = nil, to end: IRValue, step: Int, _ body: (IRValue, IRValue) -> Void
  ) {
    func newBlock(_ name: String) -> IRBlock { e.c.LLVMAppendBasicBlockInContext(e.context, function, name) }
    let (block, after) = (newBlock("loop"), newBlock("after"))
    let (start, before) = (start ?? e.int(0), e.block)
    e.branch(e.compare(CLLVMIntSLT, start, end), block, after)
    e.position(block)
    let index = e.phi(e.i64, "i")
    e.incoming(index, start, before)
    body(index, least(e.sub(end, index), e.int(step)))
    let next = e.add(index, e.int(step))
    e.incoming(index, next, e.block)
    e.branch(e.compare(CLLVMIntSLT, next, end), block, after)
    e.position(after)
  }
}
