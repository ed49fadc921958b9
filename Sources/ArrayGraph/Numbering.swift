/// Numbers keys by their first occurrence: 0, 1, 2 … A hash table that is emptied and filled again at every
/// evaluation, so it keeps its memory and asks for no more of a key than one multiplication.
struct Numbering<Key: NumberedKey>: ~Copyable {
  private(set) var keys = ReusedList<Key>()
  /// A key's number plus one, or 0 for an empty place.
  private var places: [UInt32] = []

  /// The key's number, which is new if the key is.
  mutating func insert(_ key: Key) -> (number: Int, isNew: Bool) {
    if keys.count * 2 >= places.count { grow() }
    var place = start(key)
    while places[place] != 0 {
      let number = Int(places[place]) - 1
      if keys[number] == key { return (number, false) }
      place = (place + 1) & (places.count - 1)
    }
    keys.append(key)
    places[place] = UInt32(keys.count)
    return (keys.count - 1, true)
  }

  /// Forgets all keys.
  mutating func removeAll() {
    if keys.count == 0 { return }
    keys.removeAll()
    if places.count > 1024 {
      places = []
    } else {
      places.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }
  }

  /// The upper bits of the product depend on all bits of the key; `places.count` is a power of two.
  private func start(_ key: Key) -> Int {
    let product = (key.word ^ key.word >> 20) &* 0x9E37_79B9_7F4A_7C15
    return Int(product >> UInt(64 - places.count.trailingZeroBitCount))
  }

  private mutating func grow() {
    places = [UInt32](repeating: 0, count: max(16, places.count * 2))
    for number in 0..<keys.count {
      var place = start(keys[number])
      while places[place] != 0 { place = (place + 1) & (places.count - 1) }
      places[place] = UInt32(number + 1)
    }
  }
}

/// What can be numbered: equal keys have the same word.
protocol NumberedKey: Equatable {
  var word: UInt { get }
}

extension UInt: NumberedKey {
  var word: UInt { self }
}

extension Literal: NumberedKey {
  var word: UInt { UInt(bits) &+ UInt(dtype.rawValue) << 58 }
}
