"""Prints cases with NumPy's answers, one JSON object a line: function, arguments, the result's dtype, shape and bytes.

`ulps` is what a float may be off; 0 asks for equal bits. Seeded: every run gives the same cases."""
import json
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
random = np.random.default_rng(20240607)
DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64"]
FLOATS = DTYPES[-2:]
VIEWS = {"": lambda x: x, "T": lambda x: x.T, "flip": lambda x: np.flip(x), "step": lambda x: x[..., ::2]}


def values(dtype, shape):
    kind = np.dtype(dtype).kind
    if kind == "b":
        return random.integers(0, 2, shape).astype(bool)
    if kind == "f":
        x = (random.normal(size=shape) * 3).astype(dtype)
        special = np.array([0.0, -0.0, np.nan, np.inf, -np.inf, 1.0, -2.5, 0.5], dtype)
        mask = random.random(shape) < 0.15
        return np.where(mask, random.choice(special, shape), x).astype(dtype)
    info = np.iinfo(dtype)
    small = random.integers(max(info.min, -9), 10, shape).astype(dtype)
    return np.where(random.random(shape) < 0.1, random.choice([info.min, info.max], shape).astype(dtype), small).astype(dtype)


def encoded(x):
    x = np.asarray(x)
    return [x.dtype.name, list(x.shape), np.ascontiguousarray(x).tobytes().hex()]


def argument(x):
    if isinstance(x, tuple) and len(x) == 2 and isinstance(x[1], str) and x[1] in VIEWS:
        return {"a": encoded(x[0]), "v": x[1]}
    if isinstance(x, np.ndarray):
        return {"a": encoded(x)}
    if isinstance(x, bool):
        return {"b": x}
    if isinstance(x, int):
        return {"i": str(x)}
    if isinstance(x, float):
        return {"f": float(x).hex() if np.isfinite(x) else str(x)}
    if isinstance(x, str):
        return {"s": x}
    if x is None:
        return {"n": 0}
    if isinstance(x, list):
        return {"l": [argument(item) for item in x]}
    return {"t": [argument(item) for item in x]}


def resolve(x):
    if isinstance(x, tuple) and len(x) == 2 and isinstance(x[1], str) and x[1] in VIEWS:
        return VIEWS[x[1]](x[0])
    return x


def case(name, *arguments, ulps=0, **named):
    function = np
    for part in name.split("."):
        function = getattr(function, part)
    try:
        result = function(*map(resolve, arguments), **named)
    except Exception:
        return
    result = np.asarray(result)
    if result.dtype.name not in DTYPES:
        return
    print(json.dumps({
        "f": name, "args": [argument(x) for x in arguments],
        "kw": {key: argument(value) for key, value in named.items()}, "ulps": ulps, "out": encoded(result)}))


SHAPES = [(), (1,), (7,), (3, 4), (2, 3, 5), (0, 3), (130,), (3, 1, 4)]
EXACT = """add subtract multiply divide maximum minimum fmax fmin equal not_equal less less_equal greater greater_equal
logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor copysign floor_divide remainder fmod nextafter
heaviside""".split()
UNARY = """negative abs sign square sqrt floor ceil trunc rint isnan isinf isfinite signbit logical_not invert
reciprocal fabs""".split()
MATH = "exp log log1p expm1 sin cos tanh arctan exp2 log2 log10 cbrt sinh cosh arcsinh".split()


def view(x):
    return (x, random.choice(list(VIEWS))) if x.ndim else x


for name in EXACT:
    for dtype in DTYPES:
        for shape in SHAPES[1:6]:
            case(name, view(values(dtype, shape)), values(dtype, ()))
            x = view(values(dtype, shape))
            other = random.choice(DTYPES)
            case(name, x, values(other, resolve(x).shape))
        case(name, values(dtype, (3, 1)), values(dtype, (4,)))
        case(name, values(dtype, (5,)), 3)
        case(name, 2.5, values(dtype, (5,)))
for name in UNARY:
    for dtype in DTYPES:
        for shape in SHAPES:
            case(name, view(values(dtype, shape)))
for name in MATH:
    for dtype in FLOATS + ["int32"]:
        for shape in SHAPES[:5]:
            case(name, view(values(dtype, shape)), ulps=4)
for dtype in DTYPES:
    for exponent in (0, 1, 2, 3, 4, 5, 11, 2.0, 0.5, -1.0, -2.0, -7.0, 1.7):
        case("power", values(dtype, (6,)), exponent, ulps=0 if exponent in (0, 1, 2, 0.5, -1.0) else 4)
    for divisor in (1, 4, 64, 5, -4, 1.0, 4.0, 0.125):
        for name in ("floor_divide", "remainder"):
            case(name, values(dtype, (6,)), divisor)
    small = values(dtype, (6,))
    case("power", small, np.abs(values("int8", (6,))) % 5, ulps=4)

for name in "sum prod min max mean any all argmin argmax count_nonzero var std ptp".split():
    for dtype in DTYPES:
        for shape in SHAPES + [(4, 1000)]:
            x = values(dtype, shape)
            if np.dtype(dtype).kind == "f" and name in ("sum", "prod", "mean", "var", "std"):
                x = random.normal(size=shape).astype(dtype)
            ulps = 64 if name in ("prod", "var", "std") else 0
            case(name, x, ulps=ulps)
            for axis in range(len(shape)):
                last = axis == len(shape) - 1
                loose = 200 if name in ("sum", "mean", "var", "std", "prod") and not last else ulps
                case(name, x, axis=axis, keepdims=bool(random.integers(2)), ulps=loose)
            if len(shape) == 3 and not name.startswith("arg"):
                case(name, view(x), axis=(0, 2), ulps=400)
                case(name, x, axis=(1, 2), keepdims=True, ulps=400)

