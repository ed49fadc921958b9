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


def literal(c):
    """A coefficient in Swift; of two the mask `odd` chooses."""
    return f"select(odd, {hexadecimal(c[0])}, {hexadecimal(c[1])})" if isinstance(c, tuple) else hexadecimal(c)


def chain(c, indent, square):
    """Even and odd halves by Horner, joined by one multiply-add: half the latency for one operation more."""
    pad = " " * indent
    n = len(c)
    out = []
    if n <= 4:
        out.append(f"{pad}var p: Self = {literal(c[-1])}")
        for k in reversed(c[:-1]):
            out.append(f"{pad}p = mulAdd(p, x, {literal(k)})")
        out.append(f"{pad}return p")
        return out
    out += [] if square else [f"{pad}let y: Self = x * x"]
    even, odd = c[0::2], c[1::2]
    out.append(f"{pad}var p: Self = {literal(even[-1])}")
    out.append(f"{pad}var q: Self = {literal(odd[-1])}")
    even, odd = even[:-1], odd[:-1]
    while even or odd:
        if len(even) >= len(odd) and even:
            out.append(f"{pad}p = mulAdd(p, y, {literal(even.pop())})")
        elif odd:
            out.append(f"{pad}q = mulAdd(q, y, {literal(odd.pop())})")
    out.append(f"{pad}return mulAdd(q, x, p)")
    return out


def polynomial(name, c, indent):
    """The evaluation; of some polynomials the constant term comes last, so that no rounding error of others is as large."""
    if name not in CONSTANT_LAST:
        return chain(c, indent, name in SQUARES)
    *lines, last = chain(c[1:], indent, False)
    return lines + [f"{last.replace('return', 'return mulAdd(')}, x, {literal(c[0])})".replace("mulAdd( ", "mulAdd(")]


def swift(name, what, double, single, parameters="_ x: Self"):
    """The function; `double` or `single` is None where it is for one format only."""
    formats = [(f, c) for f, c in (("double", double), ("single", single)) if c]
    errors = ", ".join(f"2^{mp.nstr(log(c[1], 2), 4)} in {f}" for f, c in formats)
    square = name in SQUARES
    parameters = "_ x: Self, square y: Self" if square else parameters
    text = [f"  /// {what}", "  ///", f"  /// Error: {errors} precision."]
    text.append(f"  @inline(__always) static func {name}({parameters}) -> Self {{")
    if len(formats) == 2:
        text.append("    if isDouble {")
        text += polynomial(name, double[0], 6)
        text.append("    }")
    text += polynomial(name, formats[-1][1][0], 4)
    text.append("  }")
    return text


HEAD = """// Written by Scripts/coefficients.py; edit that, not this.
//
// Each polynomial is evaluated as two interleaved Horner chains, in the even and the odd powers:
//   p = (c0 + c2 y + c4 y² …) + x (c1 + c3 y + c5 y² …),  y = x²
// The branch on `isDouble` is on a constant and vanishes when the lane type is known.

extension FloatLane {"""

JOBS = {}
# Polynomials whose callers have the square of their argument.
SQUARES = {"logSquare", "logPairSquare", "binaryLogSquare", "decimalLogSquare", "logCubic", "expShortTail", "expm1Tail"}
CONSTANT_LAST = {"tanTail"}
# Polynomials of the same degree from whose coefficients a mask chooses, which is cheaper than to evaluate both.
CHOICES = {"TrigonometryPolynomials": [("quadrantTail", "`cosTail` where `odd`, else `sinTail`.", "cosTail", "sinTail")]}


def job(file, name, what, single_only=False, double_only=False):
    def wrap(make):
        formats = [d for d in (True, False) if not (single_only if d else double_only)]
        JOBS.setdefault(file, []).append((name, what, make, formats))
        return make
    return wrap


LN2 = log(2)
HALF_LN2 = LN2 / 2 * mpf("1.002")
QUARTER_PI = pi / 4 * mpf("1.002")


