import CLanes

/// The tables of operations as loops over blocks of elements: what the interpreter runs.
///
/// `LoopSource` writes every row as C, and `CLanes` compiles that text once for each instruction set; here the results
/// are looked up. All tables give the same bits.
package struct LoopTable: @unchecked Sendable {
  /// The instruction set that the loops are compiled for.
  package let name: String
  private var rows: [String: [DType: BlockLoop]] = [:]
  private var casts: [DType: [DType: BlockLoop]] = [:]
  /// By the row whose results they reduce; empty for elements.
  private var reductions: [String: [Reduction: [DType: ReductionLoop]]] = [:]
  private var searches: [Reduction: [DType: SearchLoop]] = [:]
  private var scans: [Reduction: [DType: ScanLoop]] = [:]
  private let table: lanes_table

  /// The tables that this processor can run, the one with the widest vectors first.
  package static let all: [LoopTable] = {
    var tables = [shared]
    while let table = lanes_table(tables.count) { tables.append(LoopTable(table.pointee)) }
    return tables
  }()

  /// The table for this processor. The others are not even read: each costs a third of a millisecond at the start.
  package static let shared: LoopTable = {
    guard let widest = lanes_table(0) else { preconditionFailure("one table runs on every processor") }
    return LoopTable(widest.pointee)
  }()

  private init(_ table: lanes_table) {
    self.table = table
    name = String(cString: table.name)
    for row in UnsafeBufferPointer(start: table.rows, count: table.row_count) {
      guard let dtype = DType(row.dtype) else { continue }
      rows[String(cString: row.name), default: [:]][dtype] = BlockLoop(run: row.loop)
    }
    for cast in UnsafeBufferPointer(start: table.casts, count: table.cast_count) {
      guard let from = DType(cast.from), let to = DType(cast.to) else { continue }
      casts[from, default: [:]][to] = BlockLoop(run: cast.loop)
    }
    for loop in UnsafeBufferPointer(start: table.reductions, count: table.reduction_count) {
      guard let dtype = DType(loop.dtype), let reduction = Reduction(rawValue: String(cString: loop.name)) else {
        continue
      }
      reductions[String(cString: loop.row), default: [:]][reduction, default: [:]][dtype] = ReductionLoop(
        reduceLeaves: loop.reduce, reduceWholeRows: loop.reduce_rows, reduceColumns: loop.reduce_columns,
        identity: loop.identity)
    }
    for loop in UnsafeBufferPointer(start: table.searches, count: table.search_count) {
      guard let dtype = DType(loop.dtype), let reduction = Reduction(rawValue: String(cString: loop.name)) else {
        continue
      }
      searches[reduction, default: [:]][dtype] = SearchLoop(
        find: loop.find, findInColumns: loop.find_in_columns, identity: loop.identity)
    }
    for loop in UnsafeBufferPointer(start: table.scans, count: table.scan_count) {
      guard let dtype = DType(loop.dtype), let reduction = Reduction(rawValue: String(cString: loop.name)) else {
        continue
      }
      scans[reduction, default: [:]][dtype] = ScanLoop(loop)
    }
  }

  /// The row of an operation for the dtype it computes in.
  package func loop(_ name: String, _ dtype: DType) -> BlockLoop? { rows[name]?[dtype] }
  package func cast(from: DType, to: DType) -> BlockLoop? { casts[from]?[to] }
  /// A reduction that follows a tree: of elements, or of what the row of an operation gives for two.
  package func reduction(_ reduction: Reduction, of row: String = "", _ dtype: DType) -> ReductionLoop? {
    reductions[row]?[reduction]?[dtype]
  }
  /// One that gives a position.
  package func search(_ reduction: Reduction, _ dtype: DType) -> SearchLoop? { searches[reduction]?[dtype] }
  package func scan(_ reduction: Reduction, _ dtype: DType) -> ScanLoop? { scans[reduction]?[dtype] }
  /// For elements of 1, 2, 4 or 8 bytes.
  package func transpose(elementSize: Int) -> TransposeLoop { TransposeLoop(table, elementSize: elementSize) }
  package func pick(elementSize: Int) -> PickLoop { PickLoop(table, elementSize: elementSize) }
}

extension DType {
  fileprivate init?(_ name: UnsafePointer<CChar>) { self.init(named: String(cString: name)) }
}
