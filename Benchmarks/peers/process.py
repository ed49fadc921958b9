"""A peer's process seen from outside: started on certain cores, asked, given up after a while."""

import json
import os
import pathlib
import select
import subprocess

from peers.installing import environment, python_of

WORKER = pathlib.Path(__file__).resolve().parent / "worker.py"
PATIENCE = 180


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
            return json.loads(line)
        status = self.running.wait()
        self.running = None
        return {"missing": f"its process ended with status {status}"}

    def stop(self):
        if self.running is not None:
            self.running.kill()
            self.running.wait()
            self.running = None