@job("ExponentialPolynomials", "expTail", "`(e^x - 1 - x) / x²` for `|x| <= ln 2 / 2`.")
def _(d):
    return minimax(lambda x: (exp(x) - 1 - x) / x**2, -HALF_LN2, HALF_LN2, lambda x, v: x**2 / exp(x),
                   10 if d else 5, d, careful=2)


@job("ExponentialPolynomials", "expm1Tail", "`(e^x - 1 - x) / x²` for `|x| <= 0.12` (single: 0.06).")
def _(d):
    r = mpf("0.1201") if d else mpf("0.0601")
    return minimax(lambda x: (exp(x) - 1 - x) / x**2, -r, r, lambda x, v: abs(x) + r / 1000, 8 if d else 3, d,
                   careful=0)


@job("ExponentialPolynomials", "exp2Tail", "`(2^x - 1 - x ln 2) / x²` for `|x| <= 1/2`.")
def _(d):
    return minimax(lambda x: (2**x - 1 - x * LN2) / x**2, -mpf("0.501"), mpf("0.501"),
                   lambda x, v: x**2 / 2**x, 10 if d else 5, d, careful=2)


@job("TrigonometryPolynomials", "sinTail", "`(sin r - r) / r³` of `x = r²`, for `|r| <= π/4`.")
def _(d):
    return minimax(lambda x: (mp.sin(sqrt(x)) - sqrt(x)) / sqrt(x)**3, 0, QUARTER_PI**2, lambda x, v: x,
                   6 if d else 3, d, careful=1)


@job("TrigonometryPolynomials", "cosTail",
     "`(cos r - 1 + r²/2) / r⁴` of `x = r²`, for `|r| <= π/4`.")
def _(d):
    return minimax(lambda x: (mp.cos(sqrt(x)) - 1 + x / 2) / x**2, 0, QUARTER_PI**2, lambda x, v: x**2,
                   6 if d else 3, d, careful=1)


@job("TrigonometryPolynomials", "tanTail", "`(tan r - r) / r³` of `x = r²`, for `|r| <= π/4`.")
def _(d):
    return minimax(lambda x: (mp.tan(sqrt(x)) - sqrt(x)) / sqrt(x)**3, 0, QUARTER_PI**2,
                   lambda x, v: x * sqrt(x) / mp.tan(sqrt(x)), 15 if d else 7, d, careful=1)


@job("TrigonometryPolynomials", "atanTail", "`(atan r - r) / r³` of `x = r²`, for what remains in a piece of `ArcTable`.")
def _(d):
    return minimax(lambda x: (mp.atan(sqrt(x)) - sqrt(x)) / sqrt(x)**3, 0, ARC_RADIUS**2,
                   lambda x, v: x, 7 if d else 3, d, careful=1)


@job("TrigonometryPolynomials", "asinTail", "`(asin r - r) / r³` of `x = r²`, for `|r| <= 1/2`.")
def _(d):
    return minimax(lambda x: (mp.asin(sqrt(x)) - sqrt(x)) / sqrt(x)**3, 0, mpf("0.2501"),
                   lambda x, v: x, 13 if d else 6, d, careful=1)


@job("ExponentialPolynomials", "sinhTail", "`(sinh r - r) / r³` of `x = r²`, for `|r| <= 1`.")
def _(d):
    return minimax(lambda x: (mp.sinh(sqrt(x)) - sqrt(x)) / sqrt(x)**3, 0, mpf("1.001"),
                   lambda x, v: x * sqrt(x) / mp.sinh(sqrt(x)), 8 if d else 4, d, careful=1)


@job("ExponentialPolynomials", "cubeRootTail", "`(³√(1 + x) - 1) / x` for what remains in a cell of `CubeRootTable`.")
def _(d):
    r = CUBE_ROOT_RADIUS
    return minimax(lambda x: (mp.cbrt(1 + x) - 1) / x, -r, r, lambda x, v: abs(x) + r / 1000, 10 if d else 4, d,
                   careful=0)


