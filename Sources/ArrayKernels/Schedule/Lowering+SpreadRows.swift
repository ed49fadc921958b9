import ArrayGraph
import Lanes

// A kernel over rows of a few columns becomes a map over the rows, which computes every column for itself:
//
//     for i { for c in 0..<3 { out[i, c] = a[i, 2 - c] + s[c] } }
//     for i { out[i, 0] = a[i, 2] + s[0];  out[i, 1] = a[i, 1] + s[1];  out[i, 2] = a[i, 0] + s[2] }
//
//     for i { n[i] = Σ a[i, :] · a[i, :] }              // or, for each of two c, n[i, c] = Σ a[i, :, c] · a[i, :, c]
//     for i { n[i] = 0.0 + ((a[i, 0] · a[i, 0] + a[i, 1] · a[i, 1]) + a[i, 2] · a[i, 2]) }
//
//     for i { k[i] = argmax a[i, :] }
//     for i { m = max(max(a[i, 0], a[i, 1]), a[i, 2]);  k[i] = a[i, 0] == m ? 0 : a[i, 1] == m ? 1 : 2 }
//
// Lanes lie along `i`; what is read and stored lies in each other's gaps, and whole vectors of it are taken apart and put
// together.
extension Lowering {
  /// Spreads the last axis of a map, or the one that is reduced with what lies within it; of a map several, if they are
  /// short. Gives the axes of the rows, of which the last one is for lanes; nil, and nothing is done, where operands are too
  /// far apart for that, or the body grows too long.
  mutating func spreadRows(_ sweep: [Axes], _ inner: [Axes], _ outer: [Axes]) -> [Axes]? {
    var (outer, columns) = (outer, Columns([], sweep, inner, areRun: inner.isEmpty))
    while let rows = outer.last, rows.extent < Lowering.leastLanes {
      columns = columns.with(outer.removeLast())
    }
    guard runs == .known, let rows = outer.last, rows.extent >= Lowering.leastLanes,
      columns.count > 1, columns.count <= mostColumns(columns, rows), weight(columns) <= mostWeight(columns, rows),
      columns.count <= Lowering.mostAcross
        || rows.extent >= Lowering.leastRows && (accumulators.isEmpty || columns.within <= Lowering.mostWithin),
      !areShuffled(inner.last, rows)
    else { return nil }
    for (k, access) in accesses.enumerated() where access.role != .output {
      let stride = rows.strides[k]
      let isNear =
        (0...1).contains(stride)
        || Self.isNear(stride, elements(of: access, columns, rows), size: size(access))
          && outer.reduce(1) { $1.strides[k] == 0 ? $0 * $1.extent : $0 } <= Lowering.mostTimes
      // What is reused more often, packed once, need not be taken apart again.
      if !isNear { return nil }
    }
    return resultsFillRows(columns, rows) ? written(columns, outer) : nil
  }

  /// Spreads axes that are reduced and are no run in memory, before they would be made one: as where each element of a row
  /// is compared with each. (The pairs of 10⁵ hands of five bytes counted, 1.4 ms stored first.)
  mutating func spreadSeveralAxes() -> [Axes]? {
    guard cluster.axes != nil, !isRun else { return nil }
    return spreadRows(
      collapse(Array(sweepAxes)), collapse(Array(sweepAxes.upperBound..<cluster.full.count)),
      collapse(Array(0..<sweepAxes.lowerBound)))
  }

