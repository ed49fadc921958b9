import ArrayGraph
import Synchronization

/// A function of arrays that is recorded once for all arguments of the same shapes; later calls go straight to the
/// plan, without a node being recorded.
///
/// What the function reads of its arguments while it is recorded (an element, to decide something) cannot be kept: such
/// a function runs anew at every call, and so does one whose plan is not kept.
package final class TracedFunction: Sendable {
  package typealias Body = @Sendable ([Node]) -> [Node]

  private let engine: Engine
  private let body: Body
  /// Whether recording went wrong; then nothing of it is kept.
  private let hasFailed: @Sendable () -> Bool
  private let traces = Mutex<[Trace]>([])
  /// Traces kept at most: combinations of shapes in use at the same time.
  private static let limit = 32

  /// What calls with arguments of the same shapes, whose axes lie in the same order, have in common.
  fileprivate final class Trace: Sendable {
    typealias Facts = (dtype: DType, shape: [Int], order: AxisOrder)
    let arguments: [Facts]
    let results: [Facts]
    /// Nil where the body must run again.
    let recorded: Recorded?

    final class Recorded: Sendable {
      let plan: Plan
      /// The vertices that are memory which the body captured.
      let captured: [(vertex: Int, storage: Storage)]
      /// The vertices that are arguments.
      let arguments: [(vertex: Int, argument: Int)]
      let literals: [Literal]
      let calls: [LibraryCall]
      let roots: [Int]

      init(
        _ plan: Plan, captured: [(vertex: Int, storage: Storage)], arguments: [(vertex: Int, argument: Int)],
        _ literals: [Literal], _ calls: [LibraryCall], _ roots: [Int]
      ) {
        (self.plan, self.captured, self.arguments) = (plan, captured, arguments)
        (self.literals, self.calls, self.roots) = (literals, calls, roots)
      }
    }

    init(_ arguments: [Node], _ results: [Node], _ recorded: Recorded?) {
      self.arguments = arguments.map { ($0.dtype, $0.shape, $0.axisOrder) }
      self.results = results.map { ($0.dtype, $0.shape, $0.axisOrder) }
      self.recorded = recorded
    }

    func fits(_ nodes: [Node]) -> Bool {
      for (k, node) in nodes.enumerated() {
        if node.shape != arguments[k].shape || node.axisOrder != arguments[k].order { return false }
      }
      return true
    }
  }

  package init(_ engine: Engine, hasFailed: @escaping @Sendable () -> Bool = { false }, _ body: @escaping Body) {
    (self.engine, self.hasFailed, self.body) = (engine, hasFailed, body)
  }

  /// The results for `arguments`, whose number and dtypes are the same at every call. Throws what only the data could
  /// tell.
  package func callAsFunction(_ arguments: [Node]) throws(ArrayError) -> [Node] {
    for argument in arguments where argument.storage == nil {
      try engine.evaluate(arguments)
      break
    }
    let known = traces.withLock { traces in
      traces.first.flatMap { $0.fits(arguments) ? $0 : nil } ?? traces.first { $0.fits(arguments) }
    }
    guard let known else { return try trace(arguments) }
    guard let recorded = known.recorded else { return body(arguments) }
    return try run(known, recorded, arguments)
  }

  private func run(
    _ trace: Trace, _ recorded: Trace.Recorded, _ arguments: [Node]
  ) throws(ArrayError) -> [Node] {
    try recorded.literals.withUnsafeBufferPointer { literals throws(ArrayError) in
      var run = Run(engine, recorded.plan, literals, recorded.calls)
      for (vertex, storage) in recorded.captured { run.bind(vertex, storage) }
      for (vertex, argument) in recorded.arguments { run.bind(vertex, arguments[argument].storage) }
      try run.start()
      var results: [Node] = []
      results.reserveCapacity(recorded.roots.count)
      for (k, root) in recorded.roots.enumerated() {
        guard let storage = run.storage(of: root) else { throw ArrayError(.value, "the array was not computed") }
        let result = trace.results[k]
        results.append(Node(.data(storage), result.dtype, result.shape, nil, axisOrder: result.order))
      }
      return results
    }
  }

  // MARK: Recording

  /// Runs the body on stand-ins, which know if somebody looks at their elements.
  private func trace(_ arguments: [Node]) throws(ArrayError) -> [Node] {
    let wasRead = Atomic<Bool>(false)
    var placeholders: [Node] = []
    for argument in arguments {
      guard let storage = argument.storage else { return body(arguments) }
      let call = LibraryCall(name: "argument", inputs: [], results: [(argument.dtype, argument.shape)]) {
        _, outputs, _ throws(ArrayError) in
        wasRead.store(true, ordering: .relaxed)
        if let output = outputs.first {
          output.pointer.copyMemory(from: storage.pointer, byteCount: argument.count * argument.dtype.size)
        }
      }
      placeholders += call.nodes(axisOrder: argument.axisOrder)
    }
    let results = body(placeholders)
    guard !wasRead.load(ordering: .relaxed), !hasFailed() else {
      if !hasFailed() { keep(Trace(arguments, results, nil)) }
      return results
    }
    // Arguments that share memory here need not share it at the next call: each has a storage of its own.
    var argumentOf: [ObjectIdentifier: Int] = [:]
    for (k, (placeholder, argument)) in zip(placeholders, arguments).enumerated() {
      guard let storage = argument.storage else { continue }
      let own = Storage(pointer: storage.pointer, byteCount: storage.byteCount) { _, _ in
        withExtendedLifetime(storage) {}
      }
      placeholder.fulfil(own)
      argumentOf[ObjectIdentifier(own)] = k
    }
    guard results.allSatisfy({ $0.storage == nil }), let recorded = try engine.record(results, argumentOf) else {
      keep(Trace(arguments, results, nil))
      return results
    }
    keep(Trace(arguments, results, recorded))
    return results
  }

  private func keep(_ trace: Trace) {
    traces.withLock { traces in
      if traces.count >= TracedFunction.limit { traces.removeLast() }
      traces.insert(trace, at: 0)
    }
  }
}

extension Engine {
  /// Evaluates `nodes` and says how, where a plan was kept. The storages of arguments are given with their places.
  fileprivate func record(
    _ nodes: [Node], _ argumentOf: [ObjectIdentifier: Int]
  ) throws(ArrayError) -> TracedFunction.Trace.Recorded? {
    var signature = Signature()
    for node in nodes { signature.read(node) }
    try evaluate(nodes)
    guard let plan = plans.find(signature.words), let binding = plan.binding else { return nil }
    var captured: [(vertex: Int, storage: Storage)] = []
    var arguments: [(vertex: Int, argument: Int)] = []
    for (vertex, slot) in binding.data {
      let storage = signature.storage(slot)
      if let argument = argumentOf[ObjectIdentifier(storage)] {
        arguments.append((vertex, argument))
      } else {
        captured.append((vertex, storage))
      }
    }
    let calls = signature.calls.map { $0.detached() }
    return TracedFunction.Trace.Recorded(
      plan, captured: captured, arguments: arguments, Array(signature.literals), calls, binding.roots)
  }
}
