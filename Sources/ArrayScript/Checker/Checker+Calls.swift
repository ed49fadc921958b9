import ArrayFunctions
import ArrayGraph

extension Checker {
  func call(_ callee: Expression, _ arguments: [Argument], at range: SourceRange) throws(Failure) -> Meaning {
    let meaning: Meaning
    if case .name(let name) = callee.kind {
      meaning = try lookUp(name, at: callee.range, isCalled: true)
    } else {
      meaning = try evaluate(callee)
    }
    let place = Self.name(of: callee)
    switch meaning {
    case .function(let function): return try call(function, receiver: nil, arguments, at: place)
    case .method(let function, let receiver):
      return try call(function, receiver: receiver, arguments, at: place)
    case .builtin(let builtin): return try call(builtin, arguments, at: place)
    case .builtinMethod(let method, let node): return try call(method, of: node, arguments, at: place)
    case .value(.dtype(let dtype)): return try convert(to: dtype, arguments, at: place)
    case .value, .record, .text:
      throw .error(
        "\(meaning.typeName) cannot be called", at: place,
        notes: {
          if case .value(.array) = meaning { ["an array is indexed with brackets: x[0]"] } else { [] }
        }())
    case .module(let name, _): throw .error("'\(name)' is a module and cannot be called", at: place)
    }
  }

  /// The place of the name that is called: `mean` of `x.T.mean`.
  private static func name(of callee: Expression) -> SourceRange {
    if case .attribute(_, let name) = callee.kind { return name.range }
    return callee.range
  }

  func call(
    _ function: Function, receiver: Value?, _ arguments: [Argument], at place: SourceRange
  ) throws(Failure) -> Meaning {
    let values = try bind(function, receiver: receiver, arguments, at: place)
    let result: Value
    do throws(ArrayError) {
      result = try recorded(place) { () throws(ArrayError) in try function.body(values) }
    } catch {
      var diagnostic = Diagnostic(error, at: place, secondary: arguments.map(\.value.range))
      diagnostic.notes += origins(of: arguments.map(\.value))
      throw .diagnostic(diagnostic)
    }
    if let record = RecordType.byFunction[function.name], case .tuple(let items) = result,
      items.count == record.fields.count
    {
      return .record(record, items)
    }
    return .value(result)
  }

  /// `f32(x)`: a NumPy scalar, or an array with another dtype.
  private func convert(to dtype: DType, _ arguments: [Argument], at place: SourceRange) throws(Failure)
    -> Meaning
  {
    guard arguments.count == 1, let argument = arguments.first, argument.name == nil else {
      throw .error("\(dtype.name)() takes one value", at: place)
    }
    let value = try value(argument.value)
    do throws(ArrayError) {
      return .array(try recorded(place) { () throws(ArrayError) in try Node.array(value, dtype: dtype) })
    } catch {
      throw Failure(error, at: place, secondary: [argument.value.range])
    }
  }

  // MARK: Arguments

  /// The values of the arguments in the order of the function's parameters.
  func bind(
    _ function: Function, receiver: Value?, _ arguments: [Argument], at place: SourceRange
  ) throws(Failure) -> [Value] {
    let parameters = function.parameters
    let callName = "\(function.name.split(separator: ".").last ?? "")()"
    var values = [Value?](repeating: nil, count: parameters.count)
    var next = 0
    if let receiver {
      if !values.isEmpty { values[0] = receiver }
      next = 1
    }
    let positional = arguments.filter { $0.name == nil }
    let spread = try spreadArguments(parameters, receiver != nil, positional)
    if let spread { values[1] = spread }
    for argument in positional where spread == nil {
      guard next < parameters.count else {
        let most = parameters.count - (receiver == nil ? 0 : 1)
        let given = positional.count
        throw .error(
          "\(callName) takes at most \(most) positional argument\(most == 1 ? "" : "s"), but \(given) were given",
          at: argument.value.range, notes: [Self.signature(function)])
      }
      values[next] = try self.argument(argument.value, for: parameters[next], of: callName)
      next += 1
    }
    for argument in arguments {
      guard let name = argument.name else { continue }
      guard let k = parameters.firstIndex(where: { $0.name == name.name }) else {
        throw .error(
          "\(callName) got an unexpected keyword argument '\(name.name)'"
            + Suggestion.text(name.name, among: parameters.map(\.name)), at: name.range,
          notes: [Self.signature(function)])
      }
      guard values[k] == nil else {
        throw .error("\(callName) got two values for the argument '\(name.name)'", at: name.range)
      }
      values[k] = try self.argument(argument.value, for: parameters[k], of: callName)
    }
    var result: [Value] = []
    for (k, parameter) in parameters.enumerated() {
      guard let value = values[k] ?? parameter.defaultValue else {
        throw .error(
          "\(callName) lacks the argument '\(parameter.name)'", at: place, notes: [Self.signature(function)])
      }
      result.append(value)
    }
    return result
  }

