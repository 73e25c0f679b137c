"""The lessons that kill servers leave nothing behind: no process, no file; counted before and after."""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

import psutil
import pytest

from helpers.paths import ROOT
from helpers.servers import start_server
from tests.support.by_lesson import by_notebook

LESSONS = sorted((ROOT / "notebooks").glob("3?-*.ipynb"))  # persistence


def processes(folder):
    """The command lines that name `folder`, of this machine and of the containers on it."""
    lines = (" ".join(process.info["cmdline"] or []) for process in psutil.process_iter(["cmdline"]))
    return [line for line in lines if str(folder) in line]


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def course():
    """The course's own files, each with its moment of change; what is made for later runs does not count."""
    made = {"generated", "__pycache__", ".ipynb_checkpoints"}
    found = [path for name in ("notebooks", "data", "helpers") for path in (ROOT / name).rglob("*")]
    return {path: path.stat().st_mtime_ns for path in found if path.is_file() and not made & {*path.parts}}


def test_a_server_and_its_files_are_seen():
    with start_server() as server:
        assert processes(server.data_dir)
        assert "redis.conf" in files(server.data_dir)
    assert not processes(server.data_dir)


@pytest.mark.parametrize("lesson", by_notebook(LESSONS))
def test_nothing_is_left_behind(lesson):
    """A run with a temporary folder of its own, which is short: a socket's path may not be long."""
    with tempfile.TemporaryDirectory(prefix="left", dir="/tmp") as temporary:
        folder = pathlib.Path(temporary)
        own = {name: value for name, value in os.environ.items() if name != "REDIS_MEASURED_CONTAINER"}
        before = (processes(folder), files(folder), course())
        # its texts are compared where the lesson itself is tested, on the servers on which they can be
        lenient = ["-p", "no:cacheprovider", "-p", "tests.support.lenient"]
        run = [sys.executable, "-m", "pytest", "-q", *lenient, str(lesson)]
        done = subprocess.run(run, cwd=ROOT, env=own | {"TMPDIR": temporary}, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout[-3000:]
        deadline = time.monotonic() + 3  # the child of a killed server learns of it within a second
        while processes(folder) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert (processes(folder), files(folder), course()) == before
