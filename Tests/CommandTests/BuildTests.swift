import Foundation
import Testing

/// Functions that `arrayc build` makes give the bits that `arrayc run` gives, for lengths that nobody named.
///
/// They run in processes without LLVM. Where the machine has no LLVM, `build` must say so.
@Suite struct BuildTests {
  static let hasLLVM: Bool = {
    guard let folder = try? Folder(), let doctor = try? Command.arrayc("doctor", in: folder.url) else { return false }
    return doctor.output.hasPrefix("LLVM\n  found:")
  }()
  static let compiler: String? = ["cc", "clang", "gcc"].first { name in
    guard let folder = try? Folder() else { return false }
    return (try? Command.run(name, ["--version"], in: folder.url))?.status == 0
  }

  /// Programs, each with lengths to try it on; the first input of rank r takes the first r lengths of a case.
  static let programs: [(name: String, text: String, cases: [[Int]])] = [
    ("chain", "x: f64[n]\na: f64 = 0.5\ny = exp(-x * a) + x\nz = y > 1\n", [[1], [7], [1000], [100_003]]),
    (
      "rows", "x: f32[n, m]\np = np.exp(x - x.max(axis=1, keepdims=True))\np /= p.sum(axis=1, keepdims=True)\n",
      [[1, 1], [3, 1000], [100, 37], [5, 1], [2, 70_001]]
    ),
    (
      "columns", "x: f64[n, m]\ny = (x - x.mean(axis=0)) / x.std(axis=0)\nt = x.T\n",
      [[2, 1], [150, 4], [1001, 301]]
    ),
    ("scalars", "x: f64[n]\ns = x.sum()\nv = x.var()\nd = x - x.mean()\nbig = x.max() > 0\n", [[1], [129], [70_001]]),
    ("slices", "x: f64[n]\nd = x[1:] - x[:-1]\nr = x[::-1]\nf = x[:4] * np.array([1, 2, 3, 4])\n", [[4], [5], [1000]]),
    (
      "generated",
      "x: f64[n]\ny = x * np.arange(x.shape[0])\no = np.ones((x.shape[0], 2))\nc = x\nw = x / x.shape[0]\n",
      [[1], [100]]
    ),
    (
      "products", "x: f32[n, m]\nv = x @ x[0]\nw = x.T @ np.exp(-np.abs(v))\nd = v @ v\n",
      [[1, 2], [300, 64], [1030, 128]]
    ),
    (
      "turnedSums",
      "x: f64[n, m]\ns = (2 * x.T).sum(axis=0)\nq = np.abs(x.T).mean(axis=1)\nt = x.T.sum()\nv = (x.T * 3) @ x[:, 0]\n",
      [[1, 1], [1, 3], [7, 1], [1, 150], [300, 64], [1030, 129]]
    ),
    (
      "turned", "x: f32[n, m]\ny = x.T * 2 + np.arange(x.shape[0])\nz = np.sqrt(np.abs(x.T))\n",
      [[1, 1], [7, 9], [130, 517], [1003, 3]]
    ),
    (
      "turnedBatch", "x: f64[b, n, m]\ny = np.swapaxes(x, 1, 2) * 2\nz = np.transpose(x, (2, 1, 0)) - 1\n",
      [[1, 1, 1], [3, 70, 300], [2, 5, 9]]
    ),
    // Temporaries that take each other's memory.
    (
      "steps", "x: f64[n]\n_u = x[:-2] + x[2:]\n_v = _u[:-2] * _u[2:]\n_w = _v[:-2] - _v[2:]\ny = _w[1:] + _w[:-1]\n",
      [[8], [1000], [1_000_003]]
    ),
    (
      "searches", "x: f64[n]\ni = np.argmax(x)\nj = np.argmin(x * x)\nc = (x > 1).sum()\ns = (x * 2).sum()\n",
      [[1], [129], [552], [1000], [70_001]]
    ),
    // Runs and rows on both sides of the lengths that have a kernel of their own.
    (
      "pairs", "x: f64[n, k]\nd = np.sqrt(((x[:, None, :] - x[None, :, :]) ** 2).sum(axis=2))\n",
      [[1, 1], [15, 3], [16, 3], [70, 9], [40, 64], [33, 128], [33, 129], [1030, 2]]
    ),
    (
      "shortRuns",
      "x: f32[n, m]\ns = x.sum(axis=1)\ny = x - x.mean(axis=1, keepdims=True)\nt = x * x[0] + 1\ni = np.argmin(x, axis=1)\n",
      [
        [1, 1], [15, 3], [16, 2], [1100, 3], [130, 7], [37, 8], [40, 15], [33, 16], [20, 128], [17, 129], [2100, 1],
      ]
    ),
    (
      "shortBatches",
      "x: f64[b, n, m]\ns = np.exp(x).sum(axis=2)\ny = x / np.abs(x).max(axis=2, keepdims=True)\nt = x[:, ::-1] - x[0]\n",
      [[1, 1, 1], [3, 20, 5], [2, 17, 9], [20, 16, 13], [2, 1030, 3]]
    ),
    (
      "shortIntegers", "k: i32[n, m]\ns = k.sum(axis=1)\na = (k > 3).any(axis=1)\nj = k.argmax(axis=1)\n",
      [[1, 1], [100, 3], [16, 128], [77, 11]]
    ),
    // Rows that overlap for some lengths: a row and 20 columns may be two rows.
    (
      "stencils",
      "x: f64[n, m]\nd = x[1:-1, 20:] - x[2:, :-20]\nh = x[:, 9:] + x[:, 4:-5]\n"
        + "s = x[:-2, 1:-1] + x[2:, 1:-1] + x[1:-1, 2:] + x[1:-1, :-2]\n",
      [[3, 21], [7, 2002], [12, 1603], [5, 20_100]]
    ),
    // Results past the caches, at addresses that are no multiples of a line.
    ("large", "x: f64[n]\ny = x * 2 + 1\n", [[3_000_001]]),
    ("largeRows", "x: f64[n, m]\ny = x + x[0]\n", [[1500, 1024], [1201, 1003], [400_000, 4]]),
    ("largeColumns", "x: f64[n, m]\ny = x - x.mean(axis=0)\n", [[1600, 1024], [1201, 1003]]),
    (
      "integers", "k: i32[n, m]\ns = k.sum(axis=0)\nq = k // 3 + (k % 5)\nf = k / 2\n", [[1, 1], [9, 100], [300, 3]]
    ),
  ]