  /// `x.reshape(2, 3)` and `x.transpose(1, 0)`: integers one by one instead of a tuple.
  private func spreadArguments(
    _ parameters: [ArrayFunctions.Parameter], _ isMethod: Bool, _ positional: [Argument]
  ) throws(Failure) -> Value? {
    guard isMethod, parameters.count > 1, positional.count > 1, parameters[1].isVariadic else { return nil }
    var items: [Value] = []
    for argument in positional {
      let value = try known(try value(argument.value), at: argument.value.range)
      guard case .int = value else {
        throw .error("expected an integer, not \(value.typeName)", at: argument.value.range)
      }
      items.append(value)
    }
    return .tuple(items)
  }

  /// The value of one argument, made to fit the kind of its parameter where only the script can do that.
  private func argument(
    _ expression: Expression, for parameter: ArrayFunctions.Parameter, of callName: String
  ) throws(Failure) -> Value {
    let value = try value(expression)
    switch parameter.kind {
    case .array, .arrays, .any: return value
    case .dtype:
      if case .string(let name) = value {
        guard let dtype = Self.dtype(named: name) else {
          if Self.laterDTypes.contains(name) { throw Self.laterDType(name, at: expression.range) }
          let names = DType.allCases.flatMap { [$0.name, $0.numpyName] }
          throw .error(
            "there is no dtype '\(name)'" + Suggestion.text(name, among: names), at: expression.range)
        }
        return .dtype(dtype)
      }
      switch value {
      case .dtype, .none: return value
      default:
        throw .error(
          "'\(parameter.name)' of \(callName) is a dtype, not \(value.typeName)", at: expression.range)
      }
    case .axes, .integer, .number, .boolean, .shape, .string:
      let known = try known(value, at: expression.range)
      if let wanted = Self.mismatch(known, parameter.kind) {
        throw .error(
          "'\(parameter.name)' of \(callName) is \(wanted), not \(known.typeName)", at: expression.range)
      }
      return known
    }
  }

  /// NumPy scalars as Python numbers, also inside tuples: for what must be known when a node is made.
  private func known(_ value: Value, at range: SourceRange) throws(Failure) -> Value {
    switch value {
    case .array(let node) where node.shape.isEmpty:
      return Value(try number(of: node, at: range) ?? (node.dtype.isFloat ? .float(1) : .int(1)))
    case .list(let items): return .list(try items.map { item throws(Failure) in try known(item, at: range) })
    case .tuple(let items):
      return .tuple(try items.map { item throws(Failure) in try known(item, at: range) })
    default: return value
    }
  }

  /// What the parameter takes, if the value is something else.
  private static func mismatch(_ value: Value, _ kind: ArrayFunctions.Parameter.Kind) -> String? {
    let isInteger = { (value: Value) -> Bool in if case .int = value { true } else { false } }
    let isNone = if case .none = value { true } else { false }
    if isNone { return nil }
    switch kind {
    case .integer:
      if case .bool = value { return nil }
      return isInteger(value) ? nil : "an integer"
    case .axes:
      return isInteger(value) || value.items?.allSatisfy(isInteger) == true
        ? nil : "an integer or a tuple of integers"
    case .shape:
      return isInteger(value) || value.items?.allSatisfy(isInteger) == true
        ? nil : "a shape: an integer or a tuple of integers"
    case .number: return value.number != nil ? nil : "a number"
    case .boolean:
      if case .bool = value { return nil }
      return isInteger(value) ? nil : "True or False"
    case .string: if case .string = value { return nil } else { return "a string" }
    case .array, .arrays, .dtype, .any: return nil
    }
  }

  /// `mean(a, axis=None, keepdims=False)`.
  package static func signature(_ function: Function) -> String {
    let parameters = function.parameters.map { parameter in
      parameter.name + (parameter.defaultValue.map { "=" + ValueText.repr($0) } ?? "")
    }
    return "\(function.name)(\(parameters.joined(separator: ", ")))"
  }
}
