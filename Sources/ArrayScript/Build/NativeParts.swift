import ArrayFunctions
import ArrayGraph
import ArrayKernels
import ArrayLLVM

extension NativeBuilder {
  /// Puts the schedules for several choices of lengths together into one program.
  struct Parts {
    let checked: CheckedProgram
    let dimensions: [String]
    let grid: LengthGrid
    let schedules: [Schedules]

    private func fail(_ message: String, at range: SourceRange? = nil, note: String? = nil) -> CommandFailure {
      let notes = [note].compactMap { $0.map { Diagnostic.Note($0) } }
      return CommandFailure(.wrong, checked.render([Diagnostic(.error, message, at: range, notes: notes)]))
    }

    /// What gives a number for each choice of lengths.
    private func formula<T>(_ choices: [T], _ number: (T) -> Int) throws(CommandFailure) -> LengthFormula {
      guard let formula = grid.polynomial(choices.map(number)) else {
        throw fail("what is computed depends on the lengths in a way that one function cannot follow")
      }
      return formula
    }

    private func formulas<T>(_ choices: [T], _ numbers: (T) -> [Int]) throws(CommandFailure) -> [LengthFormula] {
      let all = choices.map(numbers)
      var result: [LengthFormula] = []
      for k in (all.first ?? []).indices { result.append(try formula(all) { $0[k] }) }
      return result
    }

    func assemble(name: String, minimums: [Int]) throws(CommandFailure) -> (
      program: NativeProgram, outputs: [Output]
    ) {
      guard let first = schedules.first else { throw fail("there is nothing to compute") }
      let (schedule, inputs, outputs) = (first.any, first.checked.inputs, first.checked.shownOutputs)
      var parameters = dimensions.map { _ in NativeProgram.Parameter.dimension }
      parameters += inputs.map { $0.type.dimensions.isEmpty ? .scalar($0.type.dtype) : .array }
      let firstOutput = parameters.count
      parameters += outputs.map { _ in .array }

      var places: [NativeProgram.Place] = schedule.graph.vertices.map { _ in .temporary }
      for (k, input) in inputs.enumerated() {
        for (v, vertex) in schedule.graph.vertices.enumerated()
        where vertex.nodes.contains(where: { $0 === input.node }) {
          let index = dimensions.count + k
          places[v] = input.type.dimensions.isEmpty ? .scalar(index) : .parameter(index)
        }
      }
      try placeConstants(schedule, &places)
      let (copies, isWritten) = placeOutputs(outputs, schedule, firstOutput, &places)
      var steps: [NativeProgram.Step] = []
      for (k, step) in schedule.steps.enumerated() {
        switch step {
        case .kernel:
          guard var step = try self.step(k, of: \.any), let short = try self.step(k, of: \.short) else { continue }
          if let lengths = first.short.kernelStep(k)?.lengths, !lengths.isEmpty {
            step.alternatives = [.init(for: lengths, short)]
          }
          steps.append(step)
        case .library(let library): try requireInput(library, schedule)
        }
      }
      var buffers: [NativeProgram.Buffer] = []
      for (v, place) in places.enumerated() {
        let bytes = try formula(schedules) { $0.any.graph.vertices[v].count * $0.any.graph.vertices[v].dtype.size }
        // What no kernel touches takes no memory.
        let isUsed = isWritten.contains(v) || schedule.steps.contains { Self.touches($0, v) }
        if case .temporary = place, !isUsed {
          buffers.append(.init(.temporary, byteCount: .constant(0)))
        } else {
          buffers.append(.init(place, byteCount: bytes))
        }
      }
      let program = NativeProgram(
        name: name, parameters: parameters, minimums: minimums, buffers: buffers, steps: steps, copies: copies
      )
      return (program, outputs)
    }

    private static func touches(_ step: Schedule.Step, _ vertex: Int) -> Bool {
      if case .kernel(let kernel) = step { kernel.bindings.contains { $0.vertex == vertex } } else { false }
    }

