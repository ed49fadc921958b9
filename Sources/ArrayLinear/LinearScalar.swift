import ArrayGraph
import CLinear
import Glibc
import Lanes

/// `Float` and `Double`: what the routines of this room are generic over.
protocol LinearScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  static var dtype: DType { get }
  /// The loops of the product without a library.
  static var tileLoops: TileLoops { get }
  /// Those of systems and factors of small matrices.
  static var smallLoops: linear_small_loops { get }
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
  static var dtype: DType { .f32 }
  static var tileLoops: TileLoops { TileTable.fastest.single }
  static var smallLoops: linear_small_loops { TileTable.fastest.smallSingle }
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
  static var dtype: DType { .f64 }
  static var tileLoops: TileLoops { TileTable.fastest.double }
  static var smallLoops: linear_small_loops { TileTable.fastest.smallDouble }
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
