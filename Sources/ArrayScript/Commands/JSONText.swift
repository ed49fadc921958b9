/// Writes JSON objects with their fields in the order in which they are added.
package struct JSONText {
  private var fields: [String] = []

  package init() {}

  package mutating func add(_ name: String, _ text: String) { addRaw(name, Self.quoted(text)) }
  package mutating func add(_ name: String, _ number: Int) { addRaw(name, String(number)) }
  package mutating func add(_ name: String, _ number: Double) {
    addRaw(name, number.isFinite ? "\(number)" : "null")
  }
  package mutating func add(_ name: String, _ numbers: [Int]) {
    addRaw(name, "[\(numbers.map(String.init).joined(separator: ", "))]")
  }
  package mutating func add(_ name: String, _ objects: [JSONText]) {
    addRaw(name, "[\(objects.map(\.text).joined(separator: ", "))]")
  }
  private mutating func addRaw(_ name: String, _ value: String) {
    fields.append("\(Self.quoted(name)): \(value)")
  }

  package var text: String { "{\(fields.joined(separator: ", "))}" }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// Milliseconds with three digits behind the point.
func milliseconds(_ seconds: Double) -> Double { (seconds * 1e6).rounded() / 1e3 }