  /// Spreads an axis of a few elements that is reduced, and keeps lanes along what lies within it:
  ///
  ///     for i { for c { n[i, c] = Σ a[i, :, c] } }
  ///     for i { for c { n[i, c] = 0.0 + ((a[i, 0, c] + a[i, 1, c]) + a[i, 2, c]) } }
  ///
  /// (Sums of 31 250 times 2 × 16 `f32` 0.36 ms as columns, 0.16 so; of 4 × 4 0.78 and 0.32.) Not formulas, which take five
  /// times as long to compile; not searches of many; and not what comes from memory in pieces that are not fetched ahead
  /// (24 MB as 6000 × 4 × 100 `f64` times 4 × 100: 0.68 and 1.80 ms), nor in too many streams (three times 9 × 10⁶: 7.5 and
  /// 15).
  mutating func spreadSweep(_ sweep: Axes, _ inner: [Axes], _ outer: [Axes]) -> [Axes]? {
    let columns = Columns([], [sweep], [], areRun: false)
    let most = accumulators.contains(where: \.reduction.isSearch) ? 4 : Lowering.mostAcross
    guard runs == .known, cluster.full.reduce(1, *) >= Lowering.leastWritten,
      let lanes = inner.last, lanes.strides.allSatisfy((0...1).contains), 2...most ~= columns.count,
      !repeated(columns).contains(where: \.isExpensive), weight(columns) <= Lowering.spreadWeight
    else { return nil }
    let read = accesses.indices.filter { accesses[$0].role == .input && sweep.strides[$0] != 0 }
    let size = read.map { graph.vertices[accesses[$0].vertex].dtype.size }.max() ?? 1
    let bytes = read.reduce(0) { $0 + graph.vertices[accesses[$1].vertex].count } * size
    let arePieces = !outer.isEmpty || inner.count > 1
    if bytes > Lowering.cachedBytes, arePieces, lanes.extent * size > Lowering.shortPiece { return nil }
    guard read.count * columns.count <= Lowering.streams else { return nil }
    return written(columns, outer + inner)
  }
  /// Elements that are reduced with lanes along others, and columns that are few.
  private static let mostAcross = 9
  /// Rows for which it pays to compile many columns, and elements behind what is reduced up to which lanes do not rather lie
  /// along them. (Sums along the second axis of 20 000 × 9 × 4, × 8 × 6 and × 6 × 8 bytes, ms, with lanes along the last and so:
  /// 0.139, 0.0230; 0.046, 0.040; 0.038, 0.058.)
  private static let (leastRows, mostWithin) = (256, 6)
  /// Bytes of operands that the caches hold, and of pieces of memory that are so short that all are fetched alike.
  private static let cachedBytes = 12 << 20
  private static let shortPiece = 256
  /// Streams through memory that are fetched ahead.
  private static let streams = 16

  /// The kernel as a map over these axes, which computes every column for itself.
  private mutating func written(_ columns: Columns, _ axes: [Axes]) -> [Axes] {
    var body = SpreadBody(columns, axes, accesses, constants: constants(columns.count))
    body.spread(values, accumulators, stored: Set(stores.map(\.value)))
    for column in 0..<columns.count {
      for store in stores where columns.isStored(column, store) {
        body.stores.append((body.copies[store.value][column], body.access(store.access, column), store.isKept))
      }
    }
    (values, accumulators, accesses, stores) = (body.values, [], body.accesses, body.stores)
    return axes.map { axis in (axis.extent, body.origins.map { axis.strides[$0] }) }
  }

  private static func isNear(_ distance: Int, _ places: Set<Int>, size: Int) -> Bool {
    let span = (places.max() ?? 0) - (places.min() ?? 0) + 1
    return Kernel.Spacing.isNear(distance, count: places.count, span: span, size: size)
  }
  /// Which elements of each row are read, by an access and others nearby in the same rows.
  private func elements(of access: Access, _ columns: Columns, _ rows: Axes) -> Set<Int> {
    var places: Set<Int> = []
    for (k, other) in accesses.enumerated()
    where other.vertex == access.vertex && other.role == access.role && other.strides == access.strides
      && abs(other.offset - access.offset) < Kernel.Spacing.longestRow(size(access))
    {
      for column in 0..<columns.count { places.insert(other.offset + columns.offset(k, column)) }
    }
    return places
  }
  private func size(_ access: Access) -> Int { graph.vertices[access.vertex].dtype.size }

  /// Whether the columns of each result, or of all pieces of one, are the rows in memory. What is reduced may lie apart: one
  /// store a lane takes less than the rows one by one. (30 001 sums of three rows of four `f32` beside others: 1.12 and 0.107 ms.)
  private func resultsFillRows(_ columns: Columns, _ rows: Axes) -> Bool {
    func places(_ store: Store) -> [Int] {
      (0..<columns.count).filter { columns.isStored($0, store) }.map {
        accesses[store.access].offset + columns.offset(store.access, $0)
      }
    }
    func fill(_ places: [Int], _ stride: Int) -> Bool {
      guard let first = places.min(), places.count == stride else { return false }
      return places.sorted() == Array(first..<first + stride)
    }
    return stores.allSatisfy { store in
      let stride = rows.strides[store.access]
      let most = columns.areOneAxis ? Kernel.Spacing.longestStoredRow : Kernel.Spacing.longestStored(stride)
      let pieces = stores.filter { accesses[$0.access].vertex == accesses[store.access].vertex }
      return stride <= most
        && (fill(places(store), stride) || fill(pieces.flatMap(places), stride)
          || store.isKept && size(accesses[store.access]) >= 4)
    }
  }

