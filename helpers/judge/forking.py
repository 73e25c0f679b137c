"""The server that an answer's processes are forked from (5 ms each), with redis-py loaded."""

import contextlib
import functools
import multiprocessing
import os
import re
import signal
import sys
import threading
import time
import types
from multiprocessing import forkserver, util

from helpers.judge import start

PRELOADED = ["helpers.judge.child", "helpers.judge.tidy"]
SLOW = ["sqlalchemy"]  # imports that take a third of a second: preloaded where this program has them too
DUMP_SECONDS, QUIET_SECONDS = 2, 0.05  # for a process to say where it is, and after its last word


@functools.cache
def _context():
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*PRELOADED, *(name for name in SLOW if name in sys.modules)])
    return context


@contextlib.contextmanager
def _no_main():
    """multiprocessing would import the program that runs here, be it pytest or a script without a guard."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


_starting = threading.Lock()


def warm_up():
    """Start the server that processes are forked from, without waiting for it to be ready."""
    with _starting:
        _ensure_running()


def _ensure_running():
    os.makedirs(util.get_temp_dir(), mode=0o700, exist_ok=True)  # the last server to end has removed it
    with _no_main():
        _context()
        forkserver.ensure_running()


def forked():
    """A new process that serves a pipe: (the process, our end of the pipe, what it writes its stacks to)."""
    pipe, theirs = _context().Pipe()
    dump, its_dump = _context().Pipe(duplex=False)
    arguments = (theirs, its_dump, dict(os.environ), os.getcwd(), list(sys.path))
    process = _context().Process(target=start.main, args=arguments, daemon=True)
    with _starting:
        _ensure_running()  # also if it was stopped
        with _no_main():
            process.start()
    theirs.close()
    its_dump.close()
    return process, pipe, dump


def stacks(process, dump):
    """(file, line) pairs, from the outside in, of each of the process's threads at this moment.

    The process writes them in a signal handler, so that it needn't be between two lines of Python.
    """
    try:
        os.kill(process.pid, signal.SIGUSR1)
    except OSError:
        return []
    text, deadline = "", time.monotonic() + DUMP_SECONDS
    while time.monotonic() < deadline:
        if dump.poll(QUIET_SECONDS):
            text += os.read(dump.fileno(), 1 << 16).decode(errors="replace")
        elif text:
            break
    threads = re.split(r"^(?:Current t|T)hread .*$", text, flags=re.MULTILINE)
    return [
        [(file, int(line)) for file, line in re.findall(r'File "(.*)", line (\d+)', one)][::-1]
        for one in threads
    ]


def end(process):
    """SIGKILL to the process and to all that it has started. Returns when it's gone."""
    for kill in (os.killpg, os.kill):  # the group is there once the process has made it
        with contextlib.suppress(OSError):
            kill(process.pid, signal.SIGKILL)
    process.join(1)
