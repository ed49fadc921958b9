import ArrayGraph

extension Node {
  package var rank: Int { shape.count }

  /// `f32[3, 4]`, as messages show the array.
  package var typeText: String { Shape.text(dtype, shape) }

  package static func literal(_ literal: Literal) -> Node { Node(literal) }

  /// The value of a scalar that is known without evaluation.
  package var knownScalar: Literal? {
    guard count == 1 else { return nil }
    if let literal = constantLiteral { return literal }
    guard let storage else { return nil }
    return Literal(dtype, at: storage.pointer)
  }

  /// An array of one value; it takes no memory and joins whatever reads it.
  package static func full(_ shape: [Int], _ literal: Literal) -> Node {
    let scalar = Node.literal(literal)
    if shape.isEmpty { return scalar }
    return Node(.view(scalar, Layout(strides: shape.map { _ in 0 })), literal.dtype, shape)
  }

  /// The numbers `0 ..< count` as `i64`; computed where they are read.
  package static func index(_ count: Int) -> Node { Node(.index, .i64, [count]) }

  /// Elements of `dtype` copied from memory.
  package static func data(_ dtype: DType, _ shape: [Int], fill: (UnsafeMutableRawPointer) -> Void) -> Node {
    let storage = Storage.allocate((Shape.count(shape) ?? 0) * dtype.size)
    fill(storage.pointer)
    return Node(.data(storage), dtype, shape)
  }

  /// The elements converted as `astype` does; the node itself if it has the dtype already.
  package func cast(to target: DType) -> Node {
    if target == dtype { return self }
    if let literal = constantLiteral { return Node.full(shape, literal.cast(to: target)) }
    return Node(.cast(self), target, shape)
  }

  /// What `layout` shows of this node's elements, as a view of a node that is no view itself. Its axes lie as the layout says
  /// if no order is given.
  package func view(_ layout: Layout, _ shape: [Int], axisOrder: AxisOrder? = nil) -> Node {
    if shape == self.shape && layout.isRowMajor(shape), axisOrder == nil { return self }
    // By this node's, which never changes: what it views is gone once it is evaluated.
    let axisOrder = axisOrder ?? self.axisOrder.ofView(layout, of: self.shape)
    switch kind {
    case .view(let base, let inner):
      guard let composed = inner.composed(self.shape, with: layout, shape) else {
        return Node(.copy(self), dtype, self.shape).view(layout, shape, axisOrder: axisOrder)
      }
      if shape == base.shape && composed.isRowMajor(shape), axisOrder == base.axisOrder { return base }
      return Node(.view(base, composed), dtype, shape, axisOrder: axisOrder)
    case .literal(let literal):
      return Node.full(shape, literal)
    default:
      return Node(.view(self, layout), dtype, shape, axisOrder: axisOrder)
    }
  }

  /// The same elements in the same order under another shape of as many elements. Its axes count as lying in their order.
  package func reshaped(_ shape: [Int]) -> Node {
    if shape == self.shape { return self }
    let order = axisOrder == .any ? AxisOrder.any : .rowMajor
    if case .view(let base, let layout) = kind {
      guard let reshaped = layout.reshaped(self.shape, to: shape) else {
        return Node(.copy(self), dtype, self.shape).view(Layout(rowMajor: shape), shape, axisOrder: order)
      }
      if shape == base.shape && reshaped.isRowMajor(shape), order == base.axisOrder { return base }
      return Node(.view(base, reshaped), dtype, shape, axisOrder: order)
    }
    return view(Layout(rowMajor: shape), shape, axisOrder: order)
  }
}

extension Layout {
  /// The layout with its axes in another order.
  package func permuted(_ axes: [Int]) -> Layout { Layout(offset: offset, strides: axes.map { strides[$0] }) }
}
