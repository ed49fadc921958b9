"""Measures arrayc against itself (unfused, interpreted) and against NumPy, in one run, on the same inputs.

    python3 Benchmarks/compare.py --arrayc .build/release/arrayc [--only REGEX] [--largest N] [--write]

Each file of Benchmarks/Expressions is one workload; its comments say at which sizes and dtypes it is measured. The
file is a Python program as well, so NumPy runs the very same text. `arrayc bench` times its three variants itself;
NumPy is timed here in the same way: whole evaluations with fresh outputs, the least of several samples.
"""

import argparse
import ast
import json
import math
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile
import time

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent

# From memory-bound to compute-bound.
ORDER = [
    "triad", "chain", "whereclip", "poly", "sum", "dot", "rowsum", "colsum", "badd", "addT", "colstd", "layernorm",
    "softmax", "pdist", "gaussian", "sincos", "softplus", "gelu", "pow", "black_scholes",
]
DTYPES = {"f32": np.float32, "f64": np.float64}
VARIANTS = ["interpreted", "unfused", "fused"]


class Workload:
    """One expression file: its text, the sizes and dtypes it is measured at."""

    def __init__(self, path):
        self.name = path.stem
        self.text = path.read_text()
        self.sizes = [tuple(map(int, size.split("x"))) for size in self.setting("sizes")]
        self.dtypes = self.setting("dtypes")

    def setting(self, key):
        return re.search(rf"^# {key}: (.*)$", self.text, re.M).group(1).split()

    def program(self, dtype):
        """The file's text for one dtype."""
        return re.sub(r"\bf(32|64)\b", dtype, self.text)


def numpy_program(text):
    """The inputs of a program, as (name, dtype, dimension names), and a function of them that NumPy runs."""
    inputs, body, outputs = [], [], []
    for statement in ast.parse(text).body:
        if not isinstance(statement, ast.AnnAssign):
            body.append(statement)
            if not statement.targets[0].id.startswith("_"):
                outputs.append(statement.targets[0].id)
        elif statement.value is not None:
            dtype = ast.parse(f"np.dtype('{DTYPES[statement.annotation.id]().dtype}').type", mode="eval").body
            value = ast.Call(dtype, [statement.value], [])
            body.append(ast.Assign([ast.Name(statement.target.id, ast.Store())], value))
        else:
            dims = statement.annotation.slice
            names = [d.id for d in (dims.elts if isinstance(dims, ast.Tuple) else [dims])]
            inputs.append((statement.target.id, statement.annotation.value.id, names))
    arguments = ", ".join(name for name, _, _ in inputs)
    function = ast.parse(f"def run({arguments}):\n  return {', '.join(outputs)},").body[0]
    function.body[:0] = body
    module = ast.fix_missing_locations(ast.Module([function], []))
    names = {"np": np, "erf": error_function}
    exec(compile(module, "<workload>", "exec"), names)
    return inputs, names["run"], outputs


def error_function(x):
    """NumPy has no `erf`; SciPy's is what people use beside it."""
    from scipy.special import erf

    return erf(x)


def make_inputs(inputs, size, folder):
    """Uniform numbers in [0, 1), the same for both sides, and their files."""
    random = np.random.default_rng(0)
    extents = {}
    arrays, arguments = {}, []
    for name, dtype, dims in inputs:
        for dim in dims:
            extents.setdefault(dim, size[min(len(extents), len(size) - 1)])
        arrays[name] = random.random([extents[d] for d in dims], dtype=DTYPES[dtype])
        path = os.path.join(folder, f"{name}.npy")
        np.save(path, arrays[name])
        arguments += ["-i", f"{name}={path}"]
    return arrays, arguments


def least_time(function, budget):
    """The least time of one evaluation in milliseconds; short ones are repeated until a sample takes 0.1 ms."""
    clock = time.perf_counter
    repeats = 1
    while True:
        start = clock()
        for _ in range(repeats):
            function()
        elapsed = clock() - start
        if elapsed >= 1e-4:
            break
        repeats *= 2
    best, end = elapsed, clock() + budget
    while clock() < end:
        start = clock()
        for _ in range(repeats):
            function()
        best = min(best, clock() - start)
    return best / repeats * 1e3


