import ArrayGraph

/// The lengths that the names of dimensions stand for.
///
/// Where nothing is evaluated the lengths are not known: each name then stands for a length of its own that no program
/// is likely to write, divisible by the small numbers that reshapes use, and messages show the name instead.
struct Dimensions {
  private struct Bound {
    var length: Int
    var array: String
    var axis: Int
    var range: SourceRange
  }

  let isSymbolic: Bool
  private var bound: [String: Bound] = [:]
  /// Names in the order in which they first appeared.
  private(set) var order: [String] = []
  private var samples: [Int: String] = [:]
  private var sampled: [String: Int] = [:]
  /// Integers that stand in the program and so cannot stand for a dimension.
  private let written: Set<Int>
  private let lengths: [String: Int]
  private var nextFactor = 11

  /// - Parameter lengths: what names stand for where nothing is evaluated, if that was chosen.
  init(isSymbolic: Bool, source: SourceText, lengths: [String: Int] = [:]) {
    self.isSymbolic = isSymbolic
    self.lengths = lengths
    var written: Set<Int> = []
    if isSymbolic {
      var number = 0
      for scalar in source.scalars {
        if scalar.isASCII, let digit = Int(String(scalar)) {
          number = number > 1_000_000_000 ? number : number * 10 + digit
        } else if number > 0 {
          written.insert(number)
          number = 0
        }
      }
      written.insert(number)
    }
    self.written = written
  }

  /// The array and the axis that bound a name.
  func owner(of name: String) -> (array: String, axis: Int)? { bound[name].map { ($0.array, $0.axis) } }

  func length(of name: String) -> Int? { bound[name]?.length }

  /// A length for a dimension that is not known.
  mutating func sample(_ name: String) -> Int {
    if name != "_", let known = bound[name]?.length ?? lengths[name] ?? sampled[name] { return known }
    while true {
      let length = 720 * nextFactor
      nextFactor = Self.nextPrime(nextFactor)
      if !written.contains(length) {
        samples[length] = name
        sampled[name] = length
        return length
      }
    }
  }

  private static func nextPrime(_ number: Int) -> Int {
    var candidate = number + 2
    while (3..<candidate).contains(where: { $0 * $0 <= candidate && candidate % $0 == 0 }) { candidate += 2 }
    return candidate
  }

  /// Binds a name to a length, or checks it. Throws `.shape` where an earlier array had another length.
  mutating func bind(_ name: String, to length: Int, array: String, axis: Int, at range: SourceRange)
    throws(Failure)
  {
    guard let known = bound[name] else {
      bound[name] = Bound(length: length, array: array, axis: axis, range: range)
      order.append(name)
      return
    }
    guard known.length == length else {
      throw .diagnostic(
        Diagnostic(
          .error,
          "the dimension '\(name)' is \(known.length) in '\(known.array)' and \(length) in '\(array)'",
          at: range,
          notes: [Diagnostic.Note("'\(name)' is bound to \(known.length)", at: known.range)]))
    }
  }

  /// The message with the names of dimensions in place of the lengths that stand for them.
  func named(_ message: String) -> String {
    guard isSymbolic, !samples.isEmpty else { return message }
    var result = ""
    var digits = ""
    func flush() {
      result += Int(digits).flatMap { samples[$0] } ?? digits
      digits = ""
    }
    for character in message {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        flush()
        result.append(character)
      }
    }
    flush()
    return result
  }
}