  /// Whether rows of bytes are but copied, and so short that whole ones are put into their order in registers (`ShuffledUnits`).
  private func areShuffled(_ last: Axes?, _ rows: Axes) -> Bool {
    guard let last, let (source, target) = onlyCopy, last.strides[target] == 1, rows.strides[target] == last.extent
    else {
      return false
    }
    guard graph.vertices[accesses[source].vertex].dtype.size == 1 else { return false }
    let isCell = last.strides[source] == 1
    return ShuffledUnits(
      cell: isCell ? last.extent : 1, cells: isCell ? (1, 0) : (last.extent, last.strides[source]),
      units: (rows.extent, rows.strides[source])) != nil
  }

  /// The access that is loaded and the one that is stored, where nothing else is done.
  private var onlyCopy: (source: Int, target: Int)? {
    guard accumulators.isEmpty, values.count == 1, stores.count == 1, case .load(let source) = values[0].source else {
      return nil
    }
    return (source, stores[0].access)
  }

  /// The literals of what is reduced: +0, with which sums of floats begin, and the places that are searched.
  private mutating func constants(_ columns: Int) -> [Literal: Int] {
    var constants: [Literal: Int] = [:]
    for accumulator in accumulators {
      let (source, result) = (values[accumulator.source].dtype, values[accumulator.result].dtype)
      var needed: [Literal] = []
      if accumulator.reduction == .sum, result.isFloat { needed = [Literal(0.0, result)] }
      if accumulator.reduction.isSearch { needed = (0..<columns).map { Literal($0, source.ofPlaces) } }
      for literal in needed where constants[literal] == nil {
        graph.vertices.append(Graph.Vertex(kind: .literal(literal), inputs: [], dtype: literal.dtype, shape: []))
        literals.append(literal)
        literalVertices.append(graph.vertices.count - 1)
        constants[literal] = literals.count - 1
      }
    }
    return constants
  }

  /// How often what is read may be taken apart. (Pixels of 151 × 203 of three `f32` twice along both axes: 0.80 ms packed,
  /// 0.057 so.)
  private static let mostTimes = 4
  /// Elements below which columns are as fast.
  private static let leastWritten = 1 << 10
  /// What a body may come to, repeated for all columns: longer ones take too long to compile. Results of reductions that lie
  /// in each other's gaps have no other kernel that stores whole vectors of them.
  private func mostWeight(_ columns: Columns, _ rows: Axes) -> Int {
    let haveGaps =
      !accumulators.isEmpty && columns.kept == 1 && stores.contains { $0.isKept && rows.strides[$0.access] > 1 }
    if haveGaps { return 4 * Lowering.spreadWeight }
    return accumulators.isEmpty ? Lowering.spreadWeight : (columns.kept > 1 ? 3 : 2) * Lowering.spreadWeight
  }
  private static let spreadWeight = 96

  /// What the body comes to, repeated for all columns where it differs between them; each of them is one more step of what
  /// reduces it.
  private func weight(_ columns: Columns) -> Int {
    let bodies = zip(values, copies(columns)).reduce(0) { $0 + Lowering.weight([$1.0]) * $1.1 }
    return bodies + (accumulators.count + Lowering.weight(accumulators)) * columns.count
  }
  /// The values that differ between columns.
  private func repeated(_ columns: Columns) -> [Kernel.Value] {
    zip(values, copies(columns)).filter { $0.1 > 1 }.map(\.0)
  }
  /// How often each value is computed: for every column, or once for those that are reduced to one, or for all.
  private func copies(_ columns: Columns) -> [Int] {
    typealias Differs = (amongReduced: Bool, amongKept: Bool)
    var differ: [Differs] = []
    for value in values {
      let own: Differs =
        switch value.source {
        case .literal: (false, false)
        case .load(let k):
          (columns.reducedAxes.contains { $0.strides[k] != 0 }, columns.keptAxes.contains { $0.strides[k] != 0 })
        case .cast(let argument): differ[argument]
        case .operation(_, _, let arguments):
          (arguments.contains { differ[$0].amongReduced }, arguments.contains { differ[$0].amongKept })
        case .reduced: (false, columns.kept > 1)
        }
      differ.append(own)
    }
    return differ.map { ($0.amongReduced ? columns.reduced : 1) * ($0.amongKept ? columns.kept : 1) }
  }

