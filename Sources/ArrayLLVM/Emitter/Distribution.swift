import CLLVM

/// Moves the instructions of a loop's first block, all but those of the last part, into loops before it.
final class Distribution {
  /// Vectors of a turn of the outer loop.
  static let turn = 16
  /// Formula instructions of a part at most, where there are places to cut, and at least.
  private static let most = 24
  private static let least = 4

  private let e: Emitter
  private let index: IRValue
  /// The indices of the loop and of the parts before it.
  private var indices: Set<IRValue>
  private let first: IRValue
  private let lanes: Int
  private let instructions: [IRValue]
  /// The numbers of instructions, and of what takes their place in later parts.
  private var numbers: [IRValue: Int]
  /// What uses them in other blocks.
  private var outerUsers: [[IRValue]] = []
  /// The last instruction that needs each: the count of all where that is in another block.
  private var lastUse: [Int]
  /// The first instruction that stores an element of a result; the count of all where other blocks do.
  private var firstStore: Int
  /// The instructions that begin a part, but for the first.
  private var cuts: [Int] = []
  /// Buffers, by what is saved in them.
  private var buffers: [Int: IRValue] = [:]

  var movedParts: [Range<Int>] { zip([0] + cuts, cuts).map { $0..<$1 } }

  init(
    _ e: Emitter, _ block: IRBlock, index: IRValue, first: IRValue, lanes: Int, _ marks: [Emitter.Mark], cost: Int
  ) {
    (self.e, self.index, self.indices, self.first, self.lanes) = (e, index, [index], first, lanes)
    instructions = Array(sequence(first: index) { e.c.LLVMGetNextInstruction($0) }.dropFirst())
    numbers = Dictionary(uniqueKeysWithValues: instructions.enumerated().map { ($1, $0) })
    lastUse = Array(repeating: -1, count: instructions.count)
    firstStore = instructions.count
    firstStore = instructions.firstIndex { isStore($0) && !isStoreToSlot($0) } ?? instructions.count
    let allUsers = instructions.map { users(of: $0) }
    outerUsers = allUsers.map { $0.filter { numbers[$0] == nil } }
    for number in instructions.indices.reversed() {
      for user in allUsers[number] {
        let place = numbers[user].map { isRepeated($0) ? lastUse[$0] : $0 } ?? instructions.count
        lastUse[number] = max(lastUse[number], place)
      }
    }
    cuts = chooseCuts(marks, cost)
    for number in instructions.indices where isSaved(number) {
      buffers[number] = e.alloca(e.c.LLVMArrayType(savedType(number), UInt32(Self.turn)), "saved")
    }
  }

  // MARK: What LLVM knows

  private func opcode(_ value: IRValue) -> UInt32 { UInt32(e.c.LLVMGetInstructionOpcode(value)) }
  private func operands(of instruction: IRValue) -> [IRValue] {
    (0..<max(e.c.LLVMGetNumOperands(instruction), 0)).map { e.c.LLVMGetOperand(instruction, UInt32($0)) }
  }
  private func users(of value: IRValue) -> [IRValue] {
    guard let first = e.c.LLVMGetFirstUse(value) else { return [] }
    return sequence(first: first) { [e] in e.c.LLVMGetNextUse($0) }.map { e.c.LLVMGetUser($0) }
  }
  private func isStore(_ instruction: IRValue) -> Bool { opcode(instruction) == CLLVMStore }
  /// Whether lanes are stored in order to be loaded one by one.
  private func isStoreToSlot(_ instruction: IRValue) -> Bool {
    isStore(instruction) && opcode(operands(of: instruction)[1]) == CLLVMAlloca
  }
  private func isVector(_ value: IRValue) -> Bool {
    let type = e.c.LLVMTypeOf(value)
    return UInt32(e.c.LLVMGetTypeKind(type)) == CLLVMVectorKind && Int(e.c.LLVMGetVectorSize(type)) == lanes
  }
  /// Addresses, bits under another type, and what is loaded before anything is stored, are made again where they are
  /// needed.
  private func isRepeated(_ number: Int) -> Bool {
    let instruction = instructions[number]
    switch opcode(instruction) {
    case CLLVMGetElementPtr, CLLVMBitCast: return true
    case CLLVMLoad: return isVector(instruction) && lastUse[number] <= firstStore
    default: return false
    }
  }

  // MARK: Where to cut

