"""What the judge has started goes with the kernel, even if that is killed."""

import os
import signal
import subprocess
import sys
import time

from helpers.paths import ROOT

KERNEL = "from helpers.judge import forking; forking.forked(); print('ready', flush=True); input()"


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
