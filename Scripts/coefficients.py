#!/usr/bin/env python3
"""Derives the polynomials of Sources/Lanes/Math and writes them as Swift.

Needs mpmath. Run it from anywhere: `python3 Scripts/coefficients.py`. Each polynomial is a weighted minimax
approximation (Remez exchange on a dense Chebyshev grid). The leading coefficients are rounded to the format
one by one, the others fitted again around them. The error printed beside each polynomial is that of the
rounded coefficients: relative to the function's result, as a power of two.
"""
import os
from mpmath import mp, mpf, matrix, lu_solve, log, exp, erfc, sqrt, pi

mp.dps = 60


def to_format(c, double):
    """The value of the format nearest to `c`."""
    bits = 53 if double else 24
    if c == 0:
        return mpf(0)
    m, e = mp.frexp(c)
    return mp.ldexp(mp.nint(mp.ldexp(m, bits)), e - bits)


def fit(xs, fs, ws, powers):
    """Minimax coefficients of x**p for p in powers: the largest |error * weight| on the grid is least."""
    n = len(powers)
    count = len(xs)
    ref = [int(round((1 - mp.cos(pi * i / n)) / 2 * (count - 1))) for i in range(n + 1)]
    best = None
    for _ in range(40):
        a = matrix(n + 1, n + 1)
        b = matrix(n + 1, 1)
        for i, k in enumerate(ref):
            for j, p in enumerate(powers):
                a[i, j] = xs[k] ** p
            a[i, n] = (-1) ** i / ws[k]
            b[i] = fs[k]
        sol = lu_solve(a, b)
        c = [sol[j] for j in range(n)]
        err = []
        for x, f, w in zip(xs, fs, ws):
            err.append((f - evaluate(c, powers, x)) * w)
        worst = max(abs(e) for e in err)
        if best is None or worst < best[0]:
            best = (worst, c)
        # Local extrema, one for each run of a sign.
        ext = []
        for k in range(count):
            if not ext or (err[k] > 0) != (err[ext[-1]] > 0):
                ext.append(k)
            elif abs(err[k]) > abs(err[ext[-1]]):
                ext[-1] = k
        while len(ext) > n + 1:
            if abs(err[ext[0]]) < abs(err[ext[-1]]):
                ext.pop(0)
            else:
                ext.pop()
        if len(ext) < n + 1 or ext == ref:
            break
        ref = ext
        if worst < abs(sol[n]) * mpf("1.001"):
            break
    return best[1]


def evaluate(c, powers, x):
    if powers == list(range(powers[0], powers[0] + len(powers))):
        r = mpf(0)
        for k in reversed(c):
            r = r * x + k
        return r * x ** powers[0]
    return sum(k * x**p for k, p in zip(c, powers))


def minimax(f, lo, hi, weight, n, double, first=None, careful=3):
    """`n` coefficients, rounded to the format. `first` fixes the constant term."""
    count = 50 * (n + 2)
    lo, hi = mpf(lo), mpf(hi)
    xs = [(lo + hi) / 2 - (hi - lo) / 2 * mp.cos(pi * (2 * k + 1) / (2 * count)) for k in range(count)]
    fs = [f(x) for x in xs]
    ws = [weight(x, v) for x, v in zip(xs, fs)]
    fixed = []
    if first is not None:
        fixed = [to_format(first, double)]
    while True:
        k = len(fixed)
        powers = list(range(k, n))
        rest = [v - evaluate(fixed, list(range(k)), x) if k else v for x, v in zip(xs, fs)]
        c = fit(xs, rest, ws, powers)
        if k >= careful or k >= n - 1:
            c = fixed + [to_format(v, double) for v in c]
            break
        fixed.append(to_format(c[0], double))
    error = max(abs(v - evaluate(c, list(range(n)), x)) * w for x, v, w in zip(xs, fs, ws))
    return c, error


def hexadecimal(c):
    """A Swift literal of an exact double."""
    return float(c).hex().replace("0x1.0000000000000p", "0x1p")


def chain(c, indent):
    """Even and odd halves by Horner, joined by one multiply-add: half the latency for one operation more."""
    pad = " " * indent
    n = len(c)
    out = []
    if n <= 4:
        out.append(f"{pad}var p: Self = {hexadecimal(c[-1])}")
        for k in reversed(c[:-1]):
            out.append(f"{pad}p = mulAdd(p, x, {hexadecimal(k)})")
        out.append(f"{pad}return p")
        return out
    out.append(f"{pad}let y: Self = x * x")
    even, odd = c[0::2], c[1::2]
    out.append(f"{pad}var p: Self = {hexadecimal(even[-1])}")
    out.append(f"{pad}var q: Self = {hexadecimal(odd[-1])}")
    even, odd = even[:-1], odd[:-1]
    while even or odd:
        if len(even) >= len(odd) and even:
            out.append(f"{pad}p = mulAdd(p, y, {hexadecimal(even.pop())})")
        elif odd:
            out.append(f"{pad}q = mulAdd(q, y, {hexadecimal(odd.pop())})")
    out.append(f"{pad}return mulAdd(q, x, p)")
    return out


