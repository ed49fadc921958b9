"""Measures arrayc beside NumPy, numexpr, Numba, JAX, Dr.Jit and PyTorch, and beside what the machine allows.

    python3 Benchmarks/compare_peers.py --arrayc .build/release/arrayc [--only REGEX] [--target x86-64-v3] [--write]

Each peer runs in a process of its own, pinned to as many cores as it has threads, on the same input files; each result
is compared with NumPy's in double precision. A workload is measured in rounds: every peer in turn, then again. Figures
are kept in the build folder, so a run with `--only` renews some and `--write` writes all.
"""

import argparse
import json
import math
import os
import pathlib
import re
import sys
import tempfile
import time

import numpy as np

from peers import limits, report, targets
from peers.cost import Cost
from peers.installing import PEERS, install
from peers.process import Process
from workloads import ROOT, all_workloads, numpy_erf, save, short, size_name


def disturbance(seconds=0.5):
    """The share of the processors that other programs use, in a moment in which nothing of ours runs."""
    def counts():
        fields = list(map(int, pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:9]))
        return sum(fields), fields[3] + fields[4]

    (all0, idle0), _, (all1, idle1) = counts(), time.sleep(seconds), counts()
    return 1 - (idle1 - idle0) / max(1, all1 - all0)


def measure(workload, dtype, size, processes, machine, budget, rounds):
    """The row of one workload: for each number of threads the limit, and each peer's least times in milliseconds."""
    program = workload.program(dtype)
    row = {}
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        arrays = program.make_inputs(size)
        save(arrays, folder)
        precise = {name: array.astype(np.float64, copy=False) for name, array in arrays.items()}
        expected = workload.program("f64").function(np, numpy_erf)(**precise)
        del precise
        for name, value in zip(program.outputs, expected):
            np.save(os.path.join(folder, f"{name}-expected.npy"), value)
        cost = Cost(program, arrays, expected, int((workload.setting("sweeps") or ["1"])[0]))
        del arrays, expected
        for threads, asked in processes.items():
            found = {}
            for peer, process in asked.items():
                found[peer] = process.ask(do="prepare", name=workload.name, text=program.text, folder=folder)
            for _ in range(rounds):
                for peer, process in asked.items():
                    for way in found[peer].get("ways", {}):
                        answer = process.ask(do="time", way=way, budget=budget)
                        if "missing" in answer:
                            found[peer] = answer
                            break
                        found[peer][way] = min(answer["ms"], found[peer].get(way, answer["ms"]))
            for process in asked.values():
                process.ask(do="release")
            row[str(threads)] = {"limit": limits.limit(machine[str(threads)], cost, dtype), "peers": found}
    return row


def cases(options, figures):
    """What is to be measured, in turn: (name, workload, dtype, size)."""
    chosen = []
    for workload in all_workloads():
        for dtype, size in workload.peer_cases:
            name = f"{workload.name}/{dtype}/{size_name(size)}"
            if re.search(options.only, name):
                chosen.append((name, workload, dtype, size))
    if options.within < math.inf:
        rows = figures["rows"]
        chosen.sort(key=lambda case: min((part.get("measured", 0) for part in rows.get(case[0], {}).values()), default=0))
    return chosen


def line(name, threads, row):
    """One line for who waits."""
    times = ", ".join(
        f"{peer} {short(found['fresh'])}" if "fresh" in found else f"{peer} -" for peer, found in row["peers"].items())
    return f"{name} on {threads}: limit {short(row['limit']['ms'])} ({row['limit']['which']}); {times}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--arrayc", required=True, help="the program to measure")
    parser.add_argument("--only", default="", metavar="REGEX", help="workloads whose name, as in triad/f32/10000, matches")
    parser.add_argument("--peers", default="", metavar="REGEX", help="peers whose name matches")
    parser.add_argument("--budget", type=float, default=0.1, help="seconds to spend on a timing in a round")
    parser.add_argument("--rounds", type=int, default=2, help="how often every peer has its turn")
    parser.add_argument("--within", type=float, default=math.inf, metavar="SECONDS",
                        help="begin no workload later; those measured longest ago come first")
    parser.add_argument("--home", default=ROOT / ".build" / "peers", type=pathlib.Path,
                        help="where the peers are installed and figures are kept")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md, docs/peers.svg and README.md")
    parser.add_argument("--no-measuring", action="store_true", help="install and write only")
    targets.add_option(parser)
    options = parser.parse_args()
    targets.choose(options.target)

    home = options.home
    home.mkdir(parents=True, exist_ok=True)
    kept = home / ("figures.json" if options.target == "native" else f"figures-{options.target}.json")
    figures = json.loads(kept.read_text()) if kept.exists() else {"machine": {}, "peers": {}, "rows": {}}
    os.environ["ARRAYC"] = str(pathlib.Path(options.arrayc).resolve())
    cores = len(os.sched_getaffinity(0))
    every = [1] if cores == 1 else [1, cores]
    there = []
    for peer in PEERS:
        if re.search(options.peers, peer.name):
            reason = install(str(home), peer)
            figures["peers"].setdefault(peer.name, {})["missing"] = reason
            there += [peer] if reason is None else []
    if not options.no_measuring:
        started = time.monotonic()
        others = disturbance()
        if others > 0.05:
            print(f"other programs keep {others:.0%} of the processors busy; the figures will be worse than they are",
                  file=sys.stderr)
        with open(home / "log.txt", "w") as log:
            processes = {n: {p.name: Process(str(home), p, n, log) for p in there} for n in every}
            for name, process in processes[every[-1]].items():
                answer = process.ask(do="version")
                figures["peers"][name].update({"version": answer.get("version"), "missing": answer.get("missing")})
            figures["machine"] = {str(n): limits.measure(str(home), n) for n in every}
            if "numpy" in processes[1]:
                figures["products"] = {str(n): processes[n]["numpy"].ask(do="products") for n in every}
            for name, workload, dtype, size in cases(options, figures):
                if time.monotonic() - started > options.within:
                    break
                row = measure(workload, dtype, size, processes, figures["machine"], options.budget, options.rounds)
                known = figures["rows"].setdefault(name, {})
                for threads, part in row.items():
                    kept_peers = known.get(threads, {}).get("peers", {}) if options.peers else {}
                    peers = {**kept_peers, **part["peers"]}
                    known[threads] = {**part, "peers": peers, "disturbance": others, "measured": time.time()}
                    print(line(name, threads, part), flush=True)
                kept.write_text(json.dumps(figures, indent=1))
            for asked in processes.values():
                for process in asked.values():
                    process.stop()
        print(f"measured in {time.monotonic() - started:.0f} s")
    kept.write_text(json.dumps(figures, indent=1))
    if not figures["rows"]:
        raise SystemExit("no workload was measured")
    print(report.summary(figures))
    if options.write:
        report.write(figures, options.target)


if __name__ == "__main__":
    sys.exit(main())
