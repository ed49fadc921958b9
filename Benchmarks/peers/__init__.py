"""One module a peer, and the process that each runs in (worker.py).

A module has `version()` and `prepare(program, arrays, threads, folder)`, which gives functions without arguments, one
for each way in which the peer can run the workload: `fresh` makes new outputs, `reused` writes into outputs that exist.
A call returns when the work is done; what it returns, `to_numpy` turns into arrays. `prepare` raises `NotOffered` where
the peer has no means to express the workload.
"""


class NotOffered(Exception):
    """The peer has no such operation."""
