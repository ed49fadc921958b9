import ArrayGraph
import CLLVM
import CProcessor
import Synchronization

/// For which processors code is made: for this one (with no more than the instructions that `ARRAYC_TARGET` allows), or for
/// a level of x86-64.
package enum TargetChoice: String, CaseIterable, Hashable, Sendable {
  case native
  case v2 = "x86-64-v2"
  case v3 = "x86-64-v3"
  case v4 = "x86-64-v4"

  /// The variable by which a user asks for fewer instructions than the processor has.
  package static let variable = CPROCESSOR_VARIABLE
  package static let list = allCases.dropLast().map(\.rawValue).joined(separator: ", ") + " or " + v4.rawValue
}

/// What the emitter and LLVM must know about the processor.
struct TargetFacts: Hashable, Sendable {
  var cpu: String
  /// LLVM's notation: `+avx2,-avx512f …`. Passed beside `cpu` because an older LLVM does not know a newer processor.
  var features: String
  /// Masked loads and stores of every width, and 512-bit vectors.
  var hasAVX512: Bool
  /// Permutations of eight lanes of 32 bits.
  var hasAVX2: Bool
  /// The rounding instructions of SSE4.1; they give the same bits as the formulas.
  var hasRounding: Bool

  static let triple = "x86_64-unknown-linux-gnu"

  init(_ choice: TargetChoice, _ library: LLVMLibrary) {
    switch choice {
    case .native:
      let c = library.calls
      let (name, list) = (c.LLVMGetHostCPUName(), c.LLVMGetHostCPUFeatures())
      defer {
        c.LLVMDisposeMessage(name)
        c.LLVMDisposeMessage(list)
      }
      cpu = String(cString: name)
      let allowed = TargetFacts.features(ofLevel: Int(cprocessor_allowed_level()))
      let listed = String(cString: list).split(separator: ",").filter { $0 != "+sse4a" }.map { feature in
        allowed?.contains(String(feature.dropFirst())) == false ? "-\(feature.dropFirst())" : String(feature)
      }
      // SSE4a's insertions, of which shuffles of small integers are made, have no form for wide registers and wait where those
      // are in use. (Two of them: 1.5 ns, 122 beside one addition of four f64.)
      features = (listed + ["-sse4a"]).joined(separator: ",")
      let present = Set(listed)
      hasAVX512 = ["+avx512f", "+avx512bw", "+avx512dq", "+avx512vl"].allSatisfy { present.contains($0) }
      hasAVX2 = present.contains("+avx2") && present.contains("+fma")
      hasRounding = present.contains("+sse4.1")
    case .v2, .v3, .v4:
      cpu = choice.rawValue
      features = ""
      hasAVX512 = choice == .v4
      hasAVX2 = choice == .v4 || choice == .v3
      hasRounding = true
    }
  }
}

extension TargetFacts {
  /// What a level of x86-64 consists of, as LLVM names it; nil for the highest, which is not withheld from.
  fileprivate static func features(ofLevel level: Int) -> Set<String>? {
    let second: Set = [
      "64bit", "cmov", "crc32", "cx8", "cx16", "fxsr", "mmx", "popcnt", "sahf", "x87",
      "sse", "sse2", "sse3", "ssse3", "sse4.1", "sse4.2",
    ]
    let third: Set = ["avx", "avx2", "bmi", "bmi2", "f16c", "fma", "lzcnt", "movbe", "xsave"]
    return level == 2 ? second : level == 3 ? second.union(third) : nil
  }
}

/// LLVM's target machines, kept between compilations: making one takes longer than emitting a small kernel, and one
/// serves one thread at a time.
final class MachinePool: Sendable {
  private struct Idle: @unchecked Sendable { var machines: [TargetFacts: [OpaquePointer]] = [:] }
  private let library: LLVMLibrary
  private let idle = Mutex(Idle())

  init(_ library: LLVMLibrary) { self.library = library }
  deinit {
    idle.withLock { idle in
      for machine in idle.machines.values.joined() { library.calls.LLVMDisposeTargetMachine(machine) }
    }
  }

  func with<R>(_ facts: TargetFacts, _ body: (OpaquePointer) throws(ArrayError) -> R) throws(ArrayError) -> R {
    let kept = idle.withLock { Kept($0.machines[facts]?.popLast()) }
    let machine: OpaquePointer
    if let kept = kept.machine { machine = kept } else { machine = try make(facts) }
    let returned = Kept(machine)
    defer {
      idle.withLock { idle in
        if let machine = returned.machine { idle.machines[facts, default: []].append(machine) }
      }
    }
    return try body(machine)
  }
  private struct Kept: @unchecked Sendable {
    let machine: OpaquePointer?
    init(_ machine: OpaquePointer?) { self.machine = machine }
  }

  private func make(_ facts: TargetFacts) throws(ArrayError) -> OpaquePointer {
    let c = library.calls
    var target: OpaquePointer?
    var message: UnsafeMutablePointer<CChar>?
    guard c.LLVMGetTargetFromTriple(TargetFacts.triple, &target, &message) == 0, let target else {
      defer { if let message { c.LLVMDisposeMessage(message) } }
      throw ArrayError(
        .library, "LLVM has no x86-64 target: \(message.map { String(cString: $0) } ?? "no reason")")
    }
    guard
      let machine = c.LLVMCreateTargetMachine(
        target, TargetFacts.triple, facts.cpu, facts.features, CLLVMCodeGenDefault, CLLVMRelocPIC,
        CLLVMCodeModelSmall)
    else { throw ArrayError(.library, "LLVM cannot make code for the processor \(facts.cpu)") }
    return machine
  }
}
