import Lanes

/// Units of a few bytes that lie one behind the other in a result and some bytes apart in what is copied, as the pixels
/// of an image do that is turned round: several of them are put into their order in a register at once.
///
///     img[:, ::-1]        abcdef…  →  …defabc            img[..., ::-1]        abcdef…  →  cbafed…
package struct ShuffledUnits: Sendable {
  /// Positions, and the bytes between two of them in what is copied.
  package typealias Axis = (extent: Int, step: Int)

  package static let blockBytes = ShuffleLoop.blockBytes
  /// Units of the shortest run that is worth it.
  private static let shortest = 64

  /// A unit is so many cells of bytes that lie together in what is copied.
  package let cell: Int
  package let cells: Axis
  package let units: Axis
  package let unitBytes: Int
  /// Bytes among which the cells of a unit lie.
  package let span: Int
  /// How many units a block has, where it begins in memory, seen from the first one, and which of its bytes each byte of the
  /// result is.
  package let unitsOfBlock: Int
  package let start: Int
  package let places: [UInt8]

  /// Nil where the results of a block leave much of a register empty, or units are so short that vectors of each of their
  /// bytes are as fast. (A million rows of bytes in such vectors and so: 3 bytes turned round 0.138 and 0.079 ms, 4 bytes
  /// 0.110 and 0.089, 8 bytes 0.29 and 0.177; 2 bytes 0.042 and 0.044, the first three of four 0.083 and 0.088.)
  package init?(cell: Int, cells: Axis, units: Axis) {
    (self.cell, self.cells, self.units, unitBytes) = (cell, cells, units, cell * cells.extent)
    let reach = (cells.extent - 1) * cells.step
    span = abs(reach) + cell
    guard units.extent >= Self.shortest, units.step != 0, unitBytes > 0, span < Self.blockBytes else { return nil }
    unitsOfBlock = min(Self.blockBytes / unitBytes, (Self.blockBytes - span) / abs(units.step) + 1)
    guard unitsOfBlock > 1, unitBytes >= 3, unitsOfBlock * unitBytes >= 13 else { return nil }
    // Backwards through memory a block ends with its first unit.
    start = min(0, reach) + (units.step < 0 ? span - Self.blockBytes : 0)
    var places: [UInt8] = []
    for unit in 0..<unitsOfBlock {
      for part in 0..<cells.extent {
        let first = unit * units.step + part * cells.step - start
        places += (first..<first + cell).map { UInt8($0) }
      }
    }
    self.places = places + [UInt8](repeating: 0, count: Self.blockBytes - places.count)
  }

  /// Whole blocks of a run of so many units, none of which is read past the first and the last unit or stored past them.
  package func blocks(of length: Int) -> Int {
    let step = abs(units.step)
    // Bytes on each side behind what the first block takes.
    let (read, stored) = ((length - 1) * step + span - Self.blockBytes, length * unitBytes - Self.blockBytes)
    return min(read, stored) < 0 ? 0 : min(read / step, stored / unitBytes) / unitsOfBlock + 1
  }
}