# Cells of the logarithms in two parts: how many, how many of them lie below the one around 1, and how far x * inverse may be from 1.
LOG_CELLS = 32
LOG_CELLS_BELOW = 19
LOG_RADIUS = mpf("0.0198")


def log_inverses():
    """For each cell the number near 1/x of few bits that makes |x * inverse - 1|, which must be exact, small.

    A cell is a range of the leading bits of x, half as wide below 1 as above; the cells' centres are whole multiples
    of their widths, so that one lies around 1.
    """
    below, n = LOG_CELLS_BELOW, LOG_CELLS
    centres = [1 - mpf(i) / (2 * n) for i in range(below, -1, -1)] + [1 + mpf(i) / n for i in range(1, n - below)]
    inverses = []
    for centre in centres:
        lo = centre - mpf(1) / (4 * n if centre <= 1 else 2 * n)
        hi = centre + mpf(1) / (4 * n if centre < 1 else 2 * n)
        choices = []
        for bits in range(3, 12):
            for j in range(int(2**bits / hi) - 1, int(2**bits / lo) + 3):
                inverse = mpf(j) / 2**bits
                radius = max(abs(lo * inverse - 1), abs(hi * inverse - 1))
                # The last bit of the product is worth this much less than that of x.
                if radius <= mpf(2) ** (-bits if lo < 1 else 1 - bits):
                    choices.append((radius, inverse))
        radius, inverse = (max(1 - lo, hi - 1), mpf(1)) if centre == 1 else min(choices)
        assert radius <= LOG_RADIUS
        inverses.append(inverse)
    return inverses


def parts_of(v, double):
    """A part whose sums with its multiples are exact, and the rest."""
    unit = mpf(2) ** (-42 if double else -16)
    high = mp.nint(v / unit) * unit
    return high, to_format(v - high, double)


def log_pair_table(part):
    """Minus the logarithms of the inverses: a part whose sum with the leading part of e log 2 is exact, and the rest."""
    def values(double):
        return [parts_of(-log(v), double)[0 if part == "high" else 1] for v in log_inverses()]
    return values


# Where x is 2^e m, the cells of all other logarithms are those of m, between 1 and 2. Of its upper half 2^-1 m is
# between 3/4 and 1, so that there the table's logarithm has that of 2, and next to 1 nothing is left of it and e.
LOG_BINADE_CELLS = 32


def binade_cells():
    """For each cell its number near 1/m of few bits, and its ends as multiples of the inverse of that."""
    n, cells = LOG_BINADE_CELLS, []
    for k in range(n):
        double_lo, double_hi = 1 + mpf(k) / n, 1 + mpf(k + 1) / n
        upper = k >= n // 2
        lo, hi = (double_lo / 2, double_hi / 2) if upper else (double_lo, double_hi)
        choices = [(max(1 - lo, hi - 1), mpf(1))] if 1 in (lo, hi) else []
        for bits in range(3, 12) if not choices else []:
            for j in range(int(2**bits / hi) - 1, int(2**bits / lo) + 3):
                inverse = mpf(j) / 2**bits
                radius = max(abs(lo * inverse - 1), abs(hi * inverse - 1))
                # The product less 1 must be exact; its last bit is worth this much less than that of x.
                if radius <= mpf(2) ** (-bits if upper else 1 - bits):
                    choices.append((radius, inverse))
        inverse = min(choices)[1]
        cells.append((inverse, upper, lo * inverse - 1, hi * inverse - 1))
    return cells


LOG_LEAST = min(cell[2] for cell in binade_cells()) * mpf("1.001")
LOG_MOST = max(cell[3] for cell in binade_cells()) * mpf("1.001")


def log_table(part, base=mp.e):
    """Minus the logarithms of the inverses, in two parts; the rest of log 2 cancels, too."""
    def values(double):
        index = 0 if part == "high" else 1
        two = parts_of(log(2) / log(base), double)[index]
        logs = [(parts_of(-log(v) / log(base), double)[index], upper) for v, upper, _, _ in binade_cells()]
        return [to_format(v + two, double) if upper else v for v, upper in logs]
    return values


