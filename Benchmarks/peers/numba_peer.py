"""Numba, with SVML where it loads: explicit loops, `prange` for more than one thread, `fastmath`.

The loop of an elementwise workload is made from its text; the others are written out below.
"""

import ast

import numba
import numpy as np
from numba import prange

from peers import NotOffered
from peers.rewriting import called, fold_constants


def version():
    from numba.core import config

    return numba.__version__ + (" with SVML" if config.USING_SVML else "")


class Scalars(ast.NodeTransformer):
    """NumPy's text on arrays as the body of a loop over their elements; numbers get the dtype."""

    def __init__(self, program):
        self.arrays = {name for name, _, _ in program.inputs}
        self.outputs = program.outputs

    def visit_Name(self, node):
        if node.id in self.arrays:
            return ast.Subscript(node, ast.Name("i", ast.Load()), ast.Load())
        return node

    def visit_Constant(self, node):
        return ast.Call(ast.Name("dtype", ast.Load()), [node], [])

    def visit_BinOp(self, node):
        if isinstance(node.op, ast.Pow) and isinstance(getattr(node.right, "value", None), int):
            return ast.BinOp(self.visit(node.left), node.op, node.right)
        return self.generic_visit(node)

    def visit_Call(self, node):
        arguments = [self.visit(argument) for argument in node.args]
        match called(node):
            case "where":
                return ast.IfExp(*arguments)
            case "clip":
                return ast.Call(ast.Name("min", ast.Load()), [
                    ast.Call(ast.Name("max", ast.Load()), arguments[:2], []), arguments[2]], [])
            case _:
                return ast.Call(node.func, arguments, [])


def elementwise(program):
    """The source of a loop over the elements of one-dimensional inputs."""
    names = [name for name, _, _ in program.inputs]
    lines = [f"def loop({', '.join(names + [f'into_{name}' for name in program.outputs])}):",
             f"  for i in prange({names[0]}.size):"]
    for statement in fold_constants(program.body):
        lines.append("    " + ast.unparse(ast.fix_missing_locations(Scalars(program).visit(statement))))
    lines += [f"    into_{name}[i] = {name}" for name in program.outputs]
    return "\n".join(lines) + "\n"


def prepare(program, arrays, threads, folder):
    numba.set_num_threads(threads)
    compile = numba.njit(parallel=threads > 1, fastmath=True, error_model="numpy")
    inputs = list(arrays.values())
    if program.name in WHOLE:
        function = compile(WHOLE[program.name])
        return {"fresh": lambda: (function(*inputs),)}
    if program.name in LOOPS:
        loop, shape = LOOPS[program.name]
        shapes = [shape(*inputs)]
        loop = compile(loop)
    elif all(array.ndim == 1 for array in inputs):
        names = {"np": np, "prange": prange, "dtype": program.dtype}
        names.update({name: program.dtype(value) for name, _, value in program.scalars})
        if "erf(" in program.text:
            from math import erf
            names["erf"] = erf
        exec(elementwise(program), names)
        loop = compile(names["loop"])
        shapes = [inputs[0].shape] * len(program.outputs)
    else:
        raise NotOffered("not written")
    dtype = program.dtype
    outputs = [np.empty(shape, dtype) for shape in shapes]
    # SVML's first call of a function, which chooses code for the processor, spoils the elements at hand.
    loop(*inputs, *outputs)

    def fresh():
        made = [np.empty(shape, dtype) for shape in shapes]
        loop(*inputs, *made)
        return made

    def reused():
        loop(*inputs, *outputs)
        return outputs

    return {"fresh": fresh, "reused": reused}


def to_numpy(outputs):
    return outputs


# One value.

def sum_(x):
    total = x.dtype.type(0)
    for i in prange(x.size):
        total += x[i]
    return total


def dot(x, y):
    total = x.dtype.type(0)
    for i in prange(x.size):
        total += x[i] * y[i]
    return total


