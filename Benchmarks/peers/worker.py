"""The process of one peer with one number of threads. It reads requests, a JSON object a line, and answers each.

    python3 worker.py PEER THREADS
"""

import importlib
import json
import os
import pathlib
import sys
import traceback

sys.path[0] = str(pathlib.Path(__file__).resolve().parent.parent)

import numpy as np

from peers import NotOffered
from workloads import DTYPES, Program, least_time

# Beyond it a result is wrong, not merely rounded; relative to the largest value, for sums of ten million numbers too.
TOLERANCE = {"f": 1e-4, "d": 1e-11}


def difference(have, want):
    """The largest difference of floats, the mean one of integers and truth values (which rounded numbers may have
    decided), relative to the largest value."""
    have, want = np.asarray(have), np.asarray(want)
    if have.shape != want.shape or (have.dtype.kind == "f") != (want.dtype.kind == "f"):
        return float("inf")
    combine = np.max if want.dtype.kind == "f" else np.mean
    have, want = have.astype(np.float64), want.astype(np.float64)
    if not want.size or np.array_equal(have, want, equal_nan=True):
        return 0.0
    if not np.array_equal(np.isfinite(have), np.isfinite(want)):
        return float("inf")
    finite = np.isfinite(want)
    scale = float(np.max(np.abs(want), where=finite, initial=0)) or 1.0
    return float(combine(np.abs(have - want)[finite])) / scale


class Worker:
    def __init__(self, peer, threads):
        self.peer, self.threads, self.ways = peer, threads, {}

    def prepare(self, name, text, folder, reused=True, tolerance=TOLERANCE):
        """Compiles, runs once and compares with NumPy."""
        program = Program(text, reused)
        program.name = name
        arrays = {name: np.load(os.path.join(folder, f"{name}.npy")) for name, _, _ in program.inputs}
        self.ways = self.peer.prepare(program, arrays, self.threads, folder)
        expected = [np.load(os.path.join(folder, f"{name}-expected.npy")) for name in program.outputs]
        errors = {}
        for way, call in self.ways.items():
            outputs = [np.asarray(output) for output in self.peer.to_numpy(call())]
            for output, means in zip(outputs, expected):
                # JAX divides integers of 32 bits in single precision: another program, of half the memory.
                if output.dtype.itemsize < means.dtype.itemsize:
                    return {"missing": f"{output.dtype} where NumPy has {means.dtype}"}
            worst = max(map(difference, outputs, expected))
            is_double = not any(a.dtype == np.float32 for a in arrays.values()) and all(
                output.dtype == np.float64 for output in outputs)
            if worst > tolerance["d" if is_double else "f"]:
                return {"wrong": worst}
            errors[way] = worst
        return {"ways": errors}

    def time(self, way, budget):
        """The least time of one evaluation; a program that measures itself is asked."""
        call = self.ways[way]
        return {"ms": call.least_time(budget) if hasattr(call, "least_time") else least_time(call, budget)}

    def release(self):
        self.ways = {}
        return {}

    def products(self):
        """GFLOP/s of a product of two matrices of 1024 rows and columns, with the BLAS that NumPy brings."""
        rates = {}
        for name, dtype in DTYPES.items():
            A = np.random.default_rng(0).random((1024, 1024), dtype=dtype)
            out = np.empty_like(A)
            rates[name] = 2 * 1024**3 / least_time(lambda: np.matmul(A, A, out=out), 0.2) / 1e6
        return rates

    def version(self):
        return {"version": self.peer.version()}


def main():
    # Libraries print; the answers have a descriptor of their own.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    worker = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if worker is None:
                worker = Worker(importlib.import_module(f"peers.{sys.argv[1]}_peer"), int(sys.argv[2]))
            answer = getattr(worker, request.pop("do"))(**request)
        except NotOffered as reason:
            answer = {"missing": str(reason)}
        except Exception as error:
            traceback.print_exc()
            answer = {"missing": (str(error).strip().splitlines() or [type(error).__name__])[0][:200]}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
