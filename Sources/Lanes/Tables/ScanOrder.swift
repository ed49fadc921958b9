/// The fixed order in which a scan combines: the lengths of its runs alone decide, so it gives the same bits on every
/// machine and for any number of threads.
///
///     up to 128 elements          one after the other, as NumPy
///     more, along the last axis   blocks of 4096; a block in groups of 16
///     along another axis          row by row, as NumPy
///
/// In a group each element is combined with those 1, 2, 4 and 8 before it (for the first ones, with the identity). Then
/// group by group: what came before in the block with each element, and its last element for the next group. Then
/// likewise block by block. So an element of a sum of n is off by the roundings of about n/4096 + 256 additions, where
/// one after the other it is n.
package enum ScanOrder {
  /// Up to so many elements follow one another.
  package static let longestSequentialRun = 128
  /// Elements of a block: input and output of one stay in the first-level cache.
  package static let blockLength = 4096
}
