"""The limit of a workload on this machine: what limits.c measures, and what cost.py counts."""

import json
import math
import os
import shutil
import subprocess

from workloads import HERE, ROOT


def measure(home, threads):
    """Runs limits.c on as many cores as threads. Without a C compiler there are no limits."""
    program = os.path.join(home, "limits")
    source = HERE / "limits.c"
    parts = [ROOT / "Sources" / name for name in ["CMachine", "CProcessor"]]
    newest = max(path.stat().st_mtime for path in [source, *(file for part in parts for file in part.rglob("*.[ch]"))])
    if not os.path.exists(program) or os.path.getmtime(program) < newest:
        compiler = next(filter(None, map(shutil.which, ["cc", "gcc", "clang"])), None)
        if compiler is None:
            raise SystemExit("a C compiler (cc, gcc or clang) is needed to measure the machine's limits")
        options = ["-O3", "-march=native", "-mprefer-vector-width=512", "-ffast-math", "-Wno-psabi",
                   *(f"-I{part / 'include'}" for part in parts), "-o", program]
        subprocess.run([compiler, *options, str(source), "-lpthread", "-lmvec", "-lm"], check=True)
    cores = sorted(os.sched_getaffinity(0))[:threads]
    done = subprocess.run(
        [program, str(threads)], check=True, capture_output=True, text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, cores))
    return json.loads(done.stdout)


def bandwidth(measured, kinds, footprint):
    """GB/s at a footprint: the best of some kinds of sweep. A smaller footprint is never slower than a larger one."""
    points, best = [], 0.0
    for row in reversed(measured["bandwidth"]):
        best = max(best, max(row[kind] for kind in kinds))
        points.append((math.log(row["bytes"]), best))
    points.reverse()
    place = math.log(footprint)
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if place <= x1:
            return y0 + (y1 - y0) * max(0.0, (place - x0) / (x1 - x0))
    return points[-1][1]


def kinds(cost):
    """The sweeps whose mix of reads and writes is like the workload's."""
    if cost.written < 0.1 * cost.read:
        return ["read"]
    if cost.read < 0.1 * cost.written:
        return ["write", "write_past"]
    return ["triad", "triad_past"] if cost.read > 1.5 * cost.written else ["copy", "copy_past"]


def limit(measured, cost, dtype):
    """Milliseconds that no program can go below, or hardly, and which of three bounds that is."""
    rate = bandwidth(measured, kinds(cost), cost.footprint)
    library = sum(count * measured["math"][name][dtype] for name, count in cost.calls.items())
    bounds = {
        "memory": (cost.read + cost.written) / rate / 1e6,
        "math": library / measured["threads"] / 1e6,
        "arithmetic": cost.operations / measured["multiply_add"][dtype] / 1e6,
    }
    which = max(bounds, key=bounds.get)
    return {"ms": bounds[which], "which": which}
