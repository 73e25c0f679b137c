"""What survives a crash: a writer that records acknowledged writes, and a count of those that were lost.

with start_server(save="60 1") as server, start_writer(server) as writer:
    writer.wait_for(5000)
    server.kill()
    acknowledged = writer.stop()
    server.restart()
    print(lost(server.client(), acknowledged).count)
"""

import functools
import time
from typing import NamedTuple

import cloudpickle
import numpy as np
import redis

from helpers.errors import CourseError
from helpers.programs import start_program

BATCH = 1000  # keys in one EXISTS pipeline


def _write_orders(new_client):
    import itertools
    import json
    import os
    import struct
    import time

    import cloudpickle
    import redis

    # unbuffered, so that the file has every acknowledged write however this process ends
    acknowledged = os.open("acknowledged", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with cloudpickle.loads(new_client)() as r:
        r.ping()
        start = time.perf_counter()
        try:
            for number in itertools.count():
                order = {"order": number, "product": number % 1000, "quantity": 1}
                r.set(f"order:{number}", json.dumps(order))
                os.write(acknowledged, struct.pack("d", time.perf_counter() - start))
        except redis.ConnectionError as error:
            print("the server is gone:", error)


class Writer:
    """A second process that sends `SET order:0 …`, `SET order:1 …` and records when each was acknowledged.

    It writes as fast as the replies come, and exits when a write fails. Use it with `with`.
    """

    def __init__(self, new_client, server=None):
        self._server = server
        self._program = start_program(_write_orders, cloudpickle.dumps(new_client))
        self.folder = self._program.folder

    def acknowledged(self):
        """Return the seconds from the start to each acknowledged write; element i belongs to `order:i`."""
        file = self.folder / "acknowledged"
        recorded = file.read_bytes() if file.exists() else b""  # not yet, right after the start
        return np.frombuffer(recorded[: len(recorded) // 8 * 8])

    def wait_for(self, n, seconds=30):
        """Return once `n` writes are acknowledged; CourseError if it exits or `seconds` pass before that."""
        deadline = time.monotonic() + seconds
        while len(self.acknowledged()) < n:
            if not self._program.alive or time.monotonic() > deadline:
                why = self._program.output().strip() or f"{seconds} s have passed"
                raise CourseError(f"Only {len(self.acknowledged()):,} writes were acknowledged: {why}")
            time.sleep(0.005)

    def stop(self):
        """Stop the writer and return `acknowledged()`, with the last reply of a server that was killed."""
        if self._server and not self._server.alive:
            self._program.wait()
        self._program.kill()
        return self.acknowledged()

    def close(self):
        """Stop the process and remove its folder."""
        self._program.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def start_writer(target):
    """Start a second process that writes orders to `target` and return its `Writer`.

    `target` is a `Server`, or a function without arguments that returns a client: the writer calls it in
    its own process, so the function may use imports and plain values, but no connected client. Its client
    decides whether a failed write is retried.
    """
    if callable(target):
        return Writer(target)
    return Writer(functools.partial(redis.Redis.from_url, target.url, socket_timeout=30, retry=None), target)


class Loss(NamedTuple):
    """`count` writes are lost. The oldest was acknowledged `age` seconds before the last write."""

    count: int
    age: float
    numbers: np.ndarray  # of the lost writes, ascending


def lost(r, acknowledged):
    """Return which of the `acknowledged` orders the server of client `r` doesn't have, as a `Loss`."""
    held = []
    for start in range(0, len(acknowledged), BATCH):
        pipe = r.pipeline(transaction=False)
        for number in range(start, min(start + BATCH, len(acknowledged))):
            pipe.exists(f"order:{number}")
        held += pipe.execute()
    numbers = np.flatnonzero(np.array(held) == 0)
    age = float(acknowledged[-1] - acknowledged[numbers[0]]) if len(numbers) else 0.0
    return Loss(len(numbers), age, numbers)
