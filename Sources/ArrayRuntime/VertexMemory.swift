import ArrayGraph

/// The memory of each vertex of a plan during one evaluation: nothing until it is bound or made, nothing again once no
/// step needs it.
///
/// It does what an array of optional storages would do; but filling, copying and destroying such an array takes as long
/// as a small kernel.
struct VertexMemory: ~Copyable {
  private let storages: UnsafeMutableBufferPointer<Unmanaged<Storage>?>

  init(count: Int) {
    storages = .allocate(capacity: count)
    storages.initialize(repeating: nil)
  }

  deinit {
    for storage in storages { storage?.release() }
    storages.deallocate()
  }

  subscript(vertex: Int) -> Storage? {
    get { storages[vertex]?.takeUnretainedValue() }
    nonmutating set {
      let old = storages[vertex]
      storages[vertex] = newValue.map { Unmanaged.passRetained($0) }
      old?.release()
    }
  }
}
