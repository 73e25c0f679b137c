"""An answer's process on its own: a session that can be killed as a whole, limits, and nowhere to write."""

import contextlib
import os
import resource
import signal
import sys

MEMORY, CPU_SECONDS = 3 << 30, 120  # limits, because the notebook's kernel may be gone


def be_alone():
    """A session of its own, so that everything it starts can be killed with it, and nowhere to read or
    write."""
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(null, standard)
    _die_with_parent()
    for limit, value in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS)):
        with contextlib.suppress(OSError, ValueError):  # some systems don't have such a limit
            resource.setrlimit(limit, (value, resource.getrlimit(limit)[1]))


def _die_with_parent():
    """Linux kills this process when the fork server is gone, even in a loop that never leaves C."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
