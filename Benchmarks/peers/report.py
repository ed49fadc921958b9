"""What the figures say: tables and a summary for docs/benchmarks.md and the README; the chart is in chart.py."""

from peers import chart, targets
from peers.installing import PEERS
from workloads import ROOT, all_workloads, geometric_mean, processor, short, size_name, write_between

OTHERS = [peer for peer in PEERS if peer.name != "arrayc"]


def names(figures):
    """The rows that were measured, in the order of the workloads."""
    order = [f"{w.name}/{dtype}/{size_name(size)}" for w in all_workloads() for dtype, size in w.peer_cases]
    return [name for name in order if name in figures["rows"]]


def best(part, way="fresh"):
    """The fastest of the others: its name and time."""
    times = {peer.name: part["peers"].get(peer.name, {}).get(way) for peer in OTHERS}
    times = {name: time for name, time in times.items() if time is not None}
    return min(times.items(), key=lambda item: item[1]) if times else (None, None)


class Standing:
    """How arrayc stands on some number of threads."""

    def __init__(self, figures, threads):
        self.threads, self.gains, self.shares, self.slower, self.absent = threads, [], [], [], []
        for name in names(figures):
            part = figures["rows"][name][threads]
            ours = part["peers"].get("arrayc", {}).get("fresh")
            peer, time = best(part)
            if ours is None:
                self.absent.append(name)
                continue
            self.shares.append(ours / part["limit"]["ms"])
            if time is not None:
                self.gains.append(time / ours)
                if time < ours:
                    self.slower.append((ours / time, name, peer))
        self.slower.sort(reverse=True)

    def row(self):
        return [
            self.threads, str(len(self.gains)), str(len(self.slower)), f"{geometric_mean(self.gains):.2f}",
            f"{geometric_mean(self.shares):.2f}",
        ]


def markdown(head, rows, text_columns=1):
    lines = ["| " + " | ".join(head) + " |"]
    lines.append("|" + " --- |" * text_columns + " ---: |" * (len(head) - text_columns))
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def summary(figures):
    """The three numbers of each number of threads, and where a peer is faster."""
    standings = [Standing(figures, threads) for threads in figures["machine"]]
    head = ["threads", "workloads", "a peer is faster on", "best peer ÷ arrayc", "arrayc ÷ limit"]
    parts = [markdown(head, [standing.row() for standing in standings])]
    labels = {peer.name: peer.label for peer in PEERS}
    for standing in standings:
        if standing.slower:
            listed = ", ".join(f"{name} ({labels[peer]}, {factor:.2f} times)" for factor, name, peer in standing.slower)
            parts.append(f"A peer is faster on {standing.threads} thread{'s' * (standing.threads != '1')}: {listed}.")
        if standing.absent:
            parts.append(f"arrayc has no result on {standing.threads}: {', '.join(standing.absent)}.")
    return "\n\n".join(parts)


def cell(found, way, fastest):
    """A time; what has none says why in one word."""
    if way in found:
        return f"**{short(found[way])}**" if found[way] == fastest else short(found[way])
    return "wrong" if "wrong" in found else "–"


def times(figures, threads):
    """Fresh outputs."""
    head = ["workload", "bound by", "limit", "arrayc, recorded anew", *(peer.label for peer in PEERS),
            "best peer ÷ arrayc", "arrayc ÷ limit"]
    rows = []
    for name in names(figures):
        part = figures["rows"][name][threads]
        ours = part["peers"].get("arrayc", {}).get("fresh")
        time = best(part)[1]
        fastest = min(t for t in [ours, time] if t is not None)
        rows.append([
            name, part["limit"]["which"], short(part["limit"]["ms"]),
            cell(part["peers"].get("arrayc", {}), "recorded", None),
            *(cell(part["peers"].get(peer.name, {}), "fresh", fastest) for peer in PEERS),
            f"{time / ours:.2f}" if ours and time else "–", f"{ours / part['limit']['ms']:.2f}" if ours else "–",
        ])
    return markdown(head, rows, text_columns=2)


def reused_times(figures, threads):
    """Reused outputs, for those that can."""
    able = [peer for peer in PEERS if any(
        "reused" in figures["rows"][name][threads]["peers"].get(peer.name, {}) for name in names(figures))]
    rows = []
    for name in names(figures):
        part = figures["rows"][name][threads]
        found = [part["peers"].get(peer.name, {}) for peer in able]
        known = [f["reused"] for f in found if "reused" in f]
        if known:
            rows.append([name, short(part["limit"]["ms"]), *(cell(f, "reused", min(known)) for f in found)])
    return markdown(["workload", "limit", *(peer.label for peer in able)], rows)


