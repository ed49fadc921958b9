import ArrayGraph
import Lanes

/// A fused loop nest over symbolic extents: what the schedule makes and both compilers run.
///
/// Every kernel iterates over up to three groups of axes: *outer* axes (kept, `outerRank` of them, walked as one
/// linear row index), at most one *sweep* axis (the reduced run), and at most one *inner* axis (kept). Exactly one
/// axis is the *vector* axis, along which lanes lie: the sweep in `.rows` and `.total`, the inner one elsewhere. `.short`
/// does what `.rows` does for runs of at most one leaf of the tree, and what `.map` does for rows of a few elements, with
/// lanes along the axis before.
///
///     map:      for row in outer { row values; for i in inner (lanes) { chunk } }
///     rows:     for row in outer { row: scalars, and sweeps: for s in sweep (lanes) { … } }
///     columns:  for row in outer { row values; for i in inner (lanes) { chunk: lanes, and sweeps: for s in sweep { … } } }
///     short:    for row in outer { row values; for i in inner (lanes) { chunk: lanes, and sweeps: for s in sweep { … } } }
///     total:    for block in blocks of the one sweep (lanes) { accumulate } — partial results go to the caller
///
/// Extents, strides, pointers and literal values are arguments (see `KernelArguments`) and not part of it, so the
/// kernel itself is the key under which compiled code is kept.
package struct Kernel: Hashable, Sendable {
  package enum Form: String, CaseIterable, Hashable, Sendable { case map, rows, columns, total, short }

  package typealias ValueID = Int

  package var form: Form
  package var outerRank: Int
  package var literals: [DType]
  package var operands: [Operand]
  package var values: [Value]
  /// Values that depend on literals and on operands that do not vary at all.
  package var once: [ValueID]
  /// What happens for each row. In `.map` and `.columns` these are scalar computations only.
  package var row: [Statement]
  /// What happens for each chunk of lanes along the inner axis, in `.map` and `.columns`.
  package var chunk: [Statement]
  /// How the rows of a map follow each other.
  package var rows = Rows.single

  package init(
    form: Form, outerRank: Int, literals: [DType] = [], operands: [Operand] = [], values: [Value] = [],
    once: [ValueID] = [], row: [Statement] = [], chunk: [Statement] = []
  ) {
    self.form = form
    self.outerRank = outerRank
    self.literals = literals
    self.operands = operands
    self.values = values
    self.once = once
    self.row = row
    self.chunk = chunk
  }
}

extension Kernel {
  /// How the rows of a map follow each other.
  package enum Rows: UInt8, CaseIterable, Hashable, Sendable {
    case single
    /// Neighbours read the same memory, as those of a stencil do: taken side by side they fetch it once.
    case overlapping
    /// They are but a few vectors, so that what each takes beside its elements counts.
    case narrow
  }

  /// How an operand lies along the vector axis.
  package enum Layout: Hashable, Sendable {
    case contiguous, broadcast, strided
    /// A known few elements apart, so that whole vectors are loaded and taken apart, or put together and stored.
    case spaced(Spacing)

    /// Whether elements have others between them, or turn round.
    package var hasGaps: Bool { self != .contiguous && self != .broadcast }
  }

  /// How the elements of an operand lie that are a few elements apart. Operands in each other's gaps, such as
  /// `pixels[:, 0]` and `pixels[:, 2]`, share what is loaded. Outputs of a map lie so where they leave no gaps.
  package struct Spacing: Hashable, Sendable {
    /// Elements from one to the next: 2 to 8, or -8 to -1; more where neighbours are read.
    package var distance: Int
    /// The same number for all operands that share what is loaded.
    package var group: Int
    /// How many elements behind the first operand of the group this one lies, and the last one.
    package var behind = 0
    package var reach = 0

    package init(distance: Int, group: Int, behind: Int = 0, reach: Int = 0) {
      (self.distance, self.group, self.behind, self.reach) = (distance, group, behind, reach)
    }

    package static let longest = 8
    /// The same of what is wanted of a row, at least a quarter of its elements: 16 bytes at a time are transposed.
    package static func longestRow(_ size: Int) -> Int { size <= 2 ? 48 : 36 }
    /// The same of results, where nothing is taken apart: of small matrices, and of rows. (What is symmetric and what is not of
    /// 9001 × 4 × 4 `f64`, in one array, 0.126 ms by narrow rows and 0.068 so; 10⁵ numbers times 32, `f32`, 0.14 and 0.33.) An
    /// odd number of columns takes more shuffles. (20 000 × 5 × 7 `f32` turned 0.21 and 0.29.)
    package static func longestStored(_ distance: Int) -> Int { distance & 1 == 0 ? mostStored : 21 }
    package static let (mostStored, longestStoredRow) = (36, 16)

    /// Whether operands of elements of `size` bytes, which are `count` of `span` neighbours, are brought together by whole
    /// vectors: where these lie in each other's gaps, and where they are some 16 bytes of a row, however long that is. Of
    /// long rows no more is read than these: that may lie in the next cache line. (Three of 1000 `f32` in 20 000 rows, which
    /// come from memory: 0.063 ms one by one, 0.123 as 16 bytes.)
    package static func isNear(_ distance: Int, count: Int, span: Int, size: Int) -> Bool {
      if (0...1).contains(distance) { return false }
      if abs(distance) <= longest { return true }
      return distance > 0 && span <= longestRow(size) && 4 * count >= span
        && (distance * size <= lineBytes ? 4 * count >= distance : span * size >= pieceBytes)
    }
    private static let (pieceBytes, lineBytes) = (16, 64)
  }

