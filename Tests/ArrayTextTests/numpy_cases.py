"""Writes seeded arrays with NumPy's text for them, for NumPyTextTests.swift.

usage: numpy_cases.py FILE

The file: records of (dtype name, shape, data, str, repr, scalars), each field a length in 8 little-endian bytes and
that many bytes; a shape is its lengths in decimal, split by spaces; scalars are lines `str repr` of the first elements.
"""
import struct
import sys

import numpy as np

if tuple(int(part) for part in np.__version__.split(".")[:2]) < (2, 4):
    sys.exit("NumPy 2.4 or newer is needed, this is " + np.__version__)

INTEGERS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float32", "float64"]
rng = np.random.default_rng(20240611)
out = open(sys.argv[1], "wb")


def field(data):
    out.write(struct.pack("<q", len(data)))
    out.write(data)


def record(array, scalars=4):
    array = np.ascontiguousarray(array).reshape(np.shape(array))
    field(array.dtype.name.encode())
    field(" ".join(map(str, array.shape)).encode())
    field(array.tobytes())
    field(str(array).encode())
    field(repr(array).encode())
    field("".join(f"{x!s} {x!r}\n" for x in array.reshape(-1)[:scalars]).encode())


def shape():
    kind = rng.integers(0, 20)
    if kind == 0:
        return ()
    if kind == 1:
        return [(0,), (0, 3), (3, 0), (2, 0, 4), (1, 1, 0), (0, 0)][rng.integers(0, 6)]
    if kind < 8:
        return (int(rng.integers(1, 40)),)
    if kind < 12:
        return tuple(int(n) for n in rng.integers(1, 12, 2))
    if kind < 15:
        return tuple(int(n) for n in rng.integers(1, 6, 3))
    if kind < 16:
        return tuple(int(n) for n in rng.integers(1, 4, 4))
    return [
        (1000,), (1001,), (int(rng.integers(1001, 5000)),), (6, 200), (7, 200), (200, 6), (400, 7), (2, 600), (600, 2),
        (1, 1001), (1001, 1), (9, 9, 20), (3, 5, 100), (20, 9, 9), (6, 6, 30), (4, 8, 8, 8), (2, 3, 7, 30), (11, 91),
        (1, 1, 1, 1001), (4, 300, 1),
    ][rng.integers(0, 20)]


def bits(dtype, size):
    return rng.integers(0, 256, size * np.dtype(dtype).itemsize, dtype=np.uint8).view(dtype)


def floats(dtype, size):
    info = np.finfo(dtype)
    kind = rng.integers(0, 16)
    if kind == 0:
        return rng.random(size)
    if kind == 1:
        return rng.normal(size=size) * 10.0 ** rng.integers(-8, 9)
    if kind == 2:
        return rng.integers(-100, 100, size)
    if kind == 3:
        return rng.integers(-10**9, 10**9, size)
    if kind == 4:
        return np.round(rng.normal(size=size) * 100, rng.integers(0, 6))
    if kind == 5:
        return rng.choice([-1.0, 1.0], size) * 10.0 ** rng.uniform(-4.2, 8.2, size)
    if kind == 6:
        return rng.choice([-1.0, 1.0], size) * 10.0 ** rng.uniform(np.log10(info.tiny), np.log10(info.max), size)
    if kind == 7:
        return bits(dtype, size)
    if kind == 8:
        return info.smallest_subnormal * rng.integers(1, 10 ** rng.integers(1, 7), size)
    if kind == 9:
        limits = [info.max, info.min, info.tiny, info.eps, info.smallest_subnormal, 0.0, -0.0, 1.0]
        return rng.choice(np.array(limits), size)
    if kind == 10:
        return rng.choice([np.nan, np.inf, -np.inf], size)
    if kind == 11:
        return rng.choice([0.0, -0.0], size)
    if kind == 12:
        return 2.0 ** rng.integers(-30, 30, size)
    if kind == 13:  # ends in 5 just behind the ninth digit: ties
        return rng.integers(-10**6, 10**6, size) / 2.0 ** rng.integers(0, 20, size)
    if kind == 14:
        return 10.0 ** rng.integers(-3, 4, size)
    return rng.choice([9.999999999, 0.99999999999, 99999999.9, 999999.95, 1e-4, 0.0001, 1e8, 1e6, 1234.5678], size)


def values(dtype, size):
    if dtype == "bool":
        return [rng.integers(0, 2, size), np.ones(size), np.zeros(size)][rng.integers(0, 3)].astype(bool)
    if dtype in INTEGERS:
        info = np.iinfo(dtype)
        kind = rng.integers(0, 4)
        if kind == 0:
            return bits(dtype, size)
        if kind == 1:
            return rng.choice(np.array([info.min, info.max, 0, 1], dtype), size)
        small = 10 if kind == 2 else 100
        return rng.integers(max(info.min, -small), small, size).astype(dtype)
    result = np.asarray(floats(dtype, size)).astype(dtype)
    if size and rng.integers(0, 4) == 0:
        where = rng.random(size) < 0.2
        result[where] = rng.choice(np.array([np.nan, np.inf, -np.inf, -0.0], dtype), int(where.sum()))
    return result


with np.errstate(all="ignore"):
    for _ in range(3000):
        dims = shape()
        dtype = rng.choice(FLOATS) if rng.integers(0, 3) else rng.choice(["bool"] + INTEGERS)
        record(values(str(dtype), int(np.prod(dims, dtype=int))).reshape(dims))
    for dtype in FLOATS:
        info = np.finfo(dtype)
        # Every power of two has a narrower gap below it than above.
        powers = np.ldexp(np.ones(1, dtype), np.arange(info.minexp - info.nmant, info.maxexp)).astype(dtype)
        for part in np.array_split(powers, 10):
            record(part, scalars=len(part))
            record(part[:, None] * np.array([1, 1.2345678], dtype), scalars=0)
            record(np.nextafter(part, np.asarray(0, dtype)), scalars=len(part))
        for power in powers:  # beside a number of eight and of nine digits
            for other in [1.0000001, 1.2345677]:
                record(np.array([power, power * power.dtype.type(other)]), scalars=0)
        for _ in range(40):
            record(bits(dtype, 500), scalars=500)
            # Whole numbers beyond the mantissa: shortest digits that end in ties.
            record(2.0 ** rng.integers(20, 90) + rng.integers(0, 2**40, 100).astype(dtype), scalars=100)
        for value in [1e6, 999999.9, 1e16, 9999999999999998.0, 1e-4, 9.99e-5, 1e23, 5e-324, 1.5e300]:
            record(np.array(value).astype(dtype))
    # Lines that just fit and just do not.
    for length in range(1, 40):
        for width in range(1, 8):
            record(np.full(length, 10**width - 1))
            record(np.full(length, 10**width - 1, "uint32"))
            record(np.full((2, length), 10**width - 0.5))
    record(np.arange(2_000_000.0).reshape(1000, 2000))
out.close()
