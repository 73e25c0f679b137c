"""What survives a crash: a writer that remembers what was acknowledged, and what a restarted server lost.

with start_server(save="60 1") as server, start_writer(server) as writer:
    writer.wait_for(5000)
    server.kill()
    acknowledged = writer.stop()
    server.restart()
    print(lost(server.client(), acknowledged).count)
"""

import os
import tempfile
import time
from typing import NamedTuple

import numpy as np

from helpers import hosts
from helpers.errors import CourseError
from helpers.programs import start_program

AT_ONCE = 1000  # keys in one EXISTS pipeline
NOT_DATA = {"redis.conf", "socket", "output"}  # what a server's folder holds beside its data
# The tool runs in the data folder: it takes names as the lesson writes them, and prints no path
IN_FOLDER = 'cd "$1" && shift && exec "$@"'


def _write_orders(port):
    import itertools
    import json
    import os
    import struct
    import time

    import redis

    # unbuffered: what was acknowledged stands in the file, however this process ends
    noted = os.open("acknowledged", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with redis.Redis("127.0.0.1", port, retry=None, socket_timeout=30) as r:
        r.ping()
        began = time.perf_counter()
        try:
            for number in itertools.count():
                order = {"order": number, "product": number % 1000, "quantity": 1}
                r.set(f"order:{number}", json.dumps(order))
                os.write(noted, struct.pack("d", time.perf_counter() - began))
        except redis.ConnectionError as error:
            print("the server is gone:", error)


class Writer:
    """A second process that sends `SET order:0 …`, `SET order:1 …` and notes when each was acknowledged.

    It writes as fast as the replies come, and ends when the server does. Used with `with`, it is closed at
    the end.
    """

    def __init__(self, server):
        self._server = server
        self._program = start_program(_write_orders, server.port)
        self.folder = self._program.folder

    def acknowledged(self):
        """Seconds from the writer's start to each acknowledged write: element i belongs to `order:i`."""
        file = self.folder / "acknowledged"
        noted = file.read_bytes() if file.exists() else b""  # its first moment
        return np.frombuffer(noted[: len(noted) // 8 * 8])

    def wait_for(self, n, seconds=30):
        """Return once `n` writes have been acknowledged; CourseError if it ends or `seconds` pass before."""
        deadline = time.monotonic() + seconds
        while len(self.acknowledged()) < n:
            if not self._program.alive or time.monotonic() > deadline:
                why = self._program.output().strip() or f"{seconds} s have passed"
                raise CourseError(f"Only {len(self.acknowledged()):,} writes were acknowledged: {why}")
            time.sleep(0.005)

    def stop(self):
        """End the writer and return `acknowledged()`; of a server that is gone, with its last reply."""
        if not self._server.alive:
            self._program.wait()
        self._program.kill()
        return self.acknowledged()

    def close(self):
        """End the process and remove its folder."""
        self._program.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def start_writer(server):
    """Start a second process that writes orders to `server`: see `Writer`."""
    return Writer(server)


class Loss(NamedTuple):
    """`count` writes are lost; the oldest was acknowledged `age` seconds before the last write was."""

    count: int
    age: float
    numbers: np.ndarray  # of the lost writes, ascending


def lost(r, acknowledged):
    """What the server that `r` is connected to does not hold of the `acknowledged` orders: a `Loss`."""
    held = []
    for start in range(0, len(acknowledged), AT_ONCE):
        pipe = r.pipeline(transaction=False)
        for number in range(start, min(start + AT_ONCE, len(acknowledged))):
            pipe.exists(f"order:{number}")
        held += pipe.execute()
    numbers = np.flatnonzero(np.array(held) == 0)
    age = float(acknowledged[-1] - acknowledged[numbers[0]]) if len(numbers) else 0.0
    return Loss(len(numbers), age, numbers)


class Run(NamedTuple):
    """How a tool ended, 0 for success, and what it printed, errors as well."""

    code: int
    text: str


def run_tool(server, name, *arguments, answer=""):
    """Run a Redis tool such as `redis-check-aof` where `server` runs, in its data folder: a `Run`.

    `answer` is what would be typed: "y\\n" for `--fix`.
    """
    host = hosts.host()
    command = [host.executable(name), *map(str, arguments)]
    done = host.run(["sh", "-c", IN_FOLDER, "sh", str(server.data_dir), *command], input=answer)
    return Run(done.returncode, done.stdout + done.stderr)


def sizes(server):
    """The server's data files and their sizes in bytes: `{"dump.rdb": 93}`, folders as `folder/file`."""
    files = sorted(path for path in server.data_dir.rglob("*") if path.is_file())
    names = {str(path.relative_to(server.data_dir)): path for path in files}
    return {name: path.stat().st_size for name, path in names.items() if name not in NOT_DATA}


class Probe(NamedTuple):
    """`p50`: median time in µs until 100 bytes are on the disk; `in_memory`: the "disk" is memory (tmpfs)."""

    p50: float
    in_memory: bool


def fdatasync_probe(folder=None, n=200):
    """Write 100 bytes and call fdatasync, `n` times, where servers keep their data: a `Probe`."""
    folder = folder or hosts.scratch_root()
    sync = getattr(os, "fdatasync", os.fsync)  # macOS has only the second
    taken = []
    with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
        for _ in range(n):
            began = time.perf_counter()
            file.write(b"x" * 100)
            sync(file.fileno())
            taken.append(time.perf_counter() - began)
    kind = hosts.ProcessHost().run(["stat", "-f", "-c", "%T", str(folder)])  # says nothing on macOS
    return Probe(float(np.median(taken)) * 1e6, kind.stdout.strip() in ("tmpfs", "ramfs"))
