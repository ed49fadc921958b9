import ArrayGraph
import ArrayLLVM

/// The C header of a function that `arrayc build` makes.
struct CHeader {
  let checked: CheckedProgram
  let program: NativeProgram
  let outputs: [Output]
  /// The shape of each output, in terms of the dimensions.
  let outputShapes: [[LengthFormula]]

  var text: String {
    let guardName = "ARRAYC_\(program.name.uppercased())_H"
    return """
      /* Made by arrayc from \(Self.comment(checked.program.source.file)).
       *
      \(description)
       *
       * Arrays are contiguous, in C order; results must not overlap anything else. Returns 0, or
       *   \(NativeProgram.Status.outOfMemory.rawValue)  there is not enough memory
       *   \(NativeProgram.Status.dimensionTooSmall.rawValue)  a dimension is too small\(minimums)
       */
      #ifndef \(guardName)
      #define \(guardName)

      #include <stdbool.h>
      #include <stdint.h>

      #ifdef __cplusplus
      extern "C" {
      #endif

      int \(program.name)(\(parameters.joined(separator: ", ")));

      #ifdef __cplusplus
      }
      #endif

      #endif

      """
  }

  private var minimums: String {
    let named = zip(checked.dimensions, program.minimums).map { "\($0) >= \($1)" }
    return named.isEmpty ? "" : " (\(named.joined(separator: ", ")))"
  }

  private var description: String {
    var lines: [String] = []
    for input in checked.inputs {
      let shape = input.type.dimensions.isEmpty ? "a scalar" : input.type.text
      lines.append(" *   \(Self.identifier(input.name))  input, \(shape)")
    }
    for (output, shape) in zip(outputs, outputShapes) {
      let lengths = shape.map { Self.expression($0, checked.dimensions) }
      lines.append(
        " *   \(Self.identifier(output.name))  output, \(output.node.dtype.name)[\(lengths.joined(separator: ", "))]"
      )
    }
    return lines.joined(separator: "\n")
  }

  private var parameters: [String] {
    let dimensions = checked.dimensions.map { "int64_t \(Self.identifier($0))" }
    let inputs = checked.inputs.map { input in
      let (type, name) = (Self.type(input.type.dtype), Self.identifier(input.name))
      return input.type.dimensions.isEmpty ? "\(type) \(name)" : "const \(type) *\(name)"
    }
    let results = outputs.map { "\(Self.type($0.node.dtype)) *\(Self.identifier($0.name))" }
    let all = dimensions + inputs + results
    return all.isEmpty ? ["void"] : all
  }

  private static func type(_ dtype: DType) -> String {
    switch dtype.kind {
    case .bool: "bool"
    case .signed: "int\(dtype.size * 8)_t"
    case .unsigned: "uint\(dtype.size * 8)_t"
    case .float: dtype == .f32 ? "float" : "double"
    }
  }

  private static func expression(_ formula: LengthFormula, _ names: [String]) -> String {
    let terms = formula.terms.map { term in
      var factors = zip(names, term.exponents).flatMap { name, exponent in
        [String](repeating: name, count: exponent)
      }
      if term.coefficient != 1 || factors.isEmpty { factors.insert(String(term.coefficient), at: 0) }
      return factors.joined(separator: "*")
    }
    let sum = terms.isEmpty ? "0" : terms.sorted().reversed().joined(separator: " + ")
    return sum.split(separator: " + -").joined(separator: " - ")
  }

  private static func comment(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "*" ? "_" : $0 })
  }

  private static let reserved: Set<String> = [
    "auto", "bool", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum",
    "extern",
    "float", "for", "goto", "if", "inline", "int", "long", "register", "restrict", "return", "short",
    "signed", "sizeof",
    "static", "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while", "class", "new",
    "delete",
    "this", "template", "namespace", "operator", "private", "public", "protected", "virtual", "true", "false",
    "main",
  ]

  /// A name as C takes it: other characters become `_`, reserved words get one behind.
  static func identifier(_ name: String) -> String {
    var result = String(
      name.unicodeScalars.map {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) ? Character($0) : "_"
      })
    if result.first?.isNumber ?? true { result = "_" + result }
    return reserved.contains(result) ? result + "_" : result
  }
}
