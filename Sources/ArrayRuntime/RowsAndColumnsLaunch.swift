import ArrayGraph
import ArrayKernels
import Synchronization

/// A pair of `RowsAndColumns` made ready. Units are blocks of rows, whole subtrees of the columns' reduction that stay in
/// the second-level cache:
///
///     for each block of rows, in parallel:
///       run the first kernel for its rows
///       run the second one for them: its result goes to the block's own row of partial results
///     combine the rows of partial results by the tree above the blocks
final class RowsAndColumnsLaunch: StepsTogether {
  let steps: Range<Int>
  private let rows: Launch
  private let columns: Launch
  private let blocks: ColumnBlocks
  private let threads: Int

  /// Nil where the cache holds everything anyway, or not even one leaf of the reduction.
  init?(_ engine: Engine, _ pair: RowsAndColumns, _ rows: Launch, _ columns: Launch) {
    let limit = engine.pipelineBytes / max(pair.rowBytes, 1)
    guard rows.kernel != nil, columns.kernel != nil, pair.rowCount * pair.rowBytes > engine.pipelineBytes,
      let blocks = columns.blocks(ofRows: limit, engine.tables)
    else { return nil }
    (steps, self.rows, self.columns, self.blocks) = (pair.steps, rows, columns, blocks)
    threads = max(rows.threads, columns.threads)
  }

  var output: Int? { columns.step.outputs.first }

  func run(
    _ engine: Engine, _ storages: borrowing VertexMemory, literals: [[Launch.LiteralWord]],
    _ values: UnsafeBufferPointer<Literal>,
    call: LibraryCall?, _ counters: inout Counters
  ) throws(ArrayError) {
    guard let rowKernel = rows.kernel, let columnKernel = columns.kernel else { return }
    var arguments: [[Int]] = []
    for (k, launch) in [rows, columns].enumerated() {
      if let kernel = launch.kernel { try engine.prepare(kernel, work: launch.work) }
      try launch.allocateOutputs(engine, storages)
      arguments.append(
        launch.arguments(storages, literals: k < literals.count ? literals[k] : [], values, mayStream: false))
    }
    let partials = try engine.allocate(blocks.partialBytes, .u8)
    arguments[1][KernelArguments.partials] = Int(bitPattern: partials.pointer)
    let rowsAreNative = Atomic(false)
    let columnsAreNative = Atomic(false)
    arguments[0].withUnsafeBufferPointer { ofRows in
      arguments[1].withUnsafeBufferPointer { ofColumns in
        guard let ofRows = ofRows.baseAddress, let ofColumns = ofColumns.baseAddress else { return }
        engine.workers.run(units: blocks.count, grain: 1, threads: threads) { begin, end in
          for block in begin..<end {
            let (native, nativeOfColumns) = (rowKernel.native, columnKernel.native)
            if native != nil { rowsAreNative.store(true, ordering: .relaxed) }
            if nativeOfColumns != nil { columnsAreNative.store(true, ordering: .relaxed) }
            if let kernel = native ?? rowKernel.best {
              let range = blocks.rows(of: block)
              kernel.run(ofRows, begin: range.lowerBound, end: range.upperBound)
            }
            if let kernel = nativeOfColumns ?? columnKernel.best {
              blocks.run(ofColumns, begin: block, end: block + 1, kernel)
            }
          }
        }
        blocks.combine(ofColumns)
      }
    }
    withExtendedLifetime(partials) {}
    rows.count(&counters, isInterpreted: !rowsAreNative.load(ordering: .relaxed))
    columns.count(&counters, isInterpreted: !columnsAreNative.load(ordering: .relaxed))
  }
}
