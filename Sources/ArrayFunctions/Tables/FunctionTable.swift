import ArrayGraph

/// Every function that users know, found by the name behind `np.`.
package enum FunctionTable {
  /// The families in the order of `docs/ops.md`.
  package static let families: [(title: String, functions: [Function])] = [
    ("Elementwise", rowFunctions + elementwiseFunctions),
    ("Creation", creationFunctions),
    ("Manipulation", manipulationFunctions),
    ("Reductions", reductionFunctions),
    ("Scans", scanFunctions),
    ("Statistics", statisticsFunctions),
    ("Linear algebra", linearFunctions),
  ]

  package static let all: [Function] = families.flatMap(\.functions)

  private static let byName: [String: Function] = {
    var table: [String: Function] = [:]
    for function in all {
      for name in [function.name] + function.aliases {
        precondition(table.updateValue(function, forKey: name) == nil, "two functions are called \(name)")
      }
    }
    return table
  }()
  private static let methods: [String: Function] = {
    var table = byName.filter { $0.value.isMethod && !$0.key.contains(".") }
    for function in methodFunctions { table[function.name] = function }
    return table
  }()

  /// Finds a function by its name or an alias: `mean`, `arcsin`, `linalg.inv`.
  package static func named(_ name: String) -> Function? { byName[name] }

  /// Finds what `x.name(…)` means; `x` is the first argument.
  package static func method(_ name: String) -> Function? { methods[name] }

  /// Every name that `named` finds.
  package static var names: [String] { byName.keys.sorted() }
}
