import ArrayGraph
import Foundation
import Lanes
import Testing

@testable import ArrayLinear

/// Every operation against NumPy's answers, with tolerances in units of the precision.
@Suite struct DifferentialTests {
  let oracle: Oracle

  init() throws { oracle = try Oracle.shared.get() }

  @Test func productsByBLAS() throws {
    try checkProducts(LinearContext())
  }

  @Test func productsByOwnKernels() throws {
    try checkProducts(LinearContext(library: nil, parallel: concurrent))
    try checkProducts(LinearContext(reproducible: true))
  }

  private func checkProducts(_ context: LinearContext) throws {
    let cases = oracle.cases.filter { $0.operation.isProduct }
    #expect(cases.count > 1500)
    for one in cases { try check(one, context) }
  }

  @Test func factorisations() throws {
    let cases = oracle.cases.filter { !$0.operation.isProduct }
    #expect(cases.count > 1500)
    for one in cases { try check(one, LinearContext()) }
  }

  /// An error where NumPy has one, otherwise NumPy's types and values.
  private func check(_ one: Case, _ context: LinearContext) throws {
    let inputs = try one.inputs.map(oracle.array)
    let label = one.testDescription
    let before = inputs.map(\.raw)
    let outputs: [TestArray]
    do {
      outputs = try run(one.operation, inputs, context)
    } catch let error as ArrayError {
      #expect(one.error != nil, "\(label): \(error), but NumPy has a result")
      if let error_ = one.error, error.kind != .shape { checkSentence(error, error_, label) }
      return
    }
    #expect(one.error == nil, "\(label): NumPy says \(one.error ?? "")")
    guard one.error == nil else { return }
    let answers = try one.outputs.map(oracle.array)
    #expect(outputs.map(\.buffer.shape) == answers.map(\.buffer.shape), "\(label)")
    #expect(outputs.map(\.buffer.dtype) == answers.map(\.buffer.dtype), "\(label)")
    #expect(inputs.map(\.raw) == before, "\(label): inputs were written")
    compare(one, inputs, outputs, answers, label)
  }

  private func checkSentence(_ error: ArrayError, _ numpy: String, _ label: String) {
    #expect(error.message.lowercased() == numpy.lowercased(), "\(label)")
    #expect(error.kind == (numpy == "Singular matrix" ? .singular : .value), "\(label)")
  }

  private func compare(
    _ one: Case, _ inputs: [TestArray], _ outputs: [TestArray], _ answers: [TestArray], _ label: String
  ) {
    let dtype = inputs[0].buffer.dtype
    guard dtype.isFloat else {
      #expect(outputs[0].raw == answers[0].raw, "\(label)")
      return
    }
    let precision = dtype == .f32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    let length = Double(max(inputs[0].buffer.shape.max() ?? 1, 4))
    let tolerance = 8 * length * precision
    let notFinite = answers.contains { $0.doubles.contains { !$0.isFinite } }
    let vectors: Bool
    switch one.operation {
    case .eigh, .eig, .svd, .qr: vectors = !notFinite
    default: vectors = false
    }
    for (index, (output, answer)) in zip(outputs, answers).enumerated() {
      // The signs of vectors are free; their residuals are checked instead.
      if vectors && !isValues(one.operation, index) { continue }
      var (x, y) = (output.doubles, answer.doubles)
      if one.operation == .eigvals {
        // LAPACK finds them in no particular order, which differs between releases.
        x = sortedRows(x, output.buffer.shape.last ?? 0)
        y = sortedRows(y, answer.buffer.shape.last ?? 0)
      }
      let scale = max(y.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }, precision)
      let slack: Double =
        switch one.operation {
        case .pinv, .lstsq: 3000
        case .det, .slogdet: 200
        default: 1
        }
      for (a, b) in zip(x, y) {
        let near = a == b || (a.isNaN && b.isNaN) || abs(a - b) <= slack * tolerance * scale
        #expect(near, "\(label) result \(index): \(a), NumPy \(b)")
        if !near { break }
      }
    }
    if vectors { residuals(one.operation, inputs[0], outputs, tolerance, label) }
  }

  private func sortedRows(_ values: [Double], _ length: Int) -> [Double] {
    stride(from: 0, to: values.count, by: max(length, 1)).flatMap { values[$0..<$0 + length].sorted() }
  }

  private func isValues(_ operation: LinearOperation, _ index: Int) -> Bool {
    switch operation {
    case .eigh: index == 0
    case .svd: index == 1
    default: false
    }
  }

  /// a · v = v · w, vᵀ · v = 1 and their like.
  private func residuals(
    _ operation: LinearOperation, _ input: TestArray, _ outputs: [TestArray], _ tolerance: Double,
    _ label: String
  ) {
    for (index, matrix) in input.matrices.enumerated() {
      let n = matrix.columns
      let bound = tolerance * max(matrix.largest, 1) * 4
      switch operation {
      case .eigh(let lower):
        let a = symmetrised(matrix, lower: lower)
        let v = outputs[1].matrices[index]
        let w = Array(outputs[0].doubles[index * n..<(index + 1) * n])
        #expect(w == w.sorted(), "\(label)")
        #expect((a * v).distance(v * .diagonal(w, n, n)) <= bound, "\(label)")
        #expect((v.transposed * v).distance(.identity(n)) <= tolerance, "\(label)")
      case .eig:
        let v = outputs[1].matrices[index]
        let w = outputs[0].doubles[index * n..<(index + 1) * n]
        #expect((matrix * v).distance(v * .diagonal(w, n, n)) <= bound * 4, "\(label)")
      case .svd:
        let (u, vt) = (outputs[0].matrices[index], outputs[2].matrices[index])
        let k = outputs[1].buffer.shape.last ?? 0
        let s = outputs[1].doubles[index * k..<(index + 1) * k]
        #expect((u * .diagonal(s, u.columns, vt.rows) * vt).distance(matrix) <= bound, "\(label)")
        #expect((u.transposed * u).distance(.identity(u.columns)) <= tolerance, "\(label)")
        #expect((vt * vt.transposed).distance(.identity(vt.rows)) <= tolerance, "\(label)")
      case .qr(let mode):
        let r = outputs[mode == .r ? 0 : 1].matrices[index]
        let below = (0..<r.rows).contains { i in
          (0..<min(i, r.columns)).contains { r.values[i * r.columns + $0] != 0 }
        }
        #expect(!below, "\(label): r is not triangular")
        if mode == .r {
          #expect(
            (r.transposed * r).distance(matrix.transposed * matrix) <= bound * max(matrix.largest, 1),
            "\(label)")
        } else {
          let q = outputs[0].matrices[index]
          #expect((q * r).distance(matrix) <= bound, "\(label)")
          #expect((q.transposed * q).distance(.identity(q.columns)) <= tolerance, "\(label)")
        }
      default: break
      }
    }
  }

  /// The matrix that `eigh` sees: one triangle, mirrored.
  private func symmetrised(_ a: Matrix, lower: Bool) -> Matrix {
    var result = a
    for i in 0..<a.rows {
      for j in 0..<a.columns where lower ? j > i : j < i {
        result.values[i * a.columns + j] = a.values[j * a.columns + i]
      }
    }
    return result
  }
}