def swift(name, what, double, single):
    (cd, ed), (cs, es) = double, single
    text = [f"  /// {what}"]
    text.append("  ///")
    text.append(f"  /// Error: 2^{mp.nstr(log(ed, 2), 4)} in double, 2^{mp.nstr(log(es, 2), 4)} in single precision.")
    text.append(f"  @inline(__always) static func {name}(_ x: Self) -> Self {{")
    text.append("    if isDouble {")
    text += chain(cd, 6)
    text.append("    }")
    text += chain(cs, 4)
    text.append("  }")
    return text


HEAD = """// Written by Scripts/coefficients.py; edit that, not this.
//
// Each polynomial is evaluated as two interleaved Horner chains, in the even and the odd powers:
//   p = (c0 + c2 y + c4 y² …) + x (c1 + c3 y + c5 y² …),  y = x²
// The branch on `isDouble` is on a constant and vanishes when the lane type is known.

extension FloatLane {"""

JOBS = {}


def job(file, name, what):
    def wrap(make):
        JOBS.setdefault(file, []).append((name, what, make))
        return make
    return wrap


LN2 = log(2)
HALF_LN2 = LN2 / 2 * mpf("1.002")
QUARTER_PI = pi / 4 * mpf("1.002")
ROOT = (sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)


@job("ExponentialPolynomials", "expTail", "`(e^x - 1 - x) / x²` for `|x| <= ln 2 / 2`.")
def _(d):
    return minimax(lambda x: (exp(x) - 1 - x) / x**2, -HALF_LN2, HALF_LN2, lambda x, v: x**2 / exp(x),
                   10 if d else 5, d, careful=2)


@job("ExponentialPolynomials", "exp2Tail", "`(2^x - 1 - x ln 2) / x²` for `|x| <= 1/2`.")
def _(d):
    return minimax(lambda x: (2**x - 1 - x * LN2) / x**2, -mpf("0.501"), mpf("0.501"),
                   lambda x, v: x**2 / 2**x, 10 if d else 5, d, careful=2)


@job("ExponentialPolynomials", "sinhTail", "`(sinh r - r) / r³` of `x = r²`, for `|r| <= ln 2 / 2`.")
def _(d):
    return minimax(lambda x: (mp.sinh(sqrt(x)) - sqrt(x)) / sqrt(x)**3, 0, HALF_LN2**2,
                   lambda x, v: x, 5 if d else 3, d, careful=1)


@job("ExponentialPolynomials", "coshTail", "`(cosh r - 1) / r²` of `x = r²`, for `|r| <= ln 2 / 2`.")
def _(d):
    return minimax(lambda x: (mp.cosh(sqrt(x)) - 1) / x, 0, HALF_LN2**2, lambda x, v: x, 6 if d else 3, d,
                   first=mpf(1) / 2, careful=2)


@job("LogarithmPolynomials", "atanhSeries",
     "`(2 atanh(s) / s - 2) / x` of `x = s²`, `|s| <= (√2 - 1) / (√2 + 1)`.")
def _(d):
    return minimax(lambda x: (2 * mp.atanh(sqrt(x)) / sqrt(x) - 2) / x, 0, ROOT**2 * mpf("1.003"),
                   lambda x, v: x, 7 if d else 3, d, careful=1)


@job("LogarithmPolynomials", "logTail",
     "`(log(1 + x) - x + x²/2) / x³` for `√½ - 1 <= x <= √2 - 1`.")
def _(d):
    return minimax(lambda x: (log(1 + x) - x + x**2 / 2) / x**3, sqrt(mpf(2)) / 2 - 1 - mpf("0.0001"),
                   sqrt(mpf(2)) - 1 + mpf("0.0001"), lambda x, v: x**3 / log(1 + x), 9, False, careful=2)


@job("LogarithmPolynomials", "atanhTail",
     "`(atanh(s)/s - 1 - s²/3) / s⁴` of `x = s²`, `|s| <= (√2 - 1) / (√2 + 1)`.")
def _(d):
    return minimax(lambda x: (mp.atanh(sqrt(x)) / sqrt(x) - 1 - x / 3) / x**2, 0, ROOT**2 * mpf("1.003"),
                   lambda x, v: x**2, 8 if d else 4, d, careful=2)


