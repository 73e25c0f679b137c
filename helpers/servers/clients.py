"""Clients of the course's Redis: this kernel's private server, or the one that REDIS_URL names."""

import atexit
import functools
import os

import redis

from helpers.servers import hosts, url
from helpers.servers.server import CLIENT_DEFAULTS, Server


@functools.cache
def _first_server():
    server = Server()
    atexit.register(server.close)
    return server


def _private_server():
    if not _first_server().alive:  # a lesson, or the learner, shut it down: begin anew
        _first_server.cache_clear()
    return _first_server()


def connect(**options):
    """A client of the course's Redis: this kernel's private server, or the one that REDIS_URL names.

    Options as for `redis.Redis`. Raises CourseError where there is no Redis to use, and for a REDIS_URL
    whose database is not the course's: it holds keys of somebody else, and nothing is done to it.
    """
    named = os.environ.get("REDIS_URL")
    if not named:
        return _private_server().client(**options)
    return url.connect(named, **(CLIENT_DEFAULTS | options))


def reset():
    """Empty the course's database, and nothing else: every notebook starts from no keys."""
    r = connect()
    if os.environ.get("REDIS_URL"):
        url.flush(r)
    else:
        r.flushdb()
        r.config_resetstat()
    r.close()


def supports(r, command):
    """Whether this server knows a command (versions mislead: Valkey calls itself 7.2.4)."""
    return bool(r.execute_command("COMMAND INFO", command)[0])


def describe(r):
    """What stands in the small print: `Redis 8.0.2 in a container, redis-py 8.1.0, TCP`."""
    info = r.info("server")
    name, version = (
        ("Valkey", info["valkey_version"]) if "valkey_version" in info else ("Redis", info["redis_version"])
    )
    where = "at REDIS_URL" if os.environ.get("REDIS_URL") else hosts.host().name
    return f"{name} {version} {where}, redis-py {redis.__version__}, TCP"
