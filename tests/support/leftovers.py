"""Every run of a notebook leaves the machine as it found it: no process, no temporary file, no new file.

`watch()` is called by the root conftest.py. Each notebook's kernel then gets a temporary folder of its own,
so that what it starts and writes can be told from what other tests do at the same time.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path

import psutil
import pytest
from nbval.plugin import IPyNbFile

from helpers.paths import CONTAINER_VARIABLE, DATA, NOTEBOOKS, ROOT
from helpers.servers import hosts

# Seconds. What a killed kernel started notices it within one on an idle machine; a control waits less.
PATIENCE = float(os.environ.get("REDIS_MEASURED_PATIENCE", "30"))
MADE_FOR_LATER = {"generated", "__pycache__", ".ipynb_checkpoints"}  # files that later runs use again

_before = pytest.StashKey()


class Watch:
    """A temporary folder for one kernel; `left()` says what is there that wasn't there before."""

    def __init__(self):
        # Servers in a container see what is below the scratch root. A socket's path has to be short.
        base = hosts.scratch_root() if os.environ.get(CONTAINER_VARIABLE) else "/tmp"
        self.folder = Path(tempfile.mkdtemp(prefix="run", dir=base))
        self.course = course()

    def left(self):
        """A sentence for each process and file that is left."""
        found = [f"a process: {line}" for line in processes(self.folder)]
        found += [f"a temporary file: {name}" for name in files(self.folder)]
        found += [f"a new or changed file: {path.relative_to(ROOT)}" for path, _ in course() ^ self.course]
        return found

    def left_after_patience(self):
        deadline = time.monotonic() + PATIENCE
        while (found := self.left()) and time.monotonic() < deadline:
            time.sleep(0.2)
        return found

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def processes(folder):
    """The command lines of all processes that name `folder`, or have it as their temporary folder.

    Processes in a container are among them, since Linux shows them like its own.
    """
    found = []
    for process in psutil.process_iter():
        try:
            line = " ".join(process.cmdline())
            if str(folder) in line or process.environ().get("TMPDIR") == str(folder):
                found.append(line)
        except (psutil.AccessDenied, psutil.NoSuchProcess):  # another user's, or a zombie
            continue
    return found


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def course():
    """The files of the course as (path, moment of change), without those made for later runs."""
    found = [path for place in (NOTEBOOKS, DATA) for path in place.rglob("*") if path.is_file()]
    return {(path, path.stat().st_mtime_ns) for path in found if not MADE_FOR_LATER & {*path.parts}}


def watch(is_broken):
    """Look before and after every notebook that nbval runs. What is left is an error of its last cell.

    Not where `is_broken(notebook)`, because its run didn't get to its end.
    """
    setup, teardown = IPyNbFile.setup, IPyNbFile.teardown

    def watched_setup(notebook):
        notebook.stash[_before] = watch = Watch()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TMPDIR", str(watch.folder))
            setup(notebook)

    def watched_teardown(notebook):
        teardown(notebook)
        watch = notebook.stash[_before]
        try:
            if not is_broken(notebook) and (found := watch.left_after_patience()):
                pytest.fail(f"{notebook.path.name} leaves behind:\n  " + "\n  ".join(found), pytrace=False)
        finally:
            watch.close()

    IPyNbFile.setup, IPyNbFile.teardown = watched_setup, watched_teardown