  @Test(.enabled(if: hasLLVM), arguments: programs.indices) func sameBits(_ index: Int) throws {
    let (name, text, cases) = Self.programs[index]
    let folder = try Folder(["\(name).arr": text])
    let built = try Command.arrayc("build", "\(name).arr", "-o", "\(name).so", "--header", "\(name).h", in: folder.url)
    #expect(built.status == 0 && built.error == "", "\(built.error)")
    let header = folder.data("\(name).h").map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard let declaration = header.split(separator: "\n").first(where: { $0.hasPrefix("int \(name)(") }) else {
      Issue.record("no declaration in \(header)")
      return
    }
    for lengths in cases {
      let make = """
        import numpy as np, sys
        g = np.random.default_rng(3)
        shape = \(lengths)
        name, dtype = sys.argv[1], sys.argv[2]
        a = g.normal(size=shape) * 10
        np.save(name + ".npy", a.astype(dtype))
        """
      let isInteger = text.hasPrefix("k:")
      let (input, dtype) = (
        isInteger ? "k" : "x", isInteger ? "int32" : text.hasPrefix("x: f32") ? "float32" : "float64"
      )
      #expect(try Command.run(Command.python, ["-c", make, input, dtype], in: folder.url).status == 0)
      let outputs = text.split(separator: "\n").compactMap { line -> String? in
        line.contains(": ") && !line.contains("=") || ["a:", "p /=", "_"].contains(where: line.hasPrefix)
          ? nil : line.split(separator: " ").first.map(String.init)
      }
      let stores = outputs.flatMap { ["-o", "\($0)=\($0)_run.npy"] }
      let run = try Command.arrayc(["run", "\(name).arr", "-i", "\(input)=\(input).npy"] + stores, in: folder.url)
      #expect(run.status == 0, "\(run.error)")
      let call = """
        import ctypes, numpy as np
        x = np.ascontiguousarray(np.load("\(input).npy"))
        arguments = [ctypes.c_int64(length) for length in x.shape] + [x.ctypes.data_as(ctypes.c_void_p)]
        if "\(name)" == "chain":
            arguments.append(ctypes.c_double(0.5))
        wanted = [np.load(name + "_run.npy") for name in \(outputs)]
        given = [np.full(w.shape, 77).astype(w.dtype) for w in wanted]
        arguments += [g.ctypes.data_as(ctypes.c_void_p) for g in given]
        status = ctypes.CDLL("./\(name).so").\(name)(*arguments)
        assert status == 0, status
        for w, g in zip(wanted, given):
            assert w.tobytes() == g.tobytes(), (w, g)
        """
      let done = try Command.run(Command.python, ["-c", call], in: folder.url)
      #expect(done.status == 0, "\(name) \(lengths): \(done.error)\n\(declaration)")
    }
  }