def bandwidths(figures):
    """The measured limits, at a few footprints."""
    parts = []
    kinds = {"read": "read", "write": "write", "write_past": "write, past caches", "copy": "copy",
             "copy_past": "copy, past caches", "triad": "triad", "triad_past": "triad, past caches"}
    for threads, machine in figures["machine"].items():
        rows = []
        for wanted in [24e3, 280e3, 2e6, 7e6, 24e6, 80e6, 600e6]:
            point = min(machine["bandwidth"], key=lambda row: abs(row["bytes"] - wanted))
            rows.append([short(point["bytes"] / 1e6), *(f"{point[kind]:.0f}" for kind in kinds)])
        parts.append(f"GB/s on {threads} thread{'s' * (threads != '1')}, by footprint:\n\n"
                     + markdown(["MB", *kinds.values()], rows, text_columns=0))
    peaks = "; ".join(
        f"on {threads}: f32 {machine['multiply_add']['f32']:.0f}, f64 {machine['multiply_add']['f64']:.0f}"
        for threads, machine in figures["machine"].items())
    parts.append(f"Multiply-add peak, GFLOP/s {peaks}. Matrix products of 1024 with NumPy's BLAS: {products(figures)}.")
    math = figures["machine"]["1"]["math"]
    parts.append("The C library's vector math, ns an element on one core:\n\n" + markdown(
        ["", *math], [[dtype, *(f"{math[name][dtype]:.2f}" for name in math)] for dtype in ["f32", "f64"]]))
    return "\n\n".join(parts)


def products(figures):
    return "; ".join(f"on {n}: f32 {p['f32']:.0f}, f64 {p['f64']:.0f}" for n, p in figures["products"].items())


def missing(figures):
    """Why cells are empty."""
    lines = []
    for peer in PEERS:
        reason = figures["peers"].get(peer.name, {}).get("missing")
        if reason:
            lines.append(f"- {peer.label}: {reason}")
        reasons = {}
        for name in names(figures):
            for part in figures["rows"][name].values():
                found = part["peers"].get(peer.name, {})
                if "wrong" in found:
                    reasons.setdefault(f"wrong by {found['wrong']:.1g} of the largest value", []).append(name)
                elif "fresh" not in found and not reason:
                    reasons.setdefault(found.get("missing") or "not measured", []).append(name)
        for reason, where in sorted(reasons.items()):
            lines.append(f"- {peer.label}: {reason} ({', '.join(dict.fromkeys(where))})")
    order = [f"{w.name}/{dtype}/{size_name(size)}" for w in all_workloads() for dtype, size in w.peer_cases]
    absent = [name for name in order if name not in figures["rows"]]
    if absent:
        lines.append(f"- Not measured at all: {', '.join(absent)}")
    return "\n".join(lines)


def versions(figures):
    return ", ".join(
        f"{peer.label} {figures['peers'][peer.name]['version']}" for peer in OTHERS
        if figures["peers"].get(peer.name, {}).get("version"))


def disturbances(figures):
    """What else the machine did meanwhile, where that was much."""
    parts = [part for row in figures["rows"].values() for part in row.values()]
    most = max(part.get("disturbance", 0) for part in parts)
    if most <= 0.05:
        return ""
    return f" **Other programs kept up to {most:.0%} of the processors busy meanwhile**: times on all cores are too long."


def text(figures):
    """The part of docs/benchmarks.md."""
    parts = [f"Measured on: {processor()}. {versions(figures)}.{disturbances(figures)}", summary(figures),
             "![Time of each program as a multiple of the limit](peers.svg)"]
    for threads in figures["machine"]:
        parts += [f"### On {threads} thread{'s' * (threads != '1')}, fresh outputs, in ms", times(figures, threads)]
    for threads in figures["machine"]:
        parts += [f"### On {threads} thread{'s' * (threads != '1')}, reused outputs, in ms",
                  reused_times(figures, threads)]
    parts += ["### What is missing", missing(figures) or "Nothing.", "### The limits", bandwidths(figures)]
    return "\n\n".join(parts)


def short_summary(figures):
    """The lines that the README shows."""
    standings = [Standing(figures, threads) for threads in figures["machine"]]
    head = ["threads", "workloads", "a peer is faster on", "best peer's time ÷ arrayc's", "arrayc's time ÷ limit"]
    return "\n\n".join(filter(None, [
        markdown(head, [standing.row() for standing in standings]), disturbances(figures).strip()]))


def write(figures, target="native"):
    """All that is said of this processor; of a lesser one the summary."""
    if target != "native":
        measured = f"Measured on: {targets.described(processor(), target)}."
        write_between(ROOT / "docs" / "benchmarks.md", targets.mark("peers", target), f"{measured}\n\n{summary(figures)}")
        return
    (ROOT / "docs" / "peers.svg").write_text(chart.draw(figures, names(figures)))
    write_between(ROOT / "docs" / "benchmarks.md", "peers", text(figures))
    write_between(ROOT / "README.md", "peers", short_summary(figures))
