/// A row of the tables, compiled to a loop over a block of elements in memory.
///
/// It works on whole vectors of eight: `count` is rounded up, and every block must be readable and writable up to
/// there. A loop a row, and not a closure a vector, lets the compiler keep the formula's constants in registers.
package struct BlockLoop: @unchecked Sendable {
  /// Destination, up to three operands, number of elements. Unused operands may be any pointer.
  package typealias Run = (UnsafeMutableRawPointer, UnsafeRawPointer, UnsafeRawPointer, UnsafeRawPointer, Int) -> Void
  package let run: Run
  @inline(__always) package init(_ run: @escaping Run) { self.run = run }
}

/// A lane that is stored in memory as eight packed scalars.
package protocol StoredLane {
  associatedtype Vector
  init(_ v: Vector)
  var v: Vector { get }
}
extension SIMDFloatLane: StoredLane {}
extension SIMDIntegerLane: StoredLane {}

/// A mask that is stored as eight bytes.
package protocol StoredMask {
  init(bytes: SIMD8<UInt8>)
  var bytes: SIMD8<UInt8> { get }
}
extension SIMDMaskLane: StoredMask {}

extension StoredLane {
  @inline(__always) package static func load(_ p: UnsafeRawPointer, _ i: Int) -> Self {
    Self(p.loadUnaligned(fromByteOffset: i &* MemoryLayout<Vector>.stride, as: Vector.self))
  }
  @inline(__always) package func store(_ p: UnsafeMutableRawPointer, _ i: Int) {
    p.storeBytes(of: v, toByteOffset: i &* MemoryLayout<Vector>.stride, as: Vector.self)
  }
}

extension NumberLane where Self: StoredLane, Mask: StoredMask, Program == BlockLoop {
  @inline(__always) package static func program(_ f: @escaping (Self) -> Self) -> BlockLoop {
    BlockLoop { out, a, _, _, count in
      for i in 0..<(count &+ 7) / 8 { f(load(a, i)).store(out, i) }
    }
  }
  @inline(__always) package static func program(_ f: @escaping (Self, Self) -> Self) -> BlockLoop {
    BlockLoop { out, a, b, _, count in
      for i in 0..<(count &+ 7) / 8 { f(load(a, i), load(b, i)).store(out, i) }
    }
  }
  @inline(__always) package static func program(_ f: @escaping (Self, Self, Self) -> Self) -> BlockLoop {
    BlockLoop { out, a, b, c, count in
      for i in 0..<(count &+ 7) / 8 { f(load(a, i), load(b, i), load(c, i)).store(out, i) }
    }
  }
  @inline(__always) package static func program(_ f: @escaping (Self) -> Mask) -> BlockLoop {
    BlockLoop { out, a, _, _, count in
      for i in 0..<(count &+ 7) / 8 {
        out.storeBytes(of: f(load(a, i)).bytes, toByteOffset: i &* 8, as: SIMD8<UInt8>.self)
      }
    }
  }
  @inline(__always) package static func program(_ f: @escaping (Self, Self) -> Mask) -> BlockLoop {
    BlockLoop { out, a, b, _, count in
      for i in 0..<(count &+ 7) / 8 {
        out.storeBytes(of: f(load(a, i), load(b, i)).bytes, toByteOffset: i &* 8, as: SIMD8<UInt8>.self)
      }
    }
  }
  @inline(__always) package static func program(_ f: @escaping (Mask, Self, Self) -> Self) -> BlockLoop {
    BlockLoop { out, m, a, b, count in
      for i in 0..<(count &+ 7) / 8 {
        let mask = m.loadUnaligned(fromByteOffset: i &* 8, as: SIMD8<UInt8>.self)
        f(Mask(bytes: mask), load(a, i), load(b, i)).store(out, i)
      }
    }
  }
}
