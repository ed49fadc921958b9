import ArrayGraph
import CLLVM
import Foundation

/// Machine code in memory, made executable: the small part of a linker that LLVM's kernels need.
///
/// It takes a relocatable ELF object for x86-64, places code and read-only data in one mapping, applies the
/// relocations and appends a jump for each function of the C library. The mapping is writable or executable, never
/// both. An object with anything else in it is refused with an error that names it.
final class LoadedObject: @unchecked Sendable {
  private let memory: UnsafeMutableRawPointer
  private let size: Int
  private let symbols: [String: Int]

  /// The address of a function that the object defines.
  func address(of name: String) -> UnsafeRawPointer? { symbols[name].map { UnsafeRawPointer(memory + $0) } }

  /// What lies from a function on to the end of the mapping.
  func code(from name: String) -> UnsafeRawBufferPointer? {
    symbols[name].map { UnsafeRawBufferPointer(start: memory + $0, count: size - $0) }
  }

  init(_ object: [UInt8]) throws(ArrayError) {
    let file = try ObjectFile(object)
    let layout = try Layout(file)
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    size = (layout.size + page - 1) / page * page
    guard
      let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      memory != MAP_FAILED
    else { throw ArrayError(.memory, "no memory for \(size) bytes of machine code") }
    self.memory = memory
    symbols = layout.symbols
    layout.copy(object, to: memory)
    try layout.relocate(memory)
    guard mprotect(memory, size, PROT_READ | PROT_EXEC) == 0 else {
      throw ArrayError(
        .memory, "the system does not let machine code run: \(String(cString: strerror(errno)))")
    }
  }
  deinit { munmap(memory, size) }
}

/// Where sections and jumps go, as offsets into the mapping.
private struct Layout {
  var size = 0
  var symbols: [String: Int] = [:]
  private let file: ObjectFile
  private var places: [Int: Int] = [:]
  private var jumps: [String: (place: Int, target: UnsafeRawPointer)] = [:]

  private static let jumpSize = 16

  init(_ file: ObjectFile) throws(ArrayError) {
    self.file = file
    for (index, section) in file.sections.enumerated() where section.isLoaded {
      if section.isWritable {
        throw ArrayError(.library, "compiled code has a writable section \(section.name)")
      }
      size = (size + section.alignment - 1) / section.alignment * section.alignment
      places[index] = size
      size += section.size
    }
    size = (size + Self.jumpSize - 1) / Self.jumpSize * Self.jumpSize
    for symbol in file.symbols where !symbol.name.isEmpty {
      if let place = places[symbol.section] {
        guard (0...file.sections[symbol.section].size).contains(symbol.value) else {
          throw ArrayError(.library, "compiled code has \(symbol.name) outside of its section")
        }
        symbols[symbol.name] = place + symbol.value
      } else if symbol.section == 0 {
        guard let target = cllvm_external(symbol.name) else {
          throw ArrayError(.library, "compiled code calls \(symbol.name), which kernels may not")
        }
        jumps[symbol.name] = (size, target)
        size += Self.jumpSize
      }
    }
  }

  func copy(_ object: [UInt8], to memory: UnsafeMutableRawPointer) {
    for (index, place) in places {
      let section = file.sections[index]
      object.withUnsafeBytes {
        (memory + place).copyMemory(from: $0.baseAddress! + section.offset, byteCount: section.size)
      }
    }
    for (place, target) in jumps.values {
      // jmp *2(%rip), then two bytes of padding, then the address.
      let code: [UInt8] = [0xff, 0x25, 2, 0, 0, 0, 0, 0]
      code.withUnsafeBytes { (memory + place).copyMemory(from: $0.baseAddress!, byteCount: 8) }
      (memory + place).storeBytes(of: UInt(bitPattern: target), toByteOffset: 8, as: UInt.self)
    }
  }

  func relocate(_ memory: UnsafeMutableRawPointer) throws(ArrayError) {
    let base = Int(bitPattern: memory)
    for relocation in file.relocations {
      guard let place = places[relocation.section] else { continue }
      let symbol = file.symbols[relocation.symbol]
      let found = places[symbol.section].map { $0 &+ symbol.value } ?? jumps[symbol.name]?.place
      guard let target = found else {
        throw ArrayError(.library, "compiled code refers to \(symbol.name), which is not there")
      }
      let location = place &+ relocation.offset
      let (width, value): (Int, Int)
      switch relocation.type {
      case 1: (width, value) = (8, base + target &+ relocation.addend)
      case 2, 4: (width, value) = (4, target &+ relocation.addend &- location)
      case 24: (width, value) = (8, target &+ relocation.addend &- location)
      default: throw ArrayError(.library, "compiled code has a relocation of type \(relocation.type)")
      }
      guard location >= 0, location <= size - width else {
        throw ArrayError(.library, "compiled code has a relocation outside of its section")
      }
      if width == 8 {
        memory.storeBytes(of: value, toByteOffset: location, as: Int.self)
      } else if let narrow = Int32(exactly: value) {
        memory.storeBytes(of: narrow, toByteOffset: location, as: Int32.self)
      } else {
        throw ArrayError(.library, "compiled code is too far from \(symbol.name)")
      }
    }
  }
}
