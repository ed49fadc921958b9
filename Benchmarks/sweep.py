"""Measures arrayc beside NumPy and JAX on the programs of programs.txt, which are many, short and of all kinds.

    python3 Benchmarks/sweep.py --arrayc .build/release/arrayc [--only REGEX] [--threads 1 2] [--before ARRAYC]
        [--target x86-64-v3] [--write]

The workloads of compare_peers.py are a sample that was chosen; these say whether what holds there holds elsewhere. Each
line of programs.txt is `name | inputs | statements`, with the inputs as `name dtype shape [low high]` between
semicolons, uniform in [low, high), and the last statement an expression: the output.
"""

import argparse
import os
import pathlib
import re
import sys
import tempfile

import numpy as np

from compare_peers import disturbance
from peers import targets
from peers.installing import BY_NAME, Peer, install
from peers.process import Process
from peers.report import markdown
from workloads import HERE, ROOT, Program, geometric_mean, numpy_erf, processor, save, short, write_between

# Sums in another order, and functions that differ in their last digits, in formulas of any depth.
TOLERANCE = {"f": 1e-3, "d": 1e-8}


class Input:
    """An input of a program: its declaration, and how its elements are drawn."""

    def __init__(self, text):
        self.name, dtype, shape, *bounds = text.split()
        kinds = {"f": "float", "i": "int", "u": "uint"}
        self.dtype = np.dtype("bool" if dtype == "bool" else kinds[dtype[0]] + dtype[1:])
        self.declaration = f"{self.name}: {dtype}[{', '.join(shape.split('x'))}]"
        self.shape = tuple(map(int, shape.split("x")))
        self.low, self.high = map(float, bounds) if bounds else (0, {"f": 1, "b": 2}.get(self.dtype.kind, 100))

    def make(self, random):
        if self.dtype.kind == "f":
            numbers = random.random(self.shape, dtype=self.dtype)
            return (self.low + (self.high - self.low) * numbers).astype(self.dtype)
        return random.integers(int(self.low), int(self.high), self.shape).astype(self.dtype)


class Line:
    """One program of the list."""

    def __init__(self, line):
        self.name, inputs, statements = (part.strip() for part in line.split("|", 2))
        self.inputs = [Input(text) for text in inputs.split(";")]
        *others, last = (statement.strip() for statement in statements.split(";"))
        self.text = "\n".join([*(i.declaration for i in self.inputs), *others, f"out = {last}"]) + "\n"

    def make_inputs(self):
        random = np.random.default_rng(0)
        return {i.name: i.make(random) for i in self.inputs}


def all_programs():
    lines = (HERE / "programs.txt").read_text().splitlines()
    return [Line(line) for line in lines if line.strip() and not line.startswith("#")]


