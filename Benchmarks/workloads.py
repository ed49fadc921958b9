"""The workloads of Benchmarks/Expressions, and what the comparisons need: inputs, timing, text.

A workload is a Python program with NumPy's meaning. Its comments say where it is measured: `# sizes:` and `# dtypes:`
by compare.py, `# peers:` by compare_peers.py.
"""

import ast
import math
import os
import pathlib
import platform
import re
import time

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
DTYPES = {"f32": np.float32, "f64": np.float64}

# From memory-bound to compute-bound.
ORDER = [
    "triad", "chain", "whereclip", "poly", "sum", "dot", "rowsum", "colsum", "sumT", "argmax", "cumsum", "badd",
    "addT", "everyother", "gray", "jacobi", "roll", "colstd", "layernorm", "softmax", "unit", "pdist", "remainder",
    "gaussian", "sincos", "softplus", "gelu", "pow", "black_scholes", "logreg", "mmbr",
]


class Workload:
    """One expression file."""

    def __init__(self, path):
        self.name = path.stem
        self.text = path.read_text()

    def setting(self, key):
        """The words of a comment `# key: …`; none where it is not there."""
        found = re.search(rf"^# {key}: (.*)$", self.text, re.M)
        return found.group(1).split() if found else []

    @property
    def cases(self):
        """(dtype, size) of each case that is measured against unfused, interpreted and NumPy."""
        return [(dtype, extents(size)) for dtype in self.setting("dtypes") for size in self.setting("sizes")]

    @property
    def peer_cases(self):
        """(dtype, size) of each case that is measured against the peers."""
        return [(dtype, extents(size)) for dtype, size in (case.split("/") for case in self.setting("peers"))]

    def program(self, dtype):
        return Program(re.sub(r"\bf(32|64)\b", dtype, self.text))


class Program:
    """A workload's text for one dtype, taken apart. `reused` asks for its time with reused outputs, too."""

    def __init__(self, text, reused=True):
        self.text, self.reused = text, reused
        self.inputs = []   # (name, dtype, names of the dimensions)
        self.scalars = []  # (name, dtype, value)
        self.body = []     # assignments
        self.outputs = []
        for statement in ast.parse(text).body:
            if not isinstance(statement, ast.AnnAssign):
                self.body.append(statement)
                self.outputs += [name.id for name in ast.walk(statement.targets[0])
                                 if isinstance(name, ast.Name) and not name.id.startswith("_")]
            elif statement.value is not None:
                self.scalars.append((statement.target.id, statement.annotation.id, statement.value.value))
            else:
                dims = statement.annotation.slice
                names = [ast.unparse(d) for d in (dims.elts if isinstance(dims, ast.Tuple) else [dims])]
                self.inputs.append((statement.target.id, statement.annotation.value.id, names))

    @property
    def dtype(self):
        return DTYPES[self.inputs[0][1]]

    def function(self, numpy, erf, scalar=None, body=None, extra=()):
        """A function of the inputs (and of `extra` names) that runs the text with `numpy` for `np`."""
        arguments = ", ".join([name for name, _, _ in self.inputs] + list(extra))
        function = ast.parse(f"def run({arguments}):\n  return {', '.join(self.outputs)},").body[0]
        function.body[:0] = body or self.body
        module = ast.fix_missing_locations(ast.Module([function], []))
        scalar = scalar or (lambda dtype, value: dtype(value))
        names = {"np": numpy, "erf": erf}
        names.update({name: scalar(DTYPES[dtype], value) for name, dtype, value in self.scalars})
        exec(compile(module, "<workload>", "exec"), names)
        return names["run"]

    def make_inputs(self, size):
        """Uniform numbers in [0, 1), the same for everybody."""
        random = np.random.default_rng(0)
        lengths, arrays = {}, {}
        for name, dtype, dims in self.inputs:
            for dim in dims:
                lengths.setdefault(dim, size[min(len(lengths), len(size) - 1)])
            arrays[name] = random.random([lengths[d] for d in dims], dtype=DTYPES[dtype])
        return arrays


def all_workloads():
    """By name, in the order of ORDER."""
    files = {path.stem: path for path in (HERE / "Expressions").glob("*.arr")}
    if set(files) != set(ORDER):
        raise SystemExit(f"ORDER and Benchmarks/Expressions differ: {sorted(set(files) ^ set(ORDER))}")
    return [Workload(files[name]) for name in ORDER]


def extents(size):
    """4096x1024 as (4096, 1024)."""
    return tuple(map(int, size.split("x")))


def size_name(size):
    return "x".join(map(str, size))


def numpy_erf(x):
    """NumPy has no `erf`; SciPy's is what people use beside it."""
    from scipy.special import erf

    return erf(x)


def save(arrays, folder):
    """Writes inputs as files; returns the arguments that bind them."""
    arguments = []
    for name, array in arrays.items():
        path = os.path.join(folder, f"{name}.npy")
        np.save(path, array)
        arguments += ["-i", f"{name}={path}"]
    return arguments


def least_time(function, budget, shortest=1e-4):
    """The least time of one evaluation in milliseconds; short ones are repeated until a sample takes 0.1 ms."""
    clock = time.perf_counter
    repeats = 1
    while True:
        start = clock()
        for _ in range(repeats):
            function()
        elapsed = clock() - start
        if elapsed >= shortest:
            break
        repeats *= 2
    best, end = elapsed, clock() + budget
    while clock() < end:
        start = clock()
        for _ in range(repeats):
            function()
        best = min(best, clock() - start)
    return best / repeats * 1e3


def geometric_mean(values):
    values = list(values)
    return math.exp(sum(map(math.log, values)) / len(values)) if values else math.nan


def short(number):
    """Three digits, without an exponent."""
    if number >= 100:
        return f"{number:.0f}"
    return f"{number:.2g}" if number < 0.01 else f"{number:.3g}"


def processor():
    name, cores = platform.machine(), os.cpu_count()
    try:
        cpuinfo = pathlib.Path("/proc/cpuinfo").read_text()
        name = re.search(r"^model name\s*: (.*)$", cpuinfo, re.M).group(1)
        widest = next((w for w in ["avx512f", "avx2", "avx", "sse2"] if re.search(rf"\b{w}\b", cpuinfo)), "")
        return f"{name}, {cores} cores, {widest}"
    except (OSError, AttributeError):
        return f"{name}, {cores} cores"


def write_between(path, mark, text):
    """Replaces what stands between two marks of a document."""
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    before, rest = path.read_text().split(begin)
    after = rest.split(end)[1]
    path.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}")
