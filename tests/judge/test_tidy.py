"""What the judge has started goes with the kernel, even if that is killed."""

import os
import signal
import subprocess
import sys
import time

from helpers.paths import ROOT

KERNEL = "from helpers.judge import forking; forking.forked(); print('ready', flush=True); input()"


FORK = """
import multiprocessing
from helpers.judge import forking

def in_a_fork():
    forking.forkserver._forkserver._forkserver_pid = None  # a fork can't use its parent's, and starts another
    forking.forked()

forking.forked()
fork = multiprocessing.get_context("fork").Process(target=in_a_fork)
fork.start()
fork.join()
import time
time.sleep(1)
forking.forked()
print("both")
"""


def test_a_fork_that_ends_leaves_its_parents_socket_alone(tmp_path):
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", FORK]
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