def measure(program, processes, budget, rounds):
    """For each number of threads each peer's least time in milliseconds, or why it has none."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        arrays = program.make_inputs()
        save(arrays, folder)
        with np.errstate(all="ignore"):
            (expected,) = Program(program.text).function(np, numpy_erf)(**arrays)
        np.save(os.path.join(folder, "out-expected.npy"), expected)
        del arrays, expected
        row = {}
        for threads, asked in processes.items():
            found = row[threads] = {}
            for peer, process in asked.items():
                found[peer] = process.ask(do="prepare", name=program.name, text=program.text, folder=folder,
                                          reused=False, tolerance=TOLERANCE)
            for _ in range(rounds):
                for peer, process in asked.items():
                    if "fresh" in found[peer].get("ways", {}):
                        answer = process.ask(do="time", way="fresh", budget=budget)
                        if "ms" in answer:
                            found[peer]["ms"] = min(answer["ms"], found[peer].get("ms", answer["ms"]))
            for process in asked.values():
                process.ask(do="release")
        return row


def least(row, again):
    """Of two measurements of a program the least times."""
    for threads, found in row.items():
        for peer, answer in found.items():
            if "ms" in answer and "ms" in again[threads][peer]:
                answer["ms"] = min(answer["ms"], again[threads][peer]["ms"])


def is_close(row):
    """Whether a peer is faster, or slower by less than a quarter: a slow spell of the machine may have decided."""
    gains = [ratio(found) for found in row.values()]
    return any(gain and gain < 1.25 for gain in gains)


def ratio(found):
    """The best peer's time over arrayc's, if both have one."""
    times = [found[peer]["ms"] for peer in ["numpy", "jax"] if "ms" in found.get(peer, {})]
    return min(times) / found["arrayc"]["ms"] if times and "ms" in found["arrayc"] else None


def line(name, threads, found):
    times = ", ".join(f"{peer} {short(f['ms'])}" if "ms" in f else f"{peer} - ({f.get('missing') or f})"
                      for peer, f in found.items())
    gain = ratio(found)
    return f"{short(gain) if gain else '-':>5}  {name} on {threads}: {times}"


def summary(rows, threads):
    """How many programs, on how many a peer is faster, and by how much arrayc is on the whole."""
    standings = {n: {name: ratio(row[n]) for name, row in rows.items() if n in row and ratio(row[n])} for n in threads}
    parts = [markdown(["threads", "programs", "a peer is faster on", "best peer ÷ arrayc"], [
        [str(n), str(len(gains)), str(sum(g < 1 for g in gains.values())), f"{geometric_mean(gains.values()):.2f}"]
        for n, gains in standings.items()])]
    for n, gains in standings.items():
        behind = sorted((gain, name) for name, gain in gains.items() if gain < 1)
        if behind:
            parts.append(f"A peer is faster on {n} thread{'s' * (n != 1)} (best peer ÷ arrayc): " + ", ".join(
                f"{name} {gain:.2f}" for gain, name in behind) + ".")
    absent = [name for name, row in rows.items() if any("ms" not in row[n]["arrayc"] for n in threads)]
    if absent:
        parts.append(f"arrayc has no result for {', '.join(absent)}.")
    return "\n\n".join(parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--arrayc", required=True, help="the program to measure")
    parser.add_argument("--before", help="another arrayc, measured in the same rounds")
    parser.add_argument("--only", default="", metavar="REGEX", help="programs whose name matches")
    parser.add_argument("--peers", default="", metavar="REGEX", help="peers whose name matches")
    parser.add_argument("--threads", type=int, nargs="+", help="by default one, and as many as there are cores")
    parser.add_argument("--budget", type=float, default=0.03, help="seconds to spend on a timing in a round")
    parser.add_argument("--rounds", type=int, default=3, help="how often every peer has its turn")
    parser.add_argument("--again", type=int, default=1,
                        help="how often programs whose peers are close are measured anew at the end, arrayc and peers alike")
    parser.add_argument("--home", default=ROOT / ".build" / "peers", type=pathlib.Path,
                        help="where the peers are installed")
    targets.add_option(parser)
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    options = parser.parse_args()
    targets.choose(options.target)

    home = options.home
    home.mkdir(parents=True, exist_ok=True)
    os.environ["ARRAYC"] = str(pathlib.Path(options.arrayc).resolve())
    peers = [BY_NAME["arrayc"], *(BY_NAME[p] for p in ["numpy", "jax"] if re.search(options.peers, p))]
    if options.before:
        before = str(pathlib.Path(options.before).resolve())
        peers.insert(1, Peer("before", "before", BY_NAME["arrayc"].choices, lambda home, threads: {"ARRAYC": before},
                             place=BY_NAME["arrayc"].place, module="arrayc"))
    for peer in peers:
        reason = install(str(home), BY_NAME.get(peer.name, BY_NAME["arrayc"]))
        if reason:
            raise SystemExit(f"{peer.label}: {reason}")
    others = disturbance()
    if others > 0.05:
        print(f"other programs keep {others:.0%} of the processors busy; the figures will be worse than they are",
              file=sys.stderr)
    threads = options.threads or sorted({1, len(os.sched_getaffinity(0))})
    rows = {}
    with open(home / "log.txt", "w") as log:
        processes = {n: {p.name: Process(str(home), p, n, log) for p in peers} for n in threads}
        programs = [program for program in all_programs() if re.search(options.only, program.name)]
        for turn in range(1 + options.again):
            for program in programs:
                if turn > 0 and not is_close(rows[program.name]):
                    continue
                row = measure(program, processes, options.budget, options.rounds)
                if turn > 0:
                    least(rows[program.name], row)
                else:
                    rows[program.name] = row
                for n, found in rows[program.name].items():
                    print(line(program.name, n, found), flush=True)
        for asked in processes.values():
            for process in asked.values():
                process.stop()
    text = summary(rows, threads)
    print(text)
    if options.write:
        busy = f" **Other programs kept {others:.0%} of the processors busy meanwhile.**" if others > 0.05 else ""
        write_between(ROOT / "docs" / "benchmarks.md", targets.mark("sweep", options.target),
                      f"Measured on: {targets.described(processor(), options.target)}.{busy}\n\n{text}")


if __name__ == "__main__":
    sys.exit(main())