  /// Memory that a kernel reads or writes, or an index that it computes as if it were memory.
  package struct Operand: Hashable, Sendable {
    package enum Role: UInt8, Hashable, Sendable {
      case input, output
      /// Reads its own element number: the `i64` value `offset + Σ stride·coordinate`.
      case index
    }
    package var role: Role
    package var dtype: DType
    /// Along the vector axis.
    package var layout: Layout

    package init(_ role: Role, _ dtype: DType, _ layout: Layout) {
      self.role = role
      self.dtype = dtype
      self.layout = layout
    }
  }

  /// One value of the body, in single-assignment form. Operands of a value have smaller ids.
  ///
  /// A value has lanes where one of its sources has; else it is a scalar and stays in a register.
  package struct Value: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
      case literal(Int)
      case load(operand: Int)
      /// `dtype` is the one in which the row computes.
      case operation(Operation, dtype: DType, [ValueID])
      case cast(ValueID)
      /// The result of an accumulator of an earlier sweep.
      case reduced
    }
    package var source: Source
    package var dtype: DType

    package init(_ source: Source, _ dtype: DType) {
      self.source = source
      self.dtype = dtype
    }

    package var isExpensive: Bool {
      if case .operation(let operation, _, _) = source { operation.isExpensive } else { false }
    }
  }

  package enum Statement: Hashable, Sendable {
    case compute(ValueID)
    case store(ValueID, operand: Int)
    case sweep(Sweep)
  }

  /// A loop along the sweep axis.
  package struct Sweep: Hashable, Sendable {
    /// Computed anew for each position, in order. A value that another sweep computed too may stand here again.
    package var compute: [ValueID]
    package var accumulators: [Accumulator]
    package var stores: [Store]

    package init(compute: [ValueID], accumulators: [Accumulator] = [], stores: [Store] = []) {
      self.compute = compute
      self.accumulators = accumulators
      self.stores = stores
    }
  }

  package struct Store: Hashable, Sendable {
    package var value: ValueID
    package var operand: Int
    package init(_ value: ValueID, _ operand: Int) {
      self.value = value
      self.operand = operand
    }
  }

  /// Reduces `source` over the sweep by the fixed tree (`ReductionTree`): by blocks of rows in `.columns`, interleaved
  /// elsewhere. The result is `start` combined with the tree, where `start` is +0 for a sum of
  /// floats and the identity elsewhere; in `.total` the caller does that. A search needs no tree: its result is the
  /// position in the sweep, which is the same in whatever order elements are compared.
  package struct Accumulator: Hashable, Sendable {
    package var reduction: Reduction
    package var source: ValueID
    package var result: ValueID

    package init(_ reduction: Reduction, source: ValueID, result: ValueID) {
      self.reduction = reduction
      self.source = source
      self.result = result
    }
  }

  package var accumulators: [Accumulator] {
    (row + chunk).flatMap { statement -> [Accumulator] in
      if case .sweep(let sweep) = statement { sweep.accumulators } else { [] }
    }
  }

  /// True where a value has lanes, by its id; the others are scalars.
  package var hasLanes: [Bool] {
    var lanes: [Bool] = []
    lanes.reserveCapacity(values.count)
    for value in values {
      switch value.source {
      case .literal: lanes.append(false)
      case .load(let operand): lanes.append(operands[operand].layout != .broadcast)
      case .operation(_, _, let arguments): lanes.append(arguments.contains { lanes[$0] })
      case .cast(let argument): lanes.append(lanes[argument])
      case .reduced: lanes.append(form.sweepsAcrossLanes)
      }
    }
    return lanes
  }
}

extension Kernel {
  /// Rows that are taken together where they overlap.
  package static let rowsSideBySide = 4
}

extension Kernel.Form {
  /// Whether sweeps go across the lanes, which lie along a kept axis.
  package var sweepsAcrossLanes: Bool { self == .columns || self == .short }
}