  private func chooseCuts(_ marks: [Emitter.Mark], _ end: Int) -> [Int] {
    guard let first = marks.first else { return [] }
    var cuts: [Int] = []
    var start = first.cost
    var best: (number: Int, live: Int, cost: Int)?
    for mark in marks.dropFirst() {
      if mark.cost - start > Self.most, let cut = best {
        cuts.append(cut.number)
        start = cut.cost
        best = nil
      }
      guard let number = numbers[mark.last], mark.cost - start >= Self.least, end - mark.cost >= Self.least,
        let live = live(number + 1), mark.isLookup || live <= best?.live ?? .max
      else { continue }
      if mark.isLookup {
        cuts.append(number + 1)
        start = mark.cost
        best = nil
      } else {
        best = (number + 1, live, mark.cost)
      }
    }
    if end - start > Self.most, let best { cuts.append(best.number) }
    return cuts
  }
  /// How many values are needed on both sides; nil where one of them is no vector of all lanes.
  private func live(_ cut: Int) -> Int? {
    let live = (0..<cut).filter { lastUse[$0] >= cut && !isRepeated($0) }
    return live.allSatisfy { isVector(instructions[$0]) } ? live.count : nil
  }
  private func isSaved(_ number: Int) -> Bool {
    guard let cut = cuts.first(where: { number < $0 }) else { return false }
    return lastUse[number] >= cut && !isRepeated(number)
  }

  // MARK: Cutting

  /// Appends these instructions and what saves their results; `index` is that of the loop in which they stand now.
  func move(_ part: Range<Int>, index: IRValue) {
    indices.insert(index)
    var known: [Int: IRValue] = [:]
    for number in part {
      let instruction = instructions[number]
      if takesFromBuffer(instruction, part.lowerBound, index) { continue }
      redirect(instruction, part.lowerBound, index, &known)
      e.c.LLVMInstructionRemoveFromParent(instruction)
      e.c.LLVMInsertIntoBuilder(e.builder, instruction)
    }
    for number in part where isSaved(number) {
      var value = instructions[number]
      if e.c.LLVMTypeOf(value) != savedType(number) {
        value = e.c.LLVMBuildSExt(e.builder, value, savedType(number), "")
      }
      e.store(value, place(number, index), alignment: lanes)
    }
  }
  /// Lets the last part, which stays where it was, begin with what was saved for it.
  func finish() {
    guard let start = cuts.last else { return }
    var known: [Int: IRValue] = [:]
    for number in start..<instructions.count {
      e.c.LLVMPositionBuilderBefore(e.builder, instructions[number])
      if takesFromBuffer(instructions[number], start, index) { continue }
      redirect(instructions[number], start, index, &known)
    }
    e.c.LLVMPositionBuilderBefore(e.builder, instructions[instructions.count - 1])
    for number in 0..<start {
      for user in outerUsers[number] { redirect(user, start, index, &known) }
    }
  }

  /// Replaces operands that stand in an earlier part than the one that begins with `start`.
  private func redirect(_ user: IRValue, _ start: Int, _ index: IRValue, _ known: inout [Int: IRValue]) {
    for (place, operand) in operands(of: user).enumerated() {
      if indices.contains(operand) {
        e.c.LLVMSetOperand(user, UInt32(place), index)
      } else if let number = numbers[operand], number < start {
        e.c.LLVMSetOperand(user, UInt32(place), again(number, start, index, &known))
      }
    }
  }
  private func again(_ number: Int, _ start: Int, _ index: IRValue, _ known: inout [Int: IRValue]) -> IRValue {
    if let value = known[number] { return value }
    let value: IRValue
    if isRepeated(number) {
      value = e.c.LLVMInstructionClone(instructions[number])
      redirect(value, start, index, &known)
      e.c.LLVMInsertIntoBuilder(e.builder, value)
    } else {
      let type = savedType(number)
      let loaded = e.load(type, place(number, index), alignment: lanes)
      let isTruth = type != e.c.LLVMTypeOf(instructions[number])
      value = isTruth ? e.compare(CLLVMIntNE, loaded, e.c.LLVMConstNull(type)) : loaded
    }
    known[number] = value
    numbers[value] = number
    return value
  }
  /// Whether the instruction would store, in order to load its lanes, a value that lies in a buffer anyway.
  private func takesFromBuffer(_ instruction: IRValue, _ start: Int, _ index: IRValue) -> Bool {
    guard isStoreToSlot(instruction) else { return false }
    let (value, slot) = (operands(of: instruction)[0], operands(of: instruction)[1])
    guard let number = numbers[value], number < start, buffers[number] != nil else { return false }
    e.c.LLVMReplaceAllUsesWith(slot, place(number, index))
    // What LLVM makes next may get the address of what is gone.
    numbers[instruction] = nil
    e.c.LLVMInstructionEraseFromParent(instruction)
    e.c.LLVMInstructionEraseFromParent(slot)
    return true
  }

  /// Where the value of this turn is saved.
  private func place(_ number: Int, _ index: IRValue) -> IRValue {
    let element = e.c.LLVMGetElementType(savedType(number))
    let buffer = e.bitcastPointer(buffers[number]!, to: element)
    return e.bitcastPointer(e.offset(element, buffer, e.sub(index, first)), to: savedType(number))
  }
  /// Truth values are saved as integers as wide as the other lanes.
  private func savedType(_ number: Int) -> IRType {
    let type = e.c.LLVMTypeOf(instructions[number])
    let isTruth = e.c.LLVMGetElementType(type) == e.integerType(1)
    return isTruth ? e.wide(e.integerType(512 / lanes), lanes) : type
  }
}