def argmax(x):
    parts = numba.get_num_threads()
    places = np.zeros(parts, np.int64)
    for part in prange(parts):
        first = part * x.size // parts
        best, place = x[first], first
        for i in range(first, (part + 1) * x.size // parts):
            if x[i] > best:
                best, place = x[i], i
        places[part] = place
    place = places[0]
    for part in range(1, parts):
        if x[places[part]] > x[place]:
            place = places[part]
    return place


def logreg(A, w, y):
    p = A @ w
    for i in prange(p.size):
        p[i] = np.float32(1) / (np.float32(1) + np.exp(-p[i])) - y[i]
    return w - np.float32(0.1) * (A.T @ p) / np.float32(A.shape[0])


def mmbr(A, W, b):
    out = A @ W
    for i in prange(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = max(out[i, j] + b[j], np.float32(0))
    return out


WHOLE = {"sum": sum_, "dot": dot, "argmax": argmax, "logreg": logreg, "mmbr": mmbr}


# An array, given by the caller.

def cumsum(x, out):
    total = np.float64(0)
    for i in range(x.size):
        total += x[i]
        out[i] = total


def rowsum(A, out):
    for i in prange(A.shape[0]):
        total = A.dtype.type(0)
        for j in range(A.shape[1]):
            total += A[i, j]
        out[i] = total


def colsum(A, out):
    m, n = A.shape
    parts = numba.get_num_threads()
    partial = np.zeros((parts, n), A.dtype)
    for part in prange(parts):
        for i in range(part * m // parts, (part + 1) * m // parts):
            for j in range(n):
                partial[part, j] += A[i, j]
    for j in range(n):
        total = partial[0, j]
        for part in range(1, parts):
            total += partial[part, j]
        out[j] = total


def badd(A, b, out):
    for i in prange(A.shape[0]):
        for j in range(A.shape[1]):
            out[i, j] = A[i, j] + b[j]


def colstd(A, out):
    m, n = A.shape
    parts = numba.get_num_threads()
    partial = np.zeros((parts, n), A.dtype)
    for part in prange(parts):
        for i in range(part * m // parts, (part + 1) * m // parts):
            for j in range(n):
                partial[part, j] += A[i, j]
    mean = partial.sum(0) / A.dtype.type(m)
    partial[:] = 0
    for part in prange(parts):
        for i in range(part * m // parts, (part + 1) * m // parts):
            for j in range(n):
                partial[part, j] += (A[i, j] - mean[j]) * (A[i, j] - mean[j])
    scale = A.dtype.type(1) / np.sqrt(partial.sum(0) / A.dtype.type(m))
    for i in prange(m):
        for j in range(n):
            out[i, j] = (A[i, j] - mean[j]) * scale[j]


def softmax(A, out):
    for i in prange(A.shape[0]):
        largest = A[i, 0]
        for j in range(A.shape[1]):
            largest = max(largest, A[i, j])
        total = A.dtype.type(0)
        for j in range(A.shape[1]):
            out[i, j] = np.exp(A[i, j] - largest)
            total += out[i, j]
        scale = A.dtype.type(1) / total
        for j in range(A.shape[1]):
            out[i, j] *= scale


def layernorm(A, out):
    n = A.dtype.type(A.shape[1])
    for i in prange(A.shape[0]):
        total = A.dtype.type(0)
        for j in range(A.shape[1]):
            total += A[i, j]
        mean = total / n
        total = A.dtype.type(0)
        for j in range(A.shape[1]):
            total += (A[i, j] - mean) * (A[i, j] - mean)
        scale = A.dtype.type(1) / np.sqrt(total / n + A.dtype.type(1e-5))
        for j in range(A.shape[1]):
            out[i, j] = (A[i, j] - mean) * scale


def pdist(A, B, out):
    for i in prange(A.shape[0]):
        for j in range(B.shape[0]):
            total = A.dtype.type(0)
            for k in range(A.shape[1]):
                total += (A[i, k] - B[j, k]) * (A[i, k] - B[j, k])
            out[i, j] = np.sqrt(total)


def add_transposed(A, B, out):
    m, n = A.shape
    tile = 32
    for block in prange((m + tile - 1) // tile):
        for column in range(0, n, tile):
            for i in range(block * tile, min(m, (block + 1) * tile)):
                for j in range(column, min(n, column + tile)):
                    out[i, j] = A[i, j] + B[j, i]


def jacobi(A, out):
    sweeps = 10
    now = A
    for sweep in range(sweeps):
        m, n = now.shape[0] - 2, now.shape[1] - 2
        next = out if sweep == sweeps - 1 else np.empty((m, n), A.dtype)
        for i in prange(m):
            for j in range(n):
                next[i, j] = 0.25 * (now[i, j + 1] + now[i + 2, j + 1] + now[i + 1, j] + now[i + 1, j + 2])
        now = next


def roll(A, out):
    m, n = A.shape
    for i in prange(m):
        above, below = A[i - 1], A[i + 1 - m]
        for j in range(n):
            near = above[j] + below[j] + A[i, j - 1] + A[i, j + 1 - n]
            out[i, j] = A[i, j] + A.dtype.type(0.125) * (near - A.dtype.type(4) * A[i, j])


LOOPS = {
    "cumsum": (cumsum, lambda x: x.shape),
    "rowsum": (rowsum, lambda A: A.shape[:1]),
    "colsum": (colsum, lambda A: A.shape[1:]),
    "badd": (badd, lambda A, b: A.shape),
    "colstd": (colstd, lambda A: A.shape),
    "softmax": (softmax, lambda A: A.shape),
    "layernorm": (layernorm, lambda A: A.shape),
    "pdist": (pdist, lambda A, B: (A.shape[0], B.shape[0])),
    "addT": (add_transposed, lambda A, B: A.shape),
    "roll": (roll, lambda A: A.shape),
    "jacobi": (jacobi, lambda A: (A.shape[0] - 20, A.shape[1] - 20)),
}
