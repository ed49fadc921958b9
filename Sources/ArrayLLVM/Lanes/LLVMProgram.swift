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
}
