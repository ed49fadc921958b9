import ArrayFiles
import ArrayFunctions
import ArrayGraph

/// The inputs that the command line gives: `-i NAME=SOURCE`. A source is read when its name is declared or first used.
package final class Inputs {
  /// One `-i NAME=SOURCE`.
  package struct Argument: Hashable, Sendable {
    package let name: String
    package let source: String

    /// Nil for what has no `=`, or no name before it.
    package init?(_ text: String) {
      guard let equal = text.firstIndex(of: "=") else { return nil }
      name = String(text[..<equal])
      source = String(text[text.index(after: equal)...])
      guard Self.isName(name), !source.isEmpty else { return nil }
    }

    package static func isName(_ text: String) -> Bool {
      let scalars = text.unicodeScalars
      guard let first = scalars.first, first == "_" || first.properties.isXIDStart else { return false }
      return scalars.allSatisfy { $0.properties.isXIDContinue }
    }
  }

  /// A value together with where it comes from.
  struct Given: Sendable {
    var value: Value
    let source: String
    /// The source says its dtype itself: a file of NumPy's.
    let isExact: Bool
  }

  private let arguments: [String: Argument]
  private let seed: UInt64
  /// The most bytes that random data may take.
  private let maximumBytes: Int?
  private let elements: ElementReader?
  /// What was read already, so that a program that is checked again gets the same arrays.
  private var known: [String: Given] = [:]
  private(set) var used: Set<String> = []
  /// How long reading took, in seconds.
  package private(set) var loadTime: Double = 0

  package init(
    _ arguments: [Argument], seed: UInt64 = 0, maximumBytes: Int? = nil, elements: ElementReader? = nil
  ) {
    self.arguments = Dictionary(arguments.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.seed = seed
    self.maximumBytes = maximumBytes
    self.elements = elements
  }

  /// Values that are there already.
  init(_ values: [String: Given]) {
    (arguments, seed, maximumBytes, elements) = ([:], 0, nil, nil)
    known = values
  }

  /// What was read so far.
  var values: [String: Given] { known }

  package var names: [String] { arguments.keys.sorted() }
  package func source(of name: String) -> String? { arguments[name]?.source }
  /// Names that were given and that the program never asked for.
  package var unused: [String] { names.filter { !used.contains($0) } }

  /// The value of a name that the program uses without declaring it; nil if it was not given.
  func undeclared(_ name: String, at range: SourceRange) throws(Failure) -> Meaning? {
    guard let given = try value(of: name, declaredAs: nil, at: range) else { return nil }
    switch given.value {
    case .list, .tuple:
      return .array(try located(range) { () throws(ArrayError) in try Node.array(given.value) })
    default: return .value(given.value)
    }
  }

  /// The value that was given for `name`; nil if none was.
  func value(of name: String, declaredAs type: InputType?, at range: SourceRange) throws(Failure) -> Given? {
    if let known = known[name] { return known }
    guard let argument = arguments[name] else { return nil }
    used.insert(name)
    let clock = ContinuousClock()
    let start = clock.now
    defer { loadTime += (clock.now - start).seconds }
    var given: Given
    if let file = ArraySource(argument.source) {
      given = try read(file, argument, type, at: range)
    } else {
      do throws(Failure) {
        given = Given(value: try evaluate(argument, type), source: argument.source, isExact: false)
      } catch {
        guard let mistake = ArraySource.mistake(argument.source) else { throw error }
        throw .diagnostic(unreadable(argument, mistake, at: range))
      }
    }
    if case .array(let node) = given.value, let elements, !node.shape.isEmpty {
      try located(range) { () throws(ArrayError) in try elements.read([node]) }
      // As if it had come from a file: nothing is folded because all its elements happen to be equal.
      if let storage = node.storage {
        given = Given(
          value: .array(Node(.data(storage), node.dtype, node.shape)), source: given.source, isExact: given.isExact)
      }
    }
    known[name] = given
    return given
  }

  private func read(
    _ file: ArraySource, _ argument: Argument, _ type: InputType?, at range: SourceRange
  ) throws(Failure) -> Given {
    let array: HostArray
    do throws(ArrayError) { array = try file.read() } catch {
      throw .diagnostic(unreadable(argument, error, at: range))
    }
    let bytes = array.bytes
    let storage = Storage(
      pointer: UnsafeMutableRawPointer(mutating: bytes.pointer), byteCount: bytes.count,
      release: { _, _ in withExtendedLifetime(bytes) {} })
    let node = Node(.data(storage), array.dtype, array.shape)
    guard case .csv = file else { return Given(value: .array(node), source: argument.source, isExact: true) }
    // Text has no dtype of its own: floats may become f32, whole numbers any float.
    let isFitting = type.map { $0.dtype.isFloat || $0.dtype == array.dtype } ?? false
    let value = isFitting ? node.cast(to: type?.dtype ?? array.dtype) : node
    return Given(value: .array(value), source: argument.source, isExact: false)
  }

  private func unreadable(_ argument: Argument, _ error: ArrayError, at range: SourceRange) -> Diagnostic {
    var diagnostic = Diagnostic(error, at: range)
    diagnostic.message = "cannot read the input '\(argument.name)': \(diagnostic.message)"
    return diagnostic
  }

  // MARK: Expressions

  /// The value of a source that is an expression; `:f32` behind it picks the dtype.
  private func evaluate(_ argument: Argument, _ type: InputType?) throws(Failure) -> Value {
    var text = argument.source
    var wanted: DType?
    if let colon = text.lastIndex(of: ":"),
      let dtype = Checker.dtype(named: String(text[text.index(after: colon)...]))
    {
      wanted = dtype
      text = String(text[..<colon])
    }
    let source = SourceText(file: "-i \(argument.name)", text: text)
    sources.append(source)
    let parsed = Parser.parse(source)
    if let first = parsed.diagnostics.first { throw .diagnostic(explained(first, argument)) }
    guard parsed.module.statements.count == 1,
      case .expression(let expression) = parsed.module.statements[0].kind
    else {
      throw .error(
        "'\(argument.source)' is neither a file nor an expression",
        at: SourceRange(file: source.file, line: 1, column: 1, length: max(1, source.scalars.count)))
    }
    let checker = Checker(
      inputs: Inputs([], seed: seed, maximumBytes: maximumBytes, elements: elements),
      elements: elements ?? .unavailable,
      source: source, isSource: true)
    checker.random = RandomSource(
      seed: seed, stream: argument.name, dtype: wanted ?? type?.dtype, maximumBytes: maximumBytes)
    let value: Value
    do throws(Failure) { value = try checker.value(expression) } catch {
      guard case .diagnostic(let diagnostic) = error else { throw error }
      throw .diagnostic(explained(diagnostic, argument))
    }
    guard let wanted else { return value }
    return .array(
      try located(expression.range) { () throws(ArrayError) in
        try Node.array(value, dtype: wanted).cast(to: wanted)
      })
  }

  /// The texts of the sources, for messages.
  package private(set) var sources: [SourceText] = []

  private func explained(_ diagnostic: Diagnostic, _ argument: Argument) -> Diagnostic {
    var diagnostic = diagnostic
    let hasPoint = argument.source.contains(".") || argument.source.contains("/")
    if hasPoint {
      diagnostic.notes.append(.init(ArraySource.kinds))
    }
    return diagnostic
  }
}

extension Duration {
  /// The duration in seconds.
  package var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