for name in "cumsum cumprod cumulative_sum cumulative_prod maximum.accumulate minimum.accumulate add.accumulate".split():
    for dtype in DTYPES:
        for shape in SHAPES + [(3, 128), (2, 1000), (200, 20)]:
            x = values(dtype, shape)
            isSum = not name.startswith("m") and np.dtype(dtype).kind == "f"
            if isSum:
                x = np.asarray(random.random(shape) * 0.2 + 0.9).astype(dtype)
            if not name.endswith("accumulate"):
                case(name, view(x), ulps=200 if isSum and np.size(x) > 128 else 0)
            for axis in range(len(shape)):
                seen = view(x)
                isLong = isSum and axis == len(shape) - 1 and resolve(seen).shape[axis] > 128
                case(name, seen, axis=axis, ulps=200 if isLong else 0)
    case(name, values("int16", (3, 4)), 1, dtype=None)
case("cumsum", values("bool", (9,)))
case("cumulative_sum", values("int32", (3, 4)), axis=0, include_initial=True)
case("cumulative_prod", values("float64", (7,)), include_initial=True)

for dtype in DTYPES:
    x = values(dtype, (3, 4))
    v = values(dtype, (7,))
    case("reshape", (x, "T"), (2, 6))
    case("ravel", (x, "T"))
    case("transpose", values(dtype, (2, 3, 4)), (1, 2, 0))
    case("swapaxes", values(dtype, (2, 3, 4)), 0, -1)
    case("moveaxis", values(dtype, (2, 3, 4)), 0, -1)
    case("flip", (x, "step"), 1)
    case("diagonal", x, 1)
    case("diagonal", (x, "T"), -1)
    case("trace", values("int16", (4, 4)), -1)
    case("squeeze", values(dtype, (1, 3, 1)))
    case("expand_dims", v, (0, -1))
    case("broadcast_to", values(dtype, (3, 1)), (2, 3, 4))
    case("concatenate", [x, (x, "flip")], axis=1)
    case("concatenate", [values(dtype, (2,)), values("float64", (3,))])
    case("stack", [v, (v, "flip")], axis=1)
    case("vstack", [v, v])
    case("hstack", [v, v])
    case("roll", x, 3)
    case("roll", x, -1, 1)
    case("where", values("bool", (3, 4)), x, values(random.choice(DTYPES), (4,)))
    case("clip", x, 1, 5)
    case("clip", x, None, 2)
    case("tril", x, -1)
    case("triu", x)
    case("diag", v, 1)
    case("diag", v, -2)
    case("diag", x)
    case("round", x, 1)
    if dtype not in ("uint32", "uint64", "int64"):  # what their extremes round to is no number of the dtype
        case("round", x, -1)
    case("nan_to_num", x)
    case("full_like", x, 3)
    case("outer", v, v)
    case("isclose", x, values(dtype, (3, 4)))
    case("array_equal", x, x)
    # BLAS fuses multiply-adds.
    case("matmul", values("int32", (3, 4)), (values(dtype, (3, 4)), "T"), ulps=4 if dtype in FLOATS else 0)
    case("dot", values("int64", (4,)), values("uint8", (4, 2)))
    case("inner", values("int32", (2, 4)), values("int16", (3, 4)))
    case("average", values("int32", (3, 4)), axis=1, weights=np.array([1, 2, 0, 4]), ulps=4)

for arguments in [(5,), (2, 9), (10, 0, -3), (0.0, 1.0, 0.1), (5.5,), (1, 2, 0.3), (-3, 3)]:
    case("arange", *arguments)
for arguments in [(0, 1, 7), (2.0, 3.0), (0, 10, 1), (5, 5, 4), (-1, 1, 1001), (0, 1, 0)]:
    case("linspace", *arguments)
    case("linspace", *arguments, endpoint=False)
case("eye", 3, 4, 1)
case("eye", 4, None, -2)
case("identity", 3)
case("zeros", (2, 0))
case("full", (2, 3), 7)
case("array", [[1, 2.5], [True, 4]])
case("array", [[True, False]])
case("array", [1, 2**63])
matrix = random.normal(size=(4, 4)) + 4 * np.eye(4)
for name in ("linalg.inv", "linalg.det", "linalg.norm", "linalg.svdvals"):
    case(name, matrix, ulps=2000)
    case(name, matrix.astype("float32"), ulps=2000)
case("linalg.solve", matrix, random.normal(size=(4,)), ulps=2000)
case("linalg.cholesky", matrix @ matrix.T, ulps=2000)
case("linalg.eigvalsh", matrix @ matrix.T, ulps=2000)
for order in (1, -1, 2, "fro", "nuc", float("inf")):
    case("linalg.norm", matrix, order, ulps=2000)
for order in (0, 1, 2, 3, float("inf"), float("-inf")):
    case("linalg.norm", matrix[0], order, ulps=100)