  /// Operations of a body, of which formulas count several times.
  static func weight(_ values: [Kernel.Value]) -> Int {
    values.reduce(0) { sum, value in
      switch value.source {
      case .operation(let operation, _, _): sum + (operation.isExpensive ? 4 : 1)
      case .cast: sum + 1
      case .literal, .load, .reduced: sum
      }
    }
  }

  /// A search compares every element once more, also with itself, and chooses its place.
  private static func weight(_ accumulators: [Kernel.Accumulator]) -> Int {
    accumulators.reduce(0) { $0 + ($1.reduction.isSearch ? 4 : 0) }
  }

  /// Columns up to which that pays. (10⁵ rows, ms packed and spread: 2 and 7 columns of `f32` times 2 0.16, 0.46 and 0.035,
  /// 0.19; exponentials of `f64` 0.51, 1.75 and 0.32, 1.22; those of bytes, in `f64`, of 4 and 7 columns 1.5, 2.6 and 0.83,
  /// 10.2: too many registers of them are alive.)
  ///
  /// Rows that are only written may be longer. (10⁵ numbers compared with ten, as `f32`: 0.76 ms row by row, 0.095 so.)
  private func mostColumns(_ columns: Columns, _ rows: Axes) -> Int {
    let values = repeated(columns)
    if values.contains(where: \.isExpensive), Set(values.map(\.dtype.size)).count > 1 { return 4 }
    let read = accesses.indices.filter { k in
      accesses[k].role == .input && rows.strides[k] != 0 && columns.axes.contains { $0.strides[k] != 0 }
    }
    let areMatrices = accumulators.isEmpty && !columns.areOneAxis
    // Elements of a row may be read more than once, as where each is compared with each.
    for k in read {
      let elements = Set((0..<columns.count).map { columns.offset(k, $0) }).count
      if elements > (areMatrices ? Kernel.Spacing.longestRow : Lowering.longestRun)(size(accesses[k])) { return 0 }
    }
    // Longer rows of a map that lie as they are are narrow rows, unless lanes are bytes, which fill vectors only so, or
    // formulas. (10⁵ rows of 12 elements of 16 plus 1, ms as narrow rows and spread: `u8` 0.38, 0.063, `f32` 0.12, 0.19,
    // `f64` 0.28, 0.34.)
    let isOneRow = columns.areOneAxis && columns.axes[0].strides.allSatisfy((-1...1).contains)
    if accumulators.isEmpty, isOneRow, read.contains(where: { rows.strides[$0] > Lowering.mostMapped }),
      !values.contains(where: \.isExpensive), self.values.contains(where: { $0.dtype.size > 2 })
    {
      return 0
    }
    if columns.kept > 1, !accumulators.isEmpty { return Lowering.mostWritten }
    return read.isEmpty && accumulators.isEmpty ? Kernel.Spacing.longestStoredRow : Lowering.mostReduced
  }
  private static let mostMapped = 9
  /// Elements of rows that are reduced, or are no matrices. (Sums of 10⁵ rows, row by row and so, ms: of 13 elements `u8`
  /// 0.186, 0.065, `f32` 0.20, 0.10, `f64` 0.28, 0.155; of 20 `u8` 0.23, 0.080, `f32` 0.21, 0.143, but of 10⁶ such rows 2.4
  /// and 4.3; of 32 `u8` 0.216, 0.116, `u16` 0.22, 0.157; of 48 `u8` 0.275, 0.18. Rows of 16 `f64` less their greatest, 50 000,
  /// 0.196 and 0.243. Of matrices that are turned longer ones: 20 001 of 3 × 7 `f32` 1.62 and 0.148, of 6 × 6 `f64` 0.296 and
  /// 0.21.)
  private static func longestRun(_ size: Int) -> Int { size <= 2 ? 48 : size == 4 ? 16 : 15 }
  /// Columns that are reduced to one, and to several.
  private static let mostReduced = 48
  fileprivate static let mostWritten = 64

