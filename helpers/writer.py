"""What survives a crash: a writer that remembers what was acknowledged, and what a restarted server lost.

with start_server(save="60 1") as server, start_writer(server) as writer:
    writer.wait_for(5000)
    server.kill()
    acknowledged = writer.stop()
    server.restart()
    print(lost(server.client(), acknowledged).count)
"""

import time
from typing import NamedTuple

import numpy as np

from helpers.errors import CourseError
from helpers.programs import start_program

AT_ONCE = 1000  # keys in one EXISTS pipeline


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
