"""A peer's process seen from outside: started on certain cores, asked, given up after a while."""

import json
import os
import pathlib
import select
import subprocess
import time

from peers.installing import environment, python_of

WORKER = pathlib.Path(__file__).resolve().parent / "worker.py"
PATIENCE = 180

# How long threads may spin after their work before the next peer has its turn. OpenMP's do by default for 0.2 s, OpenBLAS's
# for some 0.03 s.
REST = 0.5


class Process:
    """The process of one peer with one number of threads, on as many cores. One that ends is started again."""

    def __init__(self, home, peer, threads, log):
        self.home, self.peer, self.threads, self.log, self.running = home, peer, threads, log, None
        self.cores = sorted(os.sched_getaffinity(0))[:threads]

    def start(self):
        self.running = subprocess.Popen(
            [python_of(self.home, self.peer), str(WORKER), self.peer.module, str(self.threads)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=self.log, text=True, env=environment(self.home, self.peer, self.threads),
            preexec_fn=lambda: os.sched_setaffinity(0, self.cores))

    def ask(self, **request):
        """The answer to a request; `missing` where the process ended or was too slow."""
        if self.running is None:
            self.start()
        try:
            self.running.stdin.write(json.dumps(request) + "\n")
            self.running.stdin.flush()
            if not select.select([self.running.stdout], [], [], PATIENCE)[0]:
                self.stop()
                return {"missing": f"no answer in {PATIENCE} s"}
            line = self.running.stdout.readline()
        except BrokenPipeError:
            line = ""
        if line:
            self.rest()
            return json.loads(line)
        status = self.running.wait()
        self.running = None
        return {"missing": f"its process ended with status {status}"}

    def rest(self):
        """Waits, at most `REST` seconds, until no thread of the process runs: one that spins for more work would slow down
        who comes next."""
        until = time.monotonic() + REST
        while self.is_busy() and time.monotonic() < until:
            time.sleep(0.002)

    def is_busy(self):
        try:
            states = [stat.read_text().rsplit(")", 1)[1].split()[0]
                      for stat in pathlib.Path(f"/proc/{self.running.pid}/task").glob("*/stat")]
        except OSError:
            return True
        return "R" in states

    def stop(self):
        if self.running is not None:
            self.running.kill()
            self.running.wait()
            self.running = None
