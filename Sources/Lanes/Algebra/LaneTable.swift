/// Numbers that formulas look up, 16 or 32 of them. Registers of 512 bits hold so few, and find them in one
/// instruction or two; they have no fast way to tables in memory.
package struct LaneTable: Sendable {
  let name: String
  package let single: [Float]
  package let double: [Double]

  /// A format for which no numbers are given must not be used.
  init(_ name: String, single: [Float] = [], double: [Double] = []) {
    self.name = name
    self.single = single
    self.double = double
  }
}
