"""Writes seeded linear algebra cases with NumPy's answers: cases.json (what) and cases.bin (the numbers)."""
import itertools
import json
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
rng = np.random.default_rng(20240617)
cases, blob = [], bytearray()
NAMES = {"float32": "f32", "float64": "f64", "bool": "bool"}


def name_of(dtype):
    return NAMES.get(dtype.name, dtype.name.replace("uint", "u").replace("int", "i"))


def put(array, transposed=False):
    array = np.asarray(array)
    stored = np.swapaxes(array, -1, -2) if transposed else array
    entry = dict(dtype=name_of(array.dtype), shape=list(array.shape), offset=len(blob), transposed=transposed)
    blob.extend(np.ascontiguousarray(stored).tobytes())
    blob.extend(b"\0" * (-len(blob) % 16))
    return entry


def case(op, function, *inputs, transposed=(), **choices):
    """One call. An exception of NumPy's is recorded by its text."""
    row = dict(op=op, choices=choices, outputs=[], error=None)
    row["inputs"] = [put(x, i in transposed) for i, x in enumerate(inputs)]
    try:
        results = function(*inputs)
        results = results if isinstance(results, tuple) else (results,)
        row["outputs"] = [put(r) for r in results]
    except (np.linalg.LinAlgError, ValueError) as problem:
        row["error"] = str(problem)
    cases.append(row)


def draw(shape, dtype):
    if np.dtype(dtype).kind in "iu":
        return rng.integers(0 if np.dtype(dtype).kind == "u" else -100, 100, shape).astype(dtype)
    if dtype == np.bool_:
        return rng.random(shape) < 0.3
    return np.asarray(rng.standard_normal(shape), dtype)


def symmetric(shape, dtype):
    a = draw(shape, dtype)
    return a + np.swapaxes(a, -1, -2)


def regular(shape, dtype):
    return draw(shape, dtype) + (shape[-1] * np.eye(shape[-1])).astype(dtype)


def least_squares(a, b):
    x, _, rank, values = L.lstsq(a, b)
    return x, np.int32(rank), values


L = np.linalg
FLOATS = (np.float32, np.float64)
SIDES = (0, 1, 2, 3, 5, 8, 17, 40)
STACKS = ((), (1,), (3,), (2, 3), (0,), (2, 0))
LONG = (21,)  # several lanes of small matrices, and some left

pairs = [((m, k), (k, n)) for m, k, n in itertools.product((0, 1, 2, 7, 13), repeat=3)]
pairs += [((65, 300), (300, 33)), ((100, 513), (513, 70)), ((150, 257), (257, 9)), ((6, 600), (600, 520))]
pairs += [((k,), (k,)) for k in (0, 1, 5, 600)] + [((k,), (k, 4)) for k in (0, 3, 300)]
pairs += [((9, k), (k,)) for k in (0, 3, 300)] + [((4,), (5,)), ((2, 3), (4, 5)), ((), (3,)), ((3,), ())]
stacked = [((3, 2, 4), (4, 5)), ((2, 4), (3, 4, 5)), ((3, 2, 4), (3, 4, 5)), ((2, 1, 2, 4), (3, 4, 5)),
           ((4,), (3, 4, 5)), ((3, 2, 4), (4,)), ((0, 2, 4), (4, 5)), ((2, 2, 3), (3, 3, 3)),
           ((2, 3, 0), (2, 0, 4)),
           ((1, 3, 4), (1, 1, 4, 2)), ((2, 3, 4), (2, 3, 5)), ((7, 1, 9), (7, 9, 1)),
           ((3, 1, 5, 4), (1, 6, 4, 3)), ((5, 2, 1, 3, 6), (1, 7, 6, 7)), ((2, 1, 13, 11), (1, 9, 11, 7)),
           ((4, 1, 2, 3, 16), (1, 3, 2, 16, 8)), ((3, 1, 5, 4), (1, 2, 4, 3))]
EXACT = (np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64, np.bool_)
for dtype in FLOATS + EXACT:
    for a, b in pairs + stacked if dtype in FLOATS else pairs[::7] + stacked:
        x, y = draw(a, dtype), draw(b, dtype)
        if () in (a, b):
            if dtype is np.float64:
                case("matmul", np.matmul, x, y)
            continue
        case("matmul", np.matmul, x, y)
        case("dot", np.dot, x, y)
        for flipped in ((0,), (1,), (0, 1)):
            if all(inp.ndim >= 2 for i, inp in enumerate((x, y)) if i in flipped):
                case("matmul", np.matmul, x, y, transposed=flipped)
                case("dot", np.dot, x, y, transposed=flipped)

