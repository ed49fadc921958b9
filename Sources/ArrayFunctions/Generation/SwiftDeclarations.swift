import ArrayGraph

/// The files that are written from the tables and checked in, by their path under the package's root.
///
/// `swift run GenerateSources` writes them; a test fails when one is stale.
package enum GeneratedFiles {
  package static var all: [(path: String, text: String)] {
    [
      ("Sources/LazyArrays/Generated/UnaryFunctions.swift", swiftFile(operandCount: 1)),
      ("Sources/LazyArrays/Generated/BinaryFunctions.swift", swiftFile(operandCount: 2)),
      ("Sources/LazyArrays/Generated/TernaryFunctions.swift", swiftFile(operandCount: 3)),
      ("Sources/LazyArrays/Generated/MixedFunctions.swift", mixedFile),
      ("Sources/CLanes/Rows.h", LoopSource.text),
      ("docs/ops.md", operationsDocument),
    ]
  }

  /// The parts of files that are written from the tables, each between two comments: `<!-- name: begin -->` and
  /// `<!-- name: end -->`.
  package static var sections: [(path: String, name: String, text: String)] {
    [("docs/numerics.md", "ulp", worstErrors)]
  }

  /// The text of a file with a section written anew; nil where its two comments are missing.
  package static func replacing(_ name: String, in text: String, with section: String) -> String? {
    let (begin, end) = ("<!-- \(name): begin -->\n", "<!-- \(name): end -->")
    guard let start = text.firstRange(of: begin), let stop = text[start.upperBound...].firstRange(of: end) else {
      return nil
    }
    return text[..<start.upperBound] + section + text[stop.lowerBound...]
  }

  static let notice = "Generated from the tables of operations: swift run GenerateSources"

  /// Rows that Swift spells as operators or that are written by hand with more parameters.
  private static let spelledElsewhere: Set<String> = [
    "add", "subtract", "multiply", "divide", "negative", "positive", "equal", "not_equal", "less", "less_equal",
    "greater", "greater_equal", "bitwise_and", "bitwise_or", "bitwise_xor", "invert", "logical_and", "logical_or",
    "logical_xor", "logical_not", "where", "clip", "round",
  ]

  /// Names that camel case alone would not make Swift's own.
  private static let swiftNames = [
    "isnan": "isNaN", "isinf": "isInfinite", "isfinite": "isFinite", "signbit": "signBit", "copysign": "copySign",
    "nextafter": "nextAfter", "logaddexp": "logAddExp", "logaddexp2": "logAddExp2",
  ]

  /// The name of a row's Swift function; nil where there is none.
  package static func swiftName(_ operation: Operation) -> String? {
    if spelledElsewhere.contains(operation.name) { return nil }
    if let name = swiftNames[operation.name] { return name }
    let words = operation.name.split(separator: "_")
    return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// The protocol whose elements have the row.
  private static func constraint(_ operation: Operation) -> String {
    let hasFloats = operation.signature(.f64) != nil
    let hasIntegers = operation.signature(.i64) != nil
    return hasFloats && hasIntegers ? "ArrayNumber" : hasFloats ? "ArrayFloat" : "ArrayInteger"
  }

  private static func swiftFile(operandCount: Int) -> String {
    var text = "// \(notice)\n\nimport ArrayFunctions\n"
    for operation in Operation.all where operation.operandCount == operandCount {
      guard let name = swiftName(operation) else { continue }
      text += "\n// MARK: \(name)\n\nprivate let \(name)Row = Ops.named(\"\(operation.name)\")\n\n"
      text += declarations(operation, name)
    }
    return text
  }

  /// Binary functions of operands whose element types differ: errors that the type checker finds at once.
  private static var mixedFile: String {
    var text = "// \(notice)\n"
    for operation in Operation.all where operation.operandCount == 2 {
      guard let name = swiftName(operation) else { continue }
      let element = "Element: \(constraint(operation))"
      let result = operation.resultType(.f64) == .bool ? "NDArray<Bool>" : "NDArray<Element>"
      text += "\n// MARK: \(name)\n"
      for (other, a, b) in [
        ("MixedOperand", "NDArray<Element>", "Other"), ("MixedScalar", "Other", "NDArray<Element>"),
      ] {
        text += """

          /// An error: the element types differ.
          @_disfavoredOverload
          @ElementTypesDiffer
          @available(*, deprecated, message: "\(mixedMessage)")
          public func \(name)<\(element), Other: \(other)>(
            _ a: \(a), _ b: \(b)
          ) -> \(result) {
            NDArray<Element>.mixed(\(other == "MixedOperand" ? "a" : "b"))
          }

          """
      }
    }
    return text
  }

  /// What is said of operands whose element types differ, also in `MixedOperands.swift`.
  private static let mixedMessage =
    "the element types differ, and nothing is promoted silently: cast one of them"

  private static func declarations(_ operation: Operation, _ name: String) -> String {
    let generic = "<Element: \(constraint(operation))>"
    let array = "NDArray<Element>"
    let result = operation.resultType(.f64) == .bool ? "NDArray<Bool>" : array
    let letters = ["a", "b", "c"].prefix(operation.operandCount)
    if operation.operandCount == 1 {
      return """
        /// \(operation.doc)
        public func \(name)\(generic)(_ x: \(array)) -> \(result) {
          \(array).unary(\(name)Row, x.node)
        }

        """
    }
    if operation.operandCount == 3 {
      return """
        /// \(operation.doc)
        public func \(name)\(generic)(
          \(letters.map { "_ \($0): \(array)" }.joined(separator: ", ")), file: StaticString = #fileID,
          line: UInt = #line
        ) -> \(result) {
          \(array).ternary(\(name)Row, a.node, b.node, c.node, file, line)
        }

        """
    }
    return """
      /// \(operation.doc)
      public func \(name)\(generic)(
        _ a: \(array), _ b: \(array), file: StaticString = #fileID, line: UInt = #line
      ) -> \(result) {
        \(array).binary(\(name)Row, a.node, b.node, \(result == array ? "Element" : "Bool").self, file, line)
      }
      /// \(operation.doc)
      public func \(name)\(generic)(_ a: \(array), _ b: Element) -> \(result) {
        \(array).binary(\(name)Row, a.node, \(array).constant(b))
      }
      /// \(operation.doc)
      public func \(name)\(generic)(_ a: Element, _ b: \(array)) -> \(result) {
        \(array).binary(\(name)Row, \(array).constant(a), b.node)
      }

      """
  }
}