def command(arguments):
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode != 0:
        shown = " ".join(os.path.basename(a) if os.sep in a else a for a in arguments)
        raise SystemExit(f"{shown}\nfailed with exit status {done.returncode}:\n{done.stderr}")
    return done.stdout


def check(arrayc, file, arguments, outputs, expected, folder):
    """Stops if arrayc's results are not NumPy's, but for the last digits."""
    paths = [os.path.join(folder, f"{name}-result.npy") for name in outputs]
    stores = [word for name, path in zip(outputs, paths) for word in ("-o", f"{name}={path}")]
    command([arrayc, "run", file, *arguments, *stores])
    for name, path, want in zip(outputs, paths, expected):
        have, want = np.load(path), np.asarray(want)
        tolerance = 2e-5 if want.dtype == np.float32 else 1e-12
        same_kind = have.dtype == want.dtype and have.shape == want.shape
        if not same_kind or not np.allclose(have, want, rtol=tolerance, atol=tolerance * np.abs(want).max()):
            raise SystemExit(f"{os.path.basename(file)}: {name} is not what NumPy gives: {have!r}, not {want!r}")


def measure(arrayc, workload, dtype, size, threads, budget):
    """One row for each number of threads."""
    text = workload.program(dtype)
    inputs, run, outputs = numpy_program(text)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        arrays, arguments = make_inputs(inputs, size, folder)
        file = os.path.join(folder, f"{workload.name}.arr")
        pathlib.Path(file).write_text(text)
        check(arrayc, file, arguments, outputs, run(**arrays), folder)
        numpy_ms = least_time(lambda: run(**arrays), budget)
        for count in threads:
            options = ["--json"] + (["--threads", str(count)] if count else [])
            report = json.loads(command([arrayc, "bench", file, *arguments, *options]))
            if report["checks"] != "identical":
                raise SystemExit(f"{workload.name}: the variants differ: {report['checks']}")
            variants = {variant["name"]: variant for variant in report["variants"]}
            rows.append({
                "workload": workload.name, "dtype": dtype, "size": "x".join(map(str, size)),
                "threads": report["threads"], "backend": report["backend"], "numpy_ms": numpy_ms, "variants": variants,
            })
    return rows


def geometric_mean(values):
    values = list(values)
    return math.exp(sum(map(math.log, values)) / len(values)) if values else math.nan


def ms(row, variant):
    return row["variants"][variant]["min_ms"]


def speed(row, variant):
    return row["numpy_ms"] / ms(row, variant)


def short(number):
    """Three digits, without an exponent."""
    if number >= 100:
        return f"{number:.0f}"
    return f"{number:.2g}" if number < 0.01 else f"{number:.3g}"