def cube_root_cells(double):
    """For each place of the table of cube roots an inverse of a number near the centre c of a cell, and the cube root
    of 2^j c, for which that inverse is chosen such that it is almost a number of the format; and the largest
    |m inverse - 1|. The place is three leading bits of m, and 24 + 8 j on top of them."""
    table, radius = [(mpf(1), mpf(1))] * 32, mpf(0)
    for j in (-1, 0, 1):
        for k in range(8):
            lo, hi = 1 + mpf(k) / 8, 1 + mpf(k + 1) / 8
            middle = to_format(2 / (lo + hi), double)

            def error(inverse):
                root = mp.cbrt(mpf(2) ** j / inverse)
                return abs(to_format(root, double) / root - 1)
            inverse = min((middle + d * mpf(2) ** -23 for d in range(-1000, 1001)), key=error)
            table[(24 + k + 8 * j) % 32] = (inverse, to_format(mp.cbrt(mpf(2) ** j / inverse), double))
            radius = max(radius, abs(lo * inverse - 1), abs(hi * inverse - 1))
    return table, radius


CUBE_ROOT_RADIUS = mpf("0.0592")


def cube_root_table(member):
    def values(double):
        table, radius = cube_root_cells(double)
        assert radius <= CUBE_ROOT_RADIUS
        return [entry[member] for entry in table]
    return values


def exp_table(part):
    """2^(k/n) to the format, and what is missing there, relative to it."""
    def values(double):
        n = 16 if double else 32
        exact = [mpf(2) ** (mpf(k) / n) for k in range(n)]
        high = [to_format(v, double) for v in exact]
        return high if part == "high" else [to_format(v / h - 1, double) for v, h in zip(exact, high)]
    return values


def cells_of(unit, merged, double):
    """Pieces of x: where the leading bits of x / 2 unit + 1/2 are the same. Each binade of that, from 1/2 on, has 4
    (single: 8) of them, so that they grow with x. The first ones, `merged` of them, are one, which is centred at 0.

    Each piece comes with its places in a table, the last bits of exponent and leading bits.
    """
    parts = 4 if double else 8
    cells = []
    for k in range(4 * parts):
        binade, part = divmod(k, parts)
        edges = [unit * (mpf(2) ** binade * (1 + mpf(part + i) / parts) - 1) for i in (0, 1)]
        cells.append(([(binade + 2) % 4 * parts + part], edges[0], edges[1]))
    if not merged:
        return cells
    first = (sum((places for places, _, _ in cells[:merged]), []), cells[0][1], cells[merged - 1][2])
    return [first] + cells[merged:]


def accurate_centre(f, lo, hi, double):
    """The number near the centre at which f is nearest to a number of the format, among some hundreds."""
    def error(c):
        v = f(c)
        return abs(to_format(v, double) / v - 1)
    centre, step = (lo + hi) / 2, (hi - lo) / 5000
    return min((to_format(centre + k * step, double) for k in range(-200, 200)), key=error)


def interpolate(f, lo, hi, n):
    """`n` coefficients of the polynomial that meets f in the Chebyshev points: hardly worse than the best one."""
    xs = [(lo + hi) / 2 - (hi - lo) / 2 * mp.cos(pi * (2 * k + 1) / (2 * n)) for k in range(n)]
    a = matrix(n, n)
    for i, x in enumerate(xs):
        for j in range(n):
            a[i, j] = x**j
    c = lu_solve(a, matrix([f(x) for x in xs]))
    return [c[j] for j in range(n)]


