"""NumPy: the workload's own text. Reused outputs: the last operation writes into one; temporaries stay fresh. A result
that is a view of an input is copied, as the others make an array of their own."""

import numpy as np

from peers.rewriting import into_outputs
from workloads import numpy_erf


def version():
    return np.__version__


def prepare(program, arrays, threads, folder):
    run = program.function(np, numpy_erf)
    views = any(np.may_share_memory(value, array) for value in run(**arrays) for array in arrays.values())
    ways = {"fresh": (lambda: [value.copy() for value in run(**arrays)]) if views else lambda: run(**arrays)}
    body = program.reused and into_outputs(program)
    if body:
        outputs = {f"into_{name}": np.empty_like(value) for name, value in zip(program.outputs, run(**arrays))}
        run_into = program.function(np, numpy_erf, body=body, extra=outputs)
        ways["reused"] = lambda: run_into(**arrays, **outputs)
    return ways


def to_numpy(outputs):
    return outputs
