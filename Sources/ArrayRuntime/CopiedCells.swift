import ArrayKernels

/// What a step moves that does nothing but to copy: cells of bytes that lie together on both sides.
struct CopiedCells {
  /// Positions, and the bytes between two of them.
  struct Axis {
    var extent: Int
    var input: Int
    var output: Int
  }
  let element: Int
  let bytes: Int
  /// Those along which cells lie, the one along which results lie closest first.
  let axes: [Axis]
  /// The words with the addresses.
  let input: Int
  let output: Int

  /// Nil where the step does more than to copy.
  init?(_ step: KernelStep, _ layout: KernelArguments) {
    let kernel = step.kernel
    guard kernel.form == .map || kernel.form == .short, let (source, target) = step.copy else { return nil }
    let size = kernel.operands[source].dtype.size
    let (from, to) = (step.bindings[source], step.bindings[target])
    var axes = zip(step.outerExtents, zip(from.outerStrides, to.outerStrides)).map {
      Axis(extent: $0, input: $1.0 * size, output: $1.1 * size)
    }
    axes.append(Axis(extent: step.sweepExtent, input: from.sweepStride * size, output: to.sweepStride * size))
    axes.append(Axis(extent: step.innerExtent, input: from.innerStride * size, output: to.innerStride * size))
    axes = axes.filter { $0.extent != 1 }.sorted { $0.output < $1.output }

    var cell = size
    while let axis = axes.first, axis.input == cell, axis.output == cell {
      cell *= axis.extent
      axes.removeFirst()
    }
    (element, bytes, self.axes) = (size, cell, axes)
    (input, output) = (layout.pointer(source), layout.pointer(target))
  }
}

extension [CopiedCells.Axis] {
  /// Bytes on both sides to one of the positions along these axes.
  func offsets(of position: Int) -> (input: Int, output: Int) {
    var (rest, input, output) = (position, 0, 0)
    for axis in self {
      input += rest % axis.extent * axis.input
      output += rest % axis.extent * axis.output
      rest /= axis.extent
    }
    return (input, output)
  }
}
