import ArrayFunctions
import ArrayGraph
import ArrayRuntime

/// Compiles a function of arrays: it is recorded once for each combination of argument shapes, and later calls run what
/// was recorded, which spares the cost of recording (as much as the work itself on some hundred elements).
///
///     let scaled = jit { (x: NDArray<Float>, mean: NDArray<Float>) in exp(x - mean) * 0.5 }
///     let y = scaled(x, x.mean())
///
/// The function must depend on nothing but its arguments: arrays and numbers that it captures are those of the first
/// call. A function that reads elements of its arguments, or that calls linear algebra, works as well, but is recorded
/// at every call. The code that is generated does not depend on shapes and is shared with all that is recorded
/// elsewhere. Arguments are evaluated before the call, results in it.
public func jit<each Argument: ArrayElement, Result: ArrayElement>(
  _ body: @escaping @Sendable (repeat NDArray<each Argument>) -> NDArray<Result>
) -> @Sendable (repeat NDArray<each Argument>) -> NDArray<Result> {
  let function = traced { nodes in
    var next = nodes.makeIterator()
    return [body(repeat array(of: (each Argument).self, next.next())).node]
  }
  return { (arguments: repeat NDArray<each Argument>) in
    var nodes: [Node] = []
    nodes.reserveCapacity(mostArguments)
    for argument in repeat each arguments { nodes.append(argument.node) }
    return array(of: Result.self, results(of: function, nodes).first)
  }
}

/// Compiles a function of arrays that gives two arrays, as a tuple; they share the work that they have in common.
///
///     let moments = jit { (x: NDArray<Float>) in (x.mean(), x.var()) }
///     let (mean, variance) = moments(x)
public func jit<each Argument: ArrayElement, First: ArrayElement, Second: ArrayElement>(
  _ body: @escaping @Sendable (repeat NDArray<each Argument>) -> (NDArray<First>, NDArray<Second>)
) -> @Sendable (repeat NDArray<each Argument>) -> (NDArray<First>, NDArray<Second>) {
  let function = traced { nodes in
    var next = nodes.makeIterator()
    let (first, second) = body(repeat array(of: (each Argument).self, next.next()))
    return [first.node, second.node]
  }
  return { (arguments: repeat NDArray<each Argument>) in
    var nodes: [Node] = []
    nodes.reserveCapacity(mostArguments)
    for argument in repeat each arguments { nodes.append(argument.node) }
    var next = results(of: function, nodes).makeIterator()
    return (array(of: First.self, next.next()), array(of: Second.self, next.next()))
  }
}

/// Compiles a function of arrays that gives three arrays.
public func jit<each Argument: ArrayElement, First: ArrayElement, Second: ArrayElement, Third: ArrayElement>(
  _ body: @escaping @Sendable (repeat NDArray<each Argument>) -> (NDArray<First>, NDArray<Second>, NDArray<Third>)
) -> @Sendable (repeat NDArray<each Argument>) -> (NDArray<First>, NDArray<Second>, NDArray<Third>) {
  let function = traced { nodes in
    var next = nodes.makeIterator()
    let (first, second, third) = body(repeat array(of: (each Argument).self, next.next()))
    return [first.node, second.node, third.node]
  }
  return { (arguments: repeat NDArray<each Argument>) in
    var nodes: [Node] = []
    nodes.reserveCapacity(mostArguments)
    for argument in repeat each arguments { nodes.append(argument.node) }
    var next = results(of: function, nodes).makeIterator()
    return (array(of: First.self, next.next()), array(of: Second.self, next.next()), array(of: Third.self, next.next()))
  }
}

/// What almost every function takes at most.
private let mostArguments = 4

private func traced(_ body: @escaping TracedFunction.Body) -> TracedFunction {
  TracedFunction(Session.engine, hasFailed: { ErrorScope.current?.first != nil }, body)
}

private func results(of function: TracedFunction, _ arguments: [Node]) -> [Node] {
  do throws(ArrayError) {
    return try function(arguments)
  } catch {
    ErrorScope.fail(error, nil, 0)
    return []
  }
}

/// A node as an array. There is none only after an error that a `checked` scope keeps.
private func array<Element: ArrayElement>(of _: Element.Type, _ node: Node?) -> NDArray<Element> {
  NDArray(node: node ?? Node.literal(NDArray<Element>.zero.literal))
}
