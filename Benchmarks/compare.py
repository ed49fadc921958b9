"""Measures arrayc against itself (unfused, interpreted) and against NumPy, in one run, on the same inputs.

    python3 Benchmarks/compare.py --arrayc .build/release/arrayc [--only REGEX] [--largest N] [--write]

Each file of Benchmarks/Expressions is one workload; its comments say at which sizes and dtypes it is measured. The
file is a Python program as well, so NumPy runs the very same text. `arrayc bench` times its three variants itself;
NumPy is timed here in the same way: whole evaluations with fresh outputs, the least of several samples.
"""

import argparse
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np

from workloads import (
    ROOT, all_workloads, geometric_mean, least_time, numpy_erf, processor, save, short, size_name, write_between,
)

VARIANTS = ["interpreted", "unfused", "fused"]


def command(arguments):
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode != 0:
        shown = " ".join(os.path.basename(a) if os.sep in a else a for a in arguments)
        raise SystemExit(f"{shown}\nfailed with exit status {done.returncode}:\n{done.stderr}")
    return done.stdout


def check(arrayc, file, arguments, outputs, expected, exact, folder):
    """Stops if arrayc's results are not NumPy's, but for the last digits: those of `expected`, or of `exact`, which is
    computed in f64. (A running sum of 10⁷ f32 is worse in NumPy than such a tolerance.)"""
    paths = [os.path.join(folder, f"{name}-result.npy") for name in outputs]
    stores = [word for name, path in zip(outputs, paths) for word in ("-o", f"{name}={path}")]
    command([arrayc, "run", file, *arguments, *stores])
    for name, path, want, truth in zip(outputs, paths, expected, exact):
        have, want = np.load(path), np.asarray(want)
        tolerance = 2e-5 if want.dtype == np.float32 else 1e-12
        same_kind = have.dtype == want.dtype and have.shape == want.shape
        bounds = {"rtol": tolerance, "atol": tolerance * np.abs(want).max()}
        if not same_kind or not (np.allclose(have, want, **bounds) or np.allclose(have, truth, **bounds)):
            raise SystemExit(f"{os.path.basename(file)}: {name} is not what NumPy gives: {have!r}, not {want!r}")


def measure(arrayc, workload, dtype, size, threads, budget):
    """One row for each number of threads."""
    program = workload.program(dtype)
    run = program.function(np, numpy_erf)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        arrays = program.make_inputs(size)
        arguments = save(arrays, folder)
        file = os.path.join(folder, f"{workload.name}.arr")
        pathlib.Path(file).write_text(program.text)
        exact = run(**{name: array.astype(np.float64) for name, array in arrays.items()})
        check(arrayc, file, arguments, program.outputs, run(**arrays), exact, folder)
        numpy_ms = least_time(lambda: run(**arrays), budget)
        for count in threads:
            options = ["--json", "--seconds", str(budget)] + (["--threads", str(count)] if count else [])
            report = json.loads(command([arrayc, "bench", file, *arguments, *options]))
            if report["checks"] != "identical":
                raise SystemExit(f"{workload.name}: the variants differ: {report['checks']}")
            variants = {variant["name"]: variant for variant in report["variants"]}
            rows.append({
                "workload": workload.name, "dtype": dtype, "size": size_name(size), "threads": report["threads"],
                "backend": report["backend"], "numpy_ms": numpy_ms, "variants": variants,
            })
    return rows


def ms(row, variant):
    return row["variants"][variant]["min_ms"]


def speed(row, variant):
    return row["numpy_ms"] / ms(row, variant)


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


def figures(rows):
    """The part of docs/benchmarks.md that is measured."""
    backends = ", ".join(sorted({row["backend"] for row in rows}))
    parts = [f"Measured on: {processor()}. NumPy {np.__version__} on one thread; arrayc's backend: {backends}."]
    for threads in sorted({row["threads"] for row in rows}):
        chosen = [row for row in rows if row["threads"] == threads]
        parts += [f"### On {threads} thread{'s' if threads > 1 else ''}", table(chosen)]
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


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--arrayc", required=True, help="the program to measure")
    parser.add_argument("--only", default="", metavar="REGEX", help="workloads whose name matches")
    parser.add_argument("--largest", type=int, default=10**9, metavar="N", help="leave out arrays of more elements")
    parser.add_argument("--threads", default="1,0", help="numbers of threads to measure with; 0 is all cores")
    parser.add_argument("--budget", type=float, default=0.5, help="seconds to spend on each timing")
    parser.add_argument("--write", action="store_true", help="write the figures into docs/benchmarks.md and README.md")
    parser.add_argument("--json", metavar="PATH", help="write every figure to a file")
    options = parser.parse_args()

    threads = [int(count) for count in options.threads.split(",")]
    if os.cpu_count() == 1:
        threads = [1]
    rows = []
    for workload in all_workloads():
        if not re.search(options.only, workload.name):
            continue
        for dtype, size in workload.cases:
            if math.prod(size) > options.largest:
                continue
            for row in measure(options.arrayc, workload, dtype, size, threads, options.budget):
                rows.append(row)
                print(
                    f"{workload.name}/{dtype}/{row['size']} on {row['threads']}: NumPy {short(row['numpy_ms'])} ms; "
                    + ", ".join(f"{variant} {short(ms(row, variant))} ms" for variant in VARIANTS)
                    + f"; fused {short(row['variants']['fused']['gb_per_s'])} GB/s",
                    flush=True)
    if not rows:
        raise SystemExit("no workload was measured")
    print("\n" + figures(rows))
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(rows, indent=1))
    if options.write:
        write_between(ROOT / "docs" / "benchmarks.md", "figures", figures(rows))
        write_between(ROOT / "README.md", "figures", summary(rows))


if __name__ == "__main__":
    sys.exit(main())
