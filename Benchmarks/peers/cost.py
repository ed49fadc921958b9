"""What a workload must do, whoever does it: the bytes it must move and the arithmetic it must perform.

The workload's own text runs once more, on arrays that have a shape and no elements; each operation adds to a tally.
"""

import collections
import math

import numpy as np

# Functions whose time is taken from the vector library; everything else counts as one operation an element.
LIBRARY = {"exp", "log", "log1p", "sin", "cos", "tanh", "erf", "sqrt"}


class Cost:
    """Operations, calls of each function of the vector library, and bytes read and written."""

    def __init__(self, program, arrays, expected, sweeps):
        self.operations, self.calls = 0, collections.Counter()
        shapes = {name: Counted(self, array.shape) for name, array in arrays.items()}
        program.function(Names(self), lambda x: x.call("erf"), scalar=lambda dtype, value: value)(**shapes)
        size = np.dtype(program.dtype).itemsize
        # A sweep reads the array and writes one.
        self.read = sweeps * sum(array.nbytes for array in arrays.values())
        self.written = sweeps * sum(np.asarray(output).size * size for output in expected)
        self.footprint = (self.read + self.written) / sweeps


class Counted:
    """An array of a shape and nothing else."""

    def __init__(self, cost, shape):
        self.cost, self.view = cost, np.broadcast_to(np.int8(0), shape)

    @property
    def shape(self):
        return self.view.shape

    @property
    def size(self):
        return self.view.size

    def like(self, view):
        return Counted(self.cost, view.shape)

    def __getitem__(self, key):
        return self.like(self.view[key])

    @property
    def T(self):
        return self.like(self.view.T)

    def call(self, name):
        self.cost.calls[name] += self.size
        return self

    def binary(self, other):
        shape = np.broadcast_shapes(self.shape, getattr(other, "shape", ()))
        result = Counted(self.cost, shape)
        self.cost.operations += result.size
        return result

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __gt__ = binary

    def __neg__(self):
        return self

    def __truediv__(self, divisor):
        """A quotient by one number, or one a row, is a product."""
        if getattr(divisor, "size", 1) < self.size:
            return self.binary(divisor)
        return divisor.call("divide")

    def __rtruediv__(self, dividend):
        return self.call("divide")

    def __pow__(self, exponent):
        if isinstance(exponent, int):
            self.cost.operations += self.size * (exponent - 1)
            return self
        return self.call("power")

    def __matmul__(self, other):
        result = self.like(np.empty(self.shape[:-1], np.int8)) if other.view.ndim == 1 else Counted(
            self.cost, (*self.shape[:-1], other.shape[-1]))
        self.cost.operations += 2 * self.size * (other.shape[-1] if other.view.ndim > 1 else 1)
        return result


class Names:
    """NumPy's names on arrays without elements."""

    pi = math.pi

    def __init__(self, cost):
        self.cost = cost

    def __getattr__(self, name):
        if name in LIBRARY:
            return lambda x: x.call(name) if isinstance(x, Counted) else getattr(math, name)(x)
        return getattr(self, f"count_{name}")

    def reduce(self, x, axis=None, keepdims=False, operations=1):
        self.cost.operations += operations * x.size
        return x.like(np.sum(x.view, axis=axis, keepdims=keepdims, dtype=np.int8)[...])

    count_sum = count_mean = count_max = count_argmax = reduce

    def count_var(self, x, axis=None, keepdims=False):
        return self.reduce(x, axis, keepdims, operations=4)

    def count_cumsum(self, x):
        return x.binary(x)

    def count_roll(self, x, shift, axis):
        return x

    def count_where(self, mask, a, b):
        return mask.binary(b)

    def count_clip(self, x, low, high):
        return x.binary(low).binary(high)

    def count_maximum(self, x, low):
        return x.binary(low)