    private func placeConstants(_ schedule: Schedule, _ places: inout [NativeProgram.Place])
      throws(CommandFailure)
    {
      for (v, vertex) in schedule.graph.vertices.enumerated() {
        switch vertex.kind {
        case .data(let storage):
          let count = vertex.count * vertex.dtype.size
          guard count <= 1 << 16 else {
            throw fail(
              "a constant array of \(count) bytes is too large for build; make it an input", at: vertex.source
            )
          }
          var words = [UInt64](repeating: 0, count: (count + 7) / 8)
          words.withUnsafeMutableBytes {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: storage.pointer, count: count))
          }
          places[v] = .constant(words)
        case .literal(let literal): places[v] = .constant([literal.bits])
        default: break
        }
      }
    }

    /// Lets kernels write to the outputs themselves where they can; what is an output as it is gets copied.
    private func placeOutputs(
      _ outputs: [Output], _ schedule: Schedule, _ firstOutput: Int, _ places: inout [NativeProgram.Place]
    ) -> (copies: [NativeProgram.Copy], vertices: Set<Int>) {
      var copies: [NativeProgram.Copy] = []
      var vertices: Set<Int> = []
      for (k, output) in outputs.enumerated() {
        guard
          let v = schedule.graph.roots.first(where: { root in
            schedule.graph.vertices[root].nodes.contains { $0 === output.node }
          })
        else { continue }
        vertices.insert(v)
        if case .temporary = places[v] {
          places[v] = .parameter(firstOutput + k)
        } else {
          copies.append(.init(buffer: v, parameter: firstOutput + k))
        }
      }
      return (copies, vertices)
    }

    /// Inputs stand in the graph as calls without inputs; no other call can be part of a function.
    private func requireInput(_ step: LibraryStep, _ schedule: Schedule) throws(CommandFailure) {
      for v in step.vertices {
        guard case .library(let call, _) = schedule.graph.vertices[v].kind, !call.inputs.isEmpty else { continue }
        let isProduct = call.name == "matmul" || call.name == "dot"
        throw fail(
          "'\(call.name)' calls a library and cannot be built into a function", at: call.source,
          note: isProduct
            ? "a product can be a sum: (a * b).sum() of vectors, (A[:, :, None] * B).sum(axis=1) of matrices"
            : "compute it before, and pass the result as an input")
      }
    }

    // MARK: Steps

    /// The step `k` of one of the two schedules that each choice of lengths has; nil for a library call.
    private func step(_ k: Int, of schedule: (Schedules) -> Schedule) throws(CommandFailure) -> NativeProgram.Step? {
      let steps = schedules.compactMap { schedule($0).kernelStep(k) }
      guard let step = steps.first else { return nil }
      var operands: [NativeProgram.Operand] = []
      for (o, operand) in step.kernel.operands.enumerated() {
        operands.append(
          NativeProgram.Operand(
            buffer: operand.role == .index ? nil : step.bindings[o].vertex,
            offset: try formula(steps) { $0.bindings[o].offset },
            outerStrides: try formulas(steps) { $0.bindings[o].outerStrides },
            sweepStride: try formula(steps) { $0.bindings[o].sweepStride },
            innerStride: try formula(steps) { $0.bindings[o].innerStride }))
      }
      var literals: [NativeProgram.Number] = []
      for (j, literal) in step.literals.enumerated() {
        let all = steps.map { $0.literals[j] }
        if all.allSatisfy({ $0 == literal }) {
          literals.append(.bits(literal.bits))
        } else {
          literals.append(
            .count(
              try formula(steps) { $0.literals[j].integer.flatMap { Int(exactly: $0) } ?? 0 }, literal.dtype)
          )
        }
      }
      return NativeProgram.Step(
        kernel: step.kernel, outerExtents: try formulas(steps) { $0.outerExtents },
        sweepExtent: try formula(steps) { $0.sweepExtent },
        innerExtent: try formula(steps) { $0.innerExtent },
        operands: operands, literals: literals)
    }
  }
}
