/// The rows of vector mathematics: exponentials, logarithms, trigonometry, powers, activations.
@inline(__always)
package func mathRows<L: FloatLane>(_: L.Type) -> [Row<L>] {
  []
}