for dtype in FLOATS:
    for stack, n in [*itertools.product(STACKS, SIDES), *((LONG, n) for n in range(1, 6))]:
        square = stack + (n, n)
        flipped = (0,) if n % 2 else ()
        case("inv", L.inv, regular(square, dtype), transposed=flipped)
        case("det", L.det, draw(square, dtype), transposed=flipped)
        case("slogdet", lambda a: tuple(L.slogdet(a)), draw(square, dtype))
        case("cholesky", L.cholesky, regular(square, dtype) @ np.swapaxes(regular(square, dtype), -1, -2)
             if n == 0 else symmetric(square, dtype) + (4 * n * np.eye(n)).astype(dtype), upper=False)
        case("cholesky", lambda a: L.cholesky(a, upper=True),
             symmetric(square, dtype) + (4 * n * np.eye(n)).astype(dtype), upper=True, transposed=flipped)
        for uplo in "LU":
            a = draw(square, dtype)
            case("eigh", lambda a: tuple(L.eigh(a, uplo)), a, lower=uplo == "L")
            case("eigvalsh", lambda a: L.eigvalsh(a, uplo), a, lower=uplo == "L", transposed=flipped)
        case("eig", lambda a: tuple(L.eig(a)), symmetric(square, dtype))
        case("eigvals", L.eigvals, symmetric(square, dtype))
        for b in ((n,), (n, 1), (n, 4), (n, 0), (3, n, 2), (2, 1, n, 2), (21, n, 3)):
            case("solve", L.solve, regular(square, dtype), draw(b, dtype), transposed=flipped)
    shapes = [(m, n) for m, n in itertools.product((0, 1, 2, 5, 9, 33), repeat=2)]
    shapes += [(3, 4, 2), (2, 2, 3, 5), (0, 3, 2), (2, 0, 3)]
    for shape in shapes:
        a = draw(shape, dtype)
        case("svd", lambda a: tuple(L.svd(a)), a, full=True)
        case("svd", lambda a: tuple(L.svd(a, full_matrices=False)), a, full=False, transposed=(0,))
        case("svdvals", L.svdvals, a)
        case("qr", lambda a: tuple(L.qr(a)), a, mode="reduced")
        case("qr", lambda a: tuple(L.qr(a, "complete")), a, mode="complete", transposed=(0,))
        case("qr", lambda a: L.qr(a, "r"), a, mode="r")
        case("pinv", L.pinv, a)
        case("matrix_rank", L.matrix_rank, a)
        if a.ndim == 2:
            low = (a[:, :1] @ a[:1, :]) if min(shape) > 0 else a
            case("matrix_rank", L.matrix_rank, low)
            for b in ((shape[0],), (shape[0], 3)):
                case("lstsq", least_squares, a, draw(b, dtype))
    for value in (0, 1):
        case("matrix_rank", L.matrix_rank, np.full(3, value, dtype))
        case("matrix_rank", L.matrix_rank, np.asarray(value, dtype))

    # Singular, not positive definite, not finite, wrong shapes.
    for n in (1, 2, 4):
        for a in (np.zeros((n, n), dtype), np.full((n, n), np.nan, dtype), np.full((n, n), np.inf, dtype)):
            case("det", L.det, a)
            case("slogdet", lambda a: tuple(L.slogdet(a)), a)
            if not np.isinf(a).any():  # NumPy may give NaN, raise, or never return
                case("svd", lambda a: tuple(L.svd(a)), a, full=True)
                case("svdvals", L.svdvals, a)
            case("eig", lambda a: tuple(L.eig(a)), a)
            case("eigvalsh", L.eigvalsh, a, lower=True)
            case("eigh", lambda a: tuple(L.eigh(a)), a, lower=True)
            case("inv", L.inv, a)
            case("solve", L.solve, a, np.ones(n, dtype))
        case("cholesky", L.cholesky, -np.eye(n, dtype=dtype), upper=False)
        case("inv", L.inv, np.zeros((3, n, n), dtype))
    for shape in ((), (3,), (2, 3), (4, 2, 3)):
        for op in ("inv", "det", "slogdet", "eig", "eigvals", "cholesky", "eigh", "eigvalsh"):
            choices = {"cholesky": {"upper": False}, "eigh": {"lower": True}, "eigvalsh": {"lower": True}}
            case(op, getattr(L, op), draw(shape, dtype), **choices.get(op, {}))
    for a, b in (((2, 2), (3,)), ((2, 2), (3, 2)), ((2, 3), (2,)), ((2,), (2,)), ((2, 2), ()),
                 ((3, 2, 2), (4, 2, 2))):
        case("solve", L.solve, draw(a, dtype), draw(b, dtype))
    case("lstsq", L.lstsq, draw((2, 2), dtype), draw((3,), dtype))
    case("lstsq", L.lstsq, draw((2, 2, 2), dtype), draw((2,), dtype))

with open(sys.argv[1] + "/cases.bin", "wb") as file:
    file.write(blob)
with open(sys.argv[1] + "/cases.json", "w") as file:
    json.dump(cases, file)
