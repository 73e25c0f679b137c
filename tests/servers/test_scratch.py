"""Where servers keep their files and listen: room enough, your own folder and loopback, or one sentence."""

import os
import pathlib
import socket
import tempfile
from types import SimpleNamespace

import pytest

from helpers import servers
from helpers.errors import CourseError
from helpers.servers import hosts, server


@pytest.fixture(autouse=True)
def temporary(monkeypatch, tmp_path_factory):
    tmp_path_factory.getbasetemp()  # or the first `tmp_path` of all would be made here, and removed
    with tempfile.TemporaryDirectory(prefix="rm-", dir="/tmp") as folder:  # short, as a socket's path must be
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield pathlib.Path(folder)


def test_folders_are_private(temporary):
    folder = hosts.scratch_folder()
    assert folder.parent == temporary / f"redis-measured-{os.getuid()}"
    assert folder.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("free", [0, 3_000_000])
def test_a_full_disk_is_named_before_a_server_starts(monkeypatch, temporary, free):
    monkeypatch.setattr(hosts.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    with pytest.raises(CourseError) as told:
        servers.start_server()
    assert str(told.value).startswith(f"{temporary}/redis-measured-{os.getuid()} has less than 50 MB left")
    assert "set TMPDIR to another folder" in str(told.value)


@pytest.mark.parametrize("number", ["ENOSPC", "EDQUOT", "EROFS", "EACCES"])
def test_a_disk_that_refuses_is_named(monkeypatch, number):
    def refuse(dir):
        raise OSError(getattr(hosts.errno, number), "refused", f"{dir}/new")

    monkeypatch.setattr(hosts.tempfile, "mkdtemp", refuse)
    with pytest.raises(CourseError, match=r"/new (has less than 50 MB left|can't be used \(refused\)), and"):
        servers.start_server()


def test_a_temporary_folder_that_is_gone_is_named(monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", "/proc/no/such/folder")
    with pytest.raises(CourseError, match="/proc/no/such/folder") as told:
        servers.start_server()
    assert "set TMPDIR to another folder" in str(told.value)


def test_without_any_temporary_folder_there_is_a_sentence(monkeypatch):
    def none():
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(hosts.tempfile, "gettempdir", none)
    monkeypatch.setattr(tempfile, "tempdir", None)
    with pytest.raises(CourseError, match="The temporary folder can't be used"):
        servers.start_server()


def test_a_folder_of_another_user_is_refused(temporary, tmp_path):
    """Anybody may make a folder in /tmp, also one of our name."""
    ours = temporary / f"redis-measured-{os.getuid()}"
    (tmp_path / "theirs").mkdir()
    ours.symlink_to(tmp_path / "theirs")
    with pytest.raises(CourseError, match=r"isn't yours. Remove it, or set TMPDIR"):
        servers.start_server()
    if os.geteuid() == 0:
        ours.unlink()
        ours.mkdir()
        os.chown(ours, 12345, 12345)
        with pytest.raises(CourseError, match="isn't yours"):
            servers.start_server()


def test_a_machine_without_loopback_is_told_so(monkeypatch):
    class Unreachable(socket.socket):
        def connect(self, address):
            raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(server.socket, "socket", Unreachable)
    with pytest.raises(CourseError, match=r"127.0.0.1 \(Network is unreachable\). Bring the loopback"):
        servers.start_server()
