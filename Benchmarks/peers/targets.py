"""Lesser processors: what makes arrayc and the peers do without instructions that this one has."""

import os
import re

# What each takes as its limit. Numba is told a processor of that level. Nothing can be told to Dr.Jit, nor to libraries
# that a compiler made for one level (numexpr): they use what they use.
LEVELS = {
    "native": {},
    "x86-64-v3": {
        "ARRAYC_TARGET": "x86-64-v3",
        "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR",
        "OPENBLAS_CORETYPE": "Haswell",
        "XLA_FLAGS": "--xla_cpu_max_isa=AVX2",
        "NUMBA_CPU_NAME": "haswell",
        "ATEN_CPU_CAPABILITY": "avx2",
        "MKL_ENABLE_INSTRUCTIONS": "AVX2",
        "ONEDNN_MAX_CPU_ISA": "AVX2",
    },
}


def add_option(parser):
    parser.add_argument("--target", choices=LEVELS, default="native", help="the instructions that all may use")


# What was chosen for this run; `installing.environment` hands it on to the peers.
chosen = {}


def choose(target):
    """What every process that is started from here on gets, and this one's libraries that are not yet loaded."""
    chosen.update(LEVELS[target])
    os.environ.update(chosen)


def mark(section, target):
    """What a section of a document is called for a target."""
    return section if target == "native" else f"{section} {target}"


def described(processor, target):
    """The processor, with the widest vectors that are used."""
    return processor if target == "native" else re.sub(r", [^,]*$", f", {target}", processor)
