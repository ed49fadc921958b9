import Glibc

/// Which folder kernels are kept in.
package enum StoreLocation: Hashable, Sendable {
  /// `home` is the user's own folder in which it lies; nil where the user named the folder itself.
  case folder(String, home: String?)
  case nowhere(why: String)

  /// What the environment says: `ARRAYC_CACHE` (a folder, or `none`), else `arrayc` in `XDG_CACHE_HOME`, else in
  /// `.cache` in `HOME`. Relative paths in the last two are ignored, as the XDG base directory specification demands.
  package init(_ variable: (String) -> String?) {
    func absolute(_ name: String) -> String? { variable(name).flatMap { $0.hasPrefix("/") ? $0 : nil } }
    if let named = variable("ARRAYC_CACHE"), !named.isEmpty {
      self =
        named == "none"
        ? .nowhere(why: "switched off by ARRAYC_CACHE=none") : .folder(Self.absolutePath(named), home: nil)
    } else if let base = absolute("XDG_CACHE_HOME") {
      self = .folder("\(base)/arrayc", home: base)
    } else if let home = absolute("HOME") {
      self = .folder("\(home)/.cache/arrayc", home: home)
    } else {
      self = .nowhere(why: "neither ARRAYC_CACHE nor XDG_CACHE_HOME nor HOME names a folder")
    }
  }

  package var path: String? { if case .folder(let path, _) = self { path } else { nil } }

  /// For this process. A program that runs with other rights than its caller's takes no folder from the caller.
  package static let ofThisProcess =
    getuid() == geteuid() && getgid() == getegid()
    ? StoreLocation { name in getenv(name).map { String(cString: $0) } }
    : StoreLocation.nowhere(why: "the program runs with the rights of another user")

  /// The process may change its folder later.
  private static func absolutePath(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return "\(String(cString: folder))/\(path)"
  }
}
