"""Redis's tools, run in a server's data folder, the sizes of its files, and the latency of its disk."""

import os
import pathlib
import secrets
import statistics
import tempfile
import time
from contextlib import contextmanager
from typing import NamedTuple

from helpers.servers import hosts

NOT_DATA = {"redis.conf", "socket", "output", "password"}  # the other files in a server's folder
# The tool runs in the data folder, so that it accepts relative names and prints no absolute paths
IN_FOLDER = 'cd "$1" && shift && exec "$@"'


class Run(NamedTuple):
    """A tool's exit code, 0 for success, and its output, errors included."""

    code: int
    text: str


def run_tool(server, name, *arguments, answer=""):
    """Run a Redis tool such as `redis-check-aof` where `server` runs, in its data folder: a `Run`.

    `answer` is what would be typed: "y\\n" for `--fix`. A tool that connects, such as `redis-cli`, is
    logged in.
    """
    host = hosts.host()
    if name == "redis-check-aof":
        arguments = [_for_check_aof(server.data_dir, str(each)) for each in arguments]
    with _login(server, name) as login:
        command = [host.executable(name), *login, *map(str, arguments)]
        done = host.run(
            ["sh", "-c", IN_FOLDER, "sh", str(server.data_dir), *command],
            secrets={"REDISCLI_AUTH": server.password} if server.password else None,
            input=answer,
        )
    return Run(done.returncode, done.stdout + done.stderr)


@contextmanager
def _login(server, name):
    """Yield the options that log a tool in. redis-cli needs none, because it reads REDISCLI_AUTH."""
    if name != "redis-benchmark" or not server.password:
        yield []
        return
    # It takes a password only on its command line, where others can read it, so it gets a temporary user
    password = secrets.token_hex(16)
    with server.client() as control:
        rules = {"categories": ["+@all", "-@admin", "-@dangerous"], "commands": ["+config|get"]}
        control.acl_setuser("benchmark", enabled=True, passwords=["+" + password], keys=["*"], **rules)
        try:
            yield ["--user", "benchmark", "-a", password]
        finally:
            control.acl_deluser("benchmark")


def _for_check_aof(folder, argument):
    """Return the argument, or for a manifest of Valkey 9, the name of a copy without the base.

    valkey-check-aof doesn't know the RDB format that Valkey 9 itself writes, and reports a damaged file.
    """
    manifest = folder / argument
    if not argument.endswith(".manifest") or not manifest.exists():
        return argument
    lines = manifest.read_text().splitlines(keepends=True)
    bases = [line for line in lines if " type b" in line]
    if not any((manifest.parent / line.split()[1]).read_bytes().startswith(b"VALKEY") for line in bases):
        return argument
    manifest.with_suffix(".checked").write_text("".join(line for line in lines if line not in bases))
    return str(pathlib.Path(argument).with_suffix(".checked"))


def sizes(server):
    """Return the server's data files with their sizes in bytes, such as `{"dump.rdb": 93}`."""
    files = sorted(path for path in server.data_dir.rglob("*") if path.is_file())
    names = {str(path.relative_to(server.data_dir)): path for path in files}
    return {name: path.stat().st_size for name, path in names.items() if name not in NOT_DATA}


class Probe(NamedTuple):
    """`p50`: median time in µs until 100 bytes are on disk. `in_memory`: the "disk" is memory (tmpfs)."""

    p50: float
    in_memory: bool


def fdatasync_probe(folder=None, n=200):
    """Write 100 bytes and call fdatasync, `n` times, where servers store their data; return a `Probe`."""
    folder = folder or hosts.scratch_root()
    sync = getattr(os, "fdatasync", os.fsync)  # macOS has only fsync
    taken = []
    with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
        for _ in range(n):
            began = time.perf_counter()
            file.write(b"x" * 100)
            sync(file.fileno())
            taken.append(time.perf_counter() - began)
    kind = hosts.ProcessHost().run(["stat", "-f", "-c", "%T", str(folder)])  # prints nothing on macOS
    return Probe(statistics.median(taken) * 1e6, kind.stdout.strip() in ("tmpfs", "ramfs"))
