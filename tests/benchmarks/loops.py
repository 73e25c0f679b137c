"""A GET without measure(): in a bare loop, and over a bare socket."""

import gc
import socket
import statistics
from contextlib import contextmanager
from time import perf_counter_ns

from helpers.servers import connect_socket

GET = b"*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n"


def around_get(r, rounds):
    """Nanoseconds of each `r.get("key")`."""
    taken = []
    gc.disable()
    try:
        for _ in range(rounds):
            start = perf_counter_ns()
            r.get("key")
            taken.append(perf_counter_ns() - start)
    finally:
        gc.enable()
    return taken


def around(call, rounds):
    """Nanoseconds of each call."""
    taken = []
    for _ in range(rounds):
        start = perf_counter_ns()
        call()
        taken.append(perf_counter_ns() - start)
    return taken


@contextmanager
def raw_get(server):
    """A function that sends a GET and reads the reply, in bytes, with no client at all."""
    with connect_socket(server) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def get():
            connection.sendall(GET)
            return connection.recv(1024)

        yield get


def p50(nanoseconds):
    """Median in µs."""
    return statistics.median(nanoseconds) / 1000


def by_turns(ways, rounds):
    """{name: the result of each round}; every second round takes the ways in the other order."""
    found = {name: [] for name in ways}
    for number in range(rounds):
        for name in list(ways)[:: 1 if number % 2 else -1]:
            found[name].append(ways[name]())
    return found
