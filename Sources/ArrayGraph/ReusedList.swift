/// A list that keeps its memory when it is emptied, for what is made anew at every evaluation. Only one owner can have
/// it, so that to append is to store: an array would ask first whether it is alone with its memory.
struct ReusedList<Element>: ~Copyable {
  private var memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: 64)
  private(set) var count = 0

  init() {}

  deinit {
    memory[..<count].deinitialize()
    memory.deallocate()
  }

  subscript(position: Int) -> Element { memory[position] }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == memory.count { grow(to: count + 1) }
    memory.initializeElement(at: count, to: element)
    count += 1
  }

  mutating func append(contentsOf elements: [Element]) {
    if count + elements.count > memory.count { grow(to: count + elements.count) }
    for element in elements { append(element) }
  }

  @inline(__always)
  mutating func popLast() -> Element? {
    if count == 0 { return nil }
    count -= 1
    return memory.moveElement(from: count)
  }

  /// Forgets the elements, and memory that most expressions do not need.
  mutating func removeAll() {
    memory[..<count].deinitialize()
    count = 0
    if memory.count > 4096 { move(to: .allocate(capacity: 64)) }
  }

  /// The elements. They are valid until some are added or removed.
  var all: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: memory.baseAddress, count: count) }

  @inline(never)
  private mutating func grow(to least: Int) { move(to: .allocate(capacity: max(2 * memory.count, least))) }

  private mutating func move(to larger: UnsafeMutableBufferPointer<Element>) {
    _ = larger.moveInitialize(fromContentsOf: memory[..<count])
    memory.deallocate()
    memory = larger
  }
}
