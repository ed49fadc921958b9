/// A reduction over one dtype, compiled for the interpreter.
package struct ReductionLoop: @unchecked Sendable {
  /// Reduces one leaf of a `ReductionTree` (`count` packed elements) to one element.
  package let leaf: (_ out: UnsafeMutableRawPointer, _ elements: UnsafeRawPointer, _ count: Int) -> Void
  /// Writes the identity into `count` elements, rounded up to eight.
  package let fillIdentity: (_ out: UnsafeMutableRawPointer, _ count: Int) -> Void
}

/// A lane type that knows the identity of every reduction.
package protocol ReducingLane: NumberLane, StoredLane {
  static func identity<F: ReductionFormula>(_: F.Type) -> Self
}
extension SIMDFloatLane: ReducingLane {
  @inline(__always) package static func identity<F: ReductionFormula>(_: F.Type) -> Self { F.identity(Self.self) }
}
extension SIMDIntegerLane: ReducingLane {
  @inline(__always) package static func identity<F: ReductionFormula>(_: F.Type) -> Self { F.identity(Self.self) }
}

extension ReducingLane {
  /// The closures capture nothing: threads that share them would count references to what they capture.
  @inline(__always) static func reductionLoop<S, F: ReductionFormula>(
    _: F.Type
  ) -> ReductionLoop where Vector == SIMD8<S> {
    ReductionLoop(
      leaf: { out, elements, count in
        var lanes = identity(F.self)
        for i in 0..<count / 8 { lanes = F.combine(lanes, load(elements, i)) }
        let v = lanes.v
        let even = Self(SIMD8(lowHalf: v.evenHalf, highHalf: v.evenHalf))
        let odd = Self(SIMD8(lowHalf: v.oddHalf, highHalf: v.oddHalf))
        let pairs = F.combine(even, odd).v
        let fours = F.combine(splat(pairs[0]), splat(pairs[1])).v
        let others = F.combine(splat(pairs[2]), splat(pairs[3])).v
        var total = F.combine(splat(fours[0]), splat(others[0]))
        let scalars = elements.assumingMemoryBound(to: S.self)
        for i in (count & ~7)..<count { total = F.combine(total, splat(scalars[i])) }
        out.assumingMemoryBound(to: S.self).pointee = total.v[0]
      },
      fillIdentity: { out, count in
        for i in 0..<(count &+ 7) / 8 { identity(F.self).store(out, i) }
      })
  }
  @inline(__always) private static func splat<S>(_ s: S) -> Self where Vector == SIMD8<S> {
    Self(SIMD8(repeating: s))
  }
}
