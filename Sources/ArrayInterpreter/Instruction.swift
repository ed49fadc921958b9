import ArrayGraph
import ArrayKernels

/// One thing that is done for a block of elements.
struct Instruction {
  enum Kind {
    // These bring a value to a place.

    /// A literal, splat over a register.
    case literal
    /// The numbers of an index.
    case index
    /// One element in memory, splat over a register.
    case splat
    /// Elements that lie side by side in memory: they stay where they are.
    case view
    /// Elements that lie apart, packed into a register.
    case gather
    /// The elements of other values, run through a loop.
    case loop
    /// A splat, spread over a register that holds a block.
    case spread

    // These store a value.

    /// One element.
    case storeOne
    /// Elements, side by side.
    case store
    /// A splat, side by side.
    case fill
    /// Elements, or those of a splat, apart from each other.
    case scatter
  }
  var kind: Kind
  /// The value that is brought or stored.
  var value: Int
  /// Bytes of one of its elements.
  var size: Int
  /// Whether it has lanes; else all of its elements are alike.
  var hasLanes: Bool
  /// The register that it is brought to.
  var register = Register.none
  /// The operand in memory, or the literal; for a loop the operand it writes to, or -1 if that is its register.
  var operand = -1
  /// What a loop reads; the first one again where there are fewer.
  var a = 0
  var b = 0
  var c = 0
  /// Which of these have lanes, bit by bit.
  var varies: UInt32 = 0
  var loop: BlockLoop?
}

/// Memory for one value: a block of elements if it has lanes, else a splat.
enum Register {
  case block(Int)
  case splat(Int)
  case none
}

/// What one accumulator needs.
struct Reducer {
  var source: Int
  var result: Int
  /// Bytes of an element.
  var size: Int
  /// Whether the source has lanes, for `combine`.
  var sourceVaries: Bool
  /// Where the result goes.
  var register: Register
  /// Sums of floats start at +0; everything else at its identity.
  var startsAtZero: Bool
  /// Its number among all accumulators of the kernel, which have a stack each.
  var number: Int
  var loop: ReductionLoop
  var combine: BlockLoop
}

/// A statement of a kernel in instructions.
///
/// All of it is plain values in memory that the kernel owns: threads that share an array would pass its reference count
/// back and forth.
enum Statement {
  case block(UnsafeBufferPointer<Instruction>)
  case sweep(Sweep)

  struct Sweep {
    var body: UnsafeBufferPointer<Instruction>
    var reducers: UnsafeBufferPointer<Reducer>
    /// Nothing is brought to a register, so that blocks may have any length.
    var onlyReads: Bool
  }
}
