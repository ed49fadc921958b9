"""PyTorch, eager: the workload's own text, with the few names that differ from NumPy's."""

import numpy as np
import torch


class Names:
    """NumPy's names on tensors; `axis` and `keepdims` are understood by PyTorch itself."""

    pi = np.pi
    maximum = staticmethod(lambda x, low: torch.clamp(x, min=low))
    max = staticmethod(lambda x, axis, keepdims=False: torch.amax(x, axis, keepdim=keepdims))
    var = staticmethod(lambda x, axis, keepdims=False: torch.var(x, axis, correction=0, keepdim=keepdims))
    cumsum = staticmethod(lambda x: torch.cumsum(x, 0))
    roll = staticmethod(lambda x, shift, axis: torch.roll(x, shift, axis))

    def __getattr__(self, name):
        return getattr(torch, name)


def version():
    return torch.__version__


def prepare(program, arrays, threads, folder):
    return ways(program.function(Names(), torch.erf, scalar=lambda dtype, value: value), arrays, threads)


def ways(run, arrays, threads):
    torch.set_num_threads(threads)
    inputs = {name: torch.from_numpy(array) for name, array in arrays.items()}

    def fresh():
        with torch.inference_mode():
            return run(**inputs)

    return {"fresh": fresh}


def to_numpy(outputs):
    return [output.numpy() for output in outputs]