@job("TrigonometryPolynomials", "sinTail", "`(sin r - r) / r³` of `x = r²`, for `|r| <= π/4`.")
def _(d):
    return minimax(lambda x: (mp.sin(sqrt(x)) - sqrt(x)) / sqrt(x)**3, 0, QUARTER_PI**2, lambda x, v: x,
                   6 if d else 3, d, careful=1)


@job("TrigonometryPolynomials", "cosTail",
     "`(cos r - 1 + r²/2) / r⁴` of `x = r²`, for `|r| <= π/4`.")
def _(d):
    return minimax(lambda x: (mp.cos(sqrt(x)) - 1 + x / 2) / x**2, 0, QUARTER_PI**2, lambda x, v: x**2,
                   6 if d else 3, d, careful=1)


@job("TrigonometryPolynomials", "atanTail", "`(atan r - r) / r³` of `x = r²`, for `|r| <= tan(π/8)`.")
def _(d):
    r = sqrt(mpf(2)) - 1
    return minimax(lambda x: (mp.atan(sqrt(x)) - sqrt(x)) / sqrt(x)**3, 0, r * r * mpf("1.002"),
                   lambda x, v: x, 11 if d else 5, d, careful=1)


@job("TrigonometryPolynomials", "asinTail", "`(asin r - r) / r³` of `x = r²`, for `|r| <= 1/2`.")
def _(d):
    return minimax(lambda x: (mp.asin(sqrt(x)) - sqrt(x)) / sqrt(x)**3, 0, mpf("0.2501"),
                   lambda x, v: x, 13 if d else 6, d, careful=1)


def erf_weight(x, v):
    p = log(erfc(x))
    return x * x * exp(p) / (1 - exp(p))


TWO_OVER_ROOT_PI = 2 / sqrt(pi)


@job("ErrorPolynomials", "erfTail",
     "`(log(erfc x) / x + 2/√π) / x` for `0 <= x <= 6` (double), `<= 4` (single).")
def _(d):
    return minimax(lambda x: (log(erfc(x)) / x + TWO_OVER_ROOT_PI) / x, mpf("1e-4"),
                   mpf("5.95") if d else mpf("3.95"), erf_weight, 25 if d else 9, d, careful=2)


ERFC_CENTRE = 9 * exp(mpf(16)) * erfc(mpf(4))


@job("ErrorPolynomials", "erfcTail",
     "`((1 + 2a) e^(a²) erfc(a) - c) / x` of `x = (a - 4)/(a + 4)`, `a <= 27.5` or 10.5; `c` is for 4.")
def _(d):
    def f(t):
        a = 4 * (1 + t) / (1 - t)
        return ((1 + 2 * a) * exp(a * a) * erfc(a) - ERFC_CENTRE) / t
    hi = mpf("27.5") if d else mpf("10.5")
    return minimax(f, -1, (hi - 4) / (hi + 4), lambda x, v: abs(x / (ERFC_CENTRE + x * v)),
                   23 if d else 11, d, careful=0)


def cube_root(d):
    return minimax(lambda x: x ** (mpf(-1) / 3), sqrt(mpf(2)) / 2 - mpf("0.0001"), sqrt(mpf(2)) + mpf("0.0001"),
                   lambda x, v: 1 / v, 6 if d else 5, d, careful=1)


job("ExponentialPolynomials", "cubeRootStart", "`x^(-1/3)` for `√½ <= x <= √2`, roughly.")(cube_root)


def two_over_pi(bits, count):
    """The first half words of 2/π, for HugeAngles.swift."""
    with mp.workdps(500):
        x, words = 2 / pi, []
        for _ in range(count):
            x = mp.ldexp(x, bits)
            words.append(int(mp.floor(x)))
            x -= words[-1]
    return " ".join(f"{w:0{bits // 4}x}" for w in words)


def main():
    print("2/π in 32 bits a word:", two_over_pi(32, 37))
    print("2/π in 16 bits a word:", two_over_pi(16, 13))
    room = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Sources", "Lanes", "Math")
    for file, jobs in JOBS.items():
        text = [HEAD]
        for k, (name, what, make) in enumerate(jobs):
            if k:
                text.append("")
            single = make(False)
            double = single if name == "logTail" else make(True)
            bits = [mp.nstr(log(error, 2), 4) for _, error in (double, single)]
            print(f"{name:16} double 2^{bits[0]} single 2^{bits[1]}", flush=True)
            text += swift(name, what, double, single)
        text.append("}\n")
        with open(os.path.join(room, file + ".swift"), "w") as out:
            out.write("\n".join(text))


if __name__ == "__main__":
    main()
