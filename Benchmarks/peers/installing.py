"""Each peer in a virtual environment of its own below the build folder; one that cannot be had is reported as such."""

import os
import shutil
import subprocess
import sys

from peers import targets

NUMPY = "numpy==2.4.6"


class Peer:
    """`choices` are tried in turn: what pip is asked for, first the one that is preferred."""

    def __init__(self, name, label, choices, environment=lambda home, threads: {}, place=None, module=None):
        self.name, self.label, self.choices, self.environment = name, label, choices, environment
        self.place, self.module = place or name, module or name


def torch_environment(home, threads):
    return {"TORCHINDUCTOR_CACHE_DIR": os.path.join(home, "torch-cache")}


# In the order of the tables' columns. Numba's later releases come without SVML.
# PyTorch from PyPI brings several gigabytes of CUDA, so its processor-only build is asked for first.
PEERS = [
    Peer("arrayc", "arrayc", [[NUMPY]], place="numpy"),
    Peer("numpy", "NumPy", [[NUMPY, "scipy==1.17.1"]]),
    Peer("numexpr", "numexpr", [["numexpr==2.14.2", NUMPY]],
         lambda home, threads: {"NUMEXPR_MAX_THREADS": threads, "NUMEXPR_NUM_THREADS": threads}),
    Peer("numba", "Numba", [["numba==0.61.2", "icc-rt", "scipy==1.15.3"], ["numba", "scipy"]],
         lambda home, threads: {"NUMBA_NUM_THREADS": threads, "LD_LIBRARY_PATH": os.path.join(home, "numba", "lib")}),
    Peer("jax", "JAX", [["jax[cpu]==0.10.2", NUMPY], ["jax[cpu]"]]),
    Peer("drjit", "Dr.Jit", [["drjit==1.5.0", NUMPY]]),
    Peer("torch", "PyTorch", [["torch==2.13.0+cpu", "setuptools", NUMPY], ["torch==2.13.0", "setuptools", NUMPY]],
         torch_environment),
    Peer("torch_compiled", "PyTorch compiled", [["torch==2.13.0+cpu", "setuptools", NUMPY],
                                                ["torch==2.13.0", "setuptools", NUMPY]],
         torch_environment, place="torch"),
]
BY_NAME = {peer.name: peer for peer in PEERS}


def python_of(home, peer):
    return os.path.join(home, peer.place, "bin", "python3")


def install(home, peer):
    """None where the peer is there, now or already; else why it is not."""
    folder = os.path.join(home, peer.place)
    done = os.path.join(folder, "installed")
    wanted = repr(peer.choices)
    if os.path.exists(done) and open(done).read() == wanted:
        return None
    # NumPy's own environment holds what arrayc's measuring needs; the first that asks makes it.
    if peer.name == "arrayc":
        return install(home, BY_NAME["numpy"])
    print(f"Installing {peer.label}", flush=True)
    reason = ""
    for packages in peer.choices:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [python_of(home, peer), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        result = subprocess.run([*pip, *packages], capture_output=True, text=True)
        if result.returncode == 0:
            with open(done, "w") as file:
                file.write(wanted)
            return None
        reason = (result.stderr.strip().splitlines() or ["pip failed"])[-1]
    shutil.rmtree(folder, ignore_errors=True)
    return f"not installed: {reason}"


def environment(home, peer, threads):
    """The variables of a peer's process: threads, and folders for what it keeps."""
    variables = {key: value for key, value in os.environ.items() if not key.startswith("OPENBLAS_")}
    own = os.path.join(home, "kept")
    os.makedirs(own, exist_ok=True)
    variables.update({"HOME": own, "XDG_CACHE_HOME": own, "PYTHONDONTWRITEBYTECODE": "1"})
    for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]:
        variables[name] = str(threads)
    variables.update({name: str(value) for name, value in peer.environment(home, threads).items()})
    variables.update(targets.chosen)
    return variables
