"""Free ports of this machine for servers, so that two of them never want the same one."""

import random
import socket

import redis

from helpers.errors import CourseError

PORTS = range(20_000, 30_000)  # below the ephemeral ports
CLUSTER_BUS = 10_000  # a cluster node also listens on its port + 10,000
BELOW_EPHEMERAL = range(20_000, 22_768)  # so that the bus's port isn't an ephemeral one either


def _shuffled(candidates=PORTS):
    return random.sample(candidates, len(candidates))


def listen_on_a_free_port(control):
    """Ask a server that runs on a unix socket to listen on a free port too, and return the port."""
    for port in _shuffled():
        try:
            control.config_set("port", port)
            return port
        except redis.ResponseError:
            continue  # taken
    raise _none_free()


def free_port(*, for_cluster=False):
    """Return a port that's free now; for a cluster node, with the port of its bus free as well."""
    for port in _shuffled(BELOW_EPHEMERAL if for_cluster else PORTS):
        if _is_free(port) and (not for_cluster or _is_free(port + CLUSTER_BUS)):
            return port
    raise _none_free()


def _is_free(port):
    try:
        with socket.create_server(("127.0.0.1", port)):
            return True
    except OSError:
        return False


def _none_free():
    return CourseError(
        f"All ports between {PORTS.start} and {PORTS.stop - 1} are taken. Stop a program that uses one."
    )