  /// The axes that are spread, as columns in C order.
  fileprivate struct Columns {
    let axes: [Axes]
    let reducedAxes: [Axes]
    let keptAxes: [Axes]
    let count: Int
    /// How many of them are reduced to one, and how many lie from one of those to the next.
    let reduced: Int
    let within: Int
    /// Whether these are a run, of which eight elements are combined in pairs.
    let areRun: Bool

    init(_ outer: [Axes], _ sweep: [Axes], _ inner: [Axes], areRun: Bool) {
      self.areRun = areRun
      (axes, reducedAxes, keptAxes) = (outer + sweep + inner, sweep, outer + inner)
      (count, reduced, within) = (Self.count(axes), Self.count(sweep), Self.count(inner))
    }

    /// The same with an axis more, around the others.
    func with(_ outer: Axes) -> Columns {
      Columns(adding: outer, to: self)
    }

    private init(adding outer: Axes, to columns: Columns) {
      (axes, keptAxes) = ([outer] + columns.axes, [outer] + columns.keptAxes)
      (reducedAxes, areRun) = (columns.reducedAxes, columns.areRun)
      (count, reduced, within) = (Self.count(axes), columns.reduced, columns.within)
    }

    private static func count(_ axes: [Axes]) -> Int { axes.reduce(1) { min($0 * min($1.extent, most), most) } }
    /// Where no more are counted: they are too many.
    private static let most = Lowering.mostWritten + 1

    /// The columns of what is left of a reduction.
    var kept: Int { count / max(reduced, 1) }
    /// Which of these a column is reduced to.
    func kept(_ column: Int) -> Int { column / (reduced * within) * within + column % within }
    /// The columns that are reduced to one of these.
    func elements(ofKept kept: Int) -> [Int] {
      (0..<reduced).map { (kept / within * reduced + $0) * within + kept % within }
    }
    /// Whether a result has an element for a column: of what was reduced the first one has it.
    func isStored(_ column: Int, _ store: Store) -> Bool { !store.isKept || column / within % reduced == 0 }

    /// Whether they are rows, and not matrices one behind the other.
    var areOneAxis: Bool { axes.count == 1 }

    /// Where a column begins, from the first one on.
    func offset(_ access: Int, _ column: Int) -> Int {
      var (rest, offset) = (column, 0)
      for axis in axes.reversed() {
        offset += rest % axis.extent * axis.strides[access]
        rest /= axis.extent
      }
      return offset
    }
  }
}

/// What a body becomes that computes every column for itself.
private struct SpreadBody {
  private let columns: Lowering.Columns
  private let outer: [Lowering.Axes]
  private let places: [Lowering.Access]
  private let constants: [Literal: Int]
  private(set) var values: [Kernel.Value] = []
  private(set) var accesses: [Lowering.Access] = []
  var stores: [Lowering.Store] = []
  /// The access that each of the new ones was.
  private(set) var origins: [Int] = []
  /// Of each value, the new ones for the columns.
  private(set) var copies: [[Int]] = []
  private var valueOf: [Kernel.Value: Int] = [:]
  private var accessOf: [Lowering.Access: Int] = [:]

  init(
    _ columns: Lowering.Columns, _ outer: [Lowering.Axes], _ places: [Lowering.Access], constants: [Literal: Int]
  ) {
    (self.columns, self.outer, self.places, self.constants) = (columns, outer, places, constants)
  }

  /// Repeats values that differ between columns, and combines what is reduced.
  mutating func spread(_ body: [Kernel.Value], _ accumulators: [Kernel.Accumulator], stored: Set<Int>) {
    for (id, value) in body.enumerated() {
      var own: [Int] = []
      if let accumulator = accumulators.first(where: { $0.result == id }) {
        let totals = (0..<columns.kept).map { kept in
          let elements = columns.elements(ofKept: kept).map { copies[accumulator.source][$0] }
          return combined(elements, accumulator.reduction, value.dtype)
        }
        own = (0..<columns.count).map { totals[columns.kept($0)] }
      } else {
        let dtype = sumType(id, body, accumulators, stored)
        for column in 0..<columns.count { own.append(append(source(of: value, column), dtype)) }
      }
      copies.append(own)
    }
  }

  private mutating func source(of value: Kernel.Value, _ column: Int) -> Kernel.Value.Source {
    switch value.source {
    case .literal, .reduced: value.source
    case .load(let k): .load(operand: access(k, column))
    case .cast(let argument): .cast(copies[argument][column])
    case .operation(let operation, let dtype, let arguments):
      .operation(operation, dtype: dtype, arguments.map { copies[$0][column] })
    }
  }

