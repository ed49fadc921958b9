import ArrayGraph
import Glibc
import Lanes

/// `Float` and `Double`: what the routines of this room are generic over.
protocol LinearScalar: BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
  /// The columns that a register tile of the blocked product holds: two 128-bit registers.
  associatedtype Tile: SIMD where Tile.Scalar == Self

  static var dtype: DType { get }
  /// A scalar times each lane, and the sum of lanes, each rounded.
  static func scale(_ x: Self, _ tile: Tile) -> Tile
  static func add(_ x: Tile, _ y: Tile) -> Tile
  /// The table of this precision in a library.
  static func symbols(of library: BLASLibrary) -> Symbols
  /// Calls the library's inner product.
  static func dot(
    _ symbols: Symbols, _ n: Int32, _ x: UnsafePointer<Self>, _ incX: Int32, _ y: UnsafePointer<Self>,
    _ incY: Int32
  ) -> Self
  /// The C library's natural logarithm and exponential, as NumPy's determinant uses them.
  static func naturalLog(_ x: Self) -> Self
  static func exponential(_ x: Self) -> Self
}

extension Float: LinearScalar {
  typealias Tile = SIMD8<Float>
  static var dtype: DType { .f32 }
  @inline(__always) static func scale(_ x: Float, _ tile: Tile) -> Tile { x * tile }
  @inline(__always) static func add(_ x: Tile, _ y: Tile) -> Tile { x + y }
  static func symbols(of library: BLASLibrary) -> Symbols { library.single }
  static func dot(
    _ symbols: Symbols, _ n: Int32, _ x: UnsafePointer<Float>, _ incX: Int32, _ y: UnsafePointer<Float>,
    _ incY: Int32
  ) -> Float {
    var (n, incX, incY) = (n, incX, incY)
    return unsafeBitCast(symbols.dot, to: Symbols.FloatDot.self)(&n, x, &incX, y, &incY)
  }
  static func naturalLog(_ x: Float) -> Float { logf(x) }
  static func exponential(_ x: Float) -> Float { expf(x) }
}

extension Double: LinearScalar {
  typealias Tile = SIMD4<Double>
  static var dtype: DType { .f64 }
  @inline(__always) static func scale(_ x: Double, _ tile: Tile) -> Tile { x * tile }
  @inline(__always) static func add(_ x: Tile, _ y: Tile) -> Tile { x + y }
  static func symbols(of library: BLASLibrary) -> Symbols { library.double }
  static func dot(
    _ symbols: Symbols, _ n: Int32, _ x: UnsafePointer<Double>, _ incX: Int32, _ y: UnsafePointer<Double>,
    _ incY: Int32
  ) -> Double {
    var (n, incX, incY) = (n, incX, incY)
    return unsafeBitCast(symbols.dot, to: Symbols.DoubleDot.self)(&n, x, &incX, y, &incY)
  }
  static func naturalLog(_ x: Double) -> Double { log(x) }
  static func exponential(_ x: Double) -> Double { exp(x) }
}
