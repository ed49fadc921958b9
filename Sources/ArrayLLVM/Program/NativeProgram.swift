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
    /// Inputs of a map that are contiguous along its last outer axis, as in `a + b.T`. The step is walked in tiles: these
    /// operands' are brought into the order of the others first, and for the kernel they are contiguous.
    package var packed: [Int]

    package init(
      kernel: Kernel, outerExtents: [Polynomial], sweepExtent: Polynomial, innerExtent: Polynomial,
      operands: [Operand], literals: [Number]
    ) {
      packed = kernel.operands.indices.filter {
        kernel.form == .map && kernel.operands[$0].role == .input && kernel.operands[$0].layout == .strided
          && operands[$0].outerStrides.last == .constant(1)
      }
      self.kernel = kernel
      self.outerExtents = outerExtents
      self.sweepExtent = sweepExtent
      self.innerExtent = innerExtent
      self.operands = operands
      self.literals = literals
      for k in packed { self.kernel.operands[k].layout = .contiguous }
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

  /// What the C function returns.
  package enum Status: Int, CaseIterable, Sendable { case done, outOfMemory, dimensionTooSmall }
}
