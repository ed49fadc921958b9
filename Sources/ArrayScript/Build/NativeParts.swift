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
    let schedules: [(CheckedProgram, Schedule)]

    private func fail(_ message: String, at range: SourceRange? = nil, note: String? = nil) -> CommandFailure {
      let notes = [note].compactMap { $0.map { Diagnostic.Note($0) } }
      return CommandFailure(.wrong, checked.render([Diagnostic(.error, message, at: range, notes: notes)]))
    }

    private func formula(_ number: (Schedule) -> Int) throws(CommandFailure) -> LengthFormula {
      guard let formula = grid.polynomial(schedules.map { number($0.1) }) else {
        throw fail("what is computed depends on the lengths in a way that one function cannot follow")
      }
      return formula
    }

    private func formulas(_ numbers: (Schedule) -> [Int]) throws(CommandFailure) -> [LengthFormula] {
      let all = schedules.map { numbers($0.1) }
      var result: [LengthFormula] = []
      for k in (all.first ?? []).indices { result.append(try formula { numbers($0)[k] }) }
      return result
    }

    func assemble(name: String, minimums: [Int]) throws(CommandFailure) -> (
      program: NativeProgram, outputs: [Output]
    ) {
      guard let (first, schedule) = schedules.first else { throw fail("there is nothing to compute") }
      let outputs = first.shownOutputs
      var parameters = dimensions.map { _ in NativeProgram.Parameter.dimension }
      parameters += first.inputs.map { $0.type.dimensions.isEmpty ? .scalar($0.type.dtype) : .array }
      let firstOutput = parameters.count
      parameters += outputs.map { _ in .array }

      var places: [NativeProgram.Place] = schedule.graph.vertices.map { _ in .temporary }
      for (k, input) in first.inputs.enumerated() {
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
        case .kernel(let kernel): steps.append(try self.step(k, kernel))
        case .library(let library): try requireInput(library, schedule)
        }
      }
      var buffers: [NativeProgram.Buffer] = []
      for (v, place) in places.enumerated() {
        let bytes = try formula { $0.graph.vertices[v].count * $0.graph.vertices[v].dtype.size }
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

    private func step(_ k: Int, _ step: KernelStep) throws(CommandFailure) -> NativeProgram.Step {
      func kernel(_ schedule: Schedule) -> KernelStep {
        if case .kernel(let kernel) = schedule.steps[k] { kernel } else { step }
      }
      var operands: [NativeProgram.Operand] = []
      for (o, operand) in step.kernel.operands.enumerated() {
        operands.append(
          NativeProgram.Operand(
            buffer: operand.role == .index ? nil : step.bindings[o].vertex,
            offset: try formula { kernel($0).bindings[o].offset },
            outerStrides: try formulas { kernel($0).bindings[o].outerStrides },
            sweepStride: try formula { kernel($0).bindings[o].sweepStride },
            innerStride: try formula { kernel($0).bindings[o].innerStride }))
      }
      var literals: [NativeProgram.Number] = []
      for (j, literal) in step.literals.enumerated() {
        let all = schedules.map { kernel($0.1).literals[j] }
        if all.allSatisfy({ $0 == literal }) {
          literals.append(.bits(literal.bits))
        } else {
          literals.append(
            .count(
              try formula { kernel($0).literals[j].integer.flatMap { Int(exactly: $0) } ?? 0 }, literal.dtype)
          )
        }
      }
      return NativeProgram.Step(
        kernel: step.kernel, outerExtents: try formulas { kernel($0).outerExtents },
        sweepExtent: try formula { kernel($0).sweepExtent },
        innerExtent: try formula { kernel($0).innerExtent },
        operands: operands, literals: literals)
    }
  }
}