  /// Elements combined as the one leaf of their tree, behind what a reduction starts from: the eight partials of a run are
  /// combined in pairs, what is left over and what lies across lanes one by one.
  private mutating func combined(_ elements: [Int], _ reduction: Reduction, _ dtype: DType) -> Int {
    let own = values[elements[0]].dtype
    func combine(_ a: Int, _ b: Int) -> Int { append(reduction.combiningRow, own, [a, b]) }
    let partials = 8
    let whole = columns.areRun ? elements.count / partials * partials : 0
    var level = (0..<min(whole, partials)).map { partial in
      stride(from: partial + partials, to: whole, by: partials).reduce(elements[partial]) { combine($0, elements[$1]) }
    }
    while level.count > 1 {
      var next: [Int] = []
      for k in stride(from: 0, to: level.count, by: 2) { next.append(combine(level[k], level[k + 1])) }
      level = next
    }
    level += elements[whole...]
    var total = level[0]
    for element in level.dropFirst() { total = combine(total, element) }
    if reduction == .sum, dtype.isFloat { total = combine(constant(Literal(0.0, dtype)), total) }
    if reduction.isSearch { total = place(of: total, in: elements) }
    return values[total].dtype == dtype ? total : append(.cast(total), dtype)
  }

  /// Where the first element stands that equals `best`. Where none does, `best` is NaN: the first NaN.
  private mutating func place(of best: Int, in elements: [Int]) -> Int {
    let own = values[best].dtype
    var place = constant(Literal(elements.count - 1, own.ofPlaces))
    for column in (0..<elements.count - 1).reversed() {
      var isHere = append("equal", own, [elements[column], best])
      if own.isFloat { isHere = append("logical_or", .bool, [isHere, append("isnan", own, [elements[column]])]) }
      let here = constant(Literal(column, own.ofPlaces))
      place = append("where", own.ofPlaces, [isHere, here, place])
    }
    return place
  }

  /// In what a cast of small integers is added that only sums read: in as few bits as hold 48 of them, which is more
  /// lanes and the same number. Else in its own dtype.
  private func sumType(_ id: Int, _ body: [Kernel.Value], _ accumulators: [Kernel.Accumulator], _ stored: Set<Int>)
    -> DType
  {
    guard case .cast(let argument) = body[id].source, body[id].dtype.size > 4, !body[id].dtype.isFloat,
      !body[argument].dtype.isFloat, body[argument].dtype.size <= 2, !stored.contains(id),
      accumulators.allSatisfy({ $0.source != id || $0.reduction == .sum }),
      !body.contains(where: { $0.reads(id) })
    else { return body[id].dtype }
    return body[argument].dtype.size == 1 ? .i16 : .i32
  }

  /// The access to an element of a column.
  mutating func access(_ k: Int, _ column: Int) -> Int {
    var place = places[k]
    place.offset += columns.offset(k, column)
    // Along the rows only: the first column of `x` and the last one of `x[:, ::-1]` are the same elements.
    place.strides = outer.map { $0.strides[k] }
    if let known = accessOf[place] { return known }
    accesses.append(place)
    origins.append(k)
    accessOf[place] = accesses.count - 1
    return accesses.count - 1
  }

  private mutating func constant(_ literal: Literal) -> Int {
    guard let index = constants[literal] else { preconditionFailure("no literal \(literal) was asked for") }
    return append(.literal(index), literal.dtype)
  }

  private mutating func append(_ name: String, _ dtype: DType, _ arguments: [Int]) -> Int {
    guard let row = Operation.named(name) else { preconditionFailure("there is no row \(name)") }
    return append(.operation(row, dtype: dtype, arguments), row.resultType(dtype))
  }

  private mutating func append(_ source: Kernel.Value.Source, _ dtype: DType) -> Int {
    let value = Kernel.Value(source, dtype)
    if let known = valueOf[value] { return known }
    values.append(value)
    valueOf[value] = values.count - 1
    return values.count - 1
  }
}

extension DType {
  /// In which places among few elements are told apart: integers as wide as the elements, so that there are as many lanes.
  fileprivate var ofPlaces: DType {
    switch size {
    case 1: .i8
    case 2: .i16
    case 4: .i32
    default: .i64
    }
  }
}

extension Kernel.Value {
  fileprivate func reads(_ id: Kernel.ValueID) -> Bool {
    switch source {
    case .operation(_, _, let arguments): arguments.contains(id)
    case .cast(let argument): argument == id
    case .literal, .load, .reduced: false
    }
  }
}
