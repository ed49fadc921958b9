/// `Sources/CLanes/Rows.h`: the rows of the tables, for every dtype, as functions of C.
package enum LoopSource {
  package static var text: String {
    var text = """
      // Generated from the tables of operations: swift run GenerateSources
      //
      // Each row of Sources/Lanes/Tables for each dtype, as a function of whole vectors. Vectors.h has the types and the
      // primitives that they are made of, Loops.h the loops around them.


      """
    let groups = [
      rows(.bool, boolRows(CIntegerLane<CUnsigned8>.self)),
      integers(CSigned8.self), integers(CSigned16.self), integers(CSigned32.self), integers(CSigned64.self),
      integers(CUnsigned8.self), integers(CUnsigned16.self), integers(CUnsigned32.self), integers(CUnsigned64.self),
      floats(CSingle.self), floats(CDouble.self),
    ]
    text += LaneTable.all.flatMap { [table($0, $0.single, CSingle.self), table($0, $0.double, CDouble.self)] }.joined()
    text += "\n"
    text += groups.flatMap(\.functions).joined(separator: "\n")
    text += "\n// Dtype, element type and name of each, by what it takes and gives.\n"
    text += macro("LANES_ROWS(UNARY, BINARY, TERNARY, PREDICATE, RELATION, SELECT)", groups.flatMap(\.entries))
    text += "\n"
    let reductions = Reduction.allCases.filter { !$0.isSearch }.map(combinations)
    text += reductions.flatMap(\.functions).joined(separator: "\n")
    text += "\n// Name, the row that combines two, dtype and element type of each.\n"
    text += macro("LANES_REDUCTIONS(REDUCTION)", reductions.flatMap(\.entries))
    text += "\n// The same of those of what another one combines two elements to: of both, name and row.\n"
    text += macro("LANES_REDUCTIONS_OF(REDUCTION_OF)", reductions.flatMap(\.pairs))
    text += "\n"
    let searches = Reduction.allCases.filter(\.isSearch).map(combinations)
    text += searches.flatMap(\.functions).joined(separator: "\n")
    text += "\n// Name, the row that gives the values it finds, dtype and element type of each.\n"
    text += macro("LANES_SEARCHES(SEARCH)", searches.flatMap(\.entries))
    return text
  }

  /// Functions, and their entries in the list of all.
  private struct Group {
    var functions: [String] = []
    var entries: [String] = []
    /// Of a reduction, its entries in the list of those that take another one in.
    var pairs: [String] = []
  }

  private static func macro(_ name: String, _ entries: [String]) -> String {
    "#define \(name) \\\n" + entries.map { "  \($0)" }.joined(separator: " \\\n") + "\n"
  }

  // MARK: Tables

  static func name(of table: LaneTable, _ type: CType) -> String { "\(table.name)_\(type.name)" }
  private static func table<T: BinaryFloatingPoint, F: CFloatFormat>(
    _ table: LaneTable, _ values: [T], _: F.Type
  ) -> String {
    if values.isEmpty { return "" }
    typealias L = CFloatLane<F>
    let lines = stride(from: 0, to: values.count, by: 4).map { start in
      values[start..<start + 4].map { L.text(of: Double($0)) }.joined(separator: ", ")
    }
    let head = "static const \(L.type.name)_element \(name(of: table, L.type))[\(values.count)] LANES_ALIGNED = {"
    return "\(head)\n  \(lines.joined(separator: ",\n  "))};\n"
  }

  // MARK: Rows

  private static func integers<F: CIntegerFormat>(_: F.Type) -> Group {
    typealias L = CIntegerLane<F>
    return rows(F.dtype, numberRows(L.self) + integerRows(L.self))
  }
  private static func floats<F: CFloatFormat>(_: F.Type) -> Group {
    typealias L = CFloatLane<F>
    return rows(F.dtype, numberRows(L.self) + floatRows(L.self) + mathRows(L.self))
  }
  private static func rows<L: CLane>(_ dtype: DType, _ rows: [Row<L>]) -> Group {
    var group = Group()
    for row in rows {
      var parameters = Array(repeating: L.type, count: row.signature.operandCount)
      if row.signature == .select && dtype != .bool { parameters[0] = L.type.signed }
      group.functions.append(CFunction.text("\(dtype.name)_\(row.name)", parameters, row.program))
      group.entries.append("\(macroName(row.signature))(\(dtype.name), \(L.type.name), \(row.name))")
    }
    return group
  }
  private static func macroName(_ signature: Signature) -> String { String(describing: signature).uppercased() }

  // MARK: Reductions

  /// Two vectors combined, and the identity, for every dtype: of eight lanes, the shape of a reduction's tree, and of
  /// sixteen, the groups of a scan. A search has no tree: whole vectors are compared.
  private static func combinations(_ reduction: Reduction) -> Group {
    var group = Group()
    func enter<L: CLane>(_ dtype: DType, _: L.Type, _ identity: L) {
      let name = "\(dtype.name)_\(reduction.rawValue)"
      if reduction.isSearch {
        let isBeaten = L.program { (a: L, b: L) in reduction.isBeaten(a, by: b) }
        group.functions.append(CFunction.text(name + "_is_beaten", [L.type, L.type], isBeaten))
        group.functions.append(CFunction.text(name + "_identity", [], identity.v))
        group.entries.append("SEARCH(\(reduction), \(reduction.combiningRow), \(dtype.name), \(L.type.name))")
        return
      }
      let combine = L.program { (a: L, b: L) in reduction.combine(a, b) }
      group.functions.append(CFunction.text(name, [L.type, L.type], combine, suffix: "x8"))
      group.functions.append(CFunction.text(name + "_identity", [], identity.v, suffix: "x8"))
      group.functions.append(CFunction.text(name + "_16", [L.type, L.type], combine, suffix: "x16"))
      group.functions.append(CFunction.text(name + "_identity_16", [], identity.v, suffix: "x16"))
      let combination = "\(reduction), \(reduction.combiningRow)"
      group.entries.append("REDUCTION(\(combination), \(dtype.name), \(L.type.name))")
      for inner in reduction.takesIn where dtype != .bool {
        let types = "\(dtype.name), \(L.type.name)"
        group.pairs.append("REDUCTION_OF(\(combination), \(inner), \(inner.combiningRow), \(types))")
      }
    }
    func integers<F: CIntegerFormat>(_: F.Type, _ dtype: DType = F.dtype) {
      enter(dtype, CIntegerLane<F>.self, reduction.identity(CIntegerLane<F>.self))
    }
    func floats<F: CFloatFormat>(_: F.Type) {
      enter(F.dtype, CFloatLane<F>.self, reduction.identity(CFloatLane<F>.self))
    }
    // Truth values reduce as the bytes they are.
    integers(CUnsigned8.self, .bool)
    integers(CSigned8.self)
    integers(CSigned16.self)
    integers(CSigned32.self)
    integers(CSigned64.self)
    integers(CUnsigned8.self)
    integers(CUnsigned16.self)
    integers(CUnsigned32.self)
    integers(CUnsigned64.self)
    floats(CSingle.self)
    floats(CDouble.self)
    return group
  }
}
