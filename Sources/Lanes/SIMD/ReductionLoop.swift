/// A reduction over one dtype, compiled for the interpreter.
package struct ReductionLoop: @unchecked Sendable {
  /// Reduces one leaf of a `ReductionTree` (`count` packed elements) to one element.
  package let leaf: (_ out: UnsafeMutableRawPointer, _ elements: UnsafeRawPointer, _ count: Int) -> Void
  /// Writes the identity into `count` elements, rounded up to eight.
  package let fillIdentity: (_ out: UnsafeMutableRawPointer, _ count: Int) -> Void
}

extension NumberLane where Self: StoredLane {
  @inline(__always) static func reductionLoop<S>(
    _ identity: Self, _ combine: @escaping (Self, Self) -> Self
  ) -> ReductionLoop where Vector == SIMD8<S> {
    ReductionLoop(
      leaf: { out, elements, count in
        var lanes = identity
        for i in 0..<count / 8 { lanes = combine(lanes, load(elements, i)) }
        let v = lanes.v
        let even = Self(SIMD8(lowHalf: v.evenHalf, highHalf: v.evenHalf))
        let odd = Self(SIMD8(lowHalf: v.oddHalf, highHalf: v.oddHalf))
        let pairs = combine(even, odd).v
        let fours = combine(splat(pairs[0]), splat(pairs[1])).v
        let others = combine(splat(pairs[2]), splat(pairs[3])).v
        var total = combine(splat(fours[0]), splat(others[0]))
        let scalars = elements.assumingMemoryBound(to: S.self)
        for i in (count & ~7)..<count { total = combine(total, splat(scalars[i])) }
        out.assumingMemoryBound(to: S.self).pointee = total.v[0]
      },
      fillIdentity: { out, count in
        for i in 0..<(count &+ 7) / 8 { identity.store(out, i) }
      })
  }
  @inline(__always) private static func splat<S>(_ s: S) -> Self where Vector == SIMD8<S> {
    Self(SIMD8(repeating: s))
  }
}
