"""Prints the dtype NumPy gives for every operation and pair of dtypes: `name a b result`, one line each.

A dtype in brackets stands for a Python number. `half` is a result in half precision, `error` a TypeError."""
import warnings

import numpy as np

warnings.simplefilter("ignore")
SHORT = {"bool": "bool", "float16": "half", "float32": "f32", "float64": "f64"}
for bits in (8, 16, 32, 64):
    SHORT[f"int{bits}"] = f"i{bits}"
    SHORT[f"uint{bits}"] = f"u{bits}"
NUMPY = {short: name for name, short in SHORT.items() if short != "half"}
WEAK = {"[int]": 2, "[float]": 2.5, "[bool]": True}
BINARY = """add subtract multiply divide floor_divide remainder fmod power maximum minimum fmax fmin arctan2 hypot copysign
nextafter logaddexp equal less logical_and logical_xor bitwise_and bitwise_or left_shift right_shift""".split()
UNARY = """negative positive abs sign square sqrt exp sin floor ceil trunc rint isnan isfinite signbit logical_not invert
reciprocal deg2rad sum prod mean var std max any argmax count_nonzero ptp""".split()


def operand(short):
    return WEAK[short] if short in WEAK else np.ones(2, NUMPY[short])


def result(name, *shorts):
    try:
        return SHORT[getattr(np, name)(*map(operand, shorts)).dtype.name]
    except TypeError:
        return "error"


kinds = list(NUMPY) + list(WEAK)
for name in BINARY:
    for a in kinds:
        for b in kinds:
            if a in NUMPY or b in NUMPY:
                print(name, a, b, result(name, a, b))
for name in UNARY:
    for a in NUMPY:
        print(name, a, "-", result(name, a))
for a in kinds:
    for b in kinds:
        print("where", a, b, SHORT[np.where(np.ones(2, bool), operand(a), operand(b)).dtype.name])
