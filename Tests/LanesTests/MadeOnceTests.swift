import Lanes
import Testing

private let made = MadeOnce<[Int]>()

@Suite struct MadeOnceTests {
  @Test func everyThreadFindsTheSameConstant() async {
    let places = await withTaskGroup(of: UInt.self) { group in
      for k in 0..<100 { group.addTask { UInt(bitPattern: made.pointer { [k, k + 1] }) } }
      return await group.reduce(into: Set<UInt>()) { $0.insert($1) }
    }
    #expect(places.count == 1)
    let found = made.pointer { [] }.pointee
    #expect(found.count == 2 && found[1] == found[0] + 1)
  }
}
