import ArrayFunctions
import ArrayGraph

extension Checker {
  /// `base[items]`.
  func subscripted(
    _ base: Term, _ items: [IndexItem], isTuple: Bool, at range: SourceRange
  ) throws(Failure) -> Meaning {
    switch base.meaning {
    case .value(.array(let node)):
      var values: [Value] = []
      for item in items { values += try indexValues(item, isOnly: !isTuple) }
      do throws(ArrayError) {
        return .array(try recorded(range) { () throws(ArrayError) in try index(node, values) })
      } catch {
        var diagnostic = Diagnostic(error, at: items[0].range, secondary: [base.range])
        diagnostic.notes += origins(of: [base.expression].compactMap { $0 })
        throw .diagnostic(diagnostic)
      }
    case .value(.list(let values)):
      return try element(of: values, items, isTuple, make: { .value(.list($0)) }, name: "list")
    case .value(.tuple(let values)), .record(_, let values):
      return try element(of: values, items, isTuple, make: { .value(.tuple($0)) }, name: "tuple")
    case .value(.string(let text)):
      let values = text.unicodeScalars.map { Value.string(String($0)) }
      return try element(
        of: values, items, isTuple,
        make: { .value(.string($0.map { if case .string(let text) = $0 { text } else { "" } }.joined())) },
        name: "str")
    default: throw .error("\(base.meaning.typeName) cannot be indexed", at: base.range)
    }
  }

  private func indexValues(_ item: IndexItem, isOnly: Bool) throws(Failure) -> [Value] {
    switch item {
    case .slice(let lower, let upper, let step, let range):
      return [
        .slice(
          start: try sliceBound(lower), stop: try sliceBound(upper), step: try sliceStep(step, at: range))
      ]
    case .value(let expression):
      let value = try value(expression)
      // A tuple alone is the same as its items: x[(1, 2)].
      if isOnly, case .tuple(let items) = value {
        return try items.map { item throws(Failure) in try indexValue(item, at: expression.range) }
      }
      return [try indexValue(value, at: expression.range)]
    }
  }

  private func indexValue(_ value: Value, at range: SourceRange) throws(Failure) -> Value {
    switch value {
    case .int, .none, .ellipsis, .slice: return value
    case .array(let node):
      if node.dtype == .bool { throw later("boolean masks as an index are", at: range) }
      guard node.dtype.isInteger else {
        throw .error("an index is an integer or a slice, not \(value.typeName)", at: range)
      }
      guard node.shape.isEmpty else { throw later("integer arrays as an index are", at: range) }
      return .int(try number(of: node, at: range)?.integer ?? 0)
    case .bool: throw later("boolean masks as an index are", at: range)
    case .list, .tuple: throw later("lists as an index are", at: range)
    case .float:
      throw .error(
        "an index is an integer or a slice, not a float", at: range, notes: ["// divides to an integer"])
    case .string, .dtype: throw .error("an index is an integer or a slice, not \(value.typeName)", at: range)
    }
  }

  private func later(_ construct: String, at range: SourceRange) -> Failure {
    .error(
      "\(construct) not part of this version yet", at: range,
      notes: ["np.where(mask, a, b) chooses element by element"])
  }

  private func sliceStep(_ expression: Expression?, at range: SourceRange) throws(Failure) -> Int? {
    let step = try sliceBound(expression)
    if step == 0, let expression { throw .error("the step of a slice cannot be 0", at: expression.range) }
    return step
  }

  /// A bound of a slice; bounds past the range of `Int` mean as much as its ends.
  private func sliceBound(_ expression: Expression?) throws(Failure) -> Int? {
    guard let expression else { return nil }
    switch try value(expression) {
    case .none: return nil
    case .int(let value): return Int(clamping: value)
    case .bool(let value): return value ? 1 : 0
    case .array(let node) where node.shape.isEmpty && node.dtype.isInteger:
      return Int(clamping: try number(of: node, at: expression.range)?.integer ?? 0)
    case let value:
      throw .error(
        "a bound of a slice is an integer, not \(value.typeName)", at: expression.range,
        notes: value.number != nil ? ["// divides to an integer"] : [])
    }
  }

  // MARK: Lists, tuples and strings

  private func element(
    of values: [Value], _ items: [IndexItem], _ isTuple: Bool, make: ([Value]) -> Meaning, name: String
  ) throws(Failure) -> Meaning {
    guard !isTuple, let item = items.first else {
      throw .error(
        "a \(name) has one axis only", at: items.first?.range ?? SourceRange(file: "", line: 1, column: 1),
        notes: ["np.array(…) makes an array of it"])
    }
    switch item {
    case .slice(let lower, let upper, let step, let range):
      let (start, stop) = (try sliceBound(lower), try sliceBound(upper))
      let positions = Self.positions(
        start, stop, try sliceStep(step, at: range) ?? 1, count: values.count)
      return make(positions.map { values[$0] })
    case .value(let expression):
      guard case .int(let number)? = .some(try indexValue(try value(expression), at: expression.range)) else {
        throw .error("an index of a \(name) is an integer or a slice", at: expression.range)
      }
      let position = number < 0 ? number + Int128(values.count) : number
      guard let k = Int(exactly: position), values.indices.contains(k) else {
        throw .error(
          "index \(number) is out of range for a \(name) of \(values.count) item\(values.count == 1 ? "" : "s")",
          at: expression.range)
      }
      return .value(values[k])
    }
  }

  /// The positions that a slice picks, by Python's rule (docs.python.org, `slice.indices`).
  private static func positions(_ start: Int?, _ stop: Int?, _ step: Int, count: Int) -> [Int] {
    func clamped(_ bound: Int, _ low: Int, _ high: Int) -> Int {
      min(max(bound < 0 ? max(bound, -count - 1) + count : bound, low), high)
    }
    if step > 0 {
      let first = clamped(start ?? 0, 0, count)
      return Array(stride(from: first, to: max(first, clamped(stop ?? count, 0, count)), by: step))
    }
    let first = start.map { clamped($0, -1, count - 1) } ?? count - 1
    let last = stop.map { clamped($0, -1, count - 1) } ?? -1
    return Array(stride(from: first, to: min(first, last), by: step))
  }
}

/// The view `node[items]` of integers, slices, `...` and `None`.
func index(_ node: Node, _ items: [Value]) throws(ArrayError) -> Node {
  try node.indexed(try ArrayFunctions.IndexItem.items(.tuple(items)))
}
