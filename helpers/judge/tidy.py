"""In the server that processes are forked from: whatever kills the kernel, nothing is left of it.

Jupyter kills the process group of a kernel, so this server makes a group of its own. It ends when the
kernel's end of their pipe closes, and removes its socket. The folder goes with it if nothing else is there:
processes that a test has started share the folder of their parent.
"""

import atexit
import contextlib
import os
import re
import socket
import sys


def _own_socket():
    """The path that this server listens on, or None in any other process.

    multiprocessing gives it the descriptor, as the first argument of `main(...)` in its command line.
    """
    command = re.search(r"multiprocessing\.forkserver import main; main\((\d+),", sys.orig_argv[-1])
    if not command:
        return None
    with socket.socket(fileno=os.dup(int(command[1]))) as listener:
        return listener.getsockname()


def _remove(path):
    with contextlib.suppress(OSError):
        os.unlink(path)
        os.rmdir(os.path.dirname(path))


_path = _own_socket()
if _path:
    os.setsid()
    atexit.register(_remove, _path)
