"""The chart: a row for each workload, a mark for each program at its time as a multiple of the limit."""

import math
from xml.sax.saxutils import escape

from peers.installing import PEERS

# Middle tones, which stand out on white and on black.
COLOURS = {
    "numpy": "#8b929c", "numexpr": "#a878c0", "numba": "#3f96d8", "jax": "#3fa66a", "drjit": "#d99a1f",
    "torch": "#d9634c", "torch_compiled": "#d9634c",
}
LABELS, PANEL, ROW, TOP, GAP = 180, 360, 15, 92, 40
LEFT, RIGHT = 0.5, 100.0  # multiples of the limit
TICKS = [0.5, 1, 2, 5, 10, 20, 50, 100]

STYLE = """
  text { fill: #24292f; font: 11px system-ui, sans-serif }
  .line { stroke: #d0d7de } .limit { stroke: #24292f; stroke-dasharray: 3 2 } .ours { fill: #24292f }
  .faint { fill: #57606a } .title { font-weight: 600; font-size: 13px } .band { fill: #8b929c; fill-opacity: 0.1 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .line { stroke: #30363d } .limit { stroke: #e6edf3 } .ours { fill: #e6edf3 }
    .faint { fill: #8d96a0 }
  }
"""


def place(multiple):
    """Where a multiple lies in a panel; what is off the scale lies at its end."""
    share = math.log(max(LEFT, min(RIGHT, multiple)) / LEFT) / math.log(RIGHT / LEFT)
    return round(share * PANEL, 1)


def mark(peer, x, y, off_scale=False):
    shape = {
        "arrayc": f'<path class="ours" d="M{x} {y - 5.5} l5.5 5.5 -5.5 5.5 -5.5 -5.5 z"/>',
        "torch_compiled": f'<circle cx="{x}" cy="{y}" r="3" fill="none" stroke-width="1.6" stroke="{COLOURS["torch"]}"/>',
    }.get(peer, f'<circle cx="{x}" cy="{y}" r="3.2" fill="{COLOURS.get(peer)}" fill-opacity="0.9"/>')
    if off_scale:
        colour = COLOURS.get(peer, "#8b929c")
        return f'<path d="M{x - 3} {y - 3} l6 3 -6 3 z" fill="{colour}"/>'
    return shape


def panel(figures, names, threads, left):
    lines = [f'<text class="title" x="{left}" y="{TOP - 30}">{threads} thread{"s" * (threads != "1")}</text>']
    bottom = TOP + ROW * len(names)
    for tick in TICKS:
        x = left + place(tick)
        kind = "limit" if tick == 1 else "line"
        lines.append(f'<line class="{kind}" x1="{x}" y1="{TOP - 4}" x2="{x}" y2="{bottom}"/>')
        label = "limit" if tick == 1 else f"{tick:g}×"
        lines.append(f'<text class="faint" x="{x}" y="{TOP - 10}" text-anchor="middle">{label}</text>')
    for k, name in enumerate(names):
        y = TOP + ROW * k + ROW / 2
        part = figures["rows"][name][threads]
        marks = [(peer.name, part["peers"].get(peer.name, {}).get("fresh")) for peer in reversed(PEERS)]
        for peer, time in marks:
            if time is not None:
                multiple = time / part["limit"]["ms"]
                lines.append(mark(peer, round(left + place(multiple), 1), y, multiple > RIGHT))
    return lines


def legend(y):
    lines, x = [], LABELS
    for peer in PEERS:
        lines.append(mark(peer.name, x, y))
        lines.append(f'<text x="{x + 9}" y="{y + 4}">{escape(peer.label)}</text>')
        x += 28 + 6.4 * len(peer.label)
    return lines


def draw(figures, names):
    """The chart as an SVG document."""
    panels = list(figures["machine"])
    width = LABELS + len(panels) * (PANEL + GAP) + 10
    height = TOP + ROW * len(names) + 14
    title = "Time of each program as a multiple of what the machine allows; fresh outputs"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{title}</title>", f"<style>{STYLE}</style>",
        f'<text class="title" x="8" y="20">{title}</text>', *legend(32),
    ]
    for k, name in enumerate(names):
        y = TOP + ROW * k
        if k % 2 == 0:
            lines.append(f'<rect class="band" x="0" y="{y}" width="{width}" height="{ROW}"/>')
        lines.append(f'<text x="{LABELS - 12}" y="{y + 11}" text-anchor="end">{escape(name)}</text>')
    for k, threads in enumerate(panels):
        lines += panel(figures, names, threads, LABELS + k * (PANEL + GAP))
    return "\n".join(lines + ["</svg>"]) + "\n"