  @Test(.enabled(if: hasLLVM && compiler != nil), arguments: ["o", "a", "s", "so"]) func cProgramsCallIt(
    _ ending: String
  ) throws {
    let folder = try Folder([
      "scale.arr": "x: f64[n]\nfactor: f64\ny = x[2:] * factor\ntotal = y.sum()\n",
      "main.c": """
      #include "scale.h"
      #include <stdio.h>
      int main(void) {
        double x[5] = {1, 2, 3, 4, 5}, y[3], total;
        int few = scale(1, x, 10, y, &total);
        int status = scale(5, x, 10, y, &total);
        printf("%d %d %g %g %g %g\\n", few, status, y[0], y[1], y[2], total);
      }
      """,
    ])
    let file = "libscale.\(ending)"
    let built = try Command.arrayc("build", "scale.arr", "-o", file, "--header", "scale.h", in: folder.url)
    #expect(built.status == 0, "\(built.error)")
    let compiled = try Command.run(
      Self.compiler ?? "cc", ["-Wall", "-Werror", "-o", "main", "main.c", "./\(file)"], in: folder.url)
    #expect(compiled.status == 0, "\(compiled.error)")
    let done = try Command.run("./main", [], in: folder.url)
    #expect(done.output == "2 0 30 40 50 120\n", "\(done)")
    let header = folder.data("scale.h").map { String(decoding: $0, as: UTF8.self) } ?? ""
    #expect(header.contains("int scale(int64_t n, const double *x, double factor, double *y, double *total);"))
    #expect(header.contains("y  output, f64[n - 2]"), "\(header)")
    #expect(header.contains("(n >= 3)"), "\(header)")
  }

  @Test(.enabled(if: hasLLVM)) func otherForms() throws {
    let folder = try Folder(["p.arr": "x: f32[n]\ny = x * 2\nprint(y)\n"])
    for (file, mark) in [("p.ll", "define"), ("p.s", ".text"), ("p.bc", "BC")] {
      let done = try Command.arrayc("build", "p.arr", "-o", file, "--target", "x86-64-v2", in: folder.url)
      #expect(done.status == 0 && done.error.contains("warning: a function does not print"), "\(done)")
      #expect(folder.data(file)?.range(of: Data(mark.utf8)) != nil)
    }
  }

  /// Where runs may be short there is a kernel for them beside the one for any.
  @Test(.enabled(if: hasLLVM)) func kernelsForShortRuns() throws {
    for (text, isThere) in [
      ("x: f64[n, k]\ny = (x[:, None] - x).sum(axis=2)\n", true), ("x: f64[n, k]\ny = x + 1\n", false),
      ("x: f64[n, k]\ny = x * x[0]\n", false), ("x: f64[n, k]\ny = x.sum(axis=0)\n", false),
      ("x: f64[n]\ny = x.sum()\n", false),
    ] {
      let folder = try Folder(["p.arr": text])
      #expect(try Command.arrayc("build", "p.arr", "-o", "p.ll", in: folder.url).status == 0)
      let code = folder.data("p.ll").map { String(decoding: $0, as: UTF8.self) } ?? ""
      #expect(code.contains("define void @p_kernel0("))
      #expect(code.contains("define void @p_kernel0_short(") == isThere, "\(text)")
    }
  }

  /// What the message about products proposes.
  @Test(.enabled(if: hasLLVM)) func productsAsSums() throws {
    let folder = try Folder(["p.arr": "A: f64[n, m]\nB: f64[m, k]\nC = (A[:, :, None] * B).sum(axis=1)\n"])
    let done = try Command.arrayc("build", "p.arr", "-o", "p.o", in: folder.url)
    #expect(done.status == 0, "\(done)")
  }

  @Test func whatCannotBeBuilt() throws {
    let programs = [
      ("x: f64[n]\ny = x[::2]\n", "p.arr:2:5", "in a way that one function cannot follow"),
      ("x: f64[n]\nz = x + 1\ny = z[1::3] * 2\n", "p.arr:3:5", "in a way that one function cannot follow"),
      ("x: f64[_]\ny = x * 2\n", "p.arr:1:8", "a function needs a name for every length"),
      ("x: f64[n]\ny = x if x.sum() > 0 else -x\n", "p.arr:2:10", "depends on the elements of an array"),
      ("A: f64[n, n]\nB = np.linalg.inv(A)\n", "p.arr:2:15", "pass the result as an input"),
      ("A: f64[n, n]\nB = A @ A + 1\n", "p.arr:2:7", "(A[:, :, None] * B).sum(axis=1) of matrices"),
      ("x: f64[n]\ny = np.concatenate([x, x])\n", "p.arr:2:8", "calls a library"),
      ("x = 3\n", "", "has no outputs"),
    ]
    for (text, place, message) in programs {
      let folder = try Folder(["p.arr": text])
      let done = try Command.arrayc("build", "p.arr", "-o", "p.o", in: folder.url)
      #expect(done.status == 1 && done.error.contains(message), "\(text): \(done.error)")
      #expect(done.error.hasPrefix(place) && done.error.contains("error: "), "\(text): \(done.error)")
      #expect(folder.names == ["p.arr"])
    }
    let folder = try Folder(["p.arr": "x: f64[n]\ny = x\n"])
    #expect(try Command.arrayc("build", "p.arr", "-o", "p.exe", in: folder.url).status == 2)
    #expect(try Command.arrayc("build", "p.arr", "-o", "p.o", "--target", "arm", in: folder.url).status == 2)
  }
}
