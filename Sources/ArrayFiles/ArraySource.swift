import ArrayGraph

/// An array in a file, as the command line names it: `x.npy`, `x.npz:key`, `x.csv`, `x.csv:column`, `-`.
package enum ArraySource: Hashable, Sendable {
  case npy(path: String)
  case npz(path: String, key: String)
  case csv(path: String, column: String?)
  case standardInput

  /// Recognises a source by the ending of its path; nil when it names no file, so that it may be an expression.
  package init?(_ text: String) {
    if text == "-" {
      self = .standardInput
    } else if let (path, key) = Self.split(text, behind: ".npz") {
      // First, because a key may itself end like a file: `x.npz:key.npy`.
      self = .npz(path: path, key: key)
    } else if let (path, column) = Self.split(text, behind: ".csv") {
      self = .csv(path: path, column: column)
    } else if Self.ends(text, with: ".npy") {
      self = .npy(path: text)
    } else if Self.ends(text, with: ".csv") {
      self = .csv(path: text, column: nil)
    } else if Self.ends(text, with: ".npz") {
      // Without a key, so that reading lists those there are.
      self = .npz(path: text, key: "")
    } else {
      return nil
    }
  }

  /// Reads the array. Throws what `readNpy`, `readNpz` and `readCSV` throw.
  package func read() throws(ArrayError) -> HostArray {
    switch self {
    case .npy(let path): return try readNpy(path: path)
    case .npz(let path, let key): return try readNpz(path: path, key: key)
    case .csv(let path, let column?): return try readCSV(path: path, column: column)
    case .csv(let path, nil): return try readCSV(path: path)
    case .standardInput: return try readNpyFromStandardInput()
    }
  }

  /// What is wrong with a text that is no expression and names no array: a folder, a file of another kind, or one
  /// that is not there. Nil for a text that looks like no path either.
  package static func mistake(_ text: String) -> ArrayError? {
    let isPath = ["/", "./", "../", "~/"].contains { text.hasPrefix($0) }
    do throws(ArrayError) {
      _ = try FileSource(path: text)
      return fileError(text, "is no file of a kind that is read", notes: [kinds])
    } catch {
      guard isPath || error.message.hasSuffix(FileSource.isFolder) else { return nil }
      return error
    }
  }

  /// The kinds of sources that name files.
  package static let kinds = "files are .npy, .npz:key, .csv, .csv:column, or - for standard input"

  private static func ends(_ text: String, with ending: String) -> Bool {
    text.utf8.count > ending.utf8.count && text.lowercased().hasSuffix(ending)
  }

  /// Splits at the first colon that stands behind the ending.
  private static func split(_ text: String, behind ending: String) -> (String, String)? {
    var rest = text[...]
    while let colon = rest.firstIndex(of: ":") {
      let path = text[..<colon]
      if ends(String(path), with: ending) { return (String(path), String(text[text.index(after: colon)...])) }
      rest = rest[rest.index(after: colon)...]
    }
    return nil
  }
}
