"""Lesson 52: what a batch of commands costs in reads, in other clients' waits, and in memory."""

import random
import socket
import statistics
import time
import tracemalloc

from helpers.errors import CourseError
from helpers.servers import connect_socket

CHUNK = 1 << 18  # bytes to receive at once
PATIENCE = 30  # seconds


def server_reads(r, work):
    """Return how often the server reads from a socket while `work()` runs.

    It counts all clients of the server, so use one of the lesson's own.
    """
    before = r.info("stats")["total_reads_processed"]
    work()
    return r.info("stats")["total_reads_processed"] - before - 1  # the last INFO is a read too


def peak_memory(work):
    """Return the most bytes that Python objects made by `work()` take at the same time."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def waits_of_another(server, sizes, key, transaction=False, rounds=20):
    """Return how long another client waits right behind a batch: a list of times in µs, one for each size.

    One connection sends `size` GETs, and as soon as they're sent, a second client sends a single GET. The
    time until its reply counts. With `transaction`, the commands are queued beforehand, and the second client
    comes right behind EXEC. The sizes take turns in random order. The first quartile of the rounds counts,
    because other programs can only add to a wait.
    """
    waits = {size: [] for size in sizes}
    batches = {size: _gets(key, size) for size in sizes}
    with server.client() as other, connect_socket(server) as wire:
        for _ in range(rounds):
            for size in random.sample(sizes, len(sizes)):
                batch = batches[size]
                if transaction:
                    wire.sendall(b"MULTI\r\n" + batch)
                    _receive_lines(wire, 1 + size)  # OK, and QUEUED for each
                    batch = b"EXEC\r\n"
                wire.sendall(batch)
                sent = time.perf_counter_ns()
                other.get("missing")
                waits[size].append((time.perf_counter_ns() - sent) / 1000)
                _receive_lines(wire, 2 * size + transaction)  # a length and a value for each
    return [statistics.quantiles(waits[size], n=4)[0] for size in sizes]


def unread_replies(server, size, key):
    """Return the bytes that the server takes for a connection that sent `size` GETs and hasn't read yet."""
    with server.client() as r, connect_socket(server) as wire:
        send_unread(server, wire, size, key)
        port = wire.getsockname()[1]
        [client] = [one for one in r.client_list() if one["addr"].endswith(f":{port}")]
        return int(client["tot-mem"])


def send_unread(server, wire, size, key):
    """Send `size` GETs over a socket that reads nothing, and return once the server has run them all."""
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # so that replies wait in the server
    with server.client() as r:
        wanted = _gets_run(r) + size
        wire.sendall(_gets(key, size))
        deadline = time.monotonic() + PATIENCE
        while _gets_run(r) < wanted:
            if time.monotonic() > deadline:
                raise CourseError(f"The server hasn't run the {size:,} GETs within {PATIENCE} s.")
            time.sleep(0.002)


def _gets_run(r):
    return r.info("commandstats").get("cmdstat_get", {"calls": 0})["calls"]


def _gets(key, size):
    """`size` GETs as bytes. In the key, `{}` becomes their number."""
    keys = (key.format(number).encode() for number in range(size))
    return b"".join(b"*2\r\n$3\r\nGET\r\n$%d\r\n%b\r\n" % (len(key), key) for key in keys)


def _receive_lines(wire, lines):
    while lines > 0:
        received = wire.recv(CHUNK)
        if not received:
            raise CourseError("The server closed the connection before it had sent all replies.")
        lines -= received.count(b"\n")
