/// The rows that integers and floats share.
@inline(__always)
package func numberRows<L: NumberLane>(_: L.Type) -> [Row<L>] {
  [
    Row("add", .arithmetic, "The sum of `a` and `b`.") { $0 + $1 },
    Row("less", .comparison, "Whether `a` is less than `b`.") { $0 .< $1 },
  ]
}
