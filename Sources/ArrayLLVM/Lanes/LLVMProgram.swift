import CLLVM
import Lanes

/// A row of the tables for LLVM lanes: appends the row's instructions and gives the value of its result.
struct LLVMProgram {
  let emit: ([IRValue]) -> IRValue
}

/// A lane that is one LLVM value: a scalar, or a vector of `Emitter.current.lanes`.
protocol LLVMLane: NumberLane where Mask == LLVMMask, Program == LLVMProgram {
  init(_ v: IRValue)
  var v: IRValue { get }
}

extension LLVMLane {
  static func program(_ formula: @escaping (Self) -> Self) -> LLVMProgram {
    LLVMProgram { formula(Self($0[0])).v }
  }
  static func program(_ formula: @escaping (Self, Self) -> Self) -> LLVMProgram {
    LLVMProgram { formula(Self($0[0]), Self($0[1])).v }
  }
  static func program(_ formula: @escaping (Self, Self, Self) -> Self) -> LLVMProgram {
    LLVMProgram { formula(Self($0[0]), Self($0[1]), Self($0[2])).v }
  }
  static func program(_ formula: @escaping (Self) -> LLVMMask) -> LLVMProgram {
    LLVMProgram { formula(Self($0[0])).v }
  }
  static func program(_ formula: @escaping (Self, Self) -> LLVMMask) -> LLVMProgram {
    LLVMProgram { formula(Self($0[0]), Self($0[1])).v }
  }
  static func program(_ formula: @escaping (LLVMMask, Self, Self) -> Self) -> LLVMProgram {
    LLVMProgram { formula(LLVMMask($0[0]), Self($0[1]), Self($0[2])).v }
  }
  static func select(_ mask: LLVMMask, _ a: Self, _ b: Self) -> Self {
    Self(Emitter.current.select(mask.v, a.v, b.v))
  }

  /// `select(mask, rare(x, y), usual)` with a branch where a lane is set: it calls what stands apart for each register of
  /// `size` lanes; then a phi.
  ///
  ///     br (bitcast <16 x i1> %mask to i16) != 0, %rare, %usual     rare:  %r = call <16 x float> @pow.rare(%x, %y)
  static func branchRarely(
    _ mask: LLVMMask, _ usual: Self, _ name: String, _ element: IRType, size: Int, _ x: Self, _ y: Self,
    _ rare: (Self, Self) -> Self
  ) -> Self {
    let e = Emitter.current
    let size = min(e.lanes, size)
    return branchRarely(mask, usual) {
      guard e.function != nil else { return select(mask, rare(x, y), usual) }
      let apart = e.functionApart("\(name).\(size)", element, lanes: size, rare)
      return select(mask, Self(e.inRegisters(of: size, [x.v, y.v], apart)), usual)
    }
  }
  /// `usual` unless some lane of the mask is set, else what code that stands there gives.
  static func branchRarely(_ mask: LLVMMask, _ usual: Self, _ rare: () -> Self) -> Self {
    let e = Emitter.current
    guard let function = e.function else { return rare() }
    let before = e.block
    let (then, join) = (e.newBlock("rare", in: function), e.newBlock("usual", in: function))
    let bits = e.integerType(e.lanes)
    let any = e.lanes == 1 ? mask.v : e.c.LLVMBuildBitCast(e.builder, mask.v, bits, "")
    e.branch(e.compare(CLLVMIntNE, any, e.c.LLVMConstNull(bits)), then, join)
    e.position(then)
    let value = rare()
    let last = e.block
    e.branch(join)
    e.position(join)
    // What was computed before the branch holds behind it.
    if e.pairsBlock == before { e.pairsBlock = join }
    let result = e.phi(e.c.LLVMTypeOf(usual.v))
    e.incoming(result, usual.v, before)
    e.incoming(result, value.v, last)
    return Self(result)
  }
}
