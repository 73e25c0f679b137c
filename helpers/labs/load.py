"""Lessons 31 and 32: a load generator, since not every Redis comes with `redis-benchmark`."""

import random
import selectors
import time
from typing import NamedTuple

import numpy as np

from helpers.errors import CourseError

PATIENCE = 30  # seconds without a reply from any connection


class Load(NamedTuple):
    """Commands per second, and the p99 in ms of what a connection waits for the replies to one send."""

    per_second: float
    p99: float


class _Connection:
    """A connection of its own, the number of replies that it waits for, and since when."""

    def __init__(self, pool):
        # redis-py connects and authenticates. A bare socket then reads many replies at once.
        self.socket = pool.get_connection()._sock

    def send(self, commands):
        self.awaited = len(commands)
        self.since = time.perf_counter()
        self.socket.sendall(b"".join(commands))

    def receive(self):
        """Read what has arrived and return the number of replies; CourseError for an error reply or none."""
        replies = self.socket.recv(65536)
        if not replies or replies.startswith(b"-") or b"\n-" in replies:
            reason = replies.decode(errors="replace").strip() or "the server closed the connection"
            raise CourseError(f"The load stopped: {reason}")
        arrived = replies.count(b"\n")
        self.awaited -= arrived
        return arrived


def load(server, *command, n, clients=1, pipeline=1, keys=1):
    """Send a command `n` times over `clients` connections, `pipeline` commands in flight on each: a `Load`.

    `__rand_int__` in the command becomes a number below `keys`, a different one each time. Only for commands
    with replies of one line, such as SET and INCR. CourseError if the server refuses one, or is gone.
    """
    texts = [_resp(command, number) for number in range(keys)]
    batches = _batches(texts, n, pipeline)
    missing, waits = n, []
    with server.client() as r, selectors.DefaultSelector() as selector:
        connections = [_Connection(r.connection_pool) for _ in range(clients)]
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        began = time.perf_counter()
        for connection, batch in zip(connections, batches, strict=False):
            connection.send(batch)
        while missing:
            for connection in _with_replies(selector):
                missing -= connection.receive()
                if connection.awaited == 0:
                    waits.append(time.perf_counter() - connection.since)
                    if batch := next(batches, None):
                        connection.send(batch)
        seconds = time.perf_counter() - began
    return Load(n / seconds, float(np.percentile(waits, 99)) * 1000)


def _with_replies(selector):
    ready = selector.select(PATIENCE)
    if not ready:
        raise CourseError(f"The load stopped: the server hasn't replied for {PATIENCE} s.")
    return [key.data for key, _ in ready]


def _resp(command, number):
    words = [str(word).replace("__rand_int__", str(number)).encode() for word in command]
    return b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words)


def _batches(texts, n, size):
    draw = random.Random(1).choices  # seeded, so that every run sends the same
    for sent in range(0, n, size):
        yield draw(texts, k=min(size, n - sent))
