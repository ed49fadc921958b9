"""How time and memory grow with elements and with operations, as a table and as two charts.

    python3 Benchmarks/growth.py --arrayc .build/release/arrayc [--write]

- Elements: the chain of eight operations on f32, from ten thousand to a hundred million elements.
- Operations: a chain of one to a thousand operations on a million f32 elements, time of an evaluation and of compiling;
  and files of up to a hundred thousand operations on a hundred elements, from the file's text to the result.
- Memory: the most that a process held, above what it holds for small arrays, beside its inputs and outputs.
"""

import argparse
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np

from workloads import ROOT, all_workloads, processor, save, short, write_between

COLOURS = ["#2b6cb0", "#c05621", "#2f855a"]


def bench(arrayc, file, arguments, threads):
    """The fused variant of one file."""
    options = ["--variant", "fused", "--seconds", "0.3", "--json", "--threads", str(threads)]
    done = subprocess.run([arrayc, "bench", file, *arguments, *options], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["variants"][0]


def chain(operations, shape="n"):
    """A program of so many additions and multiplications that stay near 1."""
    lines = [f"x: f32[{shape}]"]
    name = "x"
    for k in range(operations):
        step = ["* 0.5", "+ x", "* x", "- 0.25"][k % 4]
        target = "out" if k == operations - 1 else f"_t{k}"
        lines.append(f"{target} = {name} {step}")
        name = target
    return "\n".join(lines) + "\n"


def elements(arrayc, folder, threads, largest):
    program = {w.name: w for w in all_workloads()}["chain"].program("f32")
    file = os.path.join(folder, "chain.arr")
    pathlib.Path(file).write_text(program.text)
    rows = []
    for exponent in range(8, 17):
        count = round(10 ** (exponent / 2))
        if count > largest:
            break
        arguments = save(program.make_inputs((count,)), folder)
        row = {n: bench(arrayc, file, arguments, n)["min_ms"] * 1e6 / count for n in threads}
        rows.append((count, row))
        print(f"{count} elements: " + ", ".join(f"{short(v)} ns an element on {n}" for n, v in row.items()), flush=True)
    return rows


def operations(arrayc, folder, threads):
    rows = []
    file = os.path.join(folder, "operations.arr")
    for count in [1, 3, 10, 30, 100, 200, 300, 1000]:
        pathlib.Path(file).write_text(chain(count))
        found = {n: bench(arrayc, file, ["-i", "x=random(1000000):f32"], n) for n in threads}
        one = found[threads[0]]
        rows.append((count, {
            **{n: v["min_ms"] * 1e3 / count for n, v in found.items()},
            "compile": one["compile_ms"], "kernels": one["kernels"],
        }))
        print(f"{count} operations: {rows[-1][1]}", flush=True)
    return rows


def files(arrayc, folder):
    """From text to result: reading, checking, recording, scheduling, interpreting."""
    rows = []
    file = os.path.join(folder, "long.arr")
    for count in [100, 1000, 10_000, 100_000]:
        pathlib.Path(file).write_text(chain(count))
        best = math.inf
        for _ in range(2):
            start = time.perf_counter()
            peak = peak_bytes([arrayc, "run", file, "-i", "x=random(100):f32", "--quiet", "--backend", "interpreter"])
            best = min(best, time.perf_counter() - start)
        rows.append((count, best, peak))
        print(f"a file of {count} operations: {best:.3f} s, {peak / 1e6:.0f} MB", flush=True)
    return rows


WAITER = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(status, usage.ru_maxrss)
"""


def peak_bytes(command):
    """The most memory that a process held. A small process starts it: a child counts what its parent held, too."""
    done = subprocess.run([sys.executable, "-c", WAITER, *command], capture_output=True, text=True, check=True)
    status, kilobytes = map(int, done.stdout.split())
    if status != 0:
        raise SystemExit(f"{' '.join(map(os.path.basename, command))} failed:\n{done.stderr}")
    return kilobytes * 1024


NUMPY = """
import sys, numpy as np
from scipy.special import erf
arrays = dict(pair.split("=") for pair in sys.argv[2:])
names = {name: np.load(path) for name, path in arrays.items()}
exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"), {"np": np, "erf": erf, **names})
"""


def memory(arrayc, folder):
    """Bytes above those of a run on small arrays, for arrayc on all threads and NumPy."""
    rows = []
    for workload in all_workloads():
        if workload.name not in ("chain", "black_scholes", "softmax", "colstd"):
            continue
        program = workload.program("f32")
        file = os.path.join(folder, f"{workload.name}.arr")
        pathlib.Path(file).write_text(program.text)
        body = "\n".join(line for line in program.text.splitlines() if ":" not in line.split("=")[0])
        scalars = "\n".join(f"{name} = np.float32({value})" for name, _, value in program.scalars)
        plain = os.path.join(folder, f"{workload.name}.py")
        pathlib.Path(plain).write_text(f"{scalars}\n{body}\n")
        size = (8_000_000,) if len(program.inputs[0][2]) == 1 else (4096, 2048)
        peaks = {}
        for name, extent in (("small", tuple(2 for _ in size)), ("large", size)):
            arrays = program.make_inputs(extent)
            arguments = save(arrays, folder)
            outputs = [word for out in program.outputs for word in ("-o", f"{out}={folder}/{out}.npy")]
            peaks[name] = (
                peak_bytes([arrayc, "run", file, *arguments, *outputs, "--quiet", "--backend", "llvm"]),
                peak_bytes([sys.executable, "-c", NUMPY, plain, *arguments[1::2]]),
            )
        inputs = sum(a.nbytes for a in arrays.values())
        results = len(program.outputs) * next(iter(arrays.values())).nbytes
        rows.append((
            workload.name, inputs + results, peaks["large"][0] - peaks["small"][0],
            peaks["large"][1] - peaks["small"][1]))
        print(f"{workload.name}: {[f'{v / 1e6:.0f} MB' for v in rows[-1][1:]]}", flush=True)
    return rows


def chart(title, unit, series):
    """A chart with logarithmic axes: `series` are (name, [(x, y)])."""
    points = [p for _, line in series for p in line]
    low = [math.floor(math.log10(min(p[k] for p in points))) for k in (0, 1)]
    high = [math.ceil(math.log10(max(p[k] for p in points))) for k in (0, 1)]
    width, height, left, top = 640, 300, 60, 40

    def place(x, y):
        across = (math.log10(x) - low[0]) / max(1, high[0] - low[0])
        up = (math.log10(y) - low[1]) / max(1, high[1] - low[1])
        return left + across * (width - left - 20), top + (1 - up) * (height - top - 40)

    def text(x, y, words, anchor="middle"):
        return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{words}</text>'

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12">', f'<rect width="{width}" height="{height}" fill="white"/>',
        text(left, 20, f"{title}, {unit}", "start"),
    ]
    for exponent in range(low[0], high[0] + 1):
        x, y = place(10.0**exponent, 10.0 ** low[1])
        parts += [f'<line x1="{x:.0f}" y1="{top}" x2="{x:.0f}" y2="{y:.0f}" stroke="#ddd"/>',
                  text(x, y + 18, f"10<tspan dy='-5' font-size='9'>{exponent}</tspan>")]
    for exponent in range(low[1], high[1] + 1):
        x, y = place(10.0 ** low[0], 10.0**exponent)
        parts += [f'<line x1="{x:.0f}" y1="{y:.0f}" x2="{width - 20}" y2="{y:.0f}" stroke="#ddd"/>',
                  text(x - 8, y + 4, f"{10.0**exponent:g}", "end")]
    for k, (name, line) in enumerate(series):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*p) for p in line))
        parts += [f'<polyline points="{path}" fill="none" stroke="{COLOURS[k]}" stroke-width="2"/>']
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{COLOURS[k]}"/>' for x, y in (place(*p) for p in line)]
        parts += [f'<text x="{width - 20}" y="{20 + 14 * k}" text-anchor="end" fill="{COLOURS[k]}">{name}</text>']
    return "\n".join(parts + ["</svg>", ""])


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + " ---: |" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--arrayc", required=True, help="the program to measure")
    parser.add_argument("--largest", type=int, default=10**8, metavar="N", help="elements of the largest array")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md and the charts beside it")
    options = parser.parse_args()
    os.environ["ARRAYC_CACHE"] = "none"
    cores = len(os.sched_getaffinity(0))
    threads = [1] if cores == 1 else [1, cores]
    with tempfile.TemporaryDirectory() as folder:
        by_elements = elements(options.arrayc, folder, threads, options.largest)
        by_operations = operations(options.arrayc, folder, threads)
        by_length = files(options.arrayc, folder)
        by_program = memory(options.arrayc, folder)
    names = [f"on {n} thread{'s' if n > 1 else ''}" for n in threads]
    parts = [
        f"Measured on: {processor()}.",
        "The chain of eight operations on f32, nanoseconds an element:",
        "![Time an element by elements](growth-elements.svg)",
        table(["elements", *names], [[f"{n}", *(short(row[t]) for t in threads)] for n, row in by_elements]),
        "Chains on a million f32 elements, microseconds an operation (a kernel holds 200 at most):",
        "![Time an operation by operations](growth-operations.svg)",
        table(["operations", *names, "kernels", "compile ms"], [
            [f"{n}", *(short(row[t]) for t in threads), f"{row['kernels']}", short(row["compile"])]
            for n, row in by_operations]),
        "Files of so many assignments, from the start of the process to the result, interpreted:",
        table(["assignments", "seconds", "peak MB"], [
            [f"{n}", short(seconds), f"{peak / 1e6:.0f}"] for n, seconds, peak in by_length]),
        "The most memory that a process held, above that of a run on arrays of two elements an axis, in MB:",
        table(["program", "inputs and outputs", "arrayc", "NumPy"], [
            [name, *(f"{v / 1e6:.0f}" for v in values)] for name, *values in by_program]),
    ]
    print("\n\n".join(parts))
    if options.write:
        docs = ROOT / "docs"
        (docs / "growth-elements.svg").write_text(chart(
            "A chain of eight operations on f32", "ns an element, by elements",
            [(name, [(n, row[t]) for n, row in by_elements]) for name, t in zip(names, threads)]))
        (docs / "growth-operations.svg").write_text(chart(
            "Chains on a million f32 elements", "µs an operation, by operations",
            [(name, [(n, row[t]) for n, row in by_operations]) for name, t in zip(names, threads)]))
        write_between(docs / "benchmarks.md", "growth", "\n\n".join(parts))


if __name__ == "__main__":
    sys.exit(main())
