import ArrayGraph
import ArrayKernels

/// One thing that is done for a block of elements, or for a batch of short rows.
struct Instruction {
  enum Kind {
    // These bring a value to a place.

    /// A literal, splat over a register.
    case literal
    /// The numbers of an index.
    case index
    /// One element in memory, splat over a register; one for each row of a batch.
    case splat
    /// Elements that lie side by side in memory: they stay where they are. Rows of a batch that do not are packed.
    case view
    /// Elements that lie apart, packed into a register.
    case gather
    /// The elements of other values, run through a loop.
    case loop
    /// A value of the row for loops over lanes: the splat itself; in a batch each row's element, over its lanes.
    case expand
    /// An element of the row, over a block.
    case spread

    // These store a value.

    /// One element.
    case storeOne
    /// Elements, side by side.
    case store
    /// An element of the row, side by side.
    case fill
    /// Elements, or that of the row, apart from each other.
    case scatter
  }
  var kind: Kind
  /// The value that is brought or stored.
  var value: Int
  /// Bytes of one of its elements.
  var size: Int
  /// How often it is brought.
  var level: Level
  /// The register that it is brought to.
  var register = Register.none
  /// The operand in memory, or the literal; for a loop the operand it writes to, or -1 if that is its register.
  var operand = -1
  /// What a loop reads; the first one again where there are fewer.
  var a = 0
  var b = 0
  var c = 0
  /// Which of these advance with the elements, bit by bit: in one row, and in a batch of rows.
  var varies: UInt32 = 0
  var variesInBatch: UInt32 = 0
  var loop: BlockLoop?

  var hasLanes: Bool { level == .lanes }
}

/// How many elements a value has: one, one for each row, one for each lane.
enum Level { case once, row, lanes }

/// Memory for one value: a block of elements if it has lanes; else a splat, in a batch the elements of all its rows.
/// The elements of a batch that are only brought together for it are kept apart.
enum Register {
  case block(Int)
  case splat(Int)
  case batch(Int)
  case none
}

/// What one accumulator needs.
struct Reducer {
  /// What is reduced, or both operands of the operation whose results are; where there is one, it stands twice.
  var a: Source
  var b: Source
  var result: Int
  /// Bytes of an element.
  var size: Int
  /// Where the result goes.
  var register: Register
  /// Its number among all accumulators of the kernel, which have a stack each.
  var number: Int
  var work: Work

  /// Elements that it reads: those of a value that was brought to a place, or those of an operand as they lie in memory.
  struct Source {
    var value: Int
    /// -1 for a value.
    var operand = -1
    /// Whether there is one for each lane.
    var hasLanes: Bool
  }

  enum Work {
    /// By the tree. Sums of floats start at +0; everything else at its identity.
    case tree(ReductionLoop, combine: BlockLoop, startsAtZero: Bool)
    /// For a position. The best value so far stands at the bottom of the stack.
    case search(SearchLoop)
  }
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
    /// Nothing is brought to a register, so that blocks may have any length, and columns any number of rows at a time.
    var onlyReads: Bool
  }
}