def pieces(f, unit, top, n, merged, double):
    """Tables for f(x) = value + (x - centre) p(x - centre). A piece with its centre at 0 is for f(x) = x + x p(x)."""
    tables = [[mpf(0)] * (16 if double else 32) for _ in range(n + 2)]
    worst = mpf(0)
    for places, lo, hi in cells_of(unit, merged, double):
        if lo >= top:
            continue
        hi = min(hi, top)
        at_zero = merged and lo == 0
        centre = mpf(0) if at_zero else accurate_centre(f, lo, hi, double)
        value = mpf(0) if at_zero else f(centre)
        slope = (lambda t: f(t) / t - 1) if at_zero else (lambda t: (f(centre + t) - value) / t)
        ends = [hi / 1000, hi] if at_zero else [lo - centre, hi - centre]
        c = [to_format(v, double) for v in interpolate(slope, *ends, n)]
        for j in range(64):
            t = ends[0] + (ends[1] - ends[0]) * (2 * j + 1) / 128
            worst = max(worst, abs((evaluate(c, list(range(n)), t) - slope(t)) * t / f(centre + t)))
        for place in places:
            for table, number in zip(tables, [centre, to_format(value, double)] + c):
                table[place] = number
    return tables, worst


# Pieces of the tangents of angles. The last one has no end.
ARC_SCALE = mpf("1.9")
ARC_RADIUS = mpf("0.146")


def arc_table(member):
    """For each piece two numbers, of which one is 1, and the angle of which their quotient is the tangent: almost a number
    of the format."""
    def values(double):
        cells = cells_of(1 / (2 * ARC_SCALE), 2 if double else 4, double)
        table = [None] * (16 if double else 32)
        for places, lo, hi in cells:
            least, most = mp.atan(lo), pi / 2 if hi == cells[-1][2] else mp.atan(hi)
            middle = mp.tan((least + most) / 2)
            rise, run = mpf(lo != 0), mpf(1)
            if lo != 0 and middle < 1:
                rise = accurate_centre(mp.atan, middle * mpf("0.999"), middle * mpf("1.001"), double)
            elif lo != 0:
                run = accurate_centre(mp.acot, mpf("0.999") / middle, mpf("1.001") / middle, double)
            angle = mp.atan(rise / run)
            assert max(mp.tan(angle - least) if lo != 0 else 0, mp.tan(most - angle)) <= ARC_RADIUS
            for place in places:
                table[place] = {"rise": rise, "run": run, "angle": to_format(angle, double)}[member]
        return table
    return values


# What comes in pieces: for single and double precision the unit of the pieces, where they end, the number of
# coefficients, and how many pieces are one around 0.
PIECES = {
    "ErrorTable": ("The error function", mp.erf, {False: ("0.28", "4.15", 5, 2), True: ("0.4", "5.98", 15, 2)}),
    "TanhTable": ("The hyperbolic tangent", mp.tanh, {False: ("0.65", "9.7", 5, 2), True: ("1.3", "19.4", 15, 1)}),
    "ScaledErrorTable": ("`e^(x²) erfc(x)`", lambda x: exp(x * x) * erfc(x),
                         {False: ("0.71", "10.6", 6, 0), True: ("1.85", "27.6", 15, 0)}),
}


def pieces_text(name, what, f, formats):
    made, scales, ends = {}, [], []
    for double, (unit, top, n, merged) in formats.items():
        label = "double" if double else "single"
        made[double], error = pieces(f, mpf(unit), mpf(top), n, merged, double)
        scales.append(f"{label}: {hexadecimal(to_format(1 / (2 * mpf(unit)), double))}")
        ends.append(f"{label}: {0.5 + merged / (8 if double else 16)}")
        print(f"{name:16} {label} 2^{mp.nstr(log(error, 2), 4)}", flush=True)
    count = max(format[2] for format in formats.values())
    members = ["centre", "value"] + [f"slope{k}" for k in range(count)]
    tables = []
    for k, member in enumerate(members):
        columns = {d: columns_of[k] if k < len(columns_of) else [] for d, columns_of in made.items()}
        tables.append(table_literal(f"{name.removesuffix('Table').lower()}_{member}", columns, 6 if k > 1 else 4))
    return "\n".join([
        f"/// {what} in pieces; see `FloatLane.piecewise`.", f"enum {name} {{", "  static let pieces = PieceTables(",
        f"    scale: ({', '.join(scales)}), firstEnd: ({', '.join(ends)}),", f"    centre: {tables[0].lstrip()},",
        f"    value: {tables[1].lstrip()},", "    slopes: [", *(f"{table}," for table in tables[2:]), "    ])", "}", ""])


