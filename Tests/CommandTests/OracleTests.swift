import Foundation
import Testing

/// Programs print what Python with NumPy prints: each file is run by `arrayc run`, and as the NumPy program that
/// `arrayc build` says it means.
@Suite struct OracleTests {
  static let programs: [String: String] = [
    "lists":
      "a = [1,2,3]; c = np.array(a) + np.array([4,5,6])\nprint(c, a, a + [4], a * 2, a[0], a[::-1], len(a))",
    "linear": """
    A = np.array([[2., 1.], [1., 3.]])
    B = np.array([[1., 0.5], [0.25, 1.]])
    print(np.dot(A, B)); print(A @ B, A.T @ [1, 2])
    print(np.linalg.inv(A))
    print(np.linalg.det(A).round(12), np.linalg.norm(A), np.trace(A))
    w = np.linalg.eigvalsh(A)
    print(w)
    r = np.linalg.eigh(A)
    print(r.eigenvalues, r[0])
    q, s = np.linalg.eigh(np.eye(2))
    print(q, s, sep=' | ')
    print(np.linalg.solve(A, [1., 2.]))
    """,
    // Whole numbers, so that every order of summation gives the same; views that BLAS reads and views that it cannot.
    "products of views": """
    x = np.arange(24.0).reshape(4, 6)
    v = np.arange(4.0)
    print((x + 1).T @ v, (x * 2).T @ x, x.T @ x[:, 1])
    print(x[:, ::2] @ np.arange(3.0), x[1:3, 1:4].T @ x[:2, 2:], x[:, 1] @ x[:, 2], x[::-1, 1] @ v)
    print(np.broadcast_to(x[0, 1:2], (3,)) @ np.arange(3.0), np.broadcast_to(v, (2, 4)) @ x, np.flip(x) @ x.T)
    s = np.arange(60.0, dtype=np.float32).reshape(5, 3, 4)
    print(s.transpose(0, 2, 1) @ s, np.dot(s, s[0].T).sum(), s[:, 0, :] @ s[1].T, s.transpose(1, 0, 2) @ s[0].T)
    print(s[:, :, 1:3] @ s[0, :2, :3], np.dot(s.transpose(2, 1, 0), s[:, 0, 0]), s[:, 2:, 1:2] @ s[:, :1, 1:2])
    i = np.arange(12).reshape(3, 4)
    print(i.T @ i, i[:, ::-1] @ i.T, i[1] @ i[:2].T.T.T, (i > 4).T @ (i > 4))
    print(np.linalg.solve(s[0, :, :3].T + np.eye(3), s[1, :, 2]).round(6), np.linalg.det(x[:3, 1:4].T * v[:3]).round(6))
    """,
    // Sums of products: of every rank, of nothing, and of what is no number.
    "products with vectors": """
    x = np.arange(24.0).reshape(4, 6); v = np.arange(4.0); w = np.arange(6.0, dtype=np.float32)
    print(x @ w, v @ x, x.T @ v, w @ x.T, v @ v, np.vdot(x, x), np.inner(x, w), np.inner(w, x), np.dot(x, w))
    s = np.arange(60.0).reshape(5, 3, 4)
    print(s @ v, np.arange(3.0) @ s, np.dot(v[:3], s), np.inner(s, v), np.dot(s, v).shape, s.transpose(1, 2, 0) @ np.arange(5.0))
    print(np.zeros((0, 3)) @ np.ones(3), np.zeros((3, 0)) @ np.zeros(0), np.zeros(0) @ np.zeros(0), np.ones(3) @ np.zeros((3, 0)))
    print((np.zeros(0) @ np.zeros((0, 2))).dtype, (np.arange(3) @ np.arange(3)).dtype, np.arange(6).reshape(2, 3) @ np.arange(3))
    big = np.array([200, 100, 50], dtype=np.uint8)
    print(big @ big, big.reshape(1, 3) @ big, (big > 60) @ (big > 60), (big > 60).reshape(1, 3) @ (big > 250))
    n = np.array([[1.0, np.inf], [np.nan, 2.0]])
    print(n @ np.array([1.0, 0.0]), n @ np.ones(2), np.ones(2) @ n, -np.array([0.0]) @ np.array([1.0]))
    print((np.exp(x / 9) @ np.exp(w)).round(3), (np.exp(v) @ np.exp(x / 9)).round(2), (1 / (1 + np.exp(-(x @ w) / 50))).round(4))
    g = x.T @ (1 / (1 + np.exp(-(x @ w) / 50)) - v)
    print(g.round(4), (w - 0.5 * g / x.shape[0]).round(4))
    """,
    // One element beside arrays of which views are taken, and of which pieces are computed.
    "elements beside arrays": """
    x = np.arange(10.0) + 1; y = np.arange(12.0).reshape(3, 4) + 1; w = np.arange(6000.0) % 97 + 1
    print((x * x[3])[1:], (x / x[-1])[::-1], (y * x[0]).T, (y - y[0, 0]).T + 1, (y * x[0]).reshape(-1), (y + x[1])[1, ::-1])
    print(np.diagonal(y[:, :3] * x[0]), (y * x[0])[0], np.where(x > x[4], x, 0)[1:], (x < x[5])[1:], (x * y[1, 2])[2:])
    print((w * w[7] + np.roll(w, 1)).sum(), (np.concatenate([w[1:], w[:1]]) - w / x[1]).sum(), (w - w[-1] + np.roll(w, -3))[::500])
    print((np.roll(w, 2)[5] * w + np.roll(w, 2)).sum(), (np.where(np.roll(w, 1) > 50, w * x[0], w) * np.roll(w, 3)[0]).sum())
    print((np.concatenate([w, w * 2])[6001] * w)[1:4], (np.roll(w * 3, 2)[1] + np.roll(w, 4))[:5], (x[2] * (x * x[3])[1:])[::-2])
    """,
    // Pieces of joins beside reductions of what they are computed of, along several axes.
    "joins beside reductions": """
    x = np.arange(50.0 * 64).reshape(50, 64); y = np.arange(30 * 40 * 8).reshape(30, 40, 8) % 97
    m = np.stack([x, x + 1], axis=1); print(np.sum(x), m.sum(axis=(0, 2)), m[3, 1, 5], np.max(x), np.concatenate([x, x + 1], axis=1)[7, 60:70])
    c = np.concatenate([y, y * 2], axis=1); print(y.sum(), y.sum(axis=(1, 2))[::9], c[5, 38:42, 3], c.sum(axis=(0, 1)), y.max(axis=(0, 1)))
    d = np.stack([y - y.mean(axis=(1, 2), keepdims=True), y], axis=2); print(d[4, 5].round(6), d.shape, y.mean(axis=(1, 2))[::9].round(6))
    """,
    // Rows and small matrices with lanes along them; whole numbers, so that sums are exact, and rows of floats in NumPy's order.
    "short rows": """
    d = np.arange(300 * 13, dtype=np.uint8).reshape(300, 13) % 10; i = np.arange(200 * 36).reshape(200, 6, 6) * 7919 % 1013
    f = np.arange(70 * 16).reshape(70, 16) * 7919 % 1013 / 37; g = f.astype(np.float32); h = d[:, 1:6]; b = d > 4
    print(((d[:, ::2].sum(axis=1) + 3 * d[:, 1::2].sum(axis=1)) % 10)[::7], (d[:, ::3].max(axis=1) == 9).sum(), d.argmin(axis=1)[::9])
    print(f.sum(axis=1)[::9], f[:, 1:14].sum(axis=1)[::9], g.sum(axis=1)[::9], f[:, ::-1].sum(axis=1)[::9], (g * g).sum(axis=1)[:3])
    print((h[:, :, None] == h[:, None, :]).sum(axis=(1, 2))[::7], (h[:, :, None] > h[:, None]).sum(axis=2)[::50], b.any(axis=1).sum())
    print(np.trace(i, axis1=1, axis2=2)[::40], np.trace(i[:, ::-1], axis1=1, axis2=2)[::40], i.sum(axis=(1, 2))[::40])
    print((i.transpose(0, 2, 1) - i)[3], i[:, ::-1].transpose(0, 2, 1)[5] * 2, (i[:, :4, :5].transpose(0, 2, 1) + 1)[199])
    s = np.stack([i[:, :3].sum(axis=2).max(axis=1), i.max(axis=(1, 2)), np.trace(i, axis1=1, axis2=2)], axis=1)
    print(s[::40], s.max(axis=1).sum(), np.stack([i + i.transpose(0, 2, 1), i - i.transpose(0, 2, 1)], axis=1).sum(axis=(0, 2)))
    m = np.concatenate([i[..., :2], i[..., 2:] * 2], axis=2); print(np.concatenate([m[:, :3], m[:, 3:] + 1], axis=1)[77])
    """,
    // Casts of what is chosen and added, beyond what the narrower dtype holds, and counts along several axes.
    "narrow casts": """
    x = np.arange(500, dtype=np.uint8) * 7; y = np.arange(500) * 7919 % 1013 - 500; z = np.arange(500, dtype=np.int16) - 250
    print(np.where(x > 200, 300, np.where(x > 100, -1, np.where(x > 50, 70000, 7))).astype(np.uint8)[::31])
    print(np.where(x > 9, y, np.where(x > 3, 1, y + 2)).astype(np.int8)[::31], (y * 3 + 7 ^ y).astype(np.uint8)[::31])
    print((x.astype(np.int64) * 300 + z.astype(np.int64) * y).astype(np.int16)[::31], (~(y * y) - z).astype(np.int8)[::31])
    print(np.where(x > 200, 2.7, np.where(x > 100, -0.0, 1e9)).astype(np.float32)[::31], np.where(y > 0, 3, 4).astype(np.float64)[:5])
    print((y << 3 | y >> 2).astype(np.uint8)[::31], np.minimum(y, 300).astype(np.uint8)[::31], (y > 3).astype(np.int64).astype(np.uint8).sum())
    b = (np.arange(80 * 100).reshape(80, 100) * 7919 % 1013) > 500
    print(b.sum(axis=0), b.sum(axis=1), b.sum(), np.stack([b[:-2], b[1:-1], b[2:]]).sum(axis=0)[::20, ::30], b.mean(axis=0)[:5])
    """,
    // Large enough that what is computed of joins is computed piece by piece; whole numbers, so that sums are exact.
    "joins": """
    x = np.arange(6000.0) % 97; u = np.arange(8000).reshape(80, 100) % 101; w = np.arange(8000).reshape(80, 100) % 13
    v = np.arange(6000.0) % 11; b = u > 50; c = np.arange(9600).reshape(20, 30, 16) % 89
    print(((np.roll(x, 1) + x) * v).sum(), ((np.roll(x, -1) - 2 * x + np.roll(x, 1)) * v).sum(), (np.roll(x, 0) * v).sum())
    print((np.roll(x, 6001) * v).sum(), (np.roll(x, -12345) * v).sum(), (np.roll(x, 5999) * v).sum(), np.roll(x[:0], 3), np.roll(x[:1], 3))
    print(np.roll(u[:3, :4], (1, -2), axis=(0, 1)), np.roll(u[:3, :4], 1, axis=(0, 1)), np.roll(u[:3, :4], (1, 1), axis=1), np.roll(u[:3, :4], (1, 2)))
    h = np.roll(u, 1, axis=0) + np.roll(u, -1, axis=0) + np.roll(u, 3, axis=1) + np.roll(u, -205, axis=-1) - 4 * u
    print(h.dtype, (h * w).sum(), h.max(axis=0).sum(), h[0, :5], h[:5, 0], h[-1, -5:], np.cumsum(h * w)[::1000], h.mean())
    p = np.roll(np.roll(u, 1, axis=0), 1, axis=1) + np.roll(np.roll(u, -1, axis=0), 1, axis=1) * 3
    print((p * w).sum(), (p.T * w.T).sum(), (p[::-1] * w).sum(), (p[1:, ::2] * w[1:, ::2]).sum(), (np.roll(u, 7) * w).sum())
    n = np.roll(b, 1, axis=0).astype(np.uint8) + np.roll(b, -1, axis=1)
    print(n.dtype, n.sum(), ((n == 2) | b).sum(), np.where(np.roll(b, 2, axis=1), u, -u)[::20, ::33], np.roll(n, 1, 0).max(axis=1)[:9])
    j = np.concatenate([x * 2, v[:0], v + 1, x[:1], x[::-1]])
    print(j.shape, (j * np.arange(j.size)).sum(), (np.sqrt(j) > 3).sum(), j[5998:6002], (j[2:] - j[:-2])[::2000], (j + 1).sum(), j.max())
    k = np.concatenate([u, u[:, :1] * 2, -w], axis=1)
    print(k.shape, (k * 2)[::30, ::45], (np.roll(k, 1, axis=0) + k).sum(axis=1)[:5], np.concatenate([u, w * 0.5]).sum(), (k[:, None, ::50] - k[None, :, ::50]).max())
    s = np.stack([x * 2, x + v, v]); t = np.stack([u, u * 2, w], axis=-1)
    print(s.shape, (s * v).sum(axis=1), t.shape, (t + 1)[::40, ::50], (t.sum(axis=-1) * w).sum(), np.hstack([x, v])[5999:6002], np.vstack([x, v]).sum(axis=1))
    g = np.roll(c, 1, axis=0) + np.roll(c, -1, axis=1) * np.roll(c, 5, axis=2)
    q = np.roll(u, 7); f = np.roll(u, -1234).reshape(-1)
    print(q, f, q.sum(axis=0)[:5], q[:2, ::30], (f + q.T.reshape(-1))[::999], (np.roll(u, 3).reshape(-1)[1:] - f[:-1])[::1000])
    print((g * c).sum(), g[0, 0], g[::7, ::9, 0], np.roll(g.sum(axis=0), 1, axis=0)[0], np.concatenate([c.sum(axis=2), c.max(axis=2)])[::13, ::11])
    """,
    "affine": "w: f64 = 2\nb: f64 = 0.5\nx: f64[n] = [1, 2, 3]\ny = w * x + b\nprint(y, y.dtype, w, repr(w))",
    "broadcast": "X = np.array([[1, 2], [3, 4]]); b = np.array([10, 20]); print(X + b)",
    "outputs": """
    X: f32[n, 3] = [[1, 2, 3], [4, 5, 6]]
    _m = X.mean(axis=0)
    Z = (X - _m) / X.std(axis=0)
    total = Z.sum()
    big = Z.max() > 1
    count = np.arange(5, dtype=np.int16)
    """,
    "promotion": """
    for_u8 = np.array([1, 200], dtype=np.uint8)
    a = for_u8 + 100
    b = for_u8 * np.array([2, 2], dtype=np.int8)
    c = np.float32(1.5) * np.array([1, 2])
    d = f32(0.1) + 1
    e1 = np.array([True, False]) + 1
    h = np.array([1, 2], dtype='float32') / 3
    k = np.array([7, -7]) // 2
    m = np.array([7, -7]) % 3
    p = np.array([1, 2, 3]) ** 2
    q = 2 ** np.array([1., 2.])
    u = np.array([1, 2], dtype=np.uint64) == -1
    print(a, b, c, d, e1, h, k, m, p, q, u)
    print(a.dtype, b.dtype, c.dtype, d.dtype, e1.dtype, h.dtype, k.dtype, p.dtype, q.dtype, u.dtype)
    print(~for_u8, for_u8 >> 1, for_u8 << 1, for_u8 & 3, for_u8 ^ 255, -for_u8, +for_u8)
    """,
    "views": """
    x = np.arange(24).reshape(2, 3, 4)
    print(x[0], x[-1, ::2], x[..., 1], x[:, None, 0].shape, x.T.shape, x[1, 2, 3], sep='\\n')
    print(x[::-1, :, -1:0:-2], np.transpose(x, (2, 0, 1))[0], x.swapaxes(0, 1).shape, x.ravel()[5:8])
    print(x.sum(), x.sum(axis=1), x.mean(axis=(0, 2)), x.max(axis=-1, keepdims=True).shape)
    print(np.concatenate([x[0], x[1]], axis=1), np.stack([x[0, 0], x[1, 1]]), np.flip(x[0, 0]))
    a, b = x
    print(a - b, len(x), x.ndim, x.size)
    """,
    "printing": """
    x = np.linspace(0, 1, 5)
    print(f"{x}|{x[1]:.3f}|{x[2]!r}|{x.sum():8.2f}|{len(x):>4}|{'s':*^5}|{x.shape}|{x[1] > 0.1}")
    print(f"{x[3]=} {1 + 1 = }", end='!\\n')
    print(1, 2.0, True, None, 'a', (1,), [1.5, 'b'], sep=', ')
    print((x[0], x[:2]), [x[:1]], np.float32(0.1), [np.float32(0.1)], (np.int8(3), np.bool_(True)))
    print(np.arange(2000), np.zeros((3, 0)), np.array([1e10, 1.5]), np.array([True, False]))
    print(x.dtype, [x.dtype], str(x[1]), repr(x[:2]), f"{np.int32(7):05d} {1e20} {1e-7:g} {10**20:,}")
    print()
    print('a', 'b', sep='')
    w = 3
    print(f"{2.5:{w}.{1}f}|{'%'}|{{}}|{-0.0}|{float('inf')}|{x[4]:%}")
    """,
    "python": """
    a = 7 // 2, -7 // 2, 7 % -3, 2 ** 10, 2 ** -1, 1 / 3, 10 / 5
    print(a, round(2.5), round(-1.25, 1), abs(-3), max(1, 5, 3), min([4, 2]), sum([1, 2.5]), pow(2, 5))
    print(1 < 2 < 3, 1 < 2 > 3, True and 0, None or 'x', not 1, 3 if a else 4, 'a' < 'b', (1, 2) == (1, 2))
    print(int(2.9), float(3), bool(0), str(1.0), repr('q'), int('12'), [1, 2][1], 'hey'[::-1], (1, 2, 3)[1:])
    print(True + True, 0x10, 1_000, 1e3, 5 & 3 | 8, ~5, 1 << 4, -2 ** 2, 0.1 + 0.2, 1e16, 123456789012345678)
    print(any([0, 1]), all([1, 0]), 3 == 3.0, 'a' * 3, [0] * 2 + [1])
    """,
    "builtins": """
    x = np.array([3., 1., 2.])
    print(sum(x), min(x), max(x), abs(-x), round(x / 3, 2), any(x > 2), all(x > 2), pow(x, 2))
    X = np.array([[1, 2], [3, 4]])
    print(max(X), sum(X, axis=0) if False else np.sum(X, axis=0), np.sum(X), X.min(), int(X[0, 1]) + 1, float(x[0]))
    print(np.max(X, axis=1), np.any(X > 3, axis=0), x.item(0) if False else x[0].item(), X.tolist(), x.astype(int))
    """,
    "math": """
    x = np.array([0.5, 1.0, 2.0])
    print(np.sqrt(x), numpy.floor(x), np.maximum(x, 1), np.where(x > 1, x, -x), np.clip(x, 0.6, 1.5))
    print(np.isnan(x / 0 * 0), np.sign(-x), np.abs(-x), np.minimum(x, np.float32(1)), np.square(x))
    print(pi, e, inf, nan, newaxis, np.pi)
    """,
    "augmented": """
    x = np.array([1, 2, 3], dtype=f32)
    x += 1
    x *= np.array([1., 2., 3.])
    k = 3
    k **= 2
    s = 'a'
    s += 'b'
    y = x.copy()
    y -= 1
    print(x, x.dtype, k, s, y)
    """,
    "accumulators": """
    a = np.array([[2, 3, -4], [0, 0, 0]], dtype=np.int8)
    print(np.sum(a, dtype=bool), np.sum(a, axis=1, dtype=bool), np.prod(a, axis=1, dtype=np.bool_))
    print(np.mean(a, dtype=np.int64), a.mean(axis=1, dtype=np.float32), np.mean(a + 0.75, axis=0, dtype=np.int32))
    print(np.stack([a, a + 1]).sum(axis=0, dtype=bool), np.stack([a, -a, a * 2]).mean(axis=0))
    """,
    "conditions": """
    x = np.array([1., 2.])
    y = x if x.sum() > 2 else -x
    z = 'big' if x.max() >= 2 and not x.min() > 1 else 'small'
    print(y, z, x[0] < x[1] <= 2, x[0] and 5)
    """,
    "friends": """
    x = np.array([[-1., 0.5, 2.], [0.25, -0.125, 0.]])
    print(relu(x), x.shape)
    print(np.round(sigmoid(x), 6), np.round(softmax(x, axis=1), 6), np.round(erf(x), 6))
    print(np.round(logsumexp(x, axis=0), 6), np.round(gelu(x), 6), np.round(silu(x), 6), np.round(softplus(x), 6))
    print(fma(x, 2.0, 1.0), np.round(rsqrt(x[0, 1:]), 6), np.round(log_softmax(x, axis=0), 6))
    """,
  ]

