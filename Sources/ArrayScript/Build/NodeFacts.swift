import ArrayFunctions
import ArrayGraph

/// What a program records for one choice of lengths: its operations, and the numbers among them that may depend on the
/// lengths. Two choices with the same text have graphs of the same form.
///
/// Views are not operations but layouts through which one is read, since a view that shows everything is not recorded.
struct NodeFacts {
  private(set) var text: [String] = []
  /// Lengths, offsets and values; nil where an axis of length 1 leaves a stride open.
  private(set) var numbers: [Int?] = []
  /// Where the operations of `text`, and what has the `numbers`, stand in the program.
  private(set) var textPlaces: [SourceRange?] = []
  private(set) var numberPlaces: [SourceRange?] = []
  private var positions: [ObjectIdentifier: Int] = [:]

  init(_ roots: [Node]) {
    var stack: [(node: Node, isExpanded: Bool)] = roots.reversed().map { (Self.base($0), false) }
    while let (node, isExpanded) = stack.popLast() {
      if positions[ObjectIdentifier(node)] != nil { continue }
      var inputs: [Node] = []
      Node.forEachInput(node.kind) { inputs.append($0) }
      if isExpanded {
        add(node, inputs)
        positions[ObjectIdentifier(node)] = positions.count
      } else {
        stack.append((node, true))
        for input in inputs.reversed() { stack.append((Self.base(input), false)) }
      }
    }
    text.append("roots \(roots.map { read($0) })")
    textPlaces.append(nil)
  }

  /// The node that a view shows, or the node itself.
  private static func base(_ node: Node) -> Node {
    if case .view(let base, _) = node.kind { base } else { node }
  }

  /// Notes through which layout a node is read; gives the number of what it shows.
  private mutating func read(_ node: Node) -> Int {
    note(node.shape, node)
    if case .view(_, let layout) = node.kind {
      note([layout.offset] + zip(layout.strides, node.shape).map { $1 == 1 ? nil : $0 }, node)
    } else {
      note([0] + zip(Layout(rowMajor: node.shape).strides, node.shape).map { $1 == 1 ? nil : $0 }, node)
    }
    return positions[ObjectIdentifier(Self.base(node))] ?? -1
  }

  private mutating func note(_ values: [Int?], _ node: Node) {
    numbers += values
    numberPlaces += values.map { _ in node.source }
  }

  private mutating func add(_ node: Node, _ inputs: [Node]) {
    var line = "\(node.dtype.name) \(node.shape.count) \(inputs.map { "\(read($0)) \($0.shape.count)" }) "
    note(node.shape, node)
    switch node.kind {
    case .data(let storage):
      line += "data"
      if node.count <= 4096 {
        line += "\(UnsafeRawBufferPointer(start: storage.pointer, count: node.count * node.dtype.size).map { $0 })"
      }
    case .literal(let literal): line += constant(literal, node)
    case .index: line += "index"
    case .elementwise(let operation, let dtype, let inputs):
      line += "\(operation.name) \(dtype.name)"
      if let (place, literal) = inputs.constant(dtype) { line += " \(place) \(constant(literal, node))" }
    case .cast: line += "cast"
    case .view: line += "view"
    case .reduce(let reduction, _, let axes): line += "\(reduction.rawValue) \(axes)"
    case .copy: line += "copy"
    case .library(let call, let result): line += "\(call.name) \(result)"
    }
    text.append(line)
    textPlaces.append(node.source)
  }

  /// A constant that is a node, or that `node` has for an operand.
  private mutating func constant(_ literal: Literal, _ node: Node) -> String {
    // A whole number may be a count.
    guard let whole = literal.integer, let value = Int(exactly: whole), literal.dtype != .bool,
      !literal.dtype.isFloat || literal.double == Double(value)
    else { return "literal \(literal.bits)" }
    note([value], node)
    return "whole"
  }

  /// Whether the facts are those that `formulas` foretell for the lengths `point`.
  func agree(with text: [String], _ formulas: [LengthFormula], at point: [Int]) -> Bool {
    guard text == self.text, numbers.count == formulas.count else { return false }
    return zip(numbers, formulas).allSatisfy { number, formula in
      number == nil || formula.value(at: point) == number
    }
  }
}
