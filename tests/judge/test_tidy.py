"""What the judge has started goes with the kernel, even if that is killed."""

import os
import signal
import subprocess
import sys
import time

import pytest

from helpers.paths import ROOT

KERNEL = "from helpers.judge import forking; forking.forked(); print('ready', flush=True); input()"


CHILD = """
import multiprocessing
import sys
import time

from helpers.judge import forking

if __name__ == "__main__":
    if sys.argv[1] == "first":
        forking.forked()
    else:
        multiprocessing.util.get_temp_dir()
    child = multiprocessing.get_context("spawn").Process(target=forking.forked)
    child.start()
    child.join()
    time.sleep(1)
    forking.forked()
    print("both")
"""


@pytest.mark.parametrize("parents_server", ["first", "afterward"])
def test_a_child_that_ends_leaves_its_parents_socket_alone(tmp_path, parents_server):
    (tmp_path / "program.py").write_text(CHILD)
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(tmp_path / "program.py"), parents_server]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.stdout == "both\n", done.stderr


def test_a_killed_kernel_leaves_no_socket(tmp_path):
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    kernel = subprocess.Popen(
        [sys.executable, "-c", KERNEL],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    with kernel:
        assert kernel.stdout.readline() == b"ready\n"
        assert list(tmp_path.rglob("listener-*"))
        os.killpg(kernel.pid, signal.SIGKILL)  # as Jupyter does
    deadline = time.monotonic() + 30
    while (left := list(tmp_path.rglob("*"))) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not left
