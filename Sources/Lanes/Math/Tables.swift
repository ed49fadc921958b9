// Written by Scripts/coefficients.py; edit that, not this.

extension LaneTable {
  /// Every table.
  static var all: [LaneTable] {
    [
      LogarithmTable.inverse, LogarithmTable.high, LogarithmTable.low,
      LogarithmTable.binaryHigh, LogarithmTable.binaryLow, LogarithmTable.decimalHigh,
      LogarithmTable.decimalLow, LogarithmPairTable.halfInverse, LogarithmPairTable.high,
      LogarithmPairTable.low, CubeRootTable.inverse, CubeRootTable.root,
      ArcTable.rise, ArcTable.run, ArcTable.angle,
      ExponentialTable.high, ExponentialTable.low,
    ]
      + ErrorTable.pieces.all
      + TanhTable.pieces.all
      + ScaledErrorTable.pieces.all
  }
}