  @Test(arguments: programs.keys.sorted()) func prints(_ name: String) throws {
    let folder = try Folder(["\(name).arr": Self.programs[name] ?? ""])
    let own = try Command.arrayc("run", "\(name).arr", in: folder.url)
    #expect(own.status == 0, "\(own.error)")
    let built = try Command.arrayc("build", "\(name).arr", "-o", "\(name)_np.py", "--quiet", in: folder.url)
    #expect(built.status == 0, "\(built.error)")
    let python = try Command.run(Command.python, ["-W", "ignore", "\(name)_np.py"], in: folder.url)
    #expect(
      python.status == 0,
      "\(python.error)\n\(folder.data("\(name)_np.py").map { String(decoding: $0, as: UTF8.self) } ?? "")")
    #expect(own.output == python.output)
  }

  /// The examples, with inputs from files, against their NumPy programs; figures are compared up to the last digits.
  @Test func examples() throws {
    let folder = try Folder()
    let make = """
      import numpy as np
      g = np.random.default_rng(1)
      for name in "SKT":
          np.save(name + ".npy", g.uniform(0.5, 2, 1000))
      np.save("x.npy", np.linspace(-3, 3, 1001))
      np.save("rows.npy", g.normal(size=(100, 37)).astype(np.float32))
      np.save("iris.npy", np.loadtxt("\(Command.root.path)/Examples/data/iris.csv", delimiter=",", skiprows=1))
      """
    #expect(try Command.run(Command.python, ["-c", make], in: folder.url).status == 0)
    let compare = """
      import sys, numpy as np
      source = open(sys.argv[1]).read()
      sys.argv = [sys.argv[1]] + sys.argv[3:]
      names = {}
      exec(compile(source, "np", "exec"), names)
      for name in OUTPUTS:
          have, want = np.load(name + ".npy"), np.asarray(names[name])
          assert have.dtype == want.dtype and have.shape == want.shape, (name, have.dtype, want.dtype)
          assert np.allclose(have, want, rtol=1e-5 if have.dtype == np.float32 else 1e-12, atol=1e-14), name
      """
    let examples: [(file: String, inputs: [String], outputs: [String])] = [
      ("black_scholes", ["S=S.npy", "K=K.npy", "T=T.npy"], ["call", "put"]),
      ("gaussian", ["x=x.npy"], ["density"]), ("polynomial", ["x=x.npy"], ["y", "slope"]),
      ("softmax", ["X=rows.npy"], ["p"]), ("feature_scaling", ["X=iris.npy"], ["standard", "unit"]),
    ]
    for example in examples {
      let path = Command.root.appending(path: "Examples/\(example.file).arr").path
      let run = try Command.arrayc(
        ["run", path, "--quiet"] + example.inputs.flatMap { ["-i", $0] }
          + example.outputs.flatMap { ["-o", "\($0)=\($0).npy"] }, in: folder.url)
      #expect(run.status == 0, "\(run.error)")
      let built = try Command.arrayc("build", path, "-o", "np.py", "--quiet", in: folder.url)
      #expect(built.status == 0, "\(built.error)")
      let outputs = "[" + example.outputs.map { "'\($0)'" }.joined(separator: ", ") + "]"
      let python = try Command.run(
        Command.python,
        ["-c", compare.replacingOccurrences(of: "OUTPUTS", with: outputs), "np.py", "--"] + example.inputs,
        in: folder.url)
      #expect(python.status == 0, "\(example.file): \(python.error)")
    }
  }
}
