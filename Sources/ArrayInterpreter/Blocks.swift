import ArrayGraph
import Lanes

/// Moving elements in and out of registers, by their size alone.
enum Blocks {
  /// Repeats one element over a whole splat; `source` may be the start of `target`.
  static func splat(_ target: UnsafeMutableRawPointer, _ size: Int, from source: UnsafeRawPointer) {
    fill(target, size, from: source, count: BlockLoop.splatBytes / size)
  }

  /// Repeats one element; `source` may be the start of `target`.
  static func fill(_ target: UnsafeMutableRawPointer, _ size: Int, from source: UnsafeRawPointer, count: Int) {
    func fill<T>(_: T.Type) {
      let value = source.loadUnaligned(as: T.self)
      target.assumingMemoryBound(to: T.self).update(repeating: value, count: count)
    }
    switch size {
    case 1: fill(UInt8.self)
    case 2: fill(UInt16.self)
    case 4: fill(UInt32.self)
    default: fill(UInt64.self)
    }
  }

  /// Packs elements that lie `stride` bytes apart.
  static func gather(
    _ target: UnsafeMutableRawPointer, _ size: Int, from source: UnsafeRawPointer, bytes stride: Int, _ count: Int
  ) {
    PickLoop.shared(elementSize: size)(from: source, to: target, count: count, distance: stride / size)
  }

  /// Spreads every `step`-th element to places that lie `stride` bytes apart.
  static func scatter(
    _ target: UnsafeMutableRawPointer, _ size: Int, bytes stride: Int, from source: UnsafeRawPointer, _ step: Int,
    _ count: Int
  ) {
    func scatter<T>(_: T.Type) {
      let source = source.assumingMemoryBound(to: T.self)
      for i in 0..<count { (target + i &* stride).storeBytes(of: source[i &* step], as: T.self) }
    }
    switch size {
    case 1: scatter(UInt8.self)
    case 2: scatter(UInt16.self)
    case 4: scatter(UInt32.self)
    default: scatter(UInt64.self)
    }
  }

  /// The numbers `first`, `first + stride` …
  static func index(_ target: UnsafeMutableRawPointer, _ first: Int, _ stride: Int, _ count: Int) {
    let target = target.assumingMemoryBound(to: Int.self)
    for i in 0..<count { target[i] = first &+ i &* stride }
  }
}
