import ArrayGraph
import Lanes

extension Kernel {
  /// The kernel as bytes that are the same in every process of one build: equal bytes, equal kernels.
  ///
  /// Lists come with their lengths in front and cases with a number, so that no two kernels read alike. Another build
  /// may number operations in another way; whoever keeps the bytes must say which build made them.
  package var key: [UInt8] {
    var key = KernelKey()
    key.add(Kernel.Form.allCases.firstIndex(of: form) ?? -1)
    key.add(outerRank)
    key.add(literals) { $0.add(Int($1.rawValue)) }
    key.add(operands) { key, operand in
      key.add(Int(operand.role.rawValue))
      key.add(Int(operand.dtype.rawValue))
      key.add(operand.layout)
    }
    key.add(values) { $0.add($1) }
    key.add(once) { $0.add($1) }
    key.add(row) { $0.add($1) }
    key.add(chunk) { $0.add($1) }
    key.add(Int(rows.rawValue))
    return key.bytes
  }
}

private struct KernelKey {
  var bytes: [UInt8] = []

  mutating func add(_ number: Int) {
    withUnsafeBytes(of: Int32(truncatingIfNeeded: number).littleEndian) { bytes += $0 }
  }
  mutating func add<Element>(_ list: [Element], _ each: (inout KernelKey, Element) -> Void) {
    add(list.count)
    for element in list { each(&self, element) }
  }

  mutating func add(_ layout: Kernel.Layout) {
    switch layout {
    case .contiguous: add(0)
    case .broadcast: add(1)
    case .strided: add(2)
    case .spaced(let spacing):
      add(3)
      add(spacing.distance)
      add(spacing.group)
      add(spacing.behind)
      add(spacing.reach)
    }
  }

  mutating func add(_ value: Kernel.Value) {
    add(Int(value.dtype.rawValue))
    switch value.source {
    case .literal(let index):
      add(0)
      add(index)
    case .load(let operand):
      add(1)
      add(operand)
    case .operation(let operation, let dtype, let arguments):
      add(2)
      add(operation.index)
      add(Int(dtype.rawValue))
      add(arguments) { $0.add($1) }
    case .cast(let argument):
      add(3)
      add(argument)
    case .reduced: add(4)
    }
  }

  mutating func add(_ statement: Kernel.Statement) {
    switch statement {
    case .compute(let value):
      add(0)
      add(value)
    case .store(let value, let operand):
      add(1)
      add(value)
      add(operand)
    case .sweep(let sweep):
      add(2)
      add(sweep.compute) { $0.add($1) }
      add(sweep.accumulators) { key, accumulator in
        key.add(Reduction.allCases.firstIndex(of: accumulator.reduction) ?? -1)
        key.add(accumulator.source)
        key.add(accumulator.result)
      }
      add(sweep.stores) { key, store in
        key.add(store.value)
        key.add(store.operand)
      }
    }
  }
}
