import ArrayGraph

extension GeneratedFiles {
  /// The table of `docs/numerics.md`: what the sentences of the rows say of their worst errors.
  static var worstErrors: String {
    var text = "| function | worst error |\n| --- | --- |\n"
    for operation in Operation.all {
      guard let start = operation.doc.firstRange(of: "At most ") else { continue }
      let sentence = operation.doc[start.upperBound...].split(separator: ". ", maxSplits: 1)[0]
      let bound = sentence.replacing(" ulp off", with: " ulp")
      text += "| `\(operation.name)` | \(bound.hasSuffix(".") ? bound.dropLast() : bound[...]) |\n"
    }
    return text
  }
}
