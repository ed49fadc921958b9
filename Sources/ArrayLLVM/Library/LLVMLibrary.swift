import ArrayGraph
import CLLVM
import Foundation

/// LLVM's shared library, opened at run time: nothing pays for it until a kernel must be compiled.
package final class LLVMLibrary: @unchecked Sendable {
  /// Where it was found, for `doctor`.
  package let path: String
  /// For `doctor`: from `LLVMGetVersion` (16 and later), else as the file name says it.
  package let version: String
  /// The table is written once and then only read, which is why the class is `Sendable`.
  let calls: CLLVMCalls

  /// The library that this process uses, or why there is none.
  ///
  /// `ARRAYC_LLVM` names a file, or says `none`; without it the newest version from 22 down to 14 is taken.
  package static let shared: Result<LLVMLibrary, ArrayError> = {
    do throws(ArrayError) {
      return .success(try find(ProcessInfo.processInfo.environment["ARRAYC_LLVM"]))
    } catch {
      return .failure(error)
    }
  }()

  /// `ARRAYC_LLVM=none`: no native code is wanted, wherever it comes from.
  package static var isSwitchedOff: Bool { getenv("ARRAYC_LLVM").map { strcmp($0, "none") == 0 } ?? false }

  /// Finds a library by the value of `ARRAYC_LLVM`.
  package static func find(_ choice: String?) throws(ArrayError) -> LLVMLibrary {
    if choice == "none" { throw ArrayError(.library, "LLVM is switched off by ARRAYC_LLVM=none") }
    if let choice, !choice.isEmpty { return try LLVMLibrary(path: choice) }
    for name in candidates {
      if let handle = dlopen(name, RTLD_LAZY | RTLD_LOCAL) { return try LLVMLibrary(handle, openedAs: name) }
    }
    throw ArrayError(
      .library, "no LLVM library from 14 to 22 was found",
      notes: ["install one (on Debian: libllvm19 or llvm-14), or name its file in ARRAYC_LLVM"])
  }

  /// Opens a library by its name or path. Throws when it is not there or lacks a call, which the error names.
  package convenience init(path: String) throws(ArrayError) {
    guard let handle = dlopen(path, RTLD_LAZY | RTLD_LOCAL) else {
      let reason = dlerror().map { String(cString: $0) } ?? "unknown reason"
      throw ArrayError(.library, "LLVM cannot be opened: \(reason)")
    }
    try self.init(handle, openedAs: path)
  }

  private init(_ handle: UnsafeMutableRawPointer, openedAs name: String) throws(ArrayError) {
    let table = UnsafeMutablePointer<CLLVMCalls>.allocate(capacity: 1)
    defer { table.deallocate() }
    if let missing = cllvm_load(handle, table) {
      throw ArrayError(
        .library, "the LLVM library \(name) has no call \(String(cString: missing))",
        notes: ["LLVM 14 to 22, built for x86-64, is needed"])
    }
    calls = table.pointee
    path = cllvm_path(table).map { String(cString: $0) } ?? name
    var (major, minor, patch): (UInt32, UInt32, UInt32) = (0, 0, 0)
    if cllvm_version(handle, &major, &minor, &patch) {
      version = "\(major).\(minor).\(patch)"
    } else {
      version = Self.versionInName(path) ?? Self.versionInName(name) ?? "unknown"
    }
    calls.LLVMInitializeX86TargetInfo()
    calls.LLVMInitializeX86Target()
    calls.LLVMInitializeX86TargetMC()
    calls.LLVMInitializeX86AsmPrinter()
  }

  /// Newest first; the names that LLVM's own build and the distributions give.
  private static let candidates: [String] = (14...22).reversed().flatMap { major -> [String] in
    let names = ["libLLVM.so.\(major).1", "libLLVM-\(major).so", "libLLVM-\(major).so.1"]
    return names + names.map { "/usr/lib/llvm-\(major)/lib/\($0)" }
  }

  /// The first number in the file's name, with its fractions: `libLLVM-14.so.1` is 14.
  static func versionInName(_ path: String) -> String? {
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().lastPathComponent
    for name in [resolved, URL(fileURLWithPath: path).lastPathComponent] {
      let parts = name.split { !($0.isNumber || $0 == ".") }.map { $0.trimmingPrefix(".") }
      if let part = parts.first(where: { $0.first?.isNumber == true }) {
        return part.hasSuffix(".") ? String(part.dropLast()) : String(part)
      }
    }
    return nil
  }
}
