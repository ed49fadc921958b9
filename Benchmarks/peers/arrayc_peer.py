"""arrayc. Fresh outputs: `arrayc bench`, calls of the program as a function that `jit` compiled; outputs come from a pool.
Recorded: the same, but each time nodes that were recorded anew are evaluated. Reused outputs: the C function that
`arrayc build` makes, which has no threads of its own, writing into the caller's arrays."""

import ctypes
import json
import os
import pathlib
import re
import subprocess

import numpy as np

ARRAYC = os.environ["ARRAYC"]
TYPES = {np.float32: ctypes.c_float, np.float64: ctypes.c_double}


class Failure(Exception):
    pass


def command(*arguments):
    done = subprocess.run([ARRAYC, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise Failure(re.sub(r"^.*?error: ", "", done.stderr.strip().split("\n")[0]))
    return done.stdout


def version():
    return ""


class Bench:
    """Runs once when it is called; `bench` measures a variant by itself."""

    def __init__(self, variant, program, file, arguments, threads, folder):
        self.variant, self.program, self.file, self.folder = variant, program, file, folder
        self.arguments = [*arguments, "--threads", str(threads)]

    def __call__(self):
        paths = [os.path.join(self.folder, f"{name}-arrayc.npy") for name in self.program.outputs]
        stores = [word for name, path in zip(self.program.outputs, paths) for word in ("-o", f"{name}={path}")]
        command("run", self.file, *self.arguments, *stores)
        outputs = [np.load(path) for path in paths]
        for path in paths:
            os.remove(path)
        return outputs

    def least_time(self, budget):
        report = json.loads(command(
            "bench", self.file, *self.arguments, "--json", "--variant", self.variant, "--seconds", f"{budget:.3f}"))
        return report["variants"][0]["min_ms"]


def reused(program, file, arrays, folder):
    library = os.path.join(folder, f"{program.name}.so")
    command("build", file, "-o", library, "--quiet")
    function = getattr(ctypes.CDLL(library), program.name)
    os.remove(library)
    lengths = {}
    for name, _, dims in program.inputs:
        lengths.update(zip(dims, arrays[name].shape))
    expected = [np.load(os.path.join(folder, f"{name}-expected.npy")) for name in program.outputs]
    outputs = [np.empty(e.shape, program.dtype if e.dtype.kind == "f" else e.dtype) for e in expected]
    order = [ctypes.c_int64(length) for length in lengths.values()]
    order += [ctypes.c_void_p(arrays[name].ctypes.data) for name, _, _ in program.inputs]
    order += [TYPES[program.dtype](value) for _, _, value in program.scalars]
    order += [ctypes.c_void_p(output.ctypes.data) for output in outputs]

    def call():
        status = function(*order)
        if status != 0:
            raise Failure(f"{program.name} returned {status}")
        return outputs

    # The arrays live as long as the call does.
    call.arrays = arrays
    return call


def prepare(program, arrays, threads, folder):
    file = os.path.join(folder, f"{program.name}.arr")
    pathlib.Path(file).write_text(program.text)
    arguments = [word for name in arrays for word in ("-i", f"{name}={os.path.join(folder, name)}.npy")]
    ways = {way: Bench(variant, program, file, arguments, threads, folder)
            for way, variant in [("fresh", "jit"), ("recorded", "fused")]}
    if threads == 1 and program.reused:
        try:
            ways["reused"] = reused(program, file, arrays, folder)
        except Failure:
            pass
    return ways


def to_numpy(outputs):
    return outputs
