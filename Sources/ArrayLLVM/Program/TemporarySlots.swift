/// Which temporaries of a program share memory: fresh pages cost as much as the work that fills them.
///
/// Steps run one after the other. A temporary takes memory that another one has left: the one left last, which is the
/// likeliest to be in a cache.
struct TemporarySlots {
  /// The slot of each buffer; nil for one that is no temporary, or that no step touches.
  private(set) var slots: [Int?]
  private(set) var count = 0

  init(_ program: NativeProgram) {
    slots = program.buffers.map { _ in nil }
    let touched = program.steps.map { step in
      Set(step.operands.compactMap(\.buffer)).filter {
        if case .temporary = program.buffers[$0].place { true } else { false }
      }.sorted()
    }
    var lastSteps: [Int: Int] = [:]
    for (k, buffers) in touched.enumerated() { for buffer in buffers { lastSteps[buffer] = k } }
    for copy in program.copies { lastSteps[copy.buffer] = program.steps.count }
    var free: [Int] = []
    for (k, buffers) in touched.enumerated() {
      for buffer in buffers where slots[buffer] == nil {
        slots[buffer] = free.popLast() ?? count
        count = max(count, (slots[buffer] ?? 0) + 1)
      }
      free += buffers.filter { lastSteps[$0] == k }.compactMap { slots[$0] }
    }
  }
}
