import ArrayGraph
import Lanes

extension LinearOperation {
  /// The dtypes and shapes of the results; throws what a user did wrong, in the user's shapes.
  ///
  /// Inputs of one call must have one dtype (see `inputType(for:)`): any for products, `f32` or `f64`
  /// otherwise.
  package func resultTypes(inputs: [(DType, [Int])]) throws(ArrayError) -> [(DType, [Int])] {
    guard inputs.count == inputCount else {
      throw ArrayError(
        .value, "\(name) takes \(inputCount) array\(inputCount == 1 ? "" : "s"), not \(inputs.count)")
    }
    let (dtype, a) = inputs[0]
    guard inputs.allSatisfy({ $0.0 == dtype }) else {
      throw ArrayError(.dtype, "\(name): operands of one dtype are needed, not \(list(inputs))")
    }
    if isProduct { return [(dtype, try productShape(inputs))] }
    guard dtype.isFloat else {
      throw ArrayError(
        .dtype, "\(name) is not defined for \(dtype)", notes: ["cast to f64 first, as NumPy does"])
    }
    if case .matrixRank = self, a.count < 2 { return [(.i64, [])] }
    guard a.count >= 2 else {
      throw ArrayError(
        .shape, "\(name): \(describe(inputs[0])) is not a matrix",
        notes: [
          "an array of \(a.count) dimension\(a.count == 1 ? "" : "s") is given; it must have at least two"
        ])
    }
    let batch = Array(a.dropLast(2))
    let (m, n) = (a[a.count - 2], a[a.count - 1])
    let k = min(m, n)
    switch self {
    case .matmul, .dot: return []
    case .inv:
      try requireSquare(inputs[0])
      return [(dtype, a)]
    case .solve:
      return [(dtype, try solveShape(inputs))]
    case .det:
      try requireSquare(inputs[0])
      return [(dtype, batch)]
    case .slogdet:
      try requireSquare(inputs[0])
      return [(dtype, batch), (dtype, batch)]
    case .eigh, .eig:
      try requireSquare(inputs[0])
      return [(dtype, batch + [n]), (dtype, a)]
    case .eigvalsh, .eigvals:
      try requireSquare(inputs[0])
      return [(dtype, batch + [n])]
    case .svd(let full):
      return [
        (dtype, batch + [m, full ? m : k]), (dtype, batch + [k]), (dtype, batch + [full ? n : k, n]),
      ]
    case .svdvals: return [(dtype, batch + [k])]
    case .qr(.reduced): return [(dtype, batch + [m, k]), (dtype, batch + [k, n])]
    case .qr(.complete): return [(dtype, batch + [m, m]), (dtype, a)]
    case .qr(.r): return [(dtype, batch + [k, n])]
    case .cholesky:
      try requireSquare(inputs[0])
      return [(dtype, a)]
    case .lstsq:
      return try leastSquaresShapes(inputs)
    case .pinv: return [(dtype, batch + [n, m])]
    case .matrixRank: return [(.i64, batch)]
    }
  }

  /// `f32[2, 3]`, as the language writes a type.
  private func describe(_ input: (DType, [Int])) -> String {
    "\(input.0)[" + input.1.map(String.init).joined(separator: ", ") + "]"
  }

  private func list(_ inputs: [(DType, [Int])]) -> String { inputs.map(describe).joined(separator: " and ") }

  private func requireSquare(_ input: (DType, [Int])) throws(ArrayError) {
    let shape = input.1
    guard shape[shape.count - 1] == shape[shape.count - 2] else {
      throw ArrayError(
        .shape, "\(name): \(describe(input)) is not square",
        notes: [
          "the last two dimensions are \(shape[shape.count - 2]) and \(shape[shape.count - 1]);"
            + " they must be equal"
        ])
    }
  }

  private func stacksDoNotFit(_ a: [Int], _ b: [Int]) -> String {
    "the stacks \(Array(a.dropLast(2))) and \(Array(b.dropLast(2))) do not broadcast;"
      + " only equal lengths, or 1, go together"
  }

  private func productShape(_ inputs: [(DType, [Int])]) throws(ArrayError) -> [Int] {
    let (a, b) = (inputs[0].1, inputs[1].1)
    guard let k = a.last, !b.isEmpty else {
      throw ArrayError(
        .shape, "\(name): \(list(inputs)): a scalar has no axis to sum over",
        notes: ["use * to scale an array"])
    }
    let other = b.count == 1 ? b[0] : b[b.count - 2]
    guard k == other else {
      let which = b.count == 1 ? "the only axis" : "the last axis but one"
      throw ArrayError(
        .shape, "\(name): cannot multiply \(describe(inputs[0])) with \(describe(inputs[1]))",
        notes: [
          "the last axis of the first has \(k), \(which) of the second has \(other); they must be equal"
        ])
    }
    let columns = b.count == 1 ? [] : [b[b.count - 1]]
    if self == .dot { return a.dropLast() + b.dropLast(2) + columns }
    guard let batch = broadcastBatch(a.dropLast(2), b.dropLast(2)) else {
      throw ArrayError(
        .shape, "\(name): cannot multiply \(describe(inputs[0])) with \(describe(inputs[1]))",
        notes: [
          stacksDoNotFit(a, b)
        ])
    }
    return batch + (a.count == 1 ? [] : [a[a.count - 2]]) + columns
  }

  private func solveShape(_ inputs: [(DType, [Int])]) throws(ArrayError) -> [Int] {
    let (a, b) = (inputs[0].1, inputs[1].1)
    try requireSquare(inputs[0])
    let n = a[a.count - 1]
    guard !b.isEmpty else {
      throw ArrayError(
        .shape, "\(name): the right side \(describe(inputs[1])) must have at least one dimension")
    }
    let rows = b.count == 1 ? b[0] : b[b.count - 2]
    guard rows == n else {
      throw ArrayError(
        .shape, "\(name): \(describe(inputs[0])) does not go with the right side \(describe(inputs[1]))",
        notes: ["the matrix has \(n) rows, the right side has \(rows)"])
    }
    if b.count == 1 { return Array(a.dropLast()) }
    guard let batch = broadcastBatch(a.dropLast(2), b.dropLast(2)) else {
      throw ArrayError(
        .shape, "\(name): \(describe(inputs[0])) does not go with the right side \(describe(inputs[1]))",
        notes: [
          stacksDoNotFit(a, b)
        ])
    }
    return batch + [n, b[b.count - 1]]
  }

  private func leastSquaresShapes(_ inputs: [(DType, [Int])]) throws(ArrayError) -> [(DType, [Int])] {
    let (dtype, a) = inputs[0]
    let b = inputs[1].1
    guard a.count == 2, b.count == 1 || b.count == 2 else {
      throw ArrayError(
        .shape, "\(name): \(list(inputs)): a matrix and a vector or matrix are needed, not stacks of them")
    }
    guard a[0] == b[0] else {
      throw ArrayError(
        .shape, "\(name): \(describe(inputs[0])) does not go with the right side \(describe(inputs[1]))",
        notes: ["the matrix has \(a[0]) rows, the right side has \(b[0])"])
    }
    return [(dtype, [a[1]] + b.dropFirst()), (.i32, []), (dtype, [min(a[0], a[1])])]
  }
}