def table(rows):
    """A Markdown table; speeds are multiples of NumPy's."""
    head = ["workload", "NumPy ms", *VARIANTS, "fused ÷ unfused", "kernels", "MB moved", "GB/s"]
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    for row in rows:
        fused = row["variants"]["fused"]
        cells = [
            f"{row['workload']}/{row['dtype']}/{row['size']}", short(row["numpy_ms"]),
            *(short(speed(row, variant)) for variant in VARIANTS),
            short(ms(row, "unfused") / ms(row, "fused")), str(fused["kernels"]),
            short(fused["bytes_moved"] / 1e6), short(fused["gb_per_s"]),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    means = [f"**{geometric_mean(speed(row, variant) for row in rows):.2f}**" for variant in VARIANTS]
    gain = geometric_mean(ms(row, "unfused") / ms(row, "fused") for row in rows)
    lines.append("| geometric mean | | " + " | ".join(means) + f" | **{gain:.2f}** | | | |")
    return "\n".join(lines)


def processor():
    name, cores = platform.machine(), os.cpu_count()
    try:
        cpuinfo = pathlib.Path("/proc/cpuinfo").read_text()
        name = re.search(r"^model name\s*: (.*)$", cpuinfo, re.M).group(1)
        widest = next((w for w in ["avx512f", "avx2", "avx", "sse2"] if re.search(rf"\b{w}\b", cpuinfo)), "")
        return f"{name}, {cores} cores, {widest}"
    except (OSError, AttributeError):
        return f"{name}, {cores} cores"


def figures(rows):
    """The part of docs/benchmarks.md that is measured."""
    backends = ", ".join(sorted({row["backend"] for row in rows}))
    parts = [f"Measured on: {processor()}. NumPy {np.__version__} on one thread; arrayc's backend: {backends}."]
    for threads in sorted({row["threads"] for row in rows}):
        chosen = [row for row in rows if row["threads"] == threads]
        parts += [f"## On {threads} thread{'s' if threads > 1 else ''}", table(chosen)]
    return "\n\n".join(parts)


def summary(rows):
    """The few lines that the README shows: the largest arrays, all threads."""
    most = max(row["threads"] for row in rows)
    lines = [f"| on {most} threads | NumPy | unfused | fused |", "| --- | ---: | ---: | ---: |"]
    for name in ["triad", "chain", "gaussian", "softmax", "layernorm", "black_scholes"]:
        chosen = [row for row in rows if row["workload"] == name and row["threads"] == most and row["dtype"] == "f32"]
        if chosen:
            row = chosen[-1]
            cells = [short(row["numpy_ms"]), short(ms(row, "unfused")), short(ms(row, "fused"))]
            lines.append(f"| {name}, f32, {row['size']} | " + " | ".join(f"{cell} ms" for cell in cells) + " |")
    return "\n".join(lines)


def write_between(path, text):
    """Replaces what stands between the two marks of a document."""
    begin, end = "<!-- figures: begin -->", "<!-- figures: end -->"
    before, rest = path.read_text().split(begin)
    after = rest.split(end)[1]
    path.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--arrayc", required=True, help="the program to measure")
    parser.add_argument("--only", default="", metavar="REGEX", help="workloads whose name matches")
    parser.add_argument("--largest", type=int, default=10**9, metavar="N", help="leave out arrays of more elements")
    parser.add_argument("--threads", default="1,0", help="numbers of threads to measure with; 0 is all cores")
    parser.add_argument("--budget", type=float, default=0.5, help="seconds to spend on a NumPy timing")
    parser.add_argument("--write", action="store_true", help="write the figures into docs/benchmarks.md and README.md")
    parser.add_argument("--json", metavar="PATH", help="write every figure to a file")
    options = parser.parse_args()

    files = {path.stem: path for path in (HERE / "Expressions").glob("*.arr")}
    if set(files) != set(ORDER):
        raise SystemExit(f"ORDER and Benchmarks/Expressions differ: {sorted(set(files) ^ set(ORDER))}")
    threads = [int(count) for count in options.threads.split(",")]
    if os.cpu_count() == 1:
        threads = [1]
    rows = []
    for name in ORDER:
        if not re.search(options.only, name):
            continue
        workload = Workload(files[name])
        for dtype in workload.dtypes:
            for size in workload.sizes:
                if math.prod(size) > options.largest:
                    continue
                for row in measure(options.arrayc, workload, dtype, size, threads, options.budget):
                    rows.append(row)
                    print(
                        f"{name}/{dtype}/{row['size']} on {row['threads']}: NumPy {short(row['numpy_ms'])} ms; "
                        + ", ".join(f"{variant} {short(ms(row, variant))} ms" for variant in VARIANTS)
                        + f"; fused {short(row['variants']['fused']['gb_per_s'])} GB/s",
                        flush=True)
    if not rows:
        raise SystemExit("no workload was measured")
    print("\n" + figures(rows))
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(rows, indent=1))
    if options.write:
        write_between(ROOT / "docs" / "benchmarks.md", figures(rows))
        write_between(ROOT / "README.md", summary(rows))


if __name__ == "__main__":
    sys.exit(main())