def table_literal(name, columns, indent):
    """A `LaneTable` in Swift; a format that has no numbers is left out."""
    pad = " " * indent
    parts = [f'{pad}LaneTable(\n{pad}  "{name}"']
    for label, double in (("single", False), ("double", True)):
        numbers = [hexadecimal(v) for v in columns[double]]
        lines = [", ".join(numbers[k:k + 4]) for k in range(0, len(numbers), 4)]
        if lines:
            parts.append(f"{pad}  {label}: [\n{pad}    " + f",\n{pad}    ".join(lines) + f",\n{pad}  ]")
    return ",\n".join(parts) + ")"


TABLES = {
    "LogarithmTable": [
        ("inverse", "About `4 / m`, so that `m * inverse - 4` is exact and small.",
         lambda double: [4 * v / (2 if upper else 1) for v, upper, _, _ in binade_cells()]),
        ("high", "`-log(inverse / 4)`, a multiple of 2^-42 (single: 2^-16).", log_table("high")),
        ("low", "What is missing there.", log_table("low")),
        ("binaryHigh", "`-log2(inverse / 4)`, a multiple of the same unit.", log_table("high", 2)),
        ("binaryLow", "What is missing there.", log_table("low", 2)),
        ("decimalHigh", "`-log10(inverse / 4)`, a multiple of the same unit.", log_table("high", 10)),
        ("decimalLow", "What is missing there.", log_table("low", 10)),
    ],
    "LogarithmPairTable": [
        ("halfInverse", "About `1 / 2x`, so that `x * halfInverse - 1/2` is exact and small.",
         lambda double: [v / 2 for v in log_inverses()]),
        ("high", "`-log(2 halfInverse)`, a multiple of 2^-42 (single: 2^-16).", log_pair_table("high")),
        ("low", "What is missing there.", log_pair_table("low")),
    ],
    "CubeRootTable": [
        ("inverse", "About `1 / m`.", cube_root_table(0)),
        ("root", "`³√(2^j / inverse)`.", cube_root_table(1)),
    ],
    "ArcTable": [
        ("scale", "The leading bits of `scale * x + 1/2`, from 1/2 to 8, tell the piece.", ARC_SCALE),
        ("rise", "The tangents of the angles are `rise / run`.", arc_table("rise")),
        ("run", "One of the two is 1.", arc_table("run")),
        ("angle", "The angles, as accurate as two numbers of the format together.", arc_table("angle")),
    ],
    "ExponentialTable": [
        ("high", "`2^(k / 16)` (single: `2^(k / 32)`).", exp_table("high")),
        ("low", "What is missing there, relative to it.", exp_table("low")),
    ],
}

TABLE_HEAD = """// Written by Scripts/coefficients.py; edit that, not this.
"""


def table_files():
    """The text of each file, by its name: one a table, and the list of all."""
    files = {}
    for name, tables in TABLES.items():
        text = [TABLE_HEAD, f"enum {name} {{"]
        for member, what, values in tables:
            if not callable(values):
                text.append(f"  /// {what}\n  static let {member} = {values}")
                continue
            literal = table_literal(f"{name.removesuffix('Table').lower()}_{member}", {d: values(d) for d in (False, True)}, 2)
            text.append(f"  /// {what}\n  static let {member} = {literal.lstrip()}")
        files[name] = "\n".join(text + ["}\n"])
    for name, description in PIECES.items():
        files[name] = TABLE_HEAD + "\n" + pieces_text(name, *description)
    names = [f"{name}.{table[0]}" for name, tables in TABLES.items() for table in tables if callable(table[2])]
    text = [TABLE_HEAD, "extension LaneTable {\n  /// Every table.\n  static var all: [LaneTable] {"]
    lines = [", ".join(names[k:k + 3]) for k in range(0, len(names), 3)]
    text.append("    [\n      " + ",\n      ".join(lines) + ",\n    ]")
    files["Tables"] = "\n".join(text + [f"      + {name}.pieces.all" for name in PIECES] + ["  }\n}\n"])
    return files


