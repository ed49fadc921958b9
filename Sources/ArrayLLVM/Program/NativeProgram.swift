import ArrayGraph
import ArrayKernels

/// A C function that runs kernels one after the other, for any lengths of its dimensions.
///
///     int name(int64_t n, …, const double *x, double r, …, double *y)
///
/// What depends on the dimensions (extents, strides, sizes) is a polynomial of them.
package struct NativeProgram: Sendable {
  /// Integer coefficients times powers of the dimensions.
  package struct Polynomial: Hashable, Sendable {
    package struct Term: Hashable, Sendable {
      package var coefficient: Int
      /// One exponent a dimension.
      package var exponents: [Int]

      package init(_ coefficient: Int, _ exponents: [Int]) {
        self.coefficient = coefficient
        self.exponents = exponents
      }
    }
    package var terms: [Term]

    package init(_ terms: [Term]) { self.terms = terms }
    package static func constant(_ value: Int) -> Polynomial { Polynomial([Term(value, [])]) }
  }

  /// One parameter of the C function.
  package enum Parameter: Sendable {
    case dimension
    case array
    case scalar(DType)
  }

  /// Where a buffer lies.
  package enum Place: Sendable {
    /// The memory that an array parameter points to.
    case parameter(Int)
    /// The value of a scalar parameter.
    case scalar(Int)
    case temporary
    /// Elements that the program itself holds, in words of 8 bytes.
    case constant([UInt64])
  }

  package struct Buffer: Sendable {
    package var place: Place
    package var byteCount: Polynomial

    package init(_ place: Place, byteCount: Polynomial) {
      self.place = place
      self.byteCount = byteCount
    }
  }

  /// Where an operand of a kernel lies; steps are in elements. An index has no buffer.
  package struct Operand: Sendable {
    package var buffer: Int?
    package var offset: Polynomial
    package var outerStrides: [Polynomial]
    package var sweepStride: Polynomial
    package var innerStride: Polynomial

    package init(
      buffer: Int?, offset: Polynomial, outerStrides: [Polynomial], sweepStride: Polynomial,
      innerStride: Polynomial
    ) {
      self.buffer = buffer
      self.offset = offset
      self.outerStrides = outerStrides
      self.sweepStride = sweepStride
      self.innerStride = innerStride
    }
  }

  /// A literal of a kernel: fixed, or a count that depends on the dimensions.
  package enum Number: Sendable {
    case bits(UInt64)
    case count(Polynomial, DType)
  }

  package struct Step: Sendable {
    package var kernel: Kernel
    package var outerExtents: [Polynomial]
    package var sweepExtent: Polynomial
    package var innerExtent: Polynomial
    package var operands: [Operand]
    package var literals: [Number]
    /// Inputs of a map that are contiguous along its last outer axis, as in `a + b.T`; operands whose short runs lie across
    /// the lanes. The step is walked in tiles: these operands' are brought into the order of the others first, and for the
    /// kernel they are contiguous.
    package var packed: [Int]
    /// What is done in its place for some lengths.
    package var alternatives: [Alternative]

    package init(
      kernel: Kernel, outerExtents: [Polynomial], sweepExtent: Polynomial, innerExtent: Polynomial,
      operands: [Operand], literals: [Number], alternatives: [Alternative] = []
    ) {
      packed = kernel.operands.indices.filter {
        let (role, isStrided) = (kernel.operands[$0].role, kernel.operands[$0].layout == .strided)
        switch kernel.form {
        case .map: return role == .input && isStrided && operands[$0].outerStrides.last == .constant(1)
        case .short: return role != .index && isStrided
        default: return false
        }
      }
      self.alternatives = alternatives
      self.kernel = kernel
      self.outerExtents = outerExtents
      self.sweepExtent = sweepExtent
      self.innerExtent = innerExtent
      self.operands = operands
      self.literals = literals
      for k in packed { self.kernel.operands[k].layout = .contiguous }
    }

    /// Whether what is packed differs between rows; if not, it is packed once for all.
    package var packsEachRow: Bool {
      !packed.isEmpty && outerExtents.isEmpty
        || packed.contains { operands[$0].outerStrides.contains { $0 != .constant(0) } }
    }
  }

  /// A step that does the same, faster where the lengths of its axes are within the ranges of one of `lengths`.
  package struct Alternative: Sendable {
    package var lengths: [ExtentRanges]
    package var step: Step

    package init(for lengths: [ExtentRanges], _ step: Step) {
      self.lengths = lengths.compactMap { Self.worthPacking($0, step) }
      self.step = step
    }

    /// Longer runs are not worth packing anew for each row. (`f64` in runs of 20 are searched 1.7 times as fast, and divided
    /// by their norms 3 times in runs of 3, but 0.6 times in runs of 15.)
    private static func worthPacking(_ lengths: ExtentRanges, _ step: Step) -> ExtentRanges? {
      if !step.packsEachRow { return lengths }
      let storesPacked = step.packed.contains { step.kernel.operands[$0].role == .output }
      let worth = 1...(storesPacked ? 8 : 32)
      guard lengths.sweep.overlaps(worth) else { return nil }
      var lengths = lengths
      lengths.sweep = lengths.sweep.clamped(to: worth)
      return lengths
    }
  }

  /// A buffer that is an output as it is.
  package struct Copy: Sendable {
    package var buffer: Int
    package var parameter: Int

    package init(buffer: Int, parameter: Int) {
      self.buffer = buffer
      self.parameter = parameter
    }
  }

  package var name: String
  package var parameters: [Parameter]
  /// The least length of each dimension, below which the function refuses to run.
  package var minimums: [Int]
  package var buffers: [Buffer]
  package var steps: [Step]
  package var copies: [Copy]

  package init(
    name: String, parameters: [Parameter], minimums: [Int], buffers: [Buffer], steps: [Step], copies: [Copy]
  ) {
    self.name = name
    self.parameters = parameters
    self.minimums = minimums
    self.buffers = buffers
    self.steps = steps
    self.copies = copies
  }

  /// Its steps and what may be done in their places.
  package var allSteps: [Step] { steps.flatMap { [$0] + $0.alternatives.map(\.step) } }

  /// What the C function returns.
  package enum Status: Int, CaseIterable, Sendable { case done, outOfMemory, dimensionTooSmall }
}