@job("LogarithmPolynomials", "logSquare", "`(log(1 + x / 4) - x / 4) / x²` for what remains in a cell of `LogarithmTable`.")
def _(d):
    return minimax(lambda x: (log(1 + x / 4) - x / 4) / x**2, 4 * LOG_LEAST, 4 * LOG_MOST,
                   lambda x, v: 4 * abs(x) + LOG_MOST / 100, 8 if d else 3, d, careful=0)


def log_square_in_base(base):
    def make(d):
        return minimax(lambda x: (log(1 + x / 4) - x / 4) / log(base) / x**2, 4 * LOG_LEAST, 4 * LOG_MOST,
                       lambda x, v: (4 * abs(x) + LOG_MOST / 100) * log(base), 8 if d else 3, d, careful=0)
    return make


job("LogarithmPolynomials", "binaryLogSquare", "`logSquare` times the logarithm of e in base 2.")(log_square_in_base(2))
job("LogarithmPolynomials", "decimalLogSquare", "`logSquare` times the logarithm of e in base 10.")(log_square_in_base(10))


@job("LogarithmPolynomials", "logPairSquare",
     "`2 (log(1 + x) - x) / x²` for what remains in a cell of `LogarithmPairTable`.")
def _(d):
    r = LOG_RADIUS
    return minimax(lambda x: 2 * (log(1 + x) - x) / x**2, -r, r, lambda x, v: (abs(x) + r / 1000) / 2,
                   8 if d else 3, d, careful=0)


@job("LogarithmPolynomials", "logCubic",
     "`2 (log(1 + x) - x + x²/2) / x³` for what remains in a cell of `LogarithmPairTable`.")
def _(d):
    r = LOG_RADIUS
    return minimax(lambda x: 2 * (log(1 + x) - x + x**2 / 2) / x**3, -r, r, lambda x, v: (x**2 + r**2 / 1000) / 2,
                   8 if d else 3, d, careful=0 if d else 1)


@job("ExponentialPolynomials", "expShortTail", "`(e^x - 1 - x) / x²` for `|x| <= ln 2 / 32` (single: `ln 2 / 64`).")
def _(d):
    r = LN2 / (32 if d else 64) * mpf("1.002")
    return minimax(lambda x: (exp(x) - 1 - x) / x**2, -r, r, lambda x, v: x**2, 5 if d else 2, d,
                   careful=1 if d else 0)


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
    for name, text in table_files().items():
        with open(os.path.join(room, f"{name}.swift"), "w") as out:
            out.write(text)
    for file, jobs in JOBS.items():
        text, polynomials = [HEAD], {}
        for k, (name, what, make, formats) in enumerate(jobs):
            if k:
                text.append("")
            made = {d: make(d) for d in formats}
            polynomials[name] = made
            print(f"{name:16}", *(f"{'double' if d else 'single'} 2^{mp.nstr(log(made[d][1], 2), 4)}" for d in formats),
                  flush=True)
            text += swift(name, what, made.get(True), made.get(False))
        for name, what, odd, even in CHOICES.get(file, []):
            pairs = [(polynomials[odd][d], polynomials[even][d]) for d in (True, False)]
            both = [(list(zip(a[0], b[0])), max(a[1], b[1])) for a, b in pairs]
            text += [""] + swift(name, what, *both, parameters="_ x: Self, odd: Mask")
        text.append("}\n")
        with open(os.path.join(room, file + ".swift"), "w") as out:
            out.write("\n".join(text))


if __name__ == "__main__":
    main()
